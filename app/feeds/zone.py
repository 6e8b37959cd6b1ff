"""How a feed tells its zone: a VTIMEZONE (RFC 5545 §3.6.5) from the rule that ends the zone's table, or UTC.

The rule is a POSIX string such as `CET-1CEST,M3.5.0,M10.5.0/3`. It becomes one STANDARD and at most one DAYLIGHT with
an RRULE: lists of dates are read differently by different clients, and some read nothing but the rule.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from app.zones import zone, zone_rule

WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
FIRST_YEAR = 1970
NAME = r"(<[^>]+>|[A-Za-z]+)"
OFFSET = r"([+-]?\d+(?::\d\d){0,2})"
RULE = re.compile(rf"{NAME}{OFFSET}(?:{NAME}{OFFSET}?,([^,]+),([^,]+))?")
ONSET = re.compile(rf"M(\d+)\.([1-5])\.([0-6])(?:/{OFFSET})?")
Recurrence = dict[str, str | int | list[int]]


@dataclass(frozen=True, slots=True)
class Onset:
    """When an observance begins each year: `after` the midnight of the given weekday, in the local time until then.

    `week` 5 is the month's last. `weekday` counts from Sunday. `after` may lie before that day or days behind it.
    """

    month: int
    week: int
    weekday: int
    after: timedelta

    def window(self, year: int) -> tuple[date, date]:
        """The first and last date of the seven on one of which it begins."""
        length = calendar.monthrange(year, self.month)[1]
        first = length - 6 if self.week == 5 else 7 * self.week - 6
        earliest = date(year, self.month, first) + timedelta(days=self.after.days)
        return earliest, earliest + timedelta(days=6)

    def first(self) -> datetime:
        """The first onset of all, in the local time until then."""
        earliest, _ = self.window(FIRST_YEAR)
        begins = next(day for day in _days(earliest) if WEEKDAYS[day.isoweekday() % 7] == self.day_name)
        return datetime.combine(begins, datetime.min.time()) + timedelta(seconds=self.after.seconds)

    @property
    def day_name(self) -> str:
        """The weekday on which it begins, as an RRULE names it."""
        return WEEKDAYS[(self.weekday + self.after.days) % 7]

    def recurrence(self) -> Recurrence:
        """The RRULE. A week that does not begin on the day 1, 8, 15 or 22 is told by its days, counted from the year's
        end where it reaches into the next month (from March on, leap years count alike from there)."""
        earliest, latest = self.window(FIRST_YEAR)
        yearly: Recurrence = {"FREQ": "YEARLY"}
        if earliest.month != latest.month:
            last = date(FIRST_YEAR, 12, 31)
            return yearly | {"BYYEARDAY": [(day - last).days - 1 for day in _days(earliest)], "BYDAY": self.day_name}
        yearly["BYMONTH"] = earliest.month
        if self.after.days == 0:
            return yearly | {"BYDAY": f"{-1 if self.week == 5 else self.week}{self.day_name}"}
        return yearly | {"BYMONTHDAY": [day.day for day in _days(earliest)], "BYDAY": self.day_name}


@dataclass(frozen=True, slots=True)
class Observance:
    """A time that holds at the zone, for good or from its onset each year. `offset` is local time minus UTC."""

    name: str
    offset: timedelta
    onset: Onset | None = None


@lru_cache(maxsize=1024)
def wall_zone(name: str, first_day: date, last_day: date) -> str | None:
    """The zone whose wall times a feed of these days writes; None where it writes UTC.

    That is so where the zone is UTC, and where the zone's table departs from the rule on one of the days.
    """
    if zone_rule(name) == "UTC0" or not observances(zone_rule(name)):
        return None
    begins = datetime.combine(first_day, datetime.min.time(), UTC) - timedelta(days=1)
    hours = (last_day - first_day).days * 24 + 72
    instants = (begins + timedelta(hours=hour) for hour in range(hours))
    table, rule = zone(name), _ruled(name)
    holds = all(at.astimezone(table).utcoffset() == at.astimezone(rule).utcoffset() for at in instants)
    return name if holds else None


def is_plain(wall: datetime, name: str) -> bool:
    """Whether this naive wall time exists once, and the zone's rule says of it what its table says."""
    moments = [wall.replace(tzinfo=place, fold=fold) for place in (zone(name), _ruled(name)) for fold in (0, 1)]
    return len({moment.utcoffset() for moment in moments}) == 1


def vtimezone(name: str) -> Timezone:
    """The VTIMEZONE of a zone by its rule. The lesser offset is STANDARD, also where a law calls the greater one so.

    Clients that know a single difference between the two take DAYLIGHT for the greater.
    """
    component = Timezone()
    component.add("tzid", name)
    ruled = observances(zone_rule(name))
    for place, observance in enumerate(ruled):
        component.add_component(_observance(observance, ruled[place - 1]))
    return component


@cache
def observances(rule: str) -> tuple[Observance, ...]:
    """The one or two times of a POSIX rule, the lesser offset first; none for a form that no zone has today."""
    match = RULE.fullmatch(rule)
    if not match:
        return ()
    first, offset, second, other_offset, begins, ends = match.groups()
    standard = -_duration(offset)
    if second is None:
        return (Observance(_plain_name(first), standard),)
    other = -_duration(other_offset) if other_offset else standard + timedelta(hours=1)
    onset, end = _onset(begins), _onset(ends)
    if onset is None or end is None:
        return ()
    pair = (Observance(_plain_name(first), standard, end), Observance(_plain_name(second), other, onset))
    return tuple(sorted(pair, key=lambda observance: observance.offset))


def _observance(told: Observance, until_then: Observance) -> TimezoneStandard | TimezoneDaylight:
    component = TimezoneDaylight() if told.offset > until_then.offset else TimezoneStandard()
    component.add("dtstart", told.onset.first() if told.onset else datetime(FIRST_YEAR, 1, 1))  # noqa: DTZ001 - local
    component.add("tzoffsetfrom", until_then.offset)
    component.add("tzoffsetto", told.offset)
    component.add("tzname", told.name)
    if told.onset:
        component.add("rrule", vRecur(told.onset.recurrence()))
    return component


@cache
def _ruled(name: str) -> ZoneInfo:
    """A zone in which nothing but the rule holds: a TZif file (RFC 9636 §3) with an empty table and the rule behind."""
    counts = (0, 0, 0, 0, 1, 4)
    header = b"TZif2" + bytes(15) + b"".join(count.to_bytes(4, "big") for count in counts)
    block = header + bytes(6) + b"UTC\0"
    return ZoneInfo.from_file(BytesIO(block + block + b"\n" + zone_rule(name).encode("ascii") + b"\n"), key=name)


def _onset(text: str) -> Onset | None:
    match = ONSET.fullmatch(text)
    if not match:
        return None
    month, week, weekday, after = match.groups()
    return Onset(int(month), int(week), int(weekday), _duration(after or "2"))


def _duration(text: str) -> timedelta:
    hours, minutes, seconds = (int(part) for part in (text.lstrip("+-") + ":0:0").split(":")[:3])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


def _plain_name(text: str) -> str:
    return text.strip("<>")


def _days(first: date) -> list[date]:
    return [first + timedelta(days=day) for day in range(7)]
