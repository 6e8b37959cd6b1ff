"""Where the newest release of each meeting puts rooms and people. Releases write it, the draft's rules read it.

The database itself refuses two bookings of a room, or of a person, that overlap: an exclusion constraint on PostgreSQL,
triggers on SQLite. `guard` makes both; a migration that has rebuilt one of the tables calls it again.
"""

from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Field, SQLModel


class RoomBookingRow(SQLModel, table=True):
    """A room is taken by a released session from `starts` up to `ends` (UTC)."""

    __tablename__ = "room_booking"
    __table_args__ = {"info": {"is_copy": True}}

    session_id: int = Field(foreign_key="session.id", primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    room_id: int = Field(foreign_key="room.id", index=True)
    starts: datetime
    ends: datetime


class SeatBookingRow(SQLModel, table=True):
    """A person is taken by a seat in a released session from `starts` up to `ends` (UTC), whatever the meeting."""

    __tablename__ = "seat_booking"
    __table_args__ = {"info": {"is_copy": True}}

    session_id: int = Field(foreign_key="session.id", primary_key=True)
    participant_id: int = Field(foreign_key="participant.id", primary_key=True, index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    starts: datetime
    ends: datetime


GUARDED = {"room_booking": "room_id", "seat_booking": "participant_id"}

EXCLUSION = """
ALTER TABLE {table} ADD CONSTRAINT {table}_is_single EXCLUDE USING gist (
    int4range({who}, {who}, '[]') WITH &&, tstzrange(starts, ends) WITH &&
)
"""

TRIGGER = """
CREATE TRIGGER {table}_is_single_on_{event} BEFORE {event} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table} AS other
    WHERE other.{who} = NEW.{who} AND other.starts < NEW.ends AND NEW.starts < other.ends {others}
)
BEGIN SELECT RAISE(ABORT, '{table}_is_single'); END
"""

EVENTS = {"insert": "", "update": "AND other.rowid <> OLD.rowid"}


def guard(connection: Connection) -> None:
    """Make the database refuse overlapping bookings."""
    for table, who in GUARDED.items():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(EXCLUSION.format(table=table, who=who))
        else:
            for event, others in EVENTS.items():
                connection.exec_driver_sql(TRIGGER.format(table=table, who=who, event=event, others=others))
