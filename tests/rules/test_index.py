"""What an index finds, after an amendment and under a supposition."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.facts import Facts, Placement
from app.rules.index import Index
from app.rules.placed import ALL, INTERPRETED, ONLY, PERSON, RANKED, ROOM, SHELVED, Group, Name, Placed
from app.rules.supposed import Supposed
from app.rules.words import Status
from tests.rules.programme import day, facts, seated, session
from tests.rules.programmes import CODES, PEOPLE, ROOMS, THEMES, placements, programmes

NAMES: dict[str, tuple[Name, ...]] = {"room": ROOMS, "person": PEOPLE, "delegation": CODES, "theme": THEMES}


def ids(placed: list[Placed] | tuple[Placed, ...]) -> list[int]:
    """The numbers of sessions, in their order."""
    return [one.id for one in placed]


def answers(index: Index, sessions: list[Placed], days: list[date]) -> dict[object, object]:
    """Everything that can be looked up."""
    found: dict[object, object] = {}
    for family in (*SHELVED, *RANKED):
        for name in NAMES.get(family, (ONLY,)):
            group = Group(family, name)
            if family in RANKED:
                ends = (index.first(family, name), index.last(family, name))
                found[group] = ids(index.ranked(family, name)), [end and end.id for end in ends]
                continue
            for on in days:
                found[group, on] = ids(index.starting(family, name, on)), ids(index.coming_over(family, name, on))
            for placed in sessions:
                found[group, placed.id] = sorted(ids(index.around(family, name, placed)))
    found |= {on: index.interpretation(on) for on in days}
    return found | {placed.id: sorted(index.days_of(placed)) for placed in sessions}


@settings(max_examples=150)
@given(programmes, placements, st.data())
def test_supposing_a_move_finds_what_the_amended_index_finds(
    programme: Facts, to: Placement, data: st.DataObject
) -> None:
    index = Index(programme)
    one = data.draw(st.sampled_from(programme.sessions))
    amended = index.with_session(replace(one, span=to.span, room=to.room))
    sessions = list(amended.placed.values())
    days = sorted({placed.day for placed in (*sessions, *index.placed.values())})

    supposed = Supposed(index, index.placed.get(one.id), amended.placed.get(one.id))

    assert answers(supposed, sessions, days) == answers(amended, sessions, days)


def test_only_what_is_placed_and_not_cancelled_is_found() -> None:
    index = Index(
        facts(
            session(1, seats=seated(4), languages=("en", "fr")),
            session(2, seats=seated(4), status=Status.DRAFT),
            session(3, seats=seated(4), status=Status.CANCELLED),
            session(4, None, seats=seated(4)),
        )
    )

    assert ids(index.starting(ALL, ONLY, day(1))) == [1, 2]
    assert ids(index.starting(INTERPRETED, ONLY, day(1))) == [1]
    assert ids(index.around(PERSON, 4, index.placed[1])) == [2]
    assert sorted(index.sessions) == [1, 2, 3, 4]


def test_a_session_runs_on_the_day_it_starts_and_comes_over_to_the_next() -> None:
    index = Index(facts(session(1, "22:00-26:00"), session(2, "23:00-24:00"), session(3, "09:00-10:00", on=2)))

    assert ids(index.starting(ALL, ONLY, day(1))) == [1, 2]
    assert ids(index.coming_over(ALL, ONLY, day(2))) == [1]
    assert index.days_of(index.placed[1]) == [day(1), day(2)]
    assert index.days_of(index.placed[2]) == [day(1)]


def test_a_session_of_years_is_looked_up_without_counting_its_days() -> None:
    index = Index(facts(session(1, "10:00-90000:00"), session(2, "10:00-11:00", on=3)))

    assert index.days_of(index.placed[1]) == [day(1), day(3)]
    assert ids(index.around(ALL, ONLY, index.placed[1])) == [2]


def test_people_and_rooms_that_are_not_among_the_facts_are_refused() -> None:
    index = Index(facts())

    with pytest.raises(KeyError):
        index.with_session(session(1, seats=seated(4)))
    with pytest.raises(KeyError):
        index.with_session(session(1, room=7))


def test_a_supposed_programme_cannot_be_amended() -> None:
    supposed = Supposed(Index(facts(session(1))), None, None)

    with pytest.raises(TypeError):
        supposed.with_session(session(2))
    assert supposed.around(ROOM, 7, supposed.placed[1]) == []
