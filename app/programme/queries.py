"""Reading the draft: sessions with their seats, as the API shows them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from datetime import time as wall_time
from typing import Annotated, Any

from fastapi import Query
from sqlmodel import col, select

from app.access.models import Actor, Right
from app.access.roles import enter
from app.database import DbSession
from app.errors import NotFound
from app.given import Day, Ref
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_of
from app.programme.models import (
    AssignmentOut,
    AssignmentRow,
    Released,
    SessionOut,
    SessionRow,
    SessionWithPrivate,
)
from app.rules.words import Kind, Status
from app.zones import zone


def find_session(db: DbSession, session_id: int, by: Actor) -> tuple[SessionRow, MeetingRow]:
    """The session with this id, and its meeting. Raises NotFound, Forbidden."""
    session = db.get(SessionRow, session_id)
    if session is None:
        raise NotFound(f"There is no session {session_id}.")
    enter(by, session.meeting_id)
    return session, meeting_of(db, session.meeting_id)


def find_assignment(db: DbSession, assignment_id: int, by: Actor) -> tuple[AssignmentRow, SessionRow, MeetingRow]:
    """The seat with this id, its session and its meeting. Raises NotFound, Forbidden."""
    seat = db.get(AssignmentRow, assignment_id)
    if seat is None:
        raise NotFound(f"There is no assignment {assignment_id}.")
    return seat, *find_session(db, seat.session_id, by)


def seats_of(db: DbSession, session_ids: Sequence[int]) -> dict[int, list[AssignmentRow]]:
    """The seats of these sessions, in their order."""
    found: dict[int, list[AssignmentRow]] = defaultdict(list)
    statement = (
        select(AssignmentRow)
        .where(col(AssignmentRow.session_id).in_(session_ids))
        .order_by(col(AssignmentRow.order), col(AssignmentRow.id))
    )
    for row in db.exec(statement).all():
        found[row.session_id].append(row)
    return found


def show_sessions(db: DbSession, rows: Sequence[SessionRow], meeting: MeetingRow, by: Actor) -> list[SessionOut]:
    """Sessions as the actor may see them, instants at the venue's offset."""
    seats = seats_of(db, [row.id for row in rows])
    form = SessionWithPrivate if by.may(Right.EDITOR) else SessionOut
    fields = set(form.model_fields) - {"meeting", "assignments", "released", "starts", "ends"}
    venue = zone(meeting.zone)
    return [
        form(
            **row.model_dump(include=fields),
            meeting=meeting.slug,
            starts=row.starts and row.starts.astimezone(venue),
            ends=row.ends and row.ends.astimezone(venue),
            assignments=[show_assignment(seat, row) for seat in seats[row.id]],
            released=_released(row, meeting),
        )
        for row in rows
    ]


def show_assignment(seat: AssignmentRow, session: SessionRow) -> AssignmentOut:
    """A seat; its version is the session's."""
    return AssignmentOut(**seat.model_dump(), version=session.version)


def _released(row: SessionRow, meeting: MeetingRow) -> Released | None:
    if row.released_sequence is None or meeting.newest_release is None:
        return None
    return Released(release=meeting.newest_release, sequence=row.released_sequence)


def session_filters(
    status: Annotated[Status | None, Query(description="How firm they are.")] = None,
    kind: Annotated[Kind | None, Query(description="What they are.")] = None,
    theme_id: Annotated[Ref | None, Query(description="The theme they are held under.")] = None,
    room_id: Annotated[Ref | None, Query(description="The room they stand in.")] = None,
    participant_id: Annotated[Ref | None, Query(description="Somebody who has a seat in them.")] = None,
) -> list[Any]:
    """Which sessions are wanted: by status, kind, theme, room, seated participant."""
    wanted = {
        SessionRow.status: status,
        SessionRow.kind: kind,
        SessionRow.theme_id: theme_id,
        SessionRow.room_id: room_id,
    }
    where: list[Any] = [column == value for column, value in wanted.items() if value is not None]
    if participant_id is not None:
        seated = select(AssignmentRow.session_id).where(AssignmentRow.participant_id == participant_id)
        where.append(col(SessionRow.id).in_(seated))
    return where


def on_day(meeting: MeetingRow, day: Day) -> list[Any]:
    """Sessions that overlap this day at the venue."""
    midnight = datetime.combine(day, wall_time(), zone(meeting.zone))
    next_midnight = datetime.combine(day + timedelta(days=1), wall_time(), zone(meeting.zone))
    return [col(SessionRow.starts) < next_midnight, col(SessionRow.ends) > midnight]
