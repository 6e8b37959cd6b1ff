"""The draft: sessions and the seats in them. Rows and their JSON forms."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from annotated_types import Ge, Le
from pydantic import BaseModel, model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import VENUE_TIME, JsonOf, Versioned, words_of
from app.given import NO_TRUTH, Given, Instant, Line, LongLine, Proses, Ref, Texts, Titles, Url
from app.meetings.models import Languages
from app.people.models import Code
from app.rules.words import Attendance, Invitation, Kind, Role, Status

Count = Annotated[int, Ge(0), Le(100_000), NO_TRUTH]
Minutes = Annotated[int, Ge(0), Le(1440), NO_TRUTH]
MOST_SEATS = 1_000


class PaperGiven(Given):
    """A document before the session: symbol, title, link."""

    symbol: Line | None = None
    title: LongLine | None = None
    url: Url | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "PaperGiven":
        if not (self.symbol or self.title or self.url):
            raise ValueError("a symbol, a title or a link is needed")
        return self


class SessionFields(SQLModel):
    """A piece of the programme. It is placed when it has start and end; the room may follow."""

    kind: Kind = Field(sa_type=words_of(Kind))
    titles: Titles = Field(sa_type=JsonOf(Titles))
    descriptions: Proses = Field(default_factory=dict, sa_type=JsonOf(Proses))
    status: Status = Field(default=Status.DRAFT, sa_type=words_of(Status))
    theme_id: Ref | None = Field(default=None, foreign_key="theme.id", index=True)
    agenda_item_id: Ref | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    organiser: Code | None = Field(default=None, foreign_key="delegation.code", index=True)
    starts: Instant | None = Field(default=None, sa_column_kwargs=VENUE_TIME)
    ends: Instant | None = Field(default=None, sa_column_kwargs=VENUE_TIME)
    room_id: Ref | None = Field(default=None, foreign_key="room.id", index=True)
    languages: Languages = Field(sa_type=JsonOf(Languages))
    expected_attendance: Count | None = None
    discussion_minutes: Minutes | None = None
    documents: list[PaperGiven] = Field(default_factory=list, sa_type=JsonOf(list[PaperGiven]), max_length=100)
    webcast_url: Url | None = None


class PrivateSession(SQLModel):
    """What is private of a session: not for viewers, never on anything public."""

    joining_url: Url | None = None


class SessionRow(Versioned, PrivateSession, SessionFields, table=True):
    """A session as stored.

    `uid` is its UID in every calendar; `status_before` is what reinstating restores; `released_sequence` and the released
    times are what the newest release says, written by publishing.
    """

    __tablename__ = "session"
    __table_args__ = (CheckConstraint("(starts IS NULL) = (ends IS NULL) AND starts < ends", name="placed_in_order"),)

    id: int = Field(default=None, primary_key=True)
    uid: UUID = Field(default_factory=uuid4, unique=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    status_before: Status | None = Field(
        default=None,
        sa_type=words_of(Status, "status_before"),
    )
    released_sequence: int | None = None
    released_starts: datetime | None = None
    released_ends: datetime | None = None


class SessionIn(Given, PrivateSession, SessionFields):
    """A session to create. A `uid` may be given then, for imports, and never changes."""

    uid: UUID | None = None


class AssignmentFields(SQLModel):
    """A person's seat in a session. `minutes` is the time to speak."""

    role: Role = Field(sa_type=words_of(Role))
    order: Count = 0
    minutes: Minutes | None = None
    titles: Texts = Field(default_factory=dict, sa_type=JsonOf(Texts))
    attendance: Attendance = Field(default=Attendance.IN_PERSON, sa_type=words_of(Attendance))
    invitation: Invitation = Field(default=Invitation.TO_INVITE, sa_type=words_of(Invitation))


class AssignmentRow(AssignmentFields, table=True):
    """A seat as stored; its version is the session's."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("session_id", "participant_id"),)

    id: int = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="session.id", ondelete="CASCADE", index=True)
    participant_id: int = Field(foreign_key="participant.id", index=True)


class AssignmentIn(Given, AssignmentFields):
    """A seat to give."""

    participant_id: Ref


class AssignmentOut(AssignmentFields):
    """A seat as the API shows it. `version` is the session's."""

    id: int
    session_id: int
    participant_id: int
    version: int


class Released(BaseModel):
    """The newest release of the meeting, and the sequence that it gives the session."""

    release: int
    sequence: int


class SessionOut(SessionFields):
    """A session as viewers see it; instants in the meeting's offset."""

    id: int
    uid: UUID
    meeting: str
    assignments: list[AssignmentOut]
    released: Released | None
    version: int


class SessionWithPrivate(SessionOut, PrivateSession):
    """A session as editors see it."""


class AcknowledgementShown(BaseModel):
    """Who accepted a warning, why and when (the meeting's offset)."""

    by: str
    reason: str
    at: datetime


class ConflictOut(BaseModel):
    """A broken rule. `message` is the sentence for people; ids are ascending."""

    key: str
    code: str
    severity: str
    message: str
    session_ids: list[int]
    participant_ids: list[int]
    room_id: int | None
    day: str | None
    acknowledgement: AcknowledgementShown | None


class Saved(BaseModel):
    """A saved session, and every conflict that names it now."""

    session: SessionWithPrivate | SessionOut
    conflicts: list[ConflictOut]
