"""A session, the people in it, and those who send them."""

from datetime import timedelta

from app.rules.conflict import Conflict
from app.rules.facts import Engagement, Person, Seat
from app.rules.words import Kind, Role, Status
from tests.rules.programme import ERROR, MEETING, WARNING, broken, day, facts, instant, seated, session, span


def test_each_person_in_two_sessions_at_once_is_one_conflict() -> None:
    first = session(1, "10:00-13:00", seats=(Seat(5, Role.CHAIR), Seat(4, Role.PANELIST)))
    second = session(2, "12:00-14:00", seats=(Seat(4, Role.SECRETARY), Seat(5, Role.SPEAKER, remote=True)))

    found = broken("person-double-booked", facts(first, second))

    assert found == [
        Conflict("person-double-booked", ERROR, (1, 2), (4,), day=day(1)),
        Conflict("person-double-booked", ERROR, (1, 2), (5,), day=day(1)),
    ]


def test_a_person_may_go_straight_from_one_session_to_the_next() -> None:
    sessions = (
        session(1, "10:00-11:00", seats=seated(4)),
        session(2, "11:00-12:00", seats=seated(4)),
        session(3, "10:00-12:00", seats=seated(4), status=Status.CANCELLED),
    )

    assert broken("person-double-booked", facts(*sessions)) == []


def test_a_seat_that_another_meeting_has_released_counts_and_is_carried_in_the_conflict() -> None:
    elsewhere = Engagement(span("12:00-13:00"), meeting=9, session=90)
    later = Engagement(span("13:00-14:00"), meeting=9, session=91)
    person = Person(4, "KE", engagements=(elsewhere, later))

    found = broken("person-double-booked", facts(session(1, seats=seated(4)), people=(person,)))

    assert found == [Conflict("person-double-booked", ERROR, (1,), (4,), day=day(1), engagement=elsewhere)]


def test_a_session_that_overlaps_an_unavailable_time_is_named_with_the_person() -> None:
    people = (
        Person(4, "KE", answered=True, unavailable=(span("12:59-15:00"),)),
        Person(5, "FR", answered=True, unavailable=(span("13:00-15:00"),)),
    )

    found = broken("person-unavailable", facts(session(1, seats=seated(4, 5)), people=people))

    because = (("because", "unavailable"),)
    assert found == [Conflict("person-unavailable", ERROR, (1,), (4,), day=day(1), detail=because)]


def test_the_union_of_the_available_times_covers_the_session() -> None:
    people = (
        Person(4, "KE", answered=True, available=(span("12:00-14:00"), span("09:00-12:00"))),
        Person(5, "FR", answered=True, available=(span("09:00-12:00"), span("12:01-14:00"))),
    )

    found = broken("person-unavailable", facts(session(1, seats=seated(4, 5)), people=people))

    because = (("because", "not_available"),)
    assert found == [Conflict("person-unavailable", ERROR, (1,), (5,), day=day(1), detail=because)]


def test_whoever_has_not_answered_or_named_no_windows_may_be_seated_at_any_time() -> None:
    people = (Person(4, "KE"), Person(5, "FR", answered=True))

    assert broken("person-unavailable", facts(session(1, seats=seated(4, 5)), people=people)) == []


def test_inside_the_notice_period_open_seats_and_unconfirmed_sessions_are_named() -> None:
    seats = (*seated(4), Seat(6, Role.PANELIST), Seat(5, Role.MODERATOR))
    programme = facts(
        session(1, seats=seats),
        session(2, status=Status.TENTATIVE, seats=seated(7)),
        session(3, seats=seated(8)),
        session(4, kind=Kind.BREAK, status=Status.TENTATIVE),
        notice_days=10,
    )

    found = broken("unconfirmed", programme, at=instant("12:00", on=-2))

    assert found == [
        Conflict("unconfirmed", WARNING, (1,), (5, 6), detail=(("status", "confirmed"),)),
        Conflict("unconfirmed", WARNING, (2,), detail=(("status", "tentative"),)),
    ]


def test_the_notice_period_is_days_at_the_venue_and_what_is_open_matters_until_the_meeting_begins() -> None:
    programme = facts(session(1, seats=(Seat(4, Role.SPEAKER),)), notice_days=10)
    moment = timedelta(seconds=1)

    def is_named(at: str, on: int, less: timedelta = timedelta(0)) -> bool:
        return broken("unconfirmed", programme, at=instant(at, on) - less) != []

    assert not is_named("00:00", -9, less=moment)
    assert is_named("00:00", -9)
    assert is_named("00:00", 1, less=moment)
    assert not is_named("00:00", 1)
    assert broken("unconfirmed", facts(*programme.sessions), at=instant("00:00", 1) - moment) == []


def test_a_person_in_more_sessions_of_a_day_than_the_maximum_is_named_with_all_of_them() -> None:
    sessions = [session(number, f"{8 + number}:00-{9 + number}:00", seats=seated(4)) for number in (1, 2, 3)]
    another_day = session(4, "09:00-10:00", on=2, seats=seated(4))

    found = broken("daily-maximum", facts(*sessions, another_day, daily_maximum=2))

    detail = (("sessions", 3), ("maximum", 2))
    assert found == [Conflict("daily-maximum", WARNING, (1, 2, 3), (4,), day=day(1), detail=detail)]
    assert broken("daily-maximum", facts(*sessions, another_day, daily_maximum=3)) == []
    assert broken("daily-maximum", facts(*sessions, another_day)) == []


def test_a_delegation_in_more_sessions_at_once_than_it_has_people_is_named() -> None:
    people = (Person(4, "KE"), Person(5, "KE"), Person(6, "FR"))
    sessions = (
        session(1, "10:00-13:00", seats=seated(4)),
        session(2, "11:00-12:00", seats=seated(5)),
        session(3, "11:30-14:00", organiser="KE", seats=seated(6)),
        session(4, "12:00-13:00", organiser="KE"),
        session(5, "13:00-14:00", seats=seated(4)),
    )

    found = broken("one-expert", facts(*sessions, people=people))

    detail = (("sessions", 3), ("experts", 2))
    assert found == [
        Conflict("one-expert", WARNING, (1, 2, 3), (4, 5), day=day(1), delegation="KE", detail=detail),
        Conflict("one-expert", WARNING, (1, 3, 4), (4,), day=day(1), delegation="KE", detail=detail),
    ]


def test_a_delegation_may_organise_one_session_before_its_people_are_known() -> None:
    one, other = session(1, organiser="KE"), session(2, "12:00-14:00", organiser="KE")

    assert broken("one-expert", facts(one)) == []
    assert [conflict.sessions for conflict in broken("one-expert", facts(one, other))] == [(1, 2)]


def test_the_notice_period_may_be_longer_than_the_calendar() -> None:
    programme = facts(session(1, seats=(Seat(4, Role.SPEAKER),)), notice_days=10_000_000)

    assert [conflict.people for conflict in broken("unconfirmed", programme)] == [(4,)]
    assert programme.meeting.first_day == MEETING.first_day
