"""The public document of a session and the public facts of a meeting: all that a release shows, in every language.

What is not in these two classes cannot reach a public feed, page or paper. Both are immutable values that are stored as
JSON; a field added later has a default, so that an older document still loads and compares equal.
"""

from datetime import date, datetime, time
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from app.languages import Language
from app.rules.words import DelegationKind, Kind, Role, Status

Texts = dict[Language, str]


class Value(BaseModel):
    """An immutable part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ThemeName(Value):
    """A theme of the mandate: its numeral and its titles."""

    numeral: str
    titles: Texts


class ItemName(Value):
    """An item of the provisional agenda: its number and its titles."""

    number: str
    titles: Texts


class RoomName(Value):
    """A room: the slug of its address and its name."""

    slug: str
    name: str


class DelegationName(Value):
    """A delegation: its code and its names."""

    code: str
    names: Texts
    kind: DelegationKind = DelegationKind.MEMBER_STATE


class PanelSeat(Value):
    """A seat as the public sees it. `person` is None where nobody is named: the role is then "to be announced"."""

    role: Role
    order: int
    minutes: int | None = None
    titles: Texts = {}
    person: "PersonName | None" = None


class PersonName(Value):
    """A named person: uid of their address, honorific, name as shown, function and delegation."""

    uid: UUID
    name: str
    honorific: str | None = None
    functions: Texts = {}
    delegation: DelegationName


class MergedPerson(Value):
    """That a person was found to be another: the address of `uid` answers with what that of `into` does."""

    uid: UUID
    into: UUID


class Paper(Value):
    """A document before the session: symbol, title and link."""

    symbol: str | None = None
    title: str | None = None
    url: str | None = None


class MovedFrom(Value):
    """Where the session stood before the sequence that moved it. Local times as in Document."""

    starts: datetime
    ends: datetime
    zone: str
    room: RoomName | None = None


class Document(Value):
    """The public document of one session at one sequence.

    `starts` and `ends` are the venue's local times with the offset that held when they were released, and `zone` is the
    venue's IANA zone: local time and instant both stay as released, whatever a later zone table says.
    `status` is tentative, confirmed or cancelled; `postponed` says that a cancelled session was taken back, not cancelled.
    """

    uid: UUID
    kind: Kind
    status: Status
    postponed: bool = False
    titles: Texts
    descriptions: Texts = {}
    theme: ThemeName | None = None
    agenda_item: ItemName | None = None
    starts: datetime
    ends: datetime
    zone: str
    room: RoomName | None = None
    languages: tuple[Language, ...]
    organiser: DelegationName | None = None
    panel: tuple[PanelSeat, ...] = ()
    documents: tuple[Paper, ...] = ()
    webcast_url: str | None = None
    moved_from: MovedFrom | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether the session will not take place, as far as this document knows."""
        return self.status is Status.CANCELLED

    @property
    def named(self) -> tuple[PersonName, ...]:
        """Everybody the document names."""
        return tuple(seat.person for seat in self.panel if seat.person)


class MandateName(Value):
    """The mandate of the meeting."""

    resolution: str
    paragraph: str | None = None
    body: str | None = None
    titles: Texts


class AgendaItemFact(Value):
    """An item of the agenda with its annotation. `parent` is the number of the item it is a part of."""

    number: str
    parent: str | None = None
    titles: Texts
    annotations: Texts = {}


class SlotFact(Value):
    """A standard working time at the venue; every day where `day` is None."""

    day: date | None = None
    starts_at: time
    ends_at: time


class PublicMeeting(Value):
    """The public facts of a meeting as one release froze them.

    `rooms`, `delegations` and `people` name whoever this or an earlier release of the meeting has named: their addresses
    stay valid, also when they hold nothing any more. `merged` are people named before who turned out to be one of `people`.
    """

    slug: str
    titles: Texts
    symbol: str | None = None
    venue: str
    zone: str
    first_day: date
    last_day: date
    languages: tuple[Language, ...]
    mailbox: str | None = None
    mandate: MandateName | None = None
    themes: tuple[ThemeName, ...] = ()
    agenda_items: tuple[AgendaItemFact, ...] = ()
    slots: tuple[SlotFact, ...] = ()
    rooms: tuple[RoomName, ...] = ()
    delegations: tuple[DelegationName, ...] = ()
    people: tuple[PersonName, ...] = ()
    merged: tuple[MergedPerson, ...] = ()

    @property
    def language(self) -> Language:
        """The meeting's first language: what a feed speaks unless its address says otherwise."""
        return self.languages[0]


PanelSeat.model_rebuild()
