"""What the rules judge: ids, times, languages and seats, and no titles.

Every instant is aware and in UTC, every span half open, every day a day at the venue. A limit that is None is no limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Self

from app.rules.words import Gender, Kind, Region, Role, Status


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The time from `starts` up to, not including, `ends`; it ends later than it starts."""

    starts: datetime
    ends: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes."""
        return (self.ends - self.starts) // timedelta(minutes=1)

    def overlaps(self, other: Self) -> bool:
        """Whether some instant belongs to both."""
        return self.starts < other.ends and other.starts < self.ends

    def covers(self, other: Self) -> bool:
        """Whether every instant of the other belongs to this one."""
        return self.starts <= other.starts and other.ends <= self.ends


def covered(span: Span, windows: Iterable[Span]) -> bool:
    """Whether the union of the windows holds every instant of the span; windows that touch are one."""
    reached = span.starts
    for window in sorted(windows, key=lambda window: window.starts):
        if window.starts <= reached < window.ends:
            reached = window.ends
    return reached >= span.ends


@dataclass(frozen=True, slots=True)
class Seat:
    """An active seat: neither declined nor withdrawn. `minutes` is the time to speak, where it is set."""

    person: int
    role: Role
    remote: bool = False
    minutes: int | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A piece of the draft. `released` is the time the newest release gives it; `organiser` is a delegation's code."""

    id: int
    kind: Kind
    status: Status = Status.DRAFT
    theme: int | None = None
    item: int | None = None
    organiser: str | None = None
    span: Span | None = None
    room: int | None = None
    languages: tuple[str, ...] = ()
    attendance: int | None = None
    discussion_minutes: int | None = None
    seats: tuple[Seat, ...] = ()
    released: Span | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the meeting. Without openings it is always open; an unknown capacity or number of booths is None."""

    id: int
    capacity: int | None = None
    booths: int | None = None
    remote: bool = False
    step_free: bool = False
    openings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Engagement:
    """A seat that the newest release of another meeting gives to a person."""

    span: Span
    meeting: int
    session: int


@dataclass(frozen=True, slots=True)
class Person:
    """A participant. `step_free` says a need; windows count once the person has answered."""

    id: int
    delegation: str
    languages: tuple[str, ...] = ()
    region: Region = Region.NONE
    gender: Gender | None = None
    step_free: bool = False
    answered: bool = False
    unavailable: tuple[Span, ...] = ()
    available: tuple[Span, ...] = ()
    engagements: tuple[Engagement, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A standard working time in wall time at the venue, of one day or of every day (None).

    One that ends at or before the time it starts ends on the next day: 21:00 to 00:00 is the last three hours of a day.
    """

    day: date | None
    starts_at: time
    ends_at: time


STANDARD_SLOTS = (Slot(None, time(10), time(13)), Slot(None, time(15), time(18)))


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting and its limits. `themes` are the mandate's, in the order of their numerals.

    `teams` of interpreters; `shifts_day` and `shifts_week` of one team; `minutes` of one interpreted session;
    `changeover` minutes; `daily_maximum` sessions of a person; `notice_days` before the first day.
    """

    id: int
    zone: tzinfo
    first_day: date
    last_day: date
    languages: tuple[str, ...] = ()
    themes: tuple[int, ...] = ()
    teams: int | None = None
    shifts_day: int | None = None
    shifts_week: int | None = None
    minutes: int | None = None
    changeover: int | None = None
    daily_maximum: int | None = None
    notice_days: int | None = None
    slots: tuple[Slot, ...] = STANDARD_SLOTS


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules know of one meeting.

    `people` are all whom the delegations have, seated or not; every seat's person is among them, and every session's
    room among the rooms.
    """

    meeting: Meeting
    sessions: tuple[Session, ...] = ()
    rooms: tuple[Room, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a session stands or might stand. Without a span it is not placed, whatever its room."""

    span: Span | None
    room: int | None = None


def released_view(facts: Facts) -> Facts:
    """The facts of what the next release would hold: without drafts, cancelled and unplaced sessions."""
    absent = (Status.DRAFT, Status.CANCELLED)
    held = (session for session in facts.sessions if session.status not in absent and session.span is not None)
    return replace(facts, sessions=tuple(held))
