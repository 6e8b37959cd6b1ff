"""Mandates and themes, meetings and what they are held in: agenda items, rooms, slots. Rows and their JSON forms."""

from datetime import time
from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, PlainSerializer, StringConstraints, model_validator
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import JsonOf, Versioned
from app.given import (
    NO_TRUTH,
    Day,
    Email,
    Flag,
    Given,
    Instant,
    Line,
    LongLine,
    Proses,
    Ref,
    Slug,
    Texts,
    Titles,
    Told,
)
from app.languages import Language
from app.zones import UnknownZone, zone

WallTime = Annotated[time, PlainSerializer(lambda value: f"{value:%H:%M}", return_type=str)]


def _whole_minutes(value: time) -> time:
    if value.tzinfo or value.second or value.microsecond:
        raise ValueError("a wall time of whole minutes, such as 10:00")
    return value


def _known_zone(name: str) -> str:
    try:
        zone(name)
    except UnknownZone as error:
        raise ValueError("not an IANA time zone, such as Europe/Vienna") from error
    return name


def _distinct(languages: list[Language]) -> list[Language]:
    if not languages or len(set(languages)) != len(languages):
        raise ValueError("at least one language, each once")
    return languages


Minutes = Annotated[
    WallTime, AfterValidator(_whole_minutes), Told(pattern="^([01][0-9]|2[0-3]):[0-5][0-9](:00)?$", format=None)
]
ZoneName = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]
Languages = Annotated[list[Language], AfterValidator(_distinct), Told(minItems=1, uniqueItems=True)]


class ThemeText(Given):
    """A theme's title in one language, whether it is the official wording, and where that was read."""

    text: LongLine
    status: Literal["official", "translation"] = "translation"
    source: LongLine | None = None


class ThemeIn(Given):
    """A theme of a mandate: numeral and titles by language."""

    numeral: Annotated[str, StringConstraints(pattern=r"^[ivx]+$", max_length=8)]
    titles: dict[Language, ThemeText] = Field(min_length=1)


class ThemeOut(SQLModel):
    """A theme as the API shows it."""

    id: int
    numeral: str
    titles: dict[Language, ThemeText]


class ThemeRow(SQLModel, table=True):
    """A theme as stored. `position` is its place in the mandate, from 0."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("mandate_id", "numeral"),)

    id: int = Field(default=None, primary_key=True)
    mandate_id: int = Field(foreign_key="mandate.id", ondelete="CASCADE", index=True)
    numeral: str
    position: int
    titles: dict[Language, ThemeText] = Field(sa_type=JsonOf(dict[Language, ThemeText]))

    @property
    def texts(self) -> dict[Language, str]:
        """The titles without their provenance."""
        return {language: title.text for language, title in self.titles.items()}


class MandateFields(SQLModel):
    """The text that asks for the discussions."""

    resolution: Line
    paragraph: Line | None = None
    body: LongLine | None = None
    titles: Titles = Field(sa_type=JsonOf(Titles))
    request: Texts = Field(default_factory=dict, sa_type=JsonOf(Texts))


class MandateRow(Versioned, MandateFields, table=True):
    """A mandate as stored."""

    __tablename__ = "mandate"

    id: int = Field(default=None, primary_key=True)


class MandateIn(Given, MandateFields):
    """A mandate to create. Its themes keep their order."""

    themes: list[ThemeIn] = Field(min_length=1, max_length=20)


class MandateOut(MandateFields):
    """A mandate as the API shows it."""

    id: int
    themes: list[ThemeOut]
    version: int


class MeetingFields(SQLModel):
    """One gathering of the working group. Days are the venue's; limits that are null do not apply."""

    titles: Titles = Field(sa_type=JsonOf(Titles))
    symbol: Line | None = None
    venue: Line
    zone: ZoneName
    first_day: Day
    last_day: Day
    languages: Languages = Field(sa_type=JsonOf(Languages))
    mandate_id: Ref | None = Field(default=None, foreign_key="mandate.id", index=True)
    mailbox: Email | None = None
    interpretation_teams: Annotated[int, Ge(0), Le(100), NO_TRUTH] | None = None
    interpreter_shifts_day: Annotated[int, Ge(0), Le(10), NO_TRUTH] | None = 2
    interpreter_shifts_week: Annotated[int, Ge(0), Le(70), NO_TRUTH] | None = 7
    interpreted_minutes: Annotated[int, Ge(1), Le(1440), NO_TRUTH] | None = 180
    changeover_minutes: Annotated[int, Ge(0), Le(1440), NO_TRUTH] | None = None
    daily_maximum: Annotated[int, Ge(1), Le(100), NO_TRUTH] | None = None
    notice_days: Annotated[int, Ge(0), Le(365), NO_TRUTH] | None = None


