"""Where a session could stand instead, so that a conflict is gone and no error comes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.rules.check import check_moves
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Placement, Session, Span
from app.rules.index import Index

MOST_PLACEMENTS = 500
MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place for a session that resolves a conflict; `warnings` is how many would come with it, `mended` how many errors
    would go.
    """

    session: int
    placement: Placement
    warnings: int
    mended: int


class Suggestions:
    """Finds places. What one session could do is judged once, however many conflicts name it."""

    def __init__(self, index: Index, rooms: Sequence[int], at: datetime) -> None:
        self._index, self._rooms, self._at = index, rooms, at
        self._known: dict[int, list[tuple[Suggestion, frozenset[Conflict]]]] = {}

    def for_conflict(self, conflict: Conflict) -> list[Suggestion]:
        """The best few: those that mend most first, then those that change least and warn least."""
        found = [
            suggestion
            for session in conflict.sessions[:3]
            for suggestion, resolved in self._of(session)
            if conflict in resolved
        ]
        return sorted(found, key=self._cost)[:MOST_SUGGESTED]

    def _of(self, session_id: int) -> list[tuple[Suggestion, frozenset[Conflict]]]:
        if session_id not in self._known:
            session = self._index.sessions[session_id]
            placements = [*self._placements(session)][:MOST_PLACEMENTS]
            moves = check_moves(self._index, session_id, placements, self._at)
            self._known[session_id] = [
                (Suggestion(session_id, placement, len(moved.new), _errors(moved.resolved)), frozenset(moved.resolved))
                for placement, moved in zip(placements, moves, strict=True)
                if moved.resolved and all(one.severity is Severity.WARNING for one in moved.new)
            ]
        return self._known[session_id]

    def _placements(self, session: Session) -> Iterator[Placement]:
        """Another room at the same time, then every slot of every day in every room."""
        spans = [session.span] if session.span else []
        for span in dict.fromkeys([*spans, *self._spans(session)]):
            for room in self._rooms:
                if (span, room) != (session.span, session.room):
                    yield Placement(span, room)

    def _spans(self, session: Session) -> Iterator[Span]:
        meeting = self._index.meeting
        count = min((meeting.last_day - meeting.first_day).days + 1, 14)
        for day in (meeting.first_day + timedelta(days=number) for number in range(count)):
            for slot in meeting.slots:
                if slot.day not in (None, day):
                    continue
                starts, ends = (datetime.combine(day, at, meeting.zone) for at in (slot.starts_at, slot.ends_at))
                yield from _within(starts, ends, timedelta(minutes=session.span.minutes) if session.span else None)

    def _cost(self, suggestion: Suggestion) -> tuple[int, int, float, int]:
        session, span = self._index.sessions[suggestion.session], suggestion.placement.span
        away = abs((span.starts - session.span.starts).total_seconds()) if span and session.span else 0.0
        return -suggestion.mended, suggestion.warnings, away, int(suggestion.placement.room != session.room)


def _errors(conflicts: Iterable[Conflict]) -> int:
    return sum(one.severity is Severity.ERROR for one in conflicts)


def _within(starts: datetime, ends: datetime, length: timedelta | None) -> Iterable[Span]:
    """The places in a slot for something of this length, one behind the other; the whole slot where none is known."""
    length = length or ends - starts
    at = starts
    while at + length <= ends:
        yield Span(at, at + length)
        at += length
