"""Keys of the API, and what their roles may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.database import words_of


class Right(StrEnum):
    """What a key or an account may do; each includes the ones before it.

    viewer reads the draft; editor changes programme, people and the meeting's nouns and sees private fields; publisher
    releases; administrator keeps meetings, mandates, delegations, keys and accounts.
    """

    VIEWER = "viewer"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Right") -> bool:
        """Whether whoever has this may do what the other allows."""
        order = list(Right)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name for the ledger, a role, and the one meeting it is for (None: all of them)."""

    name: str
    role: Right
    meeting_id: int | None = None

    def may(self, right: Right) -> bool:
        """Whether the role includes this right."""
        return self.role.includes(right)


class ApiKeyRow(SQLModel, table=True):
    """A key: its name, the start that finds it, and the SHA-256 of the whole. The key itself is nowhere kept."""

    __tablename__ = "api_key"
    __table_args__ = {"info": {"address": "prefix"}}

    id: int = Field(default=None, primary_key=True)
    name: str
    prefix: str = Field(unique=True)
    digest: str
    role: Right = Field(sa_type=words_of(Right))
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    created_at: datetime
    revoked_at: datetime | None = None
