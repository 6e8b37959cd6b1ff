"""The rules against a naive oracle, and a move against two full checks, on programmes nobody thought of."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.check import Moved, check, check_move, check_moves, check_session
from app.rules.conflict import Conflict, in_order
from app.rules.facts import Facts, Person, Placement, Session, released_view
from app.rules.families import RULES
from app.rules.index import Index
from app.rules.words import Status
from tests.rules.oracle import conflicts
from tests.rules.programme import ERROR, LONG_BEFORE, WARNING, day, facts, seated, session, span
from tests.rules.programmes import moments, moved, placements, programmes, sessions


def test_every_rule_agrees_with_the_oracle() -> None:
    seen: set[str] = set()

    @settings(max_examples=400, derandomize=True)
    @given(programmes, moments)
    def agrees(programme: Facts, at: datetime) -> None:
        found = check(Index(programme), at)

        assert found == sorted(conflicts(programme, at), key=in_order)
        seen.update(conflict.code for conflict in found)

    agrees()
    assert seen == {rule.code for rule in RULES}


def changed(before: list[Conflict], after: list[Conflict]) -> Moved:
    """The difference of two full checks."""
    new = tuple(conflict for conflict in after if conflict not in before)
    return Moved(new, tuple(conflict for conflict in before if conflict not in after))


@settings(max_examples=200)
@given(programmes, st.lists(placements, min_size=1, max_size=4), moments, st.data())
def test_a_move_is_the_difference_of_two_full_checks(
    programme: Facts, places: list[Placement], at: datetime, data: st.DataObject
) -> None:
    index = Index(programme)
    one = data.draw(st.sampled_from(programme.sessions))
    before = check(index, at)

    together = check_moves(index, one.id, places, at)

    assert together == [changed(before, check(Index(moved(programme, one, place)), at)) for place in places]
    assert together == [check_move(index, one.id, place, at) for place in places]


@settings(max_examples=200)
@given(programmes, sessions, moments)
def test_an_amended_index_is_the_one_made_of_the_amended_facts(
    programme: Facts, others: tuple[Session, ...], at: datetime
) -> None:
    index = kept = Index(programme)
    before = check(kept, at)
    known = {one.id: one for one in programme.sessions}

    for number, other in enumerate(others):
        if number % 3 == 2 and other.id in known:
            index = index.without_session(other.id)
            del known[other.id]
        else:
            index = index.with_session(other)
            known[other.id] = other

    assert check(index, at) == check(Index(replace(programme, sessions=tuple(known.values()))), at)
    assert check(kept, at) == before


@settings(max_examples=200)
@given(programmes, moments)
def test_the_conflicts_of_a_session_are_those_that_name_it(programme: Facts, at: datetime) -> None:
    index = Index(programme)
    everything = check(index, at)

    for one in programme.sessions:
        assert check_session(index, one.id, at) == [conflict for conflict in everything if one.id in conflict.sessions]


@settings(max_examples=200)
@given(programmes, moments)
def test_what_the_next_release_would_hold_has_no_conflict_of_drafts(programme: Facts, at: datetime) -> None:
    view = released_view(programme)
    held = {one.id for one in view.sessions}
    statuses = {one.status for one in view.sessions}

    assert statuses <= {Status.TENTATIVE, Status.CONFIRMED}
    assert all(held.issuperset(conflict.sessions) for conflict in check(Index(view), at))


def test_a_move_names_what_it_does_to_the_sessions_that_stay() -> None:
    sessions = (session(1, theme=1, seats=seated(4)), session(2, seats=seated(4)), session(3, "15:00-18:00", theme=2))
    index = Index(facts(*sessions, people=(Person(4, "KE"), Person(5, "KE"))))

    result = check_move(index, 1, Placement(span("15:00-18:00")), LONG_BEFORE)

    assert result == Moved(
        new=(Conflict("theme-parallel", WARNING, (1, 3), day=day(1)),),
        resolved=(Conflict("person-double-booked", ERROR, (1, 2), (4,), day=day(1)),),
    )


def test_a_session_that_stays_or_is_cancelled_changes_nothing() -> None:
    here = session(1, seats=seated(4))
    gone = session(2, seats=seated(4), status=Status.CANCELLED)
    index = Index(facts(here, gone, session(3, seats=seated(4))))

    assert check_move(index, 1, Placement(here.span), LONG_BEFORE) == Moved()
    assert check_move(index, 2, Placement(span("15:00-18:00")), LONG_BEFORE) == Moved()
    assert check_moves(index, 1, [], LONG_BEFORE) == []
