"""A selection of a release as a calendar (RFC 5545, RFC 7986): a head, a block of lines for each event, an end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Event, Timezone
from icalendar.prop import vText, vUri

from app.feeds.event import Setting, event_bytes
from app.feeds.lines import FoldedCalendar, Text, one_line
from app.feeds.membership import (
    InRoom,
    OfDelegation,
    OfParticipant,
    OfTheme,
    OneSession,
    OwnSelection,
    Selection,
    current,
    members,
)
from app.feeds.zone import vtimezone, wall_zone
from app.languages import Language, text_in
from app.releases.record.document import PublicMeeting
from app.releases.record.release import Published, Release
from app.wording import wording

# When the form of calendars and their data last changed. Raise it to the day on which the bytes of a release change by
# this code, the words, a library or the zones: readers that send only If-Modified-Since learn of it by this alone.
FORM_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
PRODUCT = "-//round-table-planner//feeds//EN"
REFRESH = timedelta(hours=1)
END = b"END:VCALENDAR\r\n"
# Names of CSS, as RFC 7986 §5.9 asks, near the colours of the pages.
COLOURS = {"i": "steelblue", "ii": "saddlebrown", "iii": "darkolivegreen", "iv": "purple", "v": "teal"}
COLOUR = "slategray"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a reader subscribes to.

    `path` is the root-relative address of the calendar, with its parameters; `language` None is the meeting's first;
    `alarm` are the minutes before each session, None for no alarm.
    """

    selection: Selection
    path: str
    language: Language | None = None
    alarm: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one event, and what they were made of."""

    published: Published
    setting: Setting
    lines: bytes


class Calendars:
    """Calendars of releases under one public address. Blocks are kept, at most `limit`, and leave with their document.

    Not for two threads at once.
    """

    def __init__(self, public_url: str, limit: int = 16384) -> None:
        self._public_url = public_url
        self._limit = limit
        self._blocks: dict[tuple[str, UUID, Language, int | None], Block] = {}

    def calendar(self, release: Release, feed: Feed) -> bytes:
        """The feed, the same for the same release and feed."""
        setting = setting_of(release.meeting, feed, self._public_url)
        blocks = [self._block(published, setting) for published in members(release, feed.selection)]
        return b"".join([head(release, feed, setting), *blocks, END])

    @property
    def kept(self) -> int:
        """The number of blocks that are kept."""
        return len(self._blocks)

    def _block(self, published: Published, setting: Setting) -> bytes:
        key = (setting.meeting, published.uid, setting.language, setting.alarm)
        kept = self._blocks.pop(key, None)
        if kept is None or kept.setting != setting or kept.published != published:
            kept = Block(published, setting, event_bytes(published, setting))
        # The newest release's own value is kept, so that the older one can go.
        self._blocks[key] = kept if kept.published is published else replace(kept, published=published)
        if len(self._blocks) > self._limit:
            del self._blocks[next(iter(self._blocks))]
        return kept.lines


def setting_of(meeting: PublicMeeting, feed: Feed, public_url: str) -> Setting:
    """What the events of a feed take from it."""
    return Setting(
        meeting=meeting.slug,
        language=feed.language or meeting.language,
        public_url=public_url,
        zone=wall_zone(meeting.zone, meeting.first_day, meeting.last_day),
        mailbox=meeting.mailbox,
        alarm=feed.alarm,
    )


def head(release: Release, feed: Feed, setting: Setting) -> bytes:
    """The lines before the first event."""
    alone = whole(release, feed, setting, ())
    return bytes(alone.to_ical(sorted=False)).removesuffix(END)


def whole(release: Release, feed: Feed, setting: Setting, events: Iterable[Event]) -> FoldedCalendar:
    """The calendar as the library's value."""
    name = one_line(calendar_name(release, feed.selection, setting.language))
    calendar = FoldedCalendar()
    calendar.add("prodid", Text(PRODUCT))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", Text(name))
    calendar.add("x-wr-calname", Text(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT1H"))
    calendar.add("x-wr-timezone", vText(release.meeting.zone))
    calendar.add("source", vUri(setting.public_url + feed.path), parameters={"VALUE": "URI"})
    calendar.add("color", colour(feed.selection))
    calendar.add_component(_zone(setting.zone))
    for event in events:
        calendar.add_component(event)
    return calendar


def colour(selection: Selection) -> str:
    """A theme has a colour of its own, everything else that of no theme."""
    return COLOURS.get(selection.numeral, COLOUR) if isinstance(selection, OfTheme) else COLOUR


def calendar_name(release: Release, selection: Selection, language: Language) -> str:
    """What a reader's list of calendars shows: the meeting, and before it what the selection is about."""
    meeting = text_in(release.meeting.titles, language)
    subject = _subject(release, selection, language)
    return f"{subject} – {meeting}" if subject else meeting


def _subject(release: Release, selection: Selection, language: Language) -> str:
    meeting = release.meeting
    match current(release, selection):
        case OfTheme(numeral):
            titles = next(theme.titles for theme in meeting.themes if theme.numeral == numeral)
            words = wording(language).gettext
            label = words("Theme {numeral}").format(numeral=numeral)
            return words("{label}: {value}").format(label=label, value=text_in(titles, language))
        case InRoom(slug):
            return next(room.name for room in meeting.rooms if room.slug == slug)
        case OfDelegation(code):
            names = next(delegation.names for delegation in meeting.delegations if delegation.code == code)
            return text_in(names, language)
        case OfParticipant(uid):
            return next(person.name for person in meeting.people if person.uid == uid)
        case OneSession(uid):
            return text_in(release.by_uid[uid].document.titles, language)
        case OwnSelection():
            return wording(language).gettext("My sessions")
    return ""


def _zone(name: str | None) -> Timezone:
    return vtimezone(name or "UTC")
