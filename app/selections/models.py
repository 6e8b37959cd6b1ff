"""Own selections: sessions that somebody ticked, without an account. Rows and JSON forms; nothing personal is stored."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from annotated_types import MaxLen
from pydantic import BaseModel
from sqlmodel import Field, SQLModel

from app.database import JsonOf, Versioned
from app.given import Given

MOST_SESSIONS = 1_000

Uids = Annotated[list[UUID], MaxLen(MOST_SESSIONS)]


class SelectionRow(Versioned, table=True):
    """A selection as stored, known by the digest of the token that edits it.

    `changed_at` dates what is ticked (UTC, whole seconds), `at_release` is the number of the release that was the newest
    then. `resets` counts the tokens that read it and are over.
    """

    __tablename__ = "selection"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    edit_digest: str = Field(unique=True)
    session_uids: list[UUID] = Field(sa_type=JsonOf(list[UUID]))
    changed_at: datetime
    at_release: int
    resets: int = 0


class ReadTokenRow(SQLModel, table=True):
    """The digest of a token that reads a selection, or did until it was reset."""

    __tablename__ = "read_token"

    digest: str = Field(primary_key=True)
    selection_id: int = Field(foreign_key="selection.id", ondelete="CASCADE", index=True)
    is_current: bool = True


class SelectionIn(Given):
    """The sessions that are ticked, by uid. Each was released at some time; none is allowed."""

    session_uids: Uids


class SelectionOut(BaseModel):
    """A selection for whoever may edit it. Whoever has `page_url` or `feed_url` may read it; `edit_token` changes it."""

    session_uids: list[UUID]
    feed_url: str
    page_url: str
    edit_token: str
