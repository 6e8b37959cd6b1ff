"""The board's page: its columns and days as they are read, and what can be filtered by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.days import day_words, short_day_words
from app.desk.forms.fields import Option
from app.desk.forms.options import shortened
from app.desk.frame.desk import Desk
from app.desk.plan.cards import Board
from app.desk.plan.grid import NO_ROOM, Day, Row, cell_of
from app.desk.plan.phrases import Speaker
from app.languages import text_in
from app.pages.views.dates import city_words, span_words
from app.wording import N_, listed, sort_key


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A room at the head of its column."""

    id: int
    name: str
    equipment: str

    @property
    def key(self) -> tuple[int, str]:
        """Its id with its name."""
        return self.id, self.name


@dataclass(frozen=True, slots=True)
class RowHead:
    """A row with its hours and the cells in it, in the order of the columns."""

    hours: str
    is_slot: bool
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day with its rows."""

    date: date
    words: str
    short: str
    is_outside: bool
    rows: tuple[RowHead, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the board can be filtered by."""

    themes: list[Option]
    people: list[Option]
    rooms: list[Option]


@dataclass(frozen=True, slots=True)
class Page:
    """A board as its template reads it."""

    board: Board
    city: str
    columns: tuple[ColumnHead, ...]
    days: tuple[DayHead, ...]
    choices: Choices


def page_of(desk: Desk, board: Board, speaker: Speaker) -> Page:
    """Everything the template needs."""
    return Page(
        board=board,
        city=city_words(desk.meeting.zone, desk.language),
        columns=tuple(_column(desk, speaker, room) for room in board.grid.rooms),
        days=tuple(_day(desk, board, day) for day in board.grid.days),
        choices=choices_of(desk, speaker),
    )


def choices_of(desk: Desk, speaker: Speaker) -> Choices:
    """Themes by numeral, seated people by name, rooms in their order."""
    names = speaker.names
    seated = {seat.person for session in speaker.index.sessions.values() for seat in session.seats}
    people = sorted(seated, key=lambda person: sort_key(names.people[person], desk.language))  # type: ignore[arg-type,return-value]
    return Choices(
        themes=[
            Option(theme.numeral, shortened(f"{theme.numeral}  {text_in(theme.texts, desk.language)}"))
            for theme in names.themes.values()
        ],
        people=[Option(str(person), names.people[person]) for person in people],
        rooms=[Option(str(room.id), room.name) for room in names.rooms.values()],
    )


def _column(desk: Desk, speaker: Speaker, room: int) -> ColumnHead:
    if room == NO_ROOM:
        return ColumnHead(room, desk.words(N_("Room to be announced")), "")
    row = speaker.names.rooms[room]
    return ColumnHead(room, row.name, listed(_equipment(desk, row.capacity, row.booths), desk.language))


def _equipment(desk: Desk, capacity: int | None, booths: int) -> Iterator[str]:
    if capacity is not None:
        yield desk.words(N_("{capacity} places"), capacity=capacity)
    yield desk.words(N_("{booths} booths"), booths=booths) if booths else desk.words(N_("no booths"))


def _day(desk: Desk, board: Board, day: Day) -> DayHead:
    return DayHead(
        date=day.date,
        words=day_words(day.date, desk.language),
        short=short_day_words(day.date, desk.language),
        is_outside=day.is_outside,
        rows=tuple(_row(desk, board, row) for row in day.rows),
    )


def _row(desk: Desk, board: Board, row: Row) -> RowHead:
    starts, ends = row.span.starts.astimezone(desk.zone), row.span.ends.astimezone(desk.zone)
    cells = tuple((cell_of(row, room), room) for room in board.grid.rooms)
    return RowHead(span_words(starts, ends), row.is_slot, cells)
