"""Keys and accounts, and what their roles may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.database import Versioned, words_of
from app.languages import Language


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
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", ondelete="CASCADE", index=True)
    created_at: datetime
    revoked_at: datetime | None = None


class AccountRow(Versioned, SQLModel, table=True):
    """An officer's account. `role` holds for all meetings; without a password nobody has used its link yet."""

    __tablename__ = "account"
    __table_args__ = {"info": {"address": "email"}}

    id: int = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    name: str = Field(unique=True)
    password: str | None = None
    role: Right | None = Field(default=None, sa_type=words_of(Right, "account_role"))
    language: Language | None = Field(default=None, sa_type=words_of(Language, "account_language"))
    closed: bool = False
    created_at: datetime


class AccountRoleRow(SQLModel, table=True):
    """What an account may do in one meeting, beside what it may do in all."""

    __tablename__ = "account_role"
    __table_args__ = {"info": {"part_of": "account_id"}}

    account_id: int = Field(foreign_key="account.id", primary_key=True, ondelete="CASCADE")
    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True, ondelete="CASCADE", index=True)
    role: Right = Field(sa_type=words_of(Right, "meeting_role"))


class OneTimeLinkRow(SQLModel, table=True):
    """A link that sets an account's password once; without an account it makes the first administrator."""

    __tablename__ = "one_time_link"

    id: int = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="CASCADE", index=True)
    created_at: datetime
    used_at: datetime | None = None


class SignInRow(SQLModel, table=True):
    """That an officer is signed in somewhere: the SHA-256 of the id that the browser keeps in its cookie."""

    __tablename__ = "sign_in"

    id: int = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    created_at: datetime


class SecretRow(SQLModel, table=True):
    """A secret of this installation, made once."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True)
    value: str
