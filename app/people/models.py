"""Delegations, participants and what a person answered about their availability. Rows and their JSON forms."""

from typing import Annotated
from uuid import UUID, uuid4

from pydantic import BaseModel, StringConstraints, model_validator
from sqlmodel import Field, SQLModel

from app.database import JsonOf, Versioned, words_of
from app.given import Email, Flag, Given, Instant, Line, Prose, Ref, Texts, Titles
from app.languages import Language
from app.rules.words import DelegationKind, Gender, Region, Window

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length=20)]


class DelegationFields(SQLModel):
    """Who sends people: a State, a party, an organisation. Names in the official languages."""

    kind: DelegationKind = Field(sa_type=words_of(DelegationKind))
    names: Titles = Field(sa_type=JsonOf(Titles))
    regional_group: Region = Field(default=Region.NONE, sa_type=words_of(Region))


class DelegationRow(Versioned, DelegationFields, table=True):
    """A delegation as stored, by its code: ISO 3166 alpha-3 for States, else the acronym."""

    __tablename__ = "delegation"

    code: str = Field(primary_key=True)


class DelegationIn(Given, DelegationFields):
    """A delegation to create. The code never changes."""

    code: Code


class DelegationOut(DelegationFields):
    """A delegation as the API shows it."""

    code: str
    version: int


class PublicPerson(SQLModel):
    """What is known of a person and may be shown where they are named."""

    honorific: Line | None = None
    name: Line
    functions: Texts = Field(default_factory=dict, sa_type=JsonOf(Texts))
    delegation: Code = Field(foreign_key="delegation.code", index=True)
    languages: list[Language] = Field(default_factory=list, sa_type=JsonOf(list[Language]), max_length=6)
    retired: Flag = False


class PrivatePerson(SQLModel):
    """What is private: never on a public feed, page or paper, and not for viewers."""

    email: Email | None = None
    gender: Gender | None = Field(default=None, sa_type=words_of(Gender))
    needs: Prose | None = None
    step_free: Flag = False


class ParticipantRow(Versioned, PrivatePerson, PublicPerson, table=True):
    """A person as stored. `uid` is the address of their page and feed."""

    __tablename__ = "participant"

    id: int = Field(default=None, primary_key=True)
    uid: UUID = Field(default_factory=uuid4, unique=True)


class MergedPersonRow(SQLModel, table=True):
    """That a person was found to be another one, under whose address the old one answers. Never a chain of two."""

    __tablename__ = "merged_person"
    __table_args__ = {"info": {"part_of": "participant_id"}}

    participant_id: int = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    into_id: int = Field(foreign_key="participant.id", index=True)


class ExpertiseRow(SQLModel, table=True):
    """A theme on which a person is an expert."""

    __tablename__ = "expertise"
    __table_args__ = {"info": {"part_of": "participant_id"}}

    participant_id: int = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    theme_id: int = Field(foreign_key="theme.id", primary_key=True, index=True)


class ParticipantIn(Given, PrivatePerson, PublicPerson):
    """A person to create."""

    theme_ids: list[Ref] = Field(default_factory=list, max_length=50)


class ParticipantOut(PublicPerson):
    """A person as viewers see them."""

    id: int
    uid: UUID
    theme_ids: list[int]
    merged_into: int | None = None
    version: int


class ParticipantWithPrivate(ParticipantOut, PrivatePerson):
    """A person as editors see them."""


class AvailabilityWindow(Given):
    """A time during which a person can or cannot come, half open."""

    kind: Window
    starts: Instant
    ends: Instant

    @model_validator(mode="after")
    def _in_order(self) -> "AvailabilityWindow":
        if self.ends <= self.starts:
            raise ValueError("ends must be after starts")
        return self


class AvailabilityRow(Versioned, table=True):
    """A person's answer for one meeting, windows in UTC. The row stays when an answer is taken back: its version rises."""

    __tablename__ = "availability"

    participant_id: int = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True, ondelete="CASCADE", index=True)
    answered: bool
    windows: list[AvailabilityWindow] = Field(sa_type=JsonOf(list[AvailabilityWindow]))


class AvailabilityOut(BaseModel):
    """A person's answer: whether they gave one, and its windows in the meeting's offset."""

    answered: bool
    windows: list[AvailabilityWindow]
    version: int
