"""A meeting's head, its agenda by day, and the same list of one theme, room, delegation or person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel import Locale

from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, Selection
from app.languages import Language
from app.pages.selection import Filter
from app.pages.views.cards import Card, ThemeMark, card, theme_mark
from app.pages.views.dates import (
    city_words,
    day_words,
    days_words,
    moment_words,
    offset_words,
    short_day_words,
    span_words,
)
from app.pages.views.reader import Reader, Text
from app.releases.release import Published, Release
from app.wording import sort_key


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a meeting says first. `city` and `offset` name the venue's zone."""

    title: Text
    symbol: str | None
    venue: str
    days: str
    number: int
    published: str
    city: str
    offset: str | None
    mailbox: str | None


@dataclass(frozen=True, slots=True)
class Chip:
    """A day one can choose."""

    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Sessions that start and end together."""

    hours: str
    starts: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the agenda with its sessions by time."""

    iso: str
    words: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter."""

    value: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The options of every filter, each in the order of the page's language."""

    themes: tuple[Choice, ...]
    rooms: tuple[Choice, ...]
    delegations: tuple[Choice, ...]
    participants: tuple[Choice, ...]
    interpretation: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Text, ...]:
        """The names of what is chosen."""
        every = (self.themes, self.rooms, self.delegations, self.participants, self.interpretation)
        return tuple(choice.text for choices in every for choice in choices if choice.is_chosen)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar's addresses. `page` says more about subscribing to it."""

    webcal: str
    https: str
    page: str


def head(release: Release, reader: Reader) -> Head:
    """The head of a meeting's pages."""
    meeting, language = release.meeting, reader.language
    offset = offset_words(meeting.zone, meeting.first_day, meeting.last_day)
    return Head(
        title=reader.text(meeting.titles),
        symbol=meeting.symbol,
        venue=meeting.venue,
        days=days_words(meeting.first_day, meeting.last_day, language),
        number=release.number,
        published=moment_words(release.published_at, meeting.zone, language),
        city=city_words(meeting.zone, language),
        offset=offset and reader.apart(offset),
        mailbox=meeting.mailbox,
    )


def days(sessions: Iterable[Published], reader: Reader) -> tuple[Day, ...]:
    """The sessions by day and, within a day, by time."""
    return tuple(
        Day(day.isoformat(), day_words(day, reader.language), _slots(held, reader))
        for day, held in groupby(sessions, key=lambda published: published.document.starts.date())
    )


def _slots(sessions: Iterable[Published], reader: Reader) -> tuple[Slot, ...]:
    slots = groupby(sessions, key=lambda published: (published.document.starts, published.document.ends))
    return tuple(
        Slot(span_words(starts, ends), starts.isoformat(), tuple(card(published, reader) for published in held))
        for (starts, ends), held in slots
    )


def chips(release: Release, chosen: Filter, reader: Reader) -> tuple[Chip, ...]:
    """The days of the meeting, and any other on which a session stands; each keeps the other filters."""
    meeting = release.meeting
    span = (meeting.last_day - meeting.first_day).days
    every = {meeting.first_day + timedelta(days=number) for number in range(span + 1)}
    every |= {published.document.starts.date() for published in release.sessions}
    return tuple(_chip(day, chosen, reader) for day in sorted(every))


def _chip(day: date, chosen: Filter, reader: Reader) -> Chip:
    href = reader.links.agenda(**{**chosen.given, "day": day})
    return Chip(short_day_words(day, reader.language), href, day == chosen.day)


def filters(release: Release, chosen: Filter, reader: Reader) -> Filters:
    """What one can filter by: all that a release of the meeting has named."""
    meeting, language = release.meeting, reader.language
    spoken = Locale.parse(language.value).languages
    themes = [(theme.numeral, reader.text(theme.titles)) for theme in meeting.themes]
    rooms = [(room.slug, Text(room.name)) for room in meeting.rooms]
    delegations = [(sent.code, reader.text(sent.names)) for sent in meeting.delegations]
    people = [(str(person.uid), Text(person.name)) for person in meeting.people]
    return Filters(
        themes=_choices(themes, chosen.theme),
        rooms=_choices(rooms, chosen.room),
        delegations=_choices(_sorted(delegations, language), chosen.delegation),
        participants=_choices(_sorted(people, language), chosen.participant),
        interpretation=_choices([(code, Text(spoken[code])) for code in meeting.languages], chosen.interpretation),
    )


def _choices(options: Iterable[tuple[str, Text]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, text, value == chosen) for value, text in options)


def _sorted(options: Iterable[tuple[str, Text]], language: Language) -> list[tuple[str, Text]]:
    return sorted(options, key=lambda option: (sort_key(option[1].text, language), option[0]))


def theme_marks(release: Release, reader: Reader) -> tuple[ThemeMark, ...]:
    """Every theme of the mandate with its page."""
    return tuple(theme_mark(theme, reader) for theme in release.meeting.themes)


def calendar(selection: Selection, reader: Reader) -> Calendar:
    """The calendar of a selection, in the reader's language."""
    links = reader.links
    match selection:
        case OfTheme(numeral):
            page = links.subscribe(theme=numeral)
        case InRoom(slug):
            page = links.subscribe(room=slug)
        case OfDelegation(code):
            page = links.subscribe(delegation=code)
        case OfParticipant(uid):
            page = links.subscribe(participant=uid)
        case _:
            page = links.subscribe()
    return Calendar(links.webcal(selection), links.https(selection), page)
