"""A warning that an officer accepts, with the reason. Row and JSON forms."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, StringConstraints
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import Versioned
from app.given import Given, Prose

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class AcknowledgementFields(SQLModel):
    """The key of a conflict and why it is accepted."""

    key: Key
    reason: Prose


class AcknowledgementRow(Versioned, AcknowledgementFields, table=True):
    """An acknowledgement as stored. It speaks of whatever conflict has its key, and of none once the facts change.

    `code` is the rule's, `by` the officer's name, `at` UTC.
    """

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    code: str
    by: str
    at: datetime


class AcknowledgementIn(Given, AcknowledgementFields):
    """A warning to accept."""


class AcknowledgementOut(BaseModel):
    """An acknowledgement as the API shows it. `lapsed`: no conflict has its key now. `at` is in the meeting's offset."""

    id: int
    key: str
    code: str
    reason: str
    by: str
    at: datetime
    lapsed: bool
    version: int
