"""Asks the rules: of a whole programme, of one session, of a move that nobody has made yet."""

from bisect import insort
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from app.rules.conflict import Conflict, in_order
from app.rules.facts import Placement, Session, Span
from app.rules.families import RULES
from app.rules.families.rule import DelegationDay, Judge, PersonDay, Scope, Week
from app.rules.index import Index
from app.rules.placed import Placed
from app.rules.supposed import Supposed
from app.rules.words import Status

Judges = tuple[Judge[Any], ...]
Conflicts = frozenset[Conflict]
NONE: Final[Conflicts] = frozenset()


def _judges(scope: Scope) -> Judges:
    return tuple(rule.judge for rule in RULES if rule.scope is scope)


class _Shared(NamedTuple):
    """A scope whose subjects several sessions share: its judges and a placed session's subjects.

    `grows`: a further session mends nothing for such a subject, so where there is no conflict with it, none was without.
    """

    judges: Judges
    subjects: Callable[[Index, Placed], Iterable[Hashable]]
    grows: bool = True


def _person_days(index: Index, placed: Placed) -> list[PersonDay]:
    return [PersonDay(person, placed.day) for person in placed.content.people]


def _delegation_days(index: Index, placed: Placed) -> list[DelegationDay]:
    days = index.days_of(placed)
    return [DelegationDay(code, day) for code in placed.content.delegations for day in days]


def _interpreted_days(index: Index, placed: Placed) -> list[date]:
    return index.days_of(placed) if placed.content.interpreted else []


def _interpreted_weeks(index: Index, placed: Placed) -> list[Week]:
    return [Week(placed.day - timedelta(days=placed.day.weekday()))] if placed.content.interpreted else []


def _order(index: Index, placed: Placed) -> list[None]:
    return [None] if placed.content.proceedings else []


