"""A session as a list shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from app.days import short_day_words
from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, OneSession
from app.languages import Language
from app.pages.views.dates import hours_words, span_words
from app.pages.views.reader import Link, Reader, Text
from app.releases.record.document import Document, PanelSeat, PersonName, ThemeName
from app.releases.record.release import Published
from app.rules.words import PANELS, Kind, Role, Status
from app.wording import N_, kind_name, listed, role_name


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """A theme: its numeral, title and page."""

    numeral: str
    title: Text
    href: str


@dataclass(frozen=True, slots=True)
class Seated:
    """A named person in a panel. `function` and `contribution`, the title of what they speak on, are told in full only."""

    name: str
    href: str
    delegation: Link
    function: Text | None
    contribution: Text | None


@dataclass(frozen=True, slots=True)
class PanelLine:
    """Neighbouring seats of one role: who is named, and how many are still to be."""

    role: str
    is_panelists: bool
    people: tuple[Seated, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a word or two. `kind` gives it a colour, never the meaning."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """A session in a list.

    `uid` is None where it cannot be ticked, which is a break; a break has no languages either. `starts` and `ends` are
    instants for machines. The panel is empty while nobody of it is named.
    """

    uid: str | None
    href: str
    kind: str
    title: Text
    theme: ThemeMark | None
    starts: str
    ends: str
    room: Link | None
    languages: tuple[Language, ...]
    organiser: Link | None
    is_cancelled: bool
    tags: tuple[Tag, ...]
    panel: tuple[PanelLine, ...]


def card(published: Published, reader: Reader, in_full: bool = False) -> Card:
    """The session for this reader, as a list shows it or in full."""
    document, links = published.document, reader.links
    theme, room, organiser = document.theme, document.room, document.organiser
    is_break = document.kind is Kind.BREAK
    return Card(
        uid=None if is_break else str(document.uid),
        href=links.of(OneSession(document.uid)),
        kind=kind_name(document.kind, reader.language),
        title=reader.text(document.titles),
        theme=theme_mark(theme, reader) if theme else None,
        starts=document.starts.isoformat(),
        ends=document.ends.isoformat(),
        room=Link(Text(room.name), links.of(InRoom(room.slug))) if room else None,
        languages=() if is_break else document.languages,
        organiser=Link(reader.text(organiser.names), links.of(OfDelegation(organiser.code))) if organiser else None,
        is_cancelled=document.is_cancelled,
        tags=tuple(_tags(document, reader)),
        panel=tuple(_panel(document, reader, in_full)) if document.named else (),
    )


def theme_mark(theme: ThemeName, reader: Reader) -> ThemeMark:
    """A theme for this reader."""
    return ThemeMark(theme.numeral, reader.text(theme.titles), reader.links.of(OfTheme(theme.numeral)))


def _tags(document: Document, reader: Reader) -> Iterator[Tag]:
    if document.is_cancelled:
        yield Tag("cancelled", reader.words(N_("postponed") if document.postponed else N_("cancelled")))
        return
    if before := _before(document, reader):
        yield Tag("moved", reader.words(N_("moved from {before}"), before=before))
    if (document.kind in PANELS or document.panel) and not document.named:
        yield Tag("open", reader.words(N_("panel to be announced")))
    elif document.status is Status.TENTATIVE:
        yield Tag("open", reader.words(N_("tentative")))


def _before(document: Document, reader: Reader) -> str:
    """Where the session was, as far as that was different, and short: a tag does not break over lines."""
    was = document.moved_from
    if was is None:
        return ""
    parts = []
    if was.starts.date() != document.starts.date():
        parts.append(short_day_words(was.starts.date(), reader.language))
    if was.starts != document.starts:
        parts.append(hours_words(was.starts))
    elif was.ends != document.ends:
        parts.append(span_words(was.starts, was.ends))
    if was.room and was.room.slug != (document.room and document.room.slug):
        parts.append(reader.apart(was.room.name))
    return listed(parts, reader.language)


def _panel(document: Document, reader: Reader, in_full: bool) -> Iterator[PanelLine]:
    for role, seats in groupby(sorted(document.panel, key=lambda seat: seat.order), key=lambda seat: seat.role):
        of_role = tuple(seats)
        people = tuple(_seated(seat.person, seat, reader, in_full) for seat in of_role if seat.person)
        unnamed = len(of_role) - len(people)
        yield PanelLine(role_name(role, reader.language), role is Role.PANELIST, people, unnamed)


def _seated(person: PersonName, seat: PanelSeat, reader: Reader, in_full: bool) -> Seated:
    delegation = person.delegation
    return Seated(
        name=" ".join(part for part in (person.honorific, person.name) if part),
        href=reader.links.of(OfParticipant(person.uid)),
        delegation=Link(reader.text(delegation.names), reader.links.of(OfDelegation(delegation.code))),
        function=reader.optional(person.functions) if in_full else None,
        contribution=reader.optional(seat.titles) if in_full else None,
    )
