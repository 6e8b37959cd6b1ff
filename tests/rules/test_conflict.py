"""What a conflict says, how conflicts are sorted, and the key under which one is acknowledged."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings

from app.rules.check import check
from app.rules.conflict import Conflict, key
from app.rules.facts import Engagement, Facts, Person, Room
from app.rules.families import RULES
from app.rules.index import Index
from tests.rules.programme import ERROR, LONG_BEFORE, WARNING, broken, facts, seated, session, span
from tests.rules.programmes import moments, programmes

SAID = {
    "booths": {"sessions", "room", "day", "detail"},
    "capacity": {"sessions", "room", "day", "detail"},
    "changeover": {"sessions", "people", "room", "day", "detail"},
    "daily-maximum": {"sessions", "people", "day", "detail"},
    "interpretation-load": {"sessions", "day", "detail"},
    "interpretation-teams": {"sessions", "day", "detail"},
    "interpretation-week": {"sessions", "day", "detail"},
    "late-change": {"sessions", "day"},
    "one-expert": {"sessions", "people", "day", "delegation", "detail"},
    "order": {"sessions", "day", "detail"},
    "outside-meeting": {"sessions", "day"},
    "outside-slots": {"sessions", "day"},
    "panel-incomplete": {"sessions", "detail"},
    "panelist-language": {"sessions", "people"},
    "person-double-booked": {"sessions", "people", "day", "engagement"},
    "person-unavailable": {"sessions", "people", "day", "detail"},
    "plenary-parallel": {"sessions", "day"},
    "remote-seat": {"sessions", "people", "room", "day"},
    "room-closed": {"sessions", "room", "day"},
    "room-double-booked": {"sessions", "room", "day"},
    "session-language": {"sessions", "detail"},
    "single-gender": {"sessions", "people", "detail"},
    "single-region": {"sessions", "people", "detail"},
    "speaking-time": {"sessions", "day", "detail"},
    "step-free": {"sessions", "people", "room", "day"},
    "theme-missing": {"theme"},
    "theme-parallel": {"sessions", "day"},
    "unconfirmed": {"sessions", "people", "detail"},
    "unscheduled": {"sessions"},
}
"""The fields a rule fills, some of them not always."""


def test_every_rule_has_a_code_of_its_own_and_says_what_it_asks_for() -> None:
    codes = [rule.code for rule in RULES]

    assert sorted(codes) == sorted(SAID)
    assert all(rule.says.endswith(".") for rule in RULES)
    assert {rule.code for rule in RULES if rule.private} == {"person-unavailable", "single-gender", "step-free"}


@settings(max_examples=100)
@given(programmes, moments)
def test_a_conflict_fills_the_fields_of_its_rule_names_everything_once_and_has_its_place(
    programme: Facts, at: datetime
) -> None:
    severities = {rule.code: rule.severity for rule in RULES}

    found = check(Index(programme), at)

    for conflict in found:
        filled = {name for name in SAID["booths"].union(*SAID.values()) if getattr(conflict, name) not in ((), None)}
        assert filled <= SAID[conflict.code]
        assert list(conflict.sessions) == sorted(set(conflict.sessions))
        assert list(conflict.people) == sorted(set(conflict.people))
        assert conflict.severity == severities[conflict.code] or conflict.code == "plenary-parallel"
    assert len(set(found)) == len(found)
    places = [(conflict.severity is WARNING, conflict.code, conflict.sessions, conflict.people) for conflict in found]
    assert places == sorted(places)


BOOKED = facts(session(1, room=7, seats=seated(4, 5)), session(2, room=8, seats=seated(4, 5)), rooms=(Room(7), Room(8)))


def keys(of: Facts) -> list[str]:
    """The keys of its double bookings."""
    index = Index(of)
    return [key(conflict, index) for conflict in broken("person-double-booked", of)]


def with_first(**fields: object) -> Facts:
    """The booked programme with something changed in its first session."""
    first, second = BOOKED.sessions
    return replace(BOOKED, sessions=(replace(first, **fields), second))  # type: ignore[arg-type]


def test_a_key_is_short_the_same_everywhere_and_one_for_each_conflict() -> None:
    assert keys(BOOKED) == ["70c198073a71d895", "f239184c96090b4d"]


def test_a_key_survives_what_the_conflict_is_not_about() -> None:
    assert keys(with_first(attendance=30, theme=4, organiser="KE", discussion_minutes=10)) == keys(BOOKED)


def test_a_key_lapses_with_the_time_and_the_room() -> None:
    later = with_first(span=span("10:30-13:00"))
    elsewhere = with_first(room=8)

    assert set(keys(later)).isdisjoint(keys(BOOKED))
    assert set(keys(elsewhere)).isdisjoint(keys(BOOKED))


def test_a_key_lapses_with_the_numbers_that_were_accepted() -> None:
    def key_of(attendance: int) -> str:
        programme = facts(session(1, room=7, attendance=attendance), rooms=(Room(7, capacity=90),))
        (conflict,) = broken("capacity", programme)
        return key(conflict, Index(programme))

    assert key_of(100) == key_of(100)
    assert key_of(100) != key_of(200)


def test_a_key_lapses_with_the_time_of_the_engagement_elsewhere() -> None:
    def key_of(shift: timedelta) -> str:
        there = span("12:00-14:00")
        moved = replace(there, starts=there.starts - shift)
        person = Person(4, "KE", engagements=(Engagement(moved, 9, 90),))
        (only,) = keys(facts(session(1, seats=seated(4)), people=(person,)))
        return only

    assert key_of(timedelta(0)) != key_of(timedelta(minutes=30))


def test_conflicts_are_sorted_with_errors_first_then_by_code_and_ids() -> None:
    programme = facts(
        session(2, "10:00-13:00", room=7, theme=1),
        session(1, "10:00-13:00", room=7, theme=2),
        session(3, None),
        session(4, "12:00-13:00", room=7, languages=("xx",)),
        rooms=(Room(7),),
    )

    found = check(Index(programme), LONG_BEFORE)

    assert [(conflict.severity, conflict.code, conflict.sessions) for conflict in found] == [
        (ERROR, "room-double-booked", (1, 2)),
        (ERROR, "room-double-booked", (1, 4)),
        (ERROR, "room-double-booked", (2, 4)),
        (ERROR, "session-language", (4,)),
        (WARNING, "theme-parallel", (1, 2)),
        (WARNING, "unscheduled", (3,)),
    ]
    assert found[0] == Conflict("room-double-booked", ERROR, (1, 2), room=7, day=found[0].day)
