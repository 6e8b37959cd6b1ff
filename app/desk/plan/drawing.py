"""Draws the board of a draft for an officer, and remembers the last ones, so that what changed can be sent alone."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import event

from app import ledger
from app.access.models import Right
from app.database import Database, DbSession, now
from app.desk.frame.desk import Desk
from app.desk.plan.cards import Board, board_of
from app.desk.plan.grid import grid_of
from app.desk.plan.names import names_of
from app.desk.plan.phrases import Speaker
from app.languages import Language
from app.programme.acknowledgements.queries import acknowledged
from app.programme.facts import Drafts, draft_index
from app.rules.check import check
from app.rules.conflict import Conflict, Severity, key
from app.rules.index import Index

MOST_KEPT = 12


@dataclass(frozen=True, slots=True)
class View:
    """For whom a board is drawn: what they read is the same for all who share this."""

    meeting_id: int
    language: Language
    shows_private: bool


class Boards:
    """The boards lately drawn, by view and number of the ledger."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[View, int], Board] = OrderedDict()
        self._lock = Lock()

    def at(self, view: View, number: int) -> Board | None:
        """The board as it was drawn at this number."""
        with self._lock:
            return self._kept.get((view, number))

    def keep(self, view: View, board: Board) -> None:
        """Keep a board of committed facts; the one drawn longest ago leaves."""
        with self._lock:
            self._kept[view, board.number] = board
            self._kept.move_to_end((view, board.number))
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def boards_of(db: DbSession) -> Boards:
    """The boards that this process keeps of the database."""
    database: Database = db.info["database"]
    boards: Boards = database.kept.setdefault("boards", Boards())
    return boards


def view_of(desk: Desk) -> View:
    """The officer's view."""
    return View(desk.meeting.id, desk.language, desk.by.may(Right.EDITOR))


def speaker_of(desk: Desk, index: Index) -> Speaker:
    """Says what an index breaks to the officer."""
    names = names_of(desk.db, desk.meeting, index)
    return Speaker(index, names, desk.zone, desk.language, desk.by.may(Right.EDITOR))


def _draw(desk: Desk, speaker: Speaker, conflicts: Sequence[Conflict]) -> Board:
    rooms = [room.id for room in speaker.names.rooms.values() if not room.retired or _is_used(speaker.index, room.id)]
    return board_of(ledger.latest(desk.db), grid_of(speaker.index, desk.zone, rooms), speaker, conflicts)


def current_board(desk: Desk) -> tuple[Board, Speaker]:
    """The board of the draft as it is; only for a transaction that changes nothing."""
    speaker = speaker_of(desk, draft_index(desk.db, desk.meeting))
    board = _draw(desk, speaker, desk.broken.open)
    boards_of(desk.db).keep(view_of(desk), board)
    return board, speaker


def drawn_board(desk: Desk) -> tuple[Board, Speaker]:
    """The same, without drawing it again where that was done at this number: its conflicts may be a moment old."""
    kept = boards_of(desk.db).at(view_of(desk), ledger.latest(desk.db))
    if kept is None:
        return current_board(desk)
    return kept, speaker_of(desk, draft_index(desk.db, desk.meeting))


def board_after(desk: Desk, index: Index, is_whole: bool) -> tuple[Board, Speaker]:
    """The board that the transaction makes. Kept once it has committed; `is_whole`: the index is what loading would give."""
    speaker = speaker_of(desk, index)
    board = _draw(desk, speaker, _open(desk, speaker))
    view, boards, database = view_of(desk), boards_of(desk.db), desk.db.info["database"]
    meeting_id = desk.meeting.id

    def keep(_: object) -> None:
        boards.keep(view, board)
        if is_whole:
            database.kept.setdefault("drafts", Drafts()).keep(meeting_id, board.number, index)

    event.listen(desk.db, "after_commit", keep, once=True)
    return board, speaker


def _open(desk: Desk, speaker: Speaker) -> list[Conflict]:
    """What an index breaks, as far as the officer may know, without the warnings that somebody accepted."""
    accepted = acknowledged(desk.db, desk.meeting)
    return [
        one
        for one in check(speaker.index, now())
        if speaker.may_tell(one)
        and (one.severity is Severity.ERROR or not accepted or key(one, speaker.index) not in accepted)
    ]


def _is_used(index: Index, room: int) -> bool:
    return any(session.room == room and session.span is not None for session in index.sessions.values())
