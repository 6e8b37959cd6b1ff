"""Languages, booths, and the shifts of those who sit in them."""

import pytest

from app.rules.conflict import Conflict
from app.rules.facts import Room, Session
from tests.rules.programme import ERROR, WARNING, broken, day, facts, session

TWO = ("en", "fr")


def interpreted(number: int, times: str = "10:00-13:00", on: int = 1) -> Session:
    """A session in two languages."""
    return session(number, times, on, languages=TWO)


def test_more_interpreted_sessions_at_a_moment_than_teams_are_named_together() -> None:
    sessions = (
        interpreted(1, "10:00-12:00"),
        interpreted(2, "11:00-13:00"),
        session(3, "11:00-13:00"),
        interpreted(4, "12:00-14:00"),
    )

    found = broken("interpretation-teams", facts(*sessions, teams=1))

    detail = (("sessions", 2), ("teams", 1))
    assert found == [
        Conflict("interpretation-teams", ERROR, (1, 2), day=day(1), detail=detail),
        Conflict("interpretation-teams", ERROR, (2, 4), day=day(1), detail=detail),
    ]
    assert broken("interpretation-teams", facts(*sessions, teams=2)) == []
    assert broken("interpretation-teams", facts(*sessions)) == []


def test_the_largest_crowd_is_named_and_not_those_within_it() -> None:
    sessions = [interpreted(number, f"1{number}:00-14:00") for number in range(4)]

    found = broken("interpretation-teams", facts(*sessions, teams=1))

    assert [conflict.sessions for conflict in found] == [(0, 1, 2, 3)]


def test_without_any_team_every_interpreted_session_is_too_many() -> None:
    found = broken("interpretation-teams", facts(interpreted(1), session(2), teams=0))

    assert [conflict.sessions for conflict in found] == [(1,)]


def test_a_session_that_ran_past_midnight_counts_in_the_morning() -> None:
    found = broken(
        "interpretation-teams", facts(interpreted(1, "22:00-26:00"), interpreted(2, "01:00-03:00", on=2), teams=1)
    )

    detail = (("sessions", 2), ("teams", 1))
    assert found == [Conflict("interpretation-teams", ERROR, (1, 2), day=day(2), detail=detail)]


def test_a_day_needs_the_most_at_once_of_each_slot_and_one_for_each_outside() -> None:
    sessions = (
        interpreted(1, "10:00-11:30"),
        interpreted(2, "11:00-13:00"),
        interpreted(3, "11:30-13:00"),
        interpreted(4, "15:00-18:00"),
        interpreted(5, "13:00-14:00"),
        interpreted(6, "10:00-13:00", on=2),
    )

    found = broken("interpretation-load", facts(*sessions, teams=3, shifts_day=1))

    detail = (("shifts", 4), ("allowed", 3))
    assert found == [Conflict("interpretation-load", ERROR, (1, 2, 3, 4, 5), day=day(1), detail=detail)]
    assert broken("interpretation-load", facts(*sessions, teams=2, shifts_day=2)) == []
    assert broken("interpretation-load", facts(*sessions, shifts_day=0)) == []
    assert broken("interpretation-load", facts(*sessions, teams=0)) == []


def test_an_interpreted_session_is_no_longer_than_the_meetings_minutes() -> None:
    sessions = (interpreted(1, "10:00-13:00"), interpreted(2, "15:00-18:01"), session(3, "10:00-18:00"))

    found = broken("interpretation-load", facts(*sessions, minutes=180))

    detail = (("minutes", 181), ("allowed", 180))
    assert found == [Conflict("interpretation-load", ERROR, (2,), day=day(1), detail=detail)]


def test_the_shifts_of_a_week_are_added_up_from_monday_to_sunday() -> None:
    sessions = [interpreted(number, on=number) for number in range(1, 8)]
    before_and_after = [interpreted(8, on=0), interpreted(9, on=8)]

    found = broken("interpretation-week", facts(*sessions, *before_and_after, teams=1, shifts_week=6))

    detail = (("shifts", 7), ("allowed", 6))
    assert found == [Conflict("interpretation-week", WARNING, (1, 2, 3, 4, 5, 6, 7), day=day(1), detail=detail)]
    assert broken("interpretation-week", facts(*sessions, teams=1, shifts_week=7)) == []
    assert broken("interpretation-week", facts(*sessions, teams=1)) == []


@pytest.mark.parametrize(
    ("languages", "needed"),
    [((), 0), (("en",), 0), (("en", "fr"), 1), (("en", "fr", "es"), 3), (("en", "fr", "es", "ru", "zh", "ar"), 6)],
)
def test_a_room_has_no_booth_for_one_language_one_for_two_else_one_for_each(
    languages: tuple[str, ...], needed: int
) -> None:
    one = session(1, room=7, languages=languages)

    enough = broken("booths", facts(one, rooms=(Room(7, booths=needed),)))
    too_few = broken("booths", facts(one, rooms=(Room(7, booths=needed - 1),)))

    detail = (("needed", needed), ("booths", needed - 1))
    assert enough == []
    assert too_few == [Conflict("booths", ERROR, (1,), room=7, day=day(1), detail=detail)]


def test_booths_are_not_counted_where_the_room_or_its_booths_are_unknown() -> None:
    assert broken("booths", facts(interpreted(1), session(2, room=7, languages=TWO), rooms=(Room(7),))) == []


def test_a_session_is_held_in_languages_of_the_meeting() -> None:
    found = broken("session-language", facts(session(1, languages=("zh", "en", "ar")), session(2, languages=TWO)))

    detail = (("language", "ar"), ("language", "zh"))
    assert found == [Conflict("session-language", ERROR, (1,), detail=detail)]
    assert found[0].values("language") == ["ar", "zh"]
