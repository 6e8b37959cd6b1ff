"""The first page: the mandate, its themes, and the meetings that have a release."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.days import days_words
from app.languages import Language
from app.meetings.models import ThemeText
from app.pages.links import MeetingLinks
from app.pages.views.reader import Reader, Text
from app.releases.reading.queries import MandateText
from app.releases.record.release import Release


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme in the reader's language. `is_official` says whether this is the wording that was adopted."""

    numeral: str
    title: Text
    is_official: bool


@dataclass(frozen=True, slots=True)
class MandatePart:
    """A mandate as the first page tells it."""

    resolution: str
    paragraph: str | None
    body: str | None
    title: Text
    request: Text | None
    themes: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A released meeting with its pages."""

    title: Text
    symbol: str | None
    days: str
    venue: str
    href: str
    subscribe: str
    releases: str


def mandate_part(mandate: MandateText, reader: Reader) -> MandatePart:
    """A mandate in the reader's language."""
    return MandatePart(
        resolution=mandate.resolution,
        paragraph=mandate.paragraph,
        body=mandate.body,
        title=reader.text(mandate.titles),
        request=reader.optional(mandate.request),
        themes=tuple(_theme_line(numeral, titles, reader) for numeral, titles in mandate.themes),
    )


def _theme_line(numeral: str, titles: Mapping[Language, ThemeText], reader: Reader) -> ThemeLine:
    title = reader.text({language: wording.text for language, wording in titles.items()})
    return ThemeLine(numeral, title, titles[title.language or reader.language].status == "official")


def meeting_lines(releases: Iterable[Release], reader: Reader) -> tuple[MeetingLine, ...]:
    """The released meetings in the order given."""
    return tuple(_meeting_line(release, reader) for release in releases)


def _meeting_line(release: Release, reader: Reader) -> MeetingLine:
    meeting = release.meeting
    links = MeetingLinks(reader.links.public_url, reader.links.chosen, meeting.slug)
    return MeetingLine(
        title=reader.text(meeting.titles),
        symbol=meeting.symbol,
        days=days_words(meeting.first_day, meeting.last_day, reader.language),
        venue=meeting.venue,
        href=links.agenda(),
        subscribe=links.subscribe(),
        releases=links.releases(),
    )