class MeetingRow(Versioned, MeetingFields, table=True):
    """A meeting as stored. `newest_release` is the number of its newest release; the first one fixes slugs."""

    __tablename__ = "meeting"
    __table_args__ = {"info": {"address": "slug"}}

    id: int = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    newest_release: int | None = None


class MeetingIn(Given, MeetingFields):
    """A meeting to create. The slug is made from symbol or title where none is given."""

    slug: Slug | None = None


class MeetingOut(MeetingFields):
    """A meeting as the API shows it."""

    slug: str
    version: int


class AgendaItemFields(SQLModel):
    """An item of the provisional agenda, or, with a parent, a sub-item."""

    parent_id: Ref | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    number: Line
    titles: Titles = Field(sa_type=JsonOf(Titles))
    annotations: Proses = Field(default_factory=dict, sa_type=JsonOf(Proses))


class AgendaItemRow(Versioned, AgendaItemFields, table=True):
    """An agenda item as stored."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)


class AgendaItemThemeRow(SQLModel, table=True):
    """A theme that an agenda item treats."""

    __tablename__ = "agenda_item_theme"
    __table_args__ = {"info": {"part_of": "agenda_item_id"}}

    agenda_item_id: int = Field(foreign_key="agenda_item.id", primary_key=True, ondelete="CASCADE")
    theme_id: int = Field(foreign_key="theme.id", primary_key=True, index=True)


class AgendaItemIn(Given, AgendaItemFields):
    """An agenda item to create."""

    theme_ids: list[Ref] = Field(default_factory=list, max_length=50)


class AgendaItemOut(AgendaItemFields):
    """An agenda item as the API shows it."""

    id: int
    theme_ids: list[int]
    version: int


class SlotFields(SQLModel):
    """A standard working time at the venue; of every day where `day` is null."""

    day: Day | None = None
    starts_at: Minutes
    ends_at: Minutes


class SlotRow(Versioned, SlotFields, table=True):
    """A slot as stored: wall times, the zone is the meeting's."""

    __tablename__ = "slot"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)


class SlotIn(Given, SlotFields):
    """A slot to create."""


class SlotOut(SlotFields):
    """A slot as the API shows it."""

    id: int
    version: int


class Opening(Given):
    """A time during which a room is open, half open."""

    starts: Instant
    ends: Instant

    @model_validator(mode="after")
    def _in_order(self) -> "Opening":
        if self.ends <= self.starts:
            raise ValueError("ends must be after starts")
        return self


class RoomFields(SQLModel):
    """A room of the venue. Without openings it is always open; `retired` hides it from choice."""

    name: Line
    capacity: Annotated[int, Ge(0), Le(100_000), NO_TRUTH] | None = None
    booths: Annotated[int, Ge(0), Le(100), NO_TRUTH] = 0
    remote: Flag = False
    step_free: Flag = True
    openings: list[Opening] = Field(default_factory=list, sa_type=JsonOf(list[Opening]), max_length=500)
    retired: Flag = False


class RoomRow(Versioned, RoomFields, table=True):
    """A room as stored; openings in UTC."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("meeting_id", "slug"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    slug: str


class RoomIn(Given, RoomFields):
    """A room to create. The slug is made from the name where none is given."""

    slug: Slug | None = None


class RoomOut(RoomFields):
    """A room as the API shows it; openings in the meeting's offset."""

    id: int
    slug: str
    version: int
