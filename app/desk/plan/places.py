"""Where a session could stand: for each cell of a board the best time in it, and what standing there would break. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.desk.plan.grid import NO_ROOM, Grid, Row, cell_of, rows_by_start
from app.desk.plan.phrases import Speaker, Trouble
from app.rules.check import Moved, check, check_moves
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Placement, Session, Span
from app.rules.index import Index

MOST_TRIED = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a session: what would newly be broken there, errors first, and how much would be mended.

    `taken_by` are the sessions in the room at that time.
    """

    cell: str
    span: Span
    room: int | None
    troubles: tuple[Trouble, ...]
    mended: int
    is_here: bool
    taken_by: tuple[int, ...] = ()

    @property
    def errors(self) -> int:
        """How many errors it would bring."""
        return sum(one.severity is Severity.ERROR for one in self.troubles)

    @property
    def is_free(self) -> bool:
        """Whether it would break nothing."""
        return not self.troubles


def places_for(speaker: Speaker, grid: Grid, session_id: int, length: timedelta | None, at: datetime) -> list[Place]:
    """The best place in each cell, in the order of the board. `length` is for a session that has none yet; without one
    it would fill the row. KeyError: no such session.
    """
    index = speaker.index
    session = index.sessions[session_id]
    own_row = rows_by_start(grid, index)[session_id] if session.span else None
    here = cell_of(own_row, session.room) if own_row else ""
    busy = _busy(index, session_id)
    tried: list[tuple[str, Placement]] = []
    each = 2 if sum(1 for _ in grid.rows) * len(grid.rooms) * 2 <= MOST_TRIED else 1
    for row in grid.rows:
        for room in grid.rooms:
            cell = cell_of(row, room)
            if cell == here and session.span:
                tried.append((cell, Placement(session.span, session.room)))
                continue
            lasts = (
                session.span.ends - session.span.starts if session.span else length or row.span.ends - row.span.starts
            )
            spans = list(_candidates(row, lasts, busy.get(room, ()), timedelta(minutes=index.meeting.changeover or 0)))
            tried += [(cell, Placement(span, None if room == NO_ROOM else room)) for span in spans[:each]]
    moves = check_moves(index, session_id, [placement for _, placement in tried], at)
    return list(_best(speaker, session, tried, moves, here))


def _busy(index: Index, session_id: int) -> Mapping[int, Sequence[Span]]:
    busy: dict[int, list[Span]] = defaultdict(list)
    for placed in index.placed.values():
        if placed.room is not None and placed.id != session_id:
            busy[placed.room.id].append(placed.span)
    return busy


def _candidates(row: Row, length: timedelta, busy: Sequence[Span], changeover: timedelta) -> Iterator[Span]:
    """Times in the row when the room is free, earliest first; the row's beginning where there is none."""
    near = [span for span in busy if span.overlaps(row.span)]
    first = Span(row.span.starts, row.span.starts + length)
    behind = sorted(Span(ends, ends + length) for ends in {span.ends + changeover for span in near})
    free = [
        span
        for span in (first, *behind)
        if (span is first or span.ends <= row.span.ends) and not any(other.overlaps(span) for other in busy)
    ]
    yield from free or (first,)


def _best(
    speaker: Speaker, session: Session, tried: Sequence[tuple[str, Placement]], moves: Sequence[Moved], here: str
) -> Iterator[Place]:
    best: dict[str, tuple[tuple[int, int], Placement, Moved]] = {}
    for (cell, placement), moved in zip(tried, moves, strict=True):
        badness = (sum(one.severity is Severity.ERROR for one in moved.new), len(moved.new))
        if cell not in best or badness < best[cell][0]:
            best[cell] = (badness, placement, moved)
    said: dict[tuple[Conflict, ...], tuple[Trouble, ...]] = {}
    for cell, (_, placement, moved) in best.items():
        if moved.new not in said:
            said[moved.new] = speaker.troubles(moved.new, session.id)
        assert placement.span is not None
        taken = (one for one in moved.new if one.code == "room-double-booked")
        yield Place(
            cell=cell,
            span=placement.span,
            room=placement.room,
            troubles=said[moved.new],
            mended=len(moved.resolved),
            is_here=cell == here,
            taken_by=tuple(other for one in taken for other in one.sessions if other != session.id),
        )


def exchange(index: Index, one: int, other: int) -> Index:
    """The index in which two sessions are in each other's place. Each keeps its length; KeyError: no such session."""
    first, second = index.sessions[one], index.sessions[other]
    return index.with_session(_taking(first, second)).with_session(_taking(second, first))


def difference(before: Index, after: Index, at: datetime) -> Moved:
    """What the second index breaks and the first did not, and the other way round, each sorted."""
    was, then = check(before, at), check(after, at)
    known, held = set(was), set(then)
    new = tuple(one for one in then if one not in known)
    return Moved(new, tuple(one for one in was if one not in held))


def _taking(session: Session, place: Session) -> Session:
    """The session with the other's room and beginning; unplaced where the other is. It keeps its own length, if any."""
    span = place.span
    if span is not None and session.span is not None:
        span = Span(span.starts, span.starts + (session.span.ends - session.span.starts))
    return replace(session, span=span, room=place.room)
