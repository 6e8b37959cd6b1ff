"""A session and its room."""

from app.rules.conflict import Conflict
from app.rules.facts import Person, Room, Seat
from app.rules.words import Kind, Role, Status
from tests.rules.programme import ERROR, WARNING, broken, day, facts, seated, session, span

ROOM = Room(7)
ROOMS = (ROOM, Room(8))


def test_two_sessions_that_overlap_in_a_room_are_one_conflict_that_names_both() -> None:
    programme = facts(session(2, "10:00-13:00", room=7), session(1, "12:00-14:00", room=7), rooms=ROOMS)

    found = broken("room-double-booked", programme)

    assert found == [Conflict("room-double-booked", ERROR, (1, 2), room=7, day=day(1))]


def test_a_room_is_free_from_the_instant_the_session_before_ends() -> None:
    programme = facts(session(1, "10:00-11:00", room=7), session(2, "11:00-12:00", room=7), rooms=ROOMS)

    assert broken("room-double-booked", programme) == []


def test_cancelled_and_unplaced_sessions_and_those_of_other_rooms_hold_no_room() -> None:
    programme = facts(
        session(1, room=7),
        session(2, room=7, status=Status.CANCELLED),
        session(3, None, room=7),
        session(4, room=8),
        session(5),
        session(6),
        rooms=ROOMS,
    )

    assert broken("room-double-booked", programme) == []


def test_a_draft_holds_its_room_like_any_other() -> None:
    programme = facts(session(1, room=7, status=Status.DRAFT), session(2, room=7), rooms=ROOMS)

    assert [conflict.sessions for conflict in broken("room-double-booked", programme)] == [(1, 2)]


def test_a_session_that_runs_past_midnight_meets_the_one_of_the_next_morning() -> None:
    late, early = session(1, "22:00-25:00", on=1, room=7), session(2, "00:30-02:00", on=2, room=7)

    found = broken("room-double-booked", facts(late, early, rooms=ROOMS))

    assert found == [Conflict("room-double-booked", ERROR, (1, 2), room=7, day=day(2))]


def test_a_room_is_closed_outside_the_union_of_its_openings() -> None:
    room = Room(7, openings=(span("14:00-18:00"), span("09:00-12:00"), span("12:00-14:00")))
    through, after = session(1, "11:00-15:00", room=7), session(2, "17:00-18:30", room=7)

    found = broken("room-closed", facts(through, after, rooms=(room,)))

    assert found == [Conflict("room-closed", ERROR, (2,), room=7, day=day(1))]


def test_a_room_without_openings_is_always_open() -> None:
    assert broken("room-closed", facts(session(1, "02:00-03:00", room=7), rooms=ROOMS)) == []


def test_a_remote_seat_needs_a_room_with_remote_participation() -> None:
    seats = (*seated(1, 2, remote=True), *seated(3))
    deaf, connected = session(1, room=7, seats=seats), session(2, room=8, seats=seats)

    found = broken("remote-seat", facts(deaf, connected, session(3, seats=seats), rooms=(ROOM, Room(8, remote=True))))

    assert found == [Conflict("remote-seat", ERROR, (1,), (1, 2), room=7, day=day(1))]


def test_whoever_needs_step_free_access_and_comes_in_person_finds_it() -> None:
    people = (Person(1, "KE", step_free=True), Person(2, "FR", step_free=True), Person(3, "PE"))
    seats = (*seated(1, 3), *seated(2, remote=True))
    stairs, ramp = session(1, room=7, seats=seats), session(2, room=8, seats=seats)

    found = broken("step-free", facts(stairs, ramp, rooms=(ROOM, Room(8, step_free=True)), people=people))

    assert found == [Conflict("step-free", ERROR, (1,), (1,), room=7, day=day(1))]


def test_a_room_is_too_small_when_more_are_expected_than_it_holds() -> None:
    rooms = (Room(7, capacity=100), Room(8))
    full, over = session(1, room=7, attendance=100), session(2, room=7, attendance=101)
    unknown = (session(3, room=8, attendance=500), session(4, room=7), session(5, attendance=500))

    found = broken("capacity", facts(full, over, *unknown, rooms=rooms))

    detail = (("expected", 101), ("capacity", 100))
    assert found == [Conflict("capacity", WARNING, (2,), room=7, day=day(1), detail=detail)]


def test_another_theme_and_item_in_a_room_needs_the_changeover() -> None:
    first = session(1, "10:00-11:00", room=7, theme=1, item=2)
    second = session(2, "11:10-12:00", room=7, theme=2, item=3)

    found = broken("changeover", facts(first, second, rooms=ROOMS, changeover=15))

    assert found == [Conflict("changeover", WARNING, (1, 2), room=7, day=day(1), detail=(("gap", 10),))]


def test_the_same_theme_or_item_a_break_and_a_long_enough_gap_need_no_changeover() -> None:
    sessions = (
        session(1, "09:00-10:00", room=7, theme=1, item=2),
        session(2, "10:00-11:00", room=7, theme=1, item=3),
        session(3, "11:00-12:00", room=7, theme=2, item=3),
        session(4, "12:15-13:00", room=7, theme=4, item=4),
        session(5, "13:00-13:15", room=7, kind=Kind.BREAK),
    )

    assert broken("changeover", facts(*sessions, rooms=ROOMS, changeover=15)) == []
    assert (
        broken("changeover", facts(session(1, "10:00-11:00", room=7), session(2, "11:00-12:00", room=7), rooms=ROOMS))
        == []
    )


def test_a_person_needs_the_changeover_from_one_room_to_another() -> None:
    first = session(1, "10:00-11:00", room=7, seats=seated(5, 4))
    second = session(2, "11:00-12:00", room=8, seats=seated(4, 5))

    found = broken("changeover", facts(first, second, rooms=ROOMS, changeover=15))

    detail = (("gap", 0),)
    assert found == [
        Conflict("changeover", WARNING, (1, 2), (4,), day=day(1), detail=detail),
        Conflict("changeover", WARNING, (1, 2), (5,), day=day(1), detail=detail),
    ]


def test_whoever_is_remote_or_stays_in_the_room_needs_no_changeover() -> None:
    remote = (Seat(1, Role.SPEAKER, remote=True),)
    sessions = (
        session(1, "10:00-11:00", room=7, seats=(*remote, *seated(2))),
        session(2, "11:00-12:00", room=8, seats=seated(1)),
        session(3, "11:00-12:00", room=7, seats=seated(2)),
        session(4, "12:00-13:00", seats=seated(1, 2)),
    )

    assert broken("changeover", facts(*sessions, rooms=ROOMS, changeover=15)) == []


def test_the_changeover_is_asked_for_across_midnight() -> None:
    late = session(1, "23:00-24:00", on=1, room=7, theme=1, item=1)
    early = session(2, "00:05-01:00", on=2, room=7, theme=2, item=2)

    found = broken("changeover", facts(late, early, rooms=ROOMS, changeover=15))

    assert found == [Conflict("changeover", WARNING, (1, 2), room=7, day=day(2), detail=(("gap", 5),))]
