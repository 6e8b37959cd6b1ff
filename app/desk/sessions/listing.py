"""The list of sessions, with its filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel
from sqlmodel import col, select

from app.days import short_day_words
from app.desk.frame.broken import Counts
from app.desk.frame.desk import Desk
from app.desk.frame.query import Blank, Chosen, Words
from app.desk.frame.words import STATUSES
from app.languages import text_in
from app.meetings.models import RoomRow
from app.meetings.queries import themes_of
from app.pages.views.dates import span_words
from app.programme.models import AssignmentRow, SessionRow
from app.programme.queries import on_day, seats_of
from app.rules.words import PANELS, Invitation, Kind, Status
from app.wording import KINDS


class SessionFilter(BaseModel):
    """Which sessions are wanted; what is empty does not filter."""

    q: Words = ""
    status: Annotated[Status | None, Blank] = None
    kind: Annotated[Kind | None, Blank] = None
    theme_id: Chosen = None
    room_id: Chosen = None
    participant_id: Chosen = None
    day: Annotated[date | None, Blank] = None
    state: str = ""

    @property
    def given(self) -> dict[str, object]:
        """What filters."""
        return {name: value for name, value in self if value}


Filtering = Annotated[SessionFilter, Query()]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in the list. `accepted` of `seats` active ones; `missing`: languages of the meeting without a title."""

    id: int
    title: str
    day: str
    hours: str
    kind: str
    status: Status
    status_words: str
    theme: str
    room: str
    has_panel: bool
    seats: int
    accepted: int
    missing: str
    counts: Counts


def session_lines(desk: Desk, wanted: SessionFilter) -> list[SessionLine]:
    """The sessions that pass, in the order of time; those without a time last."""
    statement = select(SessionRow).where(SessionRow.meeting_id == desk.meeting.id)
    for column, value in (
        (SessionRow.status, wanted.status),
        (SessionRow.kind, wanted.kind),
        (SessionRow.theme_id, wanted.theme_id),
        (SessionRow.room_id, wanted.room_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.participant_id is not None:
        seated = select(AssignmentRow.session_id).where(AssignmentRow.participant_id == wanted.participant_id)
        statement = statement.where(col(SessionRow.id).in_(seated))
    if wanted.day is not None:
        statement = statement.where(*on_day(desk.meeting, wanted.day))
    if wanted.state == "unplaced":
        statement = statement.where(col(SessionRow.starts).is_(None), SessionRow.status != Status.CANCELLED)
    rows = desk.db.exec(
        statement.order_by(col(SessionRow.starts).is_(None), col(SessionRow.starts), col(SessionRow.id))
    )
    return _lines(desk, [row for row in rows.all() if _matches(row, wanted, desk)])


def _matches(row: SessionRow, wanted: SessionFilter, desk: Desk) -> bool:
    if wanted.state == "conflict" and row.id not in desk.broken.by_session:
        return False
    text = wanted.q.strip().casefold()
    return not text or any(text in title.casefold() for title in row.titles.values())


def _lines(desk: Desk, rows: Sequence[SessionRow]) -> list[SessionLine]:
    seats = seats_of(desk.db, [row.id for row in rows])
    themes = {theme.id: theme.numeral for theme in themes_of(desk.db, desk.meeting.mandate_id)}
    rooms = {
        room.id: room.name for room in desk.db.exec(select(RoomRow).where(RoomRow.meeting_id == desk.meeting.id)).all()
    }
    counts = desk.broken.by_session
    return [_line(desk, row, seats[row.id], themes, rooms, counts.get(row.id, Counts(0, 0))) for row in rows]


def _line(
    desk: Desk,
    row: SessionRow,
    seats: Sequence[AssignmentRow],
    themes: Mapping[int, str],
    rooms: Mapping[int, str],
    counts: Counts,
) -> SessionLine:
    starts, ends = (moment and moment.astimezone(desk.zone) for moment in (row.starts, row.ends))
    active = [seat for seat in seats if seat.invitation.is_active]
    missing = [language for language in desk.meeting.languages if not row.titles.get(language)]
    return SessionLine(
        id=row.id,
        title=text_in(row.titles, desk.language),
        day=short_day_words(starts.date(), desk.language) if starts else "",
        hours=span_words(starts, ends) if starts and ends else "",
        kind=desk.words(KINDS[row.kind]),
        status=row.status,
        status_words=desk.words(STATUSES[row.status]),
        theme=themes.get(row.theme_id or 0, ""),
        room=rooms.get(row.room_id or 0, ""),
        has_panel=bool(active) or row.kind in PANELS,
        seats=len(active),
        accepted=sum(seat.invitation is Invitation.ACCEPTED for seat in active),
        missing=" ".join(missing),
        counts=counts,
    )
