"""The agenda by day and time, and the days and themes that lead into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from app.days import day_words, short_day_words
from app.pages.selection import Filter
from app.pages.views.dates import span_words
from app.pages.views.programme.cards import Card, ThemeMark, card, theme_mark
from app.pages.views.reader import Reader
from app.releases.record.release import Published, Release


@dataclass(frozen=True, slots=True)
class Chip:
    """A day one can choose."""

    iso: str
    words: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Sessions that start and end together. `starts` and `ends` are instants for machines."""

    hours: str
    starts: str
    ends: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the agenda with its sessions by time."""

    iso: str
    words: str
    slots: tuple[Slot, ...]


def days(sessions: Iterable[Published], reader: Reader) -> tuple[Day, ...]:
    """The sessions by day and, within a day, by time."""
    return tuple(
        Day(day.isoformat(), day_words(day, reader.language), _slots(held, reader))
        for day, held in groupby(sessions, key=lambda published: published.document.starts.date())
    )


def _slots(sessions: Iterable[Published], reader: Reader) -> tuple[Slot, ...]:
    slots = groupby(sessions, key=lambda published: (published.document.starts, published.document.ends))
    return tuple(
        Slot(
            hours=span_words(starts, ends),
            starts=starts.isoformat(),
            ends=ends.isoformat(),
            cards=tuple(card(published, reader) for published in held),
        )
        for (starts, ends), held in slots
    )


def days_of(release: Release) -> list[date]:
    """The days of the meeting, and any other on which a session stands."""
    meeting = release.meeting
    span = (meeting.last_day - meeting.first_day).days
    every = {meeting.first_day + timedelta(days=number) for number in range(span + 1)}
    return sorted(every | {published.document.starts.date() for published in release.sessions})


def chips(release: Release, chosen: Filter, reader: Reader) -> tuple[Chip, ...]:
    """The days to choose from; each keeps the other filters."""
    return tuple(_chip(day, chosen, reader) for day in days_of(release))


def _chip(day: date, chosen: Filter, reader: Reader) -> Chip:
    href = reader.links.agenda(**{**chosen.given, "day": day})
    return Chip(day.isoformat(), short_day_words(day, reader.language), href, day == chosen.day)


def theme_marks(release: Release, reader: Reader) -> tuple[ThemeMark, ...]:
    """Every theme of the mandate with its page."""
    return tuple(theme_mark(theme, reader) for theme in release.meeting.themes)
