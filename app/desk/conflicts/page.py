"""The list of conflicts by severity, each with where it is solved and, on demand, a place that resolves it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response
from pydantic import BaseModel
from sqlmodel import col, select

from app.database import now
from app.days import day_words
from app.desk.conflicts.suggestions import Suggestion, Suggestions
from app.desk.frame.desk import Desk
from app.desk.frame.query import Chosen
from app.languages import text_in
from app.meetings.models import RoomRow
from app.pages.views.dates import span_words
from app.programme.conflicts import show_conflicts
from app.programme.facts import draft_index
from app.programme.models import ConflictOut, SessionRow
from app.rules.conflict import Severity

MOST_SUGGESTED_FOR = 40
"""For so many errors places are sought at once; for warnings one at a time, when asked."""

FIXED = ("theme-missing", "panel-incomplete", "session-language", "single-region", "single-gender", "unconfirmed")
"""What no other time or room mends."""


class ConflictFilter(BaseModel):
    """Which conflicts are wanted. `suggest`: the key of one for which places are sought."""

    session: Chosen = None
    suggest: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A place one can move a session to with one button."""

    session: int
    version: int
    title: str
    when: str
    room: str
    starts: str
    ends: str
    room_id: int | None
    warnings: int


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in the list. `moves` is None where places have not been sought, and cannot mend it where `is_fixed`."""

    conflict: ConflictOut
    sessions: Sequence[tuple[str, str]]
    moves: Sequence[Move] | None
    is_fixed: bool


def conflicts_page(
    desk: Desk, wanted: ConflictFilter, refusal: str = "", said: Mapping[str, str] | None = None
) -> Response:
    """The page; `said` keeps what was typed as the reason of a refused step, by the conflict's key."""
    index = draft_index(desk.db, desk.meeting)
    broken = [one for one in desk.broken.all if wanted.session is None or wanted.session in one.sessions]
    shown = show_conflicts(desk.db, desk.meeting, index, broken, desk.language, desk.may_edit)
    rows = _sessions(desk)
    rooms = _rooms(desk)
    suggestions = Suggestions(index, [room.id for room in rooms.values() if not room.retired], now())
    lines, sought = [], 0
    for conflict, out in zip(broken, shown, strict=True):
        moves = None
        is_error = conflict.severity is Severity.ERROR
        if desk.may_edit and conflict.code not in FIXED and (is_error or out.key == wanted.suggest):
            sought += 1
            if sought <= MOST_SUGGESTED_FOR:
                moves = [_move(desk, one, rows, rooms) for one in suggestions.for_conflict(conflict)]
        sessions = [
            (desk.at("sessions", one), text_in(rows[one].titles, desk.language))
            for one in conflict.sessions
            if one in rows
        ]
        lines.append(ConflictLine(out, sessions, moves, conflict.code in FIXED))
    return desk.page(
        "conflicts/list.html",
        409 if refusal else 200,
        wanted=wanted,
        errors=[line for line in lines if line.conflict.severity == Severity.ERROR],
        warnings=[
            line for line in lines if line.conflict.severity != Severity.ERROR and not line.conflict.acknowledgement
        ],
        accepted=[line for line in lines if line.conflict.acknowledgement],
        refusal=refusal,
        said=said or {},
        of_session=text_in(rows[wanted.session].titles, desk.language) if wanted.session in rows else "",
    )


def _sessions(desk: Desk) -> dict[int | None, SessionRow]:
    rows = desk.db.exec(select(SessionRow).where(SessionRow.meeting_id == desk.meeting.id)).all()
    return {row.id: row for row in rows}


def _rooms(desk: Desk) -> dict[int | None, RoomRow]:
    statement = select(RoomRow).where(RoomRow.meeting_id == desk.meeting.id).order_by(col(RoomRow.name))
    return {row.id: row for row in desk.db.exec(statement).all()}


def _move(
    desk: Desk, suggestion: Suggestion, rows: Mapping[int | None, SessionRow], rooms: Mapping[int | None, RoomRow]
) -> Move:
    row, placement = rows[suggestion.session], suggestion.placement
    assert placement.span
    starts, ends = (moment.astimezone(desk.zone) for moment in (placement.span.starts, placement.span.ends))
    return Move(
        session=row.id,
        version=row.version,
        title=text_in(row.titles, desk.language),
        when=f"{day_words(starts.date(), desk.language)} {span_words(starts, ends)}",
        room=rooms[placement.room].name if placement.room else "",
        starts=starts.isoformat(),
        ends=ends.isoformat(),
        room_id=placement.room,
        warnings=suggestion.warnings,
    )
