"""A meeting's head, and the calendar that a page offers."""

from dataclasses import dataclass

from app.days import days_words
from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, Selection
from app.pages.views.dates import city_words, moment_words, offset_words
from app.pages.views.reader import Reader, Text
from app.releases.record.release import Release


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
