"""Calendar programs that subscribe to a feed: two that ask in their own way, and one that people use."""

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import ClassVar

import httpx
from icalendar import Event

BEGIN, END = b"BEGIN:VEVENT", b"END:VEVENT"
NAME = re.compile(r"Panelist \d\d")
VDIRSYNCER = Path(sys.executable).with_name("vdirsyncer")


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as a delegate sees it, and what its program orders it by. Instants in UTC; `names` are those on the panel."""

    uid: str
    sequence: int
    dated: datetime
    modified: datetime
    status: str
    starts: datetime
    ends: datetime
    summary: str
    location: str
    names: tuple[str, ...]
    url: str


def events_in(calendar: bytes) -> list[Kept]:
    """The events of a calendar, in its order. An event's lines are the same in every feed, and are read once."""
    return [_event_of(part.partition(END)[0] + END) for part in calendar.split(BEGIN)[1:]]


@cache
def _event_of(lines: bytes) -> Kept:
    event = Event.from_ical(BEGIN + lines)
    return Kept(
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        dated=event.decoded("DTSTAMP").astimezone(UTC),
        modified=event.decoded("LAST-MODIFIED").astimezone(UTC),
        status=str(event["STATUS"]),
        starts=event.decoded("DTSTART").astimezone(UTC),
        ends=event.decoded("DTEND").astimezone(UTC),
        summary=str(event["SUMMARY"]),
        location=str(event["LOCATION"]),
        names=tuple(sorted(NAME.findall(str(event["DESCRIPTION"])))),
        url=str(event["URL"]),
    )


@dataclass
class Shelf:
    """What a program shows of one subscription, by UID.

    It knows the rules and no more: an event takes the place of the one it holds only with a higher SEQUENCE, or a later
    DTSTAMP at the same one (RFC 5546 §2.1.5); what the feed holds no more is gone. `wrongs` tells what no feed may do.
    """

    shown: dict[str, Kept] = field(default_factory=dict)
    wrongs: list[str] = field(default_factory=list)
    _newest: dict[str, Kept] = field(default_factory=dict)

    def take(self, events: Iterable[Kept]) -> None:
        """Show what a feed holds now."""
        shown: dict[str, Kept] = {}
        for event in events:
            if event.uid in shown:
                self.wrongs.append(f"{event.summary} is there twice")
            shown[event.uid] = self._newer(event)
        self.shown = shown

    def _newer(self, event: Kept) -> Kept:
        held = self._newest.get(event.uid, event)
        for name in ("sequence", "dated", "modified"):
            if getattr(event, name) < getattr(held, name):
                self.wrongs.append(f"{event.summary}: {name} fell from {getattr(held, name)} to {getattr(event, name)}")
        is_newer = (event.sequence, event.dated) > (held.sequence, held.dated)
        self._newest[event.uid] = event if is_newer else held
        return self._newest[event.uid]


@dataclass
class Polling:
    """A program that asks for one calendar again and again, with what it was told of the answer it holds."""

    client: httpx.Client
    address: str
    shelf: Shelf = field(default_factory=Shelf)
    body: bytes = b""
    status: int = 0
    _told: str = ""

    answered: ClassVar[str]
    asking: ClassVar[str]

    def poll(self) -> None:
        """Ask once."""
        answer = self.client.get(self.address, headers={self.asking: self._told} if self._told else {})
        self.status = answer.status_code
        if self.status == httpx.codes.NOT_MODIFIED:
            return
        assert self.status == httpx.codes.OK, f"{self.address}: {self.status}"
        self._told, self.body = answer.headers[self.answered], answer.content
        self.shelf.take(events_in(self.body))


class ByTag(Polling):
    """One that knows entity tags."""

    answered, asking = "ETag", "If-None-Match"


class ByDate(Polling):
    """One that knows dates alone."""

    answered, asking = "Last-Modified", "If-Modified-Since"


class Vdirsyncer:
    """vdirsyncer, with a subscription for each address: it copies each into a folder, a file for each event.

    It never asks conditionally, and gives an event of a subscription a UID made from its content, without a way to choose:
    which session one is about is told by the session's address.
    """

    def __init__(self, folder: Path, url: str, addresses: Mapping[str, str]) -> None:
        self._config = folder / "config"
        self._folders = {name: folder / name for name in addresses}
        self.shelves = {name: Shelf() for name in addresses}
        lines = ["[general]", f'status_path = "{folder / "status"}"']
        for name, address in addresses.items():
            self._folders[name].mkdir()
            lines += [f"[pair {name}]", f'a = "{name}_feed"', f'b = "{name}_folder"', "collections = null"]
            lines += [f"[storage {name}_feed]", 'type = "http"', f'url = "{url}{address}"']
            lines += [f"[storage {name}_folder]", 'type = "filesystem"', f'path = "{self._folders[name]}"']
            lines += ['fileext = ".ics"']
        self._config.write_text("\n".join(lines))
        self._run("discover", "--no-list")

    def poll(self) -> None:
        """Copy all of them once. A calendar that has become empty is emptied too, which it does only when told to."""
        self._run("sync", "--force-delete")
        for name, shelf in self.shelves.items():
            files = sorted(self._folders[name].glob("*.ics"))
            events = [event for file in files for event in events_in(file.read_bytes())]
            shelf.take(replace(event, uid=event.url.rpartition("/")[2]) for event in events)

    def _run(self, *arguments: str) -> None:
        command = [str(VDIRSYNCER), "--config", str(self._config), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
