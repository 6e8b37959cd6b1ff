"""Addresses as a page writes them: pages root-relative with the chosen language, calendars under the public address."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, OneSession, Selection
from app.languages import Language


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one reader. `chosen` is the language their address names; links between pages keep it."""

    public_url: str
    chosen: Language | None = None

    def page(self, path: str, **query: object) -> str:
        """A page's address; a query value that is None or empty is left out."""
        if not query:
            return f"{path}?lang={self.chosen}" if self.chosen else path
        return path + _query({**query, "lang": self.chosen})

    def home(self) -> str:
        """The mandate with its meetings."""
        return self.page("/")


@dataclass(frozen=True, slots=True)
class MeetingLinks(Links):
    """The addresses of one meeting. `calendar` is the language its calendars shall speak, None for the meeting's first."""

    meeting: str = ""
    calendar: Language | None = None

    def agenda(self, **filters: object) -> str:
        """The agenda, or a filtered part of it."""
        return self.page(meeting_path(self.meeting), **filters)

    def subscribe(self, **filters: object) -> str:
        """How to subscribe to the calendar of the meeting, or of one theme, room, delegation or participant."""
        return self.page(meeting_path(self.meeting, "subscribe"), **filters)

    def selections(self) -> str:
        """Where the form of ticked sessions is sent."""
        return self.page(meeting_path(self.meeting, "selections"))

    def papers(self) -> str:
        """The papers of the meeting."""
        return self.page(meeting_path(self.meeting, "papers"))

    def releases(self) -> str:
        """The list of releases."""
        return self.page(meeting_path(self.meeting, "releases"))

    def atom(self) -> str:
        """The same list for programs that follow it, in the language of the calendars."""
        return f"{self.public_url}{meeting_path(self.meeting, 'releases.atom')}{_query({'lang': self.calendar})}"

    def release(self, number: int) -> str:
        """What one release changed."""
        return self.page(meeting_path(self.meeting, "releases", number))

    @lru_cache(maxsize=16_384)  # noqa: B019 - a page names the same people again and again, and links are plain values
    def of(self, selection: Selection) -> str:
        """The page of a session, theme, room, delegation or person, or the agenda."""
        return self.page(selection_path(self.meeting, selection))

    def data(self, selection: Selection, language: Language) -> str:
        """The address of a selection's data in a language, for a page's own module."""
        return f"{selection_path(self.meeting, selection)}.json?lang={language}"

    def screen(self) -> str:
        """The lobby's screen."""
        return self.page(meeting_path(self.meeting, "screen"))

    def https(self, selection: Selection) -> str:
        """The address of a selection's calendar, for programs that fetch it."""
        return f"{self.public_url}{selection_path(self.meeting, selection)}.ics{_query({'lang': self.calendar})}"

    def webcal(self, selection: Selection) -> str:
        """The same address in the form that opens a calendar program."""
        return "webcal:" + self.https(selection).partition(":")[2]


def meeting_path(meeting: str, *parts: object) -> str:
    """The path of a meeting's page, without language or suffix."""
    return "/".join(["/meetings", _quoted(meeting), *(_quoted(str(part)) for part in parts)])


@lru_cache(maxsize=8192)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def selection_path(meeting: str, selection: Selection) -> str:
    """The path of the page that shows a selection; with `.ics` behind it, of its calendar."""
    match selection:
        case OfTheme(numeral):
            return meeting_path(meeting, "themes", numeral)
        case InRoom(slug):
            return meeting_path(meeting, "rooms", slug)
        case OfDelegation(code):
            return meeting_path(meeting, "delegations", code)
        case OfParticipant(uid):
            return meeting_path(meeting, "participants", uid)
        case OneSession(uid):
            return meeting_path(meeting, "sessions", uid)
    return meeting_path(meeting)


def _query(values: dict[str, object]) -> str:
    given = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
