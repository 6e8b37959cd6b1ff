"""A person's availability as a grid: the hours of each day of the meeting at the venue, ticked or not."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from app.people.models import AvailabilityOut, AvailabilityWindow
from app.rules.words import Window

Mode = Literal["unasked", "free", "cannot", "only"]
"""Not answered; no limits; cannot come at the ticked times; can come at the ticked times only."""

KINDS = {"cannot": Window.UNAVAILABLE, "only": Window.AVAILABLE}
HOURS = range(8, 21)
MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Cell:
    """Some minutes of a day. `value` names them in a form."""

    value: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The same minutes of every day."""

    hours: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of an answer. `is_exact`: the answer has windows of both kinds, which ticks cannot say."""

    mode: Mode
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    is_exact: bool


def grid_of(
    answer: AvailabilityOut,
    days: Sequence[date],
    zone: tzinfo,
    slots: Iterable[tuple[time, time]],
    ticked: Sequence[str],
) -> Grid:
    """The grid of an answer; with `ticked`, of what an officer has ticked instead."""
    kinds = {window.kind for window in answer.windows}
    mode: Mode = "unasked" if not answer.answered else "free" if not kinds else "only"
    mode = "cannot" if kinds == {Window.UNAVAILABLE} else mode
    marks = _marks(answer, days, zone, slots)
    spans = [_minutes(value) for value in ticked] if ticked else []
    lines = []
    for start, end in itertools.pairwise(marks):
        cells = [_cell(day, start, end, answer.windows, zone, spans, bool(ticked)) for day in days]
        lines.append(Line(f"{_clock(start)}–{_clock(end)}", tuple(cells)))
    return Grid(mode, tuple(days), tuple(lines), len(kinds) > 1)


def windows_of(
    mode: str, ticked: Sequence[str], answer: AvailabilityOut, days: Sequence[date], zone: tzinfo
) -> list[AvailabilityWindow] | None:
    """The answer that the ticks say; None for "not answered". Windows outside the meeting's days stay. ValueError: a tick
    that is none.
    """
    if mode not in KINDS:
        return None if mode == "unasked" else []
    kind = KINDS[mode]
    first = datetime.combine(days[0], time(), zone)
    last = datetime.combine(days[-1] + timedelta(days=1), time(), zone)
    kept = [
        window for window in answer.windows if window.kind is kind and (window.ends <= first or window.starts >= last)
    ]
    spans = sorted((_at(day, start, zone), _at(day, end, zone)) for day, start, end in map(_minutes, ticked))
    merged: list[tuple[datetime, datetime]] = []
    for starts, ends in spans:
        if merged and starts <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((starts, ends))
    return kept + [AvailabilityWindow(kind=kind, starts=starts, ends=ends) for starts, ends in merged]


def _marks(
    answer: AvailabilityOut, days: Sequence[date], zone: tzinfo, slots: Iterable[tuple[time, time]]
) -> list[int]:
    """The minutes of a day at which something may begin or end."""
    marks = {0, MIDNIGHT, *(hour * 60 for hour in HOURS)}
    for slot in slots:
        marks |= {at.hour * 60 + at.minute for at in slot}
    for window in answer.windows:
        for moment in (window.starts.astimezone(zone), window.ends.astimezone(zone)):
            if days[0] <= moment.date() <= days[-1]:
                marks.add(moment.hour * 60 + moment.minute)
    return sorted(marks)


def _cell(
    day: date,
    start: int,
    end: int,
    windows: Iterable[AvailabilityWindow],
    zone: tzinfo,
    ticked: Sequence[tuple[date, int, int]],
    is_given: bool,
) -> Cell:
    value = f"{day.isoformat()}/{start}/{end}"
    if is_given:
        return Cell(value, any(other == day and first <= start and end <= last for other, first, last in ticked))
    starts, ends = _at(day, start, zone), _at(day, end, zone)
    return Cell(value, any(window.starts <= starts and ends <= window.ends for window in windows))


def _minutes(value: str) -> tuple[date, int, int]:
    day, start, end = value.split("/")
    first, last = int(start), int(end)
    if not 0 <= first < last <= MIDNIGHT:
        raise ValueError(value)
    return date.fromisoformat(day), first, last


def _at(day: date, minutes: int, zone: tzinfo) -> datetime:
    days, rest = divmod(minutes, MIDNIGHT)
    return datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
