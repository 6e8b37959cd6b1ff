"""A released session in one language: the JSON that the API, the pages' `.json` twins and the pages themselves read."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from app.languages import Language, text_in
from app.releases.record.document import Document, PanelSeat, Texts
from app.releases.record.release import Published
from app.rules.words import Kind, Role, Status


class PublishedTheme(BaseModel):
    """A theme by its numeral."""

    numeral: str
    title: str


class PublishedItem(BaseModel):
    """An agenda item by its number."""

    number: str
    title: str


class PublishedRoom(BaseModel):
    """A room by its slug."""

    slug: str
    name: str


class PublishedSeat(BaseModel):
    """A seat. `uid`, `name`, `function` and `delegation` (the code) are null where nobody is named."""

    role: Role
    order: int
    minutes: int | None
    title: str | None
    uid: UUID | None
    honorific: str | None
    name: str | None
    function: str | None
    delegation: str | None


class PublishedPaper(BaseModel):
    """A document before the session."""

    symbol: str | None
    title: str | None
    url: str | None


class PublishedMove(BaseModel):
    """Where the session stood before it was moved."""

    starts: datetime
    ends: datetime
    room: PublishedRoom | None


class PublishedSession(BaseModel):
    """A released session in one language. Instants carry the venue's offset; `zone` is the venue's IANA zone."""

    uid: UUID
    sequence: int
    status: Status
    postponed: bool
    kind: Kind
    title: str
    description: str | None
    theme: PublishedTheme | None
    agenda_item: PublishedItem | None
    starts: datetime
    ends: datetime
    zone: str
    room: PublishedRoom | None
    languages: list[Language]
    organiser: str | None
    panel: list[PublishedSeat]
    documents: list[PublishedPaper]
    webcast_url: str | None
    url: str
    updated_at: datetime
    moved_from: PublishedMove | None


def session_url(public_url: str, meeting: str, uid: UUID) -> str:
    """The address of a session's page."""
    return f"{public_url}/meetings/{meeting}/sessions/{uid}"


def published_session(published: Published, language: Language, meeting: str, public_url: str) -> PublishedSession:
    """The row in one language; a text that is missing there is read in English, then in whatever there is."""
    document = published.document
    moved = document.moved_from
    return PublishedSession(
        uid=document.uid,
        sequence=published.sequence,
        status=document.status,
        postponed=document.postponed,
        kind=document.kind,
        title=text_in(document.titles, language),
        description=text_in(document.descriptions, language) or None,
        theme=_theme(document, language),
        agenda_item=_item(document, language),
        starts=document.starts,
        ends=document.ends,
        zone=document.zone,
        room=document.room and PublishedRoom(**document.room.model_dump()),
        languages=list(document.languages),
        organiser=document.organiser and document.organiser.code,
        panel=[_seat(seat, language) for seat in document.panel],
        documents=[PublishedPaper(**paper.model_dump()) for paper in document.documents],
        webcast_url=document.webcast_url,
        url=session_url(public_url, meeting, document.uid),
        updated_at=published.updated_at.astimezone(document.starts.tzinfo),
        moved_from=moved
        and PublishedMove(
            starts=moved.starts, ends=moved.ends, room=moved.room and PublishedRoom(**moved.room.model_dump())
        ),
    )


def _theme(document: Document, language: Language) -> PublishedTheme | None:
    theme = document.theme
    return PublishedTheme(numeral=theme.numeral, title=text_in(theme.titles, language)) if theme else None


def _item(document: Document, language: Language) -> PublishedItem | None:
    item = document.agenda_item
    return PublishedItem(number=item.number, title=text_in(item.titles, language)) if item else None


def _seat(seat: PanelSeat, language: Language) -> PublishedSeat:
    person = seat.person
    return PublishedSeat(
        role=seat.role,
        order=seat.order,
        minutes=seat.minutes,
        title=_or_none(seat.titles, language),
        uid=person and person.uid,
        honorific=person and person.honorific,
        name=person and person.name,
        function=_or_none(person.functions, language) if person else None,
        delegation=person and person.delegation.code,
    )


def _or_none(texts: Texts, language: Language) -> str | None:
    return text_in(texts, language) or None
