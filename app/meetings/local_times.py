"""A corrected zone keeps the programme's local times: what the venue's clock shows stays, the instants are recomputed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table, select, update
from sqlmodel import SQLModel, col
from sqlmodel import select as select_rows

from app.database import DbSession
from app.meetings.models import Opening, RoomRow


def keep_local_times(db: DbSession, meeting_id: int, before: ZoneInfo, after: ZoneInfo) -> None:
    """Recompute every instant of the meeting that follows the venue's clock: of sessions and of openings of rooms.

    Availability keeps its instants: it says when a person can be there, wherever the clock stands.
    """
    for table in SQLModel.metadata.sorted_tables:
        columns = [column for column in table.columns if column.info.get("venue_time")]
        if columns:
            _keep_in_table(db, table, columns, meeting_id, before, after)
    for room in db.exec(select_rows(RoomRow).where(RoomRow.meeting_id == meeting_id).order_by(col(RoomRow.id))).all():
        if room.openings:
            room.openings = [
                Opening(
                    starts=_same_clock(opening.starts, before, after), ends=_same_clock(opening.ends, before, after)
                )
                for opening in room.openings
            ]
    db.flush()


def _keep_in_table(
    db: DbSession, table: Table, columns: list[Column[datetime]], meeting_id: int, before: ZoneInfo, after: ZoneInfo
) -> None:
    rows = db.connection().execute(select(table.c.id, *columns).where(table.c.meeting_id == meeting_id)).all()
    for row_id, *moments in rows:
        kept = {
            column.name: _same_clock(moment, before, after)
            for column, moment in zip(columns, moments, strict=True)
            if moment is not None
        }
        if kept:
            raised = {**kept, "version": table.c.version + 1}
            db.connection().execute(update(table).where(table.c.id == row_id).values(raised))
    db.expire_all()


def _same_clock(moment: datetime, before: ZoneInfo, after: ZoneInfo) -> datetime:
    return moment.astimezone(before).replace(tzinfo=after)
