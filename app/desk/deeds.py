"""What somebody did, in a sentence: read from an entry of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from app.days import short_day_words
from app.desk.frame.words import STATUSES
from app.languages import Language, text_in
from app.ledger import LedgerRow
from app.rules.words import Status
from app.wording import N_, listed, wording

Changes = Mapping[str, Mapping[str, Any]]
"""Each changed field with its value `before` and `after`."""


class Deed(NamedTuple):
    """A kind of deed: told of somebody, and of what it was done to alone."""

    told: str
    done: str


MOVED = Deed(N_("{by} moved {title} to {place}"), N_("{title} moved to {place}"))
TAKEN_OFF = Deed(N_("{by} took {title} off the board"), N_("{title} taken off the board"))
MADE = Deed(N_("{by} made {title}"), N_("{title} made"))
DELETED = Deed(N_("{by} deleted {title}"), N_("{title} deleted"))
CANCELLED = Deed(N_("{by} cancelled {title}"), N_("{title} cancelled"))
REINSTATED = Deed(N_("{by} reinstated {title}"), N_("{title} reinstated"))
SEATED = Deed(N_("{by} changed the panel of {title}"), N_("panel of {title} changed"))
MARKED = Deed(N_("{by} set {title} to {status}"), N_("{title} set to {status}"))
SWAPPED = N_("{one} and {other} changed places")
CHANGED = Deed(N_("{by} changed {title}"), N_("{title} changed"))
TOOK_BACK = N_("{by} took a step back: {done}")

ELSEWHERE = {
    "acknowledgement": N_("{by} accepted a warning, or took that back"),
    "agenda_item": N_("{by} changed the agenda"),
    "meeting": N_("{by} changed the meeting"),
    "release": N_("{by} published release {number}"),
    "room": N_("{by} changed the rooms"),
    "slot": N_("{by} changed the slots"),
}
"""What is told of other things than sessions; of what is not here, nothing is told."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells deeds of one meeting to an officer. `titles` and `rooms` are today's, by id."""

    titles: Mapping[int, Mapping[Language, str]]
    rooms: Mapping[int, str]
    zone: ZoneInfo
    language: Language

    def told(self, row: LedgerRow) -> str:
        """Who did what; empty where it is nobody's business."""
        if row.resource != "session":
            said = ELSEWHERE.get(row.resource)
            return self._words(said).format(by=row.by, number=row.subject) if said else ""
        if row.undoes is not None:
            return self._words(TOOK_BACK).format(by=row.by, done=self.done(row))
        return self._words(_deed(row).told).format(by=row.by, **self._said(row))

    def done(self, row: LedgerRow) -> str:
        """What was done to a session."""
        return self._words(_deed(row).done).format(**self._said(row))

    def swapped(self, one: LedgerRow, other: LedgerRow) -> str:
        """What the two entries of an exchange did."""
        titles = [self._said(row)["title"] for row in (one, other)]
        return self._words(SWAPPED).format(one=titles[0], other=titles[1])

    def place(self, starts: Any, ends: Any, room: Any) -> str:
        """A day with hours and a room, as the ledger has them."""
        return (
            listed([self._hours(starts, ends), self._room(room)], self.language) if starts else self._hours(None, None)
        )

    def value(self, name: str, value: Any) -> str:
        """A field's value for a reader: an hour, a room, a status, a text; a list by how long it is."""
        if name in ("starts", "ends"):
            return _shown_moment(value, self.zone, self.language) if value else self._words(N_("no time"))
        if name == "room_id":
            return self._room(value)
        if name == "status":
            return self._words(STATUSES[Status(value)])
        if isinstance(value, dict):
            return text_in({Language(key): text for key, text in value.items()}, self.language) or "–"
        if isinstance(value, list):
            return self._words(N_("{n} entries")).format(n=len(value))
        return "–" if value is None else str(value)

    def _hours(self, starts: Any, ends: Any) -> str:
        if not starts:
            return self._words(N_("the tray"))
        return f"{_shown_moment(starts, self.zone, self.language)}–{_local(ends, self.zone):%H:%M}"

    def _room(self, room: Any) -> str:
        return self.rooms.get(room, "") if room else self._words(N_("a room to be announced"))

    def _said(self, row: LedgerRow) -> dict[str, str]:
        changes = changes_of(row)
        title = text_in(self.titles.get(int(row.subject)) or _title_before(row), self.language)
        status = changes.get("status", {}).get("after")
        return {
            "title": quoted(title, self.language) if title else self._words(N_("a session that was deleted")),
            "place": self._place_after(changes),
            "status": self._words(STATUSES[Status(status)]) if status else "",
        }

    def _place_after(self, changes: Changes) -> str:
        parts = []
        if "starts" in changes and "ends" in changes:
            parts.append(self._hours(changes["starts"]["after"], changes["ends"]["after"]))
        if "room_id" in changes:
            parts.append(self._room(changes["room_id"]["after"]))
        return listed(parts, self.language)

    def _words(self, message: str) -> str:
        return wording(self.language).gettext(message)


def changes_of(row: LedgerRow) -> Changes:
    """The fields of an entry, each with its value before and after."""
    return {name: change for name, change in row.fields.items() if isinstance(change, dict) and "after" in change}


def quoted(title: str, language: Language) -> str:
    """A title in the quotation marks of the language."""
    return f"«\u00a0{title}\u00a0»" if language is Language.FR else f"“{title}”"


def _local(moment: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(moment).astimezone(zone)


def _shown_moment(moment: str, zone: ZoneInfo, language: Language) -> str:
    at = _local(moment, zone)
    return f"{short_day_words(at.date(), language)} {at:%H:%M}"


def _title_before(row: LedgerRow) -> Mapping[Language, str]:
    titles = changes_of(row).get("titles", {}).get("before") or {}
    return {Language(key): text for key, text in titles.items()}


def _deed(row: LedgerRow) -> Deed:
    changes = changes_of(row)
    if "uid" in changes:
        return MADE if changes["uid"]["before"] is None else DELETED
    status = changes.get("status", {})
    if status.get("after") == Status.CANCELLED:
        return CANCELLED
    if status.get("before") == Status.CANCELLED:
        return REINSTATED
    names = changes.keys()
    if names == {"assignments"}:
        return SEATED
    if names == {"status"}:
        return MARKED
    if names in ({"room_id"}, {"starts", "ends"}, {"starts", "ends", "room_id"}):
        return TAKEN_OFF if "starts" in names and changes["starts"]["after"] is None else MOVED
    return CHANGED