DRAFT: Final = _judges(Scope.DRAFT)
SEATS: Final = _judges(Scope.SEATS)
TIME: Final = _judges(Scope.TIME)
PLACE: Final = _judges(Scope.PLACE)
OWN: Final = SEATS + TIME + PLACE
MANDATE: Final = _judges(Scope.MANDATE)
SHARED: Final = (
    _Shared(_judges(Scope.PERSON_DAY), _person_days),
    _Shared(_judges(Scope.DELEGATION_DAY), _delegation_days),
    _Shared(_judges(Scope.DAY), _interpreted_days),
    _Shared(_judges(Scope.WEEK), _interpreted_weeks),
    _Shared(_judges(Scope.ORDER), _order, grows=False),
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move changes for every session concerned: the conflicts that come and those that go, each sorted."""

    new: tuple[Conflict, ...] = ()
    resolved: tuple[Conflict, ...] = ()


def check(index: Index, at: datetime) -> list[Conflict]:
    """Every conflict of the programme at this moment, sorted, each once."""
    found = _judged(MANDATE, index, [None], at)
    found += _judged(DRAFT, index, (one for one in index.sessions.values() if one.status is not Status.CANCELLED), at)
    placed = index.placed.values()
    found += _judged(OWN, index, placed, at)
    for judges, subjects, _ in SHARED:
        found += _judged(judges, index, {subject for one in placed for subject in subjects(index, one)}, at)
    return sorted(set(found), key=in_order)


def check_session(index: Index, session_id: int, at: datetime) -> list[Conflict]:
    """Every conflict that names the session, sorted. KeyError: no such session."""
    session = index.sessions[session_id]
    if session.status is Status.CANCELLED:
        return []
    found = _judged(DRAFT, index, [session], at)
    placed = index.placed.get(session_id)
    if placed is not None:
        found += _judged(OWN, index, [placed], at)
        for judges, subjects, _ in SHARED:
            found += _judged(judges, index, subjects(index, placed), at)
    return sorted({conflict for conflict in found if session_id in conflict.sessions}, key=in_order)


def check_move(index: Index, session_id: int, placement: Placement, at: datetime) -> Moved:
    """What placing the session there would change. KeyError: no such session or room."""
    return _Trial(index, session_id, at).of(placement)


def check_moves(index: Index, session_id: int, placements: Iterable[Placement], at: datetime) -> list[Moved]:
    """What each placing would change, in the order of the placements; cheaper than one by one."""
    trial = _Trial(index, session_id, at)
    return [trial.of(placement) for placement in placements]


def _judged(judges: Judges, index: Index, subjects: Iterable[object], at: datetime) -> list[Conflict]:
    found: list[Conflict] = []
    for subject in subjects:
        for judge in judges:
            found += judge(index, subject, at)
    return found


def _of_one(judges: Judges, index: Index, subject: object, at: datetime) -> Conflicts:
    found = _judged(judges, index, (subject,), at)
    return frozenset(found) if found else NONE


class _Difference:
    """Collects what comes and what goes."""

    __slots__ = ("new", "resolved")

    def __init__(self) -> None:
        self.new: list[Conflict] = []
        self.resolved: list[Conflict] = []

    def add(self, before: Conflicts, after: Conflicts) -> None:
        """Take in what was and what is of one subject."""
        if before or after:
            self.new.extend(after - before)
            self.resolved.extend(before - after)


class _Tried(NamedTuple):
    """The session at a time in no room, and what that time changes, sorted."""

    placed: Placed | None
    new: tuple[Conflict, ...]
    resolved: tuple[Conflict, ...]


def _merged(known: tuple[Conflict, ...], further: list[Conflict]) -> tuple[Conflict, ...]:
    if not further:
        return known
    merged = list(known)
    for conflict in further:
        insort(merged, conflict, key=in_order)
    return tuple(merged)


class _Trial:
    """One session of an index on trial at many places; what does not depend on the place is judged once."""

    def __init__(self, index: Index, session_id: int, at: datetime) -> None:
        self.index, self.at = index, at
        self.session = index.sessions[session_id]
        self.before = index.placed.get(session_id)
        self.content = index.content(self.session) if self.before is None else self.before.content
        self.time_before, self.place_before = self._own(TIME, self.before), self._own(PLACE, self.before)
        self.shared = [_SharedTrial(shared, index, self.before, at) for shared in SHARED]
        self.without = Supposed(index, self.before, None)
        self.tried: dict[Span | None, _Tried] = {}

    def of(self, placement: Placement) -> Moved:
        """What the placement changes."""
        tried = self.tried.get(placement.span)
        if tried is None:
            tried = self.tried[placement.span] = self._try(placement.span)
        room = None if placement.room is None else self.index.rooms[placement.room]
        after = None if tried.placed is None else tried.placed.in_room(room)
        found = _Difference()
        found.add(self.place_before, self._own(PLACE, after))
        return Moved(_merged(tried.new, found.new), _merged(tried.resolved, found.resolved))

    def _try(self, span: Span | None) -> _Tried:
        after = self.index.place(self.content, Placement(span))
        found = _Difference()
        if (self.before is None) != (after is None):
            found.add(self._own(SEATS, self.before), self._own(SEATS, after))
            found.add(self._drafted(self.session), self._drafted(replace(self.session, span=span)))
        if self.before is None or after is None or self.before.span != span:
            found.add(self.time_before, self._own(TIME, after))
            supposed = Supposed(self.index, self.before, after)
            for shared in self.shared:
                shared.compare(found, after, supposed, self.without)
        return _Tried(after, tuple(sorted(found.new, key=in_order)), tuple(sorted(found.resolved, key=in_order)))

    def _own(self, judges: Judges, placed: Placed | None) -> Conflicts:
        return NONE if placed is None else _of_one(judges, self.index, placed, self.at)

    def _drafted(self, session: Session) -> Conflicts:
        return _of_one(DRAFT, self.index, session, self.at)


class _SharedTrial:
    """The subjects of one shared scope while a session is on trial."""

    def __init__(self, shared: _Shared, index: Index, before: Placed | None, at: datetime) -> None:
        self.judges, self.subjects, self.grows = shared
        self.index, self.at = index, at
        self.held = set() if before is None else set(self.subjects(index, before))
        self.known: dict[Hashable, Conflicts] = {}
        self.known_without: dict[Hashable, Conflicts] = {}

    def compare(self, found: _Difference, after: Placed | None, supposed: Index, without: Index) -> None:
        """Add what changes when the session leaves the subjects it has a part in and enters those of its new place."""
        entered = () if after is None else self.subjects(self.index, after)
        for subject in self.held.difference(entered):
            before = self._once(self.known, self.index, subject)
            if before or not self.grows:
                found.add(before, self._once(self.known_without, without, subject))
        for subject in entered:
            result = _of_one(self.judges, supposed, subject, self.at)
            if result or not self.grows or subject in self.held:
                found.add(self._once(self.known, self.index, subject), result)

    def _once(self, known: dict[Hashable, Conflicts], index: Index, subject: Hashable) -> Conflicts:
        if subject not in known:
            known[subject] = _of_one(self.judges, index, subject, self.at)
        return known[subject]
