"""The rows of a board: the slots of each day, and the time around them where something is held then. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.rules.facts import Span
from app.rules.index import Index
from app.rules.venue import VenueDay

TRAY = "tray"
"""The cell of what is not placed."""

NO_ROOM = 0
"""The column of sessions whose room is to be announced."""

WITHOUT_SLOTS = (time(9), time(18))
"""What an empty day without slots shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a day: the time it stands for, and whether that is a slot. `key` names it within the board."""

    key: str
    day: date
    span: Span
    is_slot: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the board. `is_outside`: the meeting is not held on it, yet a session is."""

    date: date
    rows: tuple[Row, ...]
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Which rows and columns a board has. Columns are ids of rooms, the one for no room last."""

    days: tuple[Day, ...]
    rooms: tuple[int, ...]

    @property
    def rows(self) -> Iterable[Row]:
        """Every row, in order of time."""
        return (row for day in self.days for row in day.rows)


def cell_of(row: Row, room: int | None) -> str:
    """The name of the cell where a row and a room's column meet."""
    return f"{row.key}-{room or NO_ROOM}"


def grid_of(index: Index, zone: ZoneInfo, rooms: Iterable[int]) -> Grid:
    """The grid that shows everything an index has placed and room for the rest; cancelled sessions have a place too."""
    spans = [session.span for session in index.sessions.values() if session.span is not None]
    by_day: dict[date, list[Span]] = {}
    for span in spans:
        by_day.setdefault(index.venue.day_at(span.starts).date, []).append(span)
    first, last = index.meeting.first_day, index.meeting.last_day
    held = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    days = (
        Day(day, _rows(index.venue.day(day), by_day.get(day, ()), zone), day not in held)
        for day in sorted(held | by_day.keys())
    )
    used = {session.room for session in index.sessions.values() if session.span is not None}
    columns = tuple(rooms)
    return Grid(tuple(days), (*columns, NO_ROOM) if None in used or not columns else columns)


def rows_by_start(grid: Grid, index: Index) -> Mapping[int, Row]:
    """The row that each session with a time stands in."""
    by_day = {day.date: day.rows for day in grid.days}
    found = {}
    for session in index.sessions.values():
        if session.span is not None:
            rows = by_day[index.venue.day_at(session.span.starts).date]
            found[session.id] = _row_at(rows, session.span.starts)
    return found


def _row_at(rows: tuple[Row, ...], moment: datetime) -> Row:
    held = [row for row in rows if row.span.starts <= moment < row.span.ends]
    return next((row for row in held if row.is_slot), held[0])


def _rows(day: VenueDay, spans: Iterable[Span], zone: ZoneInfo) -> tuple[Row, ...]:
    slots = {slot.starts: slot for slot in day.slots}
    made = [_row(day, slot, True, zone) for slot in slots.values()]
    around: dict[datetime, Span] = {}
    for span in spans:
        if not any(slot.starts <= span.starts < slot.ends for slot in slots.values()):
            gap = _gap(span, tuple(slots.values()), zone)
            known = around.get(gap.ends)
            around[gap.ends] = Span(min(known.starts, gap.starts), gap.ends) if known else gap
    made += [_row(day, span, False, zone) for span in _joined(around.values())]
    if not made:
        starts, ends = (datetime.combine(day.date, wall, zone) for wall in WITHOUT_SLOTS)
        made = [_row(day, Span(starts, ends), False, zone)]
    return tuple(sorted(made, key=lambda row: row.span))


def _gap(span: Span, slots: tuple[Span, ...], zone: ZoneInfo) -> Span:
    """The time around a session between the slot before it and the one behind; open ends close with the session."""
    before = max((slot.ends for slot in slots if slot.ends <= span.starts), default=None)
    behind = min((slot.starts for slot in slots if slot.starts > span.starts), default=None)
    return Span(before or span.starts.astimezone(zone).replace(minute=0), behind or span.ends)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlaps, so that each session stands in one row."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.starts < joined[-1].ends:
            joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return joined


def _row(day: VenueDay, span: Span, is_slot: bool, zone: ZoneInfo) -> Row:
    starts = span.starts.astimezone(zone)
    return Row(f"{day.date.isoformat()}-{starts:%H%M}{'' if is_slot else 'x'}", day.date, span, is_slot)
