"""What a board shows: the sessions as cards in cells, with the rules that each breaks. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.desk.frame.words import STATUSES
from app.desk.plan.grid import TRAY, Grid, cell_of, rows_by_start
from app.desk.plan.phrases import Speaker, Trouble
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Session
from app.rules.words import Kind, Status
from app.wording import kind_name, wording


@dataclass(frozen=True, slots=True)
class Card:
    """A session on the board. Times are at the venue; `troubles` are errors first, accepted warnings left out."""

    id: int
    version: int
    cell: str
    title: str
    title_language: str
    kind: Kind
    kind_words: str
    status: Status
    status_words: str
    theme: str | None
    starts: datetime | None
    ends: datetime | None
    room: int | None
    people: frozenset[int]
    troubles: tuple[Trouble, ...]

    @property
    def worst(self) -> Severity | None:
        """The graver of what it breaks."""
        return self.troubles[0].severity if self.troubles else None

    @property
    def is_cancelled(self) -> bool:
        """Whether it takes up no place."""
        return self.status is Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Board:
    """A draft as a board, at one number of the ledger. Accepted warnings are not counted."""

    number: int
    grid: Grid
    cards: Mapping[int, Card]
    cells: Mapping[str, tuple[Card, ...]]
    errors: int
    warnings: int

    @property
    def unplaced(self) -> int:
        """How many wait in the tray."""
        return len(self.cells.get(TRAY, ()))

    def changed_cells(self, before: "Board") -> list[str]:
        """The cells that hold something else than before, on a board of the same grid."""
        names = sorted({*self.cells, *before.cells})
        return [name for name in names if self.cells.get(name, ()) != before.cells.get(name, ())]


def board_of(number: int, grid: Grid, speaker: Speaker, conflicts: Sequence[Conflict]) -> Board:
    """The board of an index with the conflicts that are open and may be told."""
    naming: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        for named in conflict.sessions:
            naming[named].append(conflict)
    rows = rows_by_start(grid, speaker.index)
    cards: dict[int, Card] = {}
    for session in speaker.index.sessions.values():
        if session.span is not None:
            cards[session.id] = _card(session, cell_of(rows[session.id], session.room), speaker, naming[session.id])
        elif session.status is not Status.CANCELLED:
            cards[session.id] = _card(session, TRAY, speaker, naming[session.id])
    errors = sum(one.severity is Severity.ERROR for one in conflicts)
    return Board(number, grid, cards, _cells(cards.values()), errors, len(conflicts) - errors)


def _card(session: Session, cell: str, speaker: Speaker, conflicts: Iterable[Conflict]) -> Card:
    span, names = session.span, speaker.names
    told = [one for one in conflicts if one.code != "unscheduled"]
    return Card(
        id=session.id,
        version=names.versions[session.id],
        cell=cell,
        title=speaker.title(session.id),
        title_language=speaker.title_language(session.id),
        kind=session.kind,
        kind_words=kind_name(session.kind, speaker.language),
        status=session.status,
        status_words=wording(speaker.language).gettext(STATUSES[session.status]),
        theme=names.themes[session.theme].numeral if session.theme else None,
        starts=span.starts.astimezone(speaker.zone) if span else None,
        ends=span.ends.astimezone(speaker.zone) if span else None,
        room=session.room,
        people=frozenset(seat.person for seat in session.seats),
        troubles=speaker.troubles(told, session.id),
    )


def _cells(cards: Iterable[Card]) -> dict[str, tuple[Card, ...]]:
    cells: dict[str, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=_order):
        cells[card.cell].append(card)
    return {name: tuple(held) for name, held in cells.items()}


def _order(card: Card) -> tuple[float, str, str, int]:
    """By time; in the tray by theme and title."""
    starts = card.starts.timestamp() if card.starts else 0.0
    return (starts, "" if card.starts else card.theme or "~", "" if card.starts else card.title, card.id)
