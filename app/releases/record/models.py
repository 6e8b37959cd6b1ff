"""What publishing stores: releases, immutable rows (session, sequence), and which rows a release holds."""

from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import JsonOf
from app.releases.record.changes import Change
from app.releases.record.document import Document, PublicMeeting


class Booking(BaseModel):
    """What a released session books: room, time (UTC) and the people of its active seats. Private."""

    room_id: int | None
    starts: datetime
    ends: datetime
    participant_ids: list[int]


class ReleaseRow(SQLModel, table=True):
    """A release: number from 1, when (UTC), who, the public note, the meeting's public facts and the changes.

    `ledger` is the number of the write that made it: whatever has a higher one was edited since. `edition` rises when the
    erasure of a person rewrites what it names.
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("meeting_id", "number"), {"info": {"address": "number"}})

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    number: int
    published_at: datetime
    ledger: int
    edition: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    by: str
    note: str | None = None
    meeting: PublicMeeting = Field(sa_type=JsonOf(PublicMeeting))
    changes: list[Change] = Field(sa_type=JsonOf(list[Change]))


class PublishedSessionRow(SQLModel, table=True):
    """The public document of a session at a sequence. It never changes."""

    __tablename__ = "published_session"
    __table_args__ = {"info": {"part_of": "release_id"}}

    session_id: int = Field(foreign_key="session.id", primary_key=True)
    sequence: int = Field(primary_key=True)
    release_id: int = Field(foreign_key="release.id", index=True, description="The release that made it.")
    updated_at: datetime
    document: Document = Field(sa_type=JsonOf(Document))


class ReleaseSessionRow(SQLModel, table=True):
    """That a release holds this row (session, sequence), and privately what it books; nothing when cancelled."""

    __tablename__ = "release_session"
    __table_args__ = {"info": {"part_of": "release_id"}}

    release_id: int = Field(foreign_key="release.id", primary_key=True)
    session_id: int = Field(foreign_key="session.id", primary_key=True, index=True)
    sequence: int
    booking: Booking | None = Field(default=None, sa_type=JsonOf(Booking))


class MentionRow(SQLModel, table=True):
    """What some release of the meeting names, so that it cannot be deleted: one thing a row."""

    __tablename__ = "mention"
    __table_args__ = {"info": {"part_of": "release_id"}}

    id: int = Field(default=None, primary_key=True)
    release_id: int = Field(foreign_key="release.id", index=True)
    theme_id: int | None = Field(default=None, foreign_key="theme.id", index=True)
    agenda_item_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    room_id: int | None = Field(default=None, foreign_key="room.id", index=True)
    delegation: str | None = Field(default=None, foreign_key="delegation.code", index=True)
    participant_id: int | None = Field(default=None, foreign_key="participant.id", index=True)
