"""Further sessions for a demonstration that is larger than its file. Pure, and the same for the same number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from app.given import Titles
from app.languages import Language
from app.meetings.models import RoomIn
from app.rules.words import Kind, Status
from app.seeding.files import DemonstrationFile, SessionFile

ROOMS_ENOUGH_FOR = 300
SESSIONS_OF_A_ROOM = 45
LENGTHS = (90, 45, 60, 45, 45, 45)
IN_SLOTS = (Kind.PANEL, Kind.ROUND_TABLE, Kind.PANEL, Kind.BRIEFING)

MORNINGS = range(2, 6)
EVENINGS = range(1, 5)
LUNCHES = range(1, 6)
HALF_DAYS = (
    (1, time(15), time(18)),
    *((day, starts, ends) for day in (2, 3, 4) for starts, ends in ((time(10), time(13)), (time(15), time(18)))),
    (5, time(10), time(13)),
    (5, time(15), time(16, 30)),
)
"""Day, from and to: the slots without opening, plenary and closing, which run alone."""


class Cell(NamedTuple):
    """A free time in a free room, at the venue, for a session of the slots or around them."""

    day: int
    starts_at: time
    ends_at: time
    room: str
    around: Kind | None = None


def further_rooms(sessions: int) -> list[RoomIn]:
    """The rooms that so many sessions need beyond those of the file."""
    number = -(-max(0, sessions - ROOMS_ENOUGH_FOR) // SESSIONS_OF_A_ROOM)
    return [RoomIn(name=f"Room {9 + place}", slug=f"room-{9 + place}", capacity=40) for place in range(number)]


def further_sessions(file: DemonstrationFile, number: int) -> list[SessionFile]:
    """So many sessions at times and in rooms that those of the file leave free; each day has its theme."""
    cells = list(_cells(file))
    Random(604).shuffle(cells)
    numbers: dict[Kind, int] = defaultdict(int)
    made = []
    for place, cell in enumerate(sorted(cells[:number])):
        kind = cell.around or IN_SLOTS[place % len(IN_SLOTS)]
        numbers[kind] += 1
        made.append(_session(file, cell, kind, numbers[kind], place))
    return made


def _session(file: DemonstrationFile, cell: Cell, kind: Kind, number: int, place: int) -> SessionFile:
    item = None if cell.around else next(item for item in file.agenda_items if item.themes == [_theme(file, cell.day)])
    theme = item.themes[0] if item else None
    return SessionFile(
        key=f"{kind}-{number}-further",
        kind=kind,
        status=Status.CONFIRMED,
        theme=theme,
        item=item.number if item else None,
        organiser=file.further.organisers[place % len(file.further.organisers)] if kind is Kind.SIDE_EVENT else None,
        day=cell.day,
        starts_at=cell.starts_at,
        ends_at=cell.ends_at,
        room=cell.room,
        titles=_titles(file, kind, number, theme),
        languages=[Language.FR if place % 6 == 5 else Language.EN],
        expected_attendance=25,
        discussion_minutes=10,
    )


def _theme(file: DemonstrationFile, day: int) -> str:
    return list(file.further.themes)[day - 1]


def _titles(file: DemonstrationFile, kind: Kind, number: int, theme: str | None) -> Titles:
    names = file.further.themes[theme] if theme else {}
    return {
        language: title.format(number=number, theme=names.get(language, ""))
        for language, title in file.further.titles[kind].items()
    }


def _cells(file: DemonstrationFile) -> Iterator[Cell]:
    """Every time and room that no session of the file takes."""
    taken = [(session.room, session.day, session.starts_at, session.ends_at) for session in file.sessions]
    for cell in _all_cells([room.slug or "" for room in file.rooms]):
        if not any(
            (room, day) == (cell.room, cell.day) and starts < cell.ends_at and cell.starts_at < ends
            for room, day, starts, ends in taken
            if starts and ends
        ):
            yield cell


def _all_cells(rooms: Sequence[str]) -> Iterator[Cell]:
    for place, room in enumerate(rooms):
        for day, starts, ends in HALF_DAYS:
            for cell_starts, cell_ends in _cut(starts, ends, LENGTHS[place % len(LENGTHS)]):
                yield Cell(day, cell_starts, cell_ends, room)
        around = (
            (Kind.INFORMAL_CONSULTATION, MORNINGS, time(9), time(9, 45)),
            (Kind.SIDE_EVENT, LUNCHES, time(13, 15), time(14, 45)),
            (Kind.INFORMAL_CONSULTATION, EVENINGS, time(18, 15), time(19)),
        )
        for kind, days, starts, ends in around:
            yield from _around(kind, days, starts, ends, room)


def _around(kind: Kind, days: Iterable[int], starts: time, ends: time, room: str) -> Iterator[Cell]:
    for day in days:
        for cell_starts, cell_ends in _cut(starts, ends, 45):
            yield Cell(day, cell_starts, cell_ends, room, kind)


def _cut(starts: time, ends: time, minutes: int) -> Iterator[tuple[time, time]]:
    """The parts of this length, one after the other, that fit."""
    begin, end = datetime.combine(date.min, starts), datetime.combine(date.min, ends)
    while (following := begin + timedelta(minutes=minutes)) <= end:
        yield begin.time(), following.time()
        begin = following
