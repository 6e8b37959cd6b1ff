"""The facts of one meeting, arranged so that a rule finds what it compares without reading the whole programme."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Final, Self

from app.rules.facts import Facts, Placement, Session
from app.rules.placed import (
    ALL,
    INTERPRETED,
    ONLY,
    RANKED,
    SHELVED,
    Content,
    Interpretation,
    Name,
    Placed,
    interpretation_of,
)
from app.rules.venue import Venue
from app.rules.words import Status

NO_TIME: Final = timedelta(0)

in_time: Final = attrgetter("order")
"""Sorts sessions by start, then id."""

Row = tuple[Placed, ...]
"""Sessions in order of time."""

Shelf = dict[date | None, Row]
"""A group's sessions by the day on which they start; under None those that run past 24:00 of it."""


class Index:
    """What is placed and not cancelled, found by room, person, delegation, theme and time; drafts count as well.

    An index does not change: `with_session` and `without_session` give another one, which shares what is the same.
    `sessions` are all of them by id, also cancelled and unplaced ones; `experts` says how many people a delegation has;
    `begins` is the first instant of the meeting's first day. Groups are named by family and name, see `placed`.
    """

    def __init__(self, facts: Facts) -> None:
        """Arrange the facts. KeyError: a seat's person or a session's room is not among them."""
        self.meeting = facts.meeting
        self.rooms = {room.id: room for room in facts.rooms}
        self.people = {person.id: person for person in facts.people}
        self.experts = Counter(person.delegation for person in facts.people)
        self.venue = Venue(facts.meeting.zone, facts.meeting.slots)
        self.begins = self.venue.midnight(facts.meeting.first_day)
        self._notice = self._notice_from()
        self.sessions = {session.id: session for session in facts.sessions}
        self.placed: dict[int, Placed] = {}
        for session in facts.sessions:
            placed = self.place(self.content(session), Placement(session.span, session.room))
            if placed is not None:
                self.placed[session.id] = placed
        themes = (session.theme for session in facts.sessions if session.status is not Status.CANCELLED)
        self._themes = Counter(theme for theme in themes if theme is not None)
        self._shelves: dict[str, dict[Name, Shelf]] = {family: {} for family in SHELVED}
        self._ranks: dict[str, dict[Name, Row]] = {family: {} for family in RANKED}
        self._interpretation: dict[date, Interpretation] = {}
        self._arrange()
        self._has_across = any(placed.across for placed in self.placed.values())

    def _notice_from(self) -> datetime | None:
        days = self.meeting.notice_days
        if days is None:
            return None
        return self.venue.midnight(date.fromordinal(max(self.meeting.first_day.toordinal() - days, 2)))

    def _arrange(self) -> None:
        shelved: dict[tuple[str, Name, date | None], list[Placed]] = {}
        ranked: dict[tuple[str, Name], list[Placed]] = {}
        for placed in sorted(self.placed.values(), key=in_time):
            for family, name in placed.groups():
                if family in RANKED:
                    ranked.setdefault((family, name), []).append(placed)
                else:
                    shelved.setdefault((family, name, placed.shelf), []).append(placed)
        for (family, name, day), row in shelved.items():
            self._shelves[family].setdefault(name, {})[day] = tuple(row)
        for (family, name), row in ranked.items():
            self._ranks[family][name] = tuple(row)

    def gives_notice(self, at: datetime) -> bool:
        """Whether the moment is in the notice period, which goes on through the meeting; never without notice days."""
        return self._notice is not None and self._notice <= at

    @property
    def facts(self) -> Facts:
        """The facts it arranges."""
        sessions, rooms, people = self.sessions.values(), self.rooms.values(), self.people.values()
        return Facts(self.meeting, tuple(sessions), tuple(rooms), tuple(people))

    def content(self, session: Session) -> Content:
        """What the session is, wherever it stands. KeyError: somebody seated is not known."""
        return Content.of(session, self.people)

    def place(self, content: Content, placement: Placement) -> Placed | None:
        """The session at this place; None if it is cancelled or the placement has no time. KeyError: no such room."""
        room = None if placement.room is None else self.rooms[placement.room]
        if placement.span is None or content.session.status is Status.CANCELLED:
            return None
        return Placed.at(content, placement.span, room, self.venue.day_at(placement.span.starts))

    def around(self, family: str, name: Name, placed: Placed, margin: timedelta = NO_TIME) -> list[Placed]:
        """The group's other sessions that run at some moment of this one or within the margin before or after it."""
        shelf = self._shelves[family].get(name)
        if shelf is None:
            return []
        starts, ends, own = placed.starts, placed.ends, placed.id
        if margin:
            starts, ends = starts - margin, ends + margin
        near = shelf.get(placed.day, ())
        if None in shelf:
            near += shelf[None]
        if starts < placed.venue_day.starts or placed.venue_day.ends < ends:
            first, last = self.venue.day_at(starts).date, self.venue.day_at(ends).date
            days = (day for day in shelf if day is not None and day != placed.day and first <= day <= last)
            near = sum((shelf[day] for day in days), near)
        return [other for other in near if other.starts < ends and starts < other.ends and other.id != own]

    def starting(self, family: str, name: Name, day: date) -> Row:
        """The group's sessions that start on this day, in order of time."""
        shelf = self._shelves[family].get(name, {})
        row = shelf.get(day, ())
        if None not in shelf:
            return row
        across = (placed for placed in shelf[None] if placed.day == day)
        return tuple(sorted((*row, *across), key=in_time))

    def coming_over(self, family: str, name: Name, day: date) -> Row:
        """The group's sessions that started on an earlier day and run into this one, in order of time."""
        if not self._has_across:
            return ()
        shelf = self._shelves[family].get(name, {})
        midnight = self.venue.day(day).starts
        return tuple(placed for placed in shelf.get(None, ()) if placed.day < day and placed.ends > midnight)

    def ranked(self, family: str, name: Name = ONLY) -> Row:
        """The sessions of a ranked group in order of time."""
        return self._ranks[family].get(name, ())

    def first(self, family: str, name: Name = ONLY) -> Placed | None:
        """The first to start of a ranked group."""
        row = self._ranks[family].get(name)
        return row[0] if row else None

    def last(self, family: str, name: Name = ONLY) -> Placed | None:
        """The last to start of a ranked group."""
        row = self._ranks[family].get(name)
        return row[-1] if row else None

    def days_of(self, placed: Placed) -> list[date]:
        """The day on which the session starts and, past 24:00, the later days it touches on which others start."""
        if not placed.across:
            return [placed.day]
        shelf = self._shelves[ALL].get(ONLY, {})
        days = {other.day for row in shelf.values() for other in row}
        return [placed.day, *(day for day in days if placed.day < day and self.venue.day(day).starts < placed.ends)]

    def interpretation(self, day: date) -> Interpretation:
        """What the interpreted sessions that start on this day ask of the interpreters."""
        known = self._interpretation.get(day)
        if known is None:
            known = self._interpretation[day] = interpretation_of(self.starting(INTERPRETED, ONLY, day))
        return known

    def is_held(self, theme: int) -> bool:
        """Whether some session that is not cancelled, placed or not, is under the theme."""
        return self._themes[theme] > 0

    def with_session(self, session: Session) -> Self:
        """An index in which the session is as given. KeyError: somebody seated or the room is not known."""
        placed = self.place(self.content(session), Placement(session.span, session.room))
        amended = self._amended(session.id, placed)
        amended.sessions[session.id] = session
        if session.theme is not None and session.status is not Status.CANCELLED:
            amended._themes[session.theme] += 1
        return amended

    def without_session(self, session_id: int) -> Self:
        """An index without the session."""
        return self._amended(session_id, None)

    def _amended(self, session_id: int, into: Placed | None) -> Self:
        amended = copy(self)
        amended.sessions, amended.placed = dict(self.sessions), dict(self.placed)
        amended._shelves = {family: dict(shelves) for family, shelves in self._shelves.items()}
        amended._ranks = {family: dict(ranks) for family, ranks in self._ranks.items()}
        amended._themes, amended._interpretation = self._themes.copy(), {}
        before = amended.sessions.pop(session_id, None)
        if before is not None and before.theme is not None and before.status is not Status.CANCELLED:
            amended._themes[before.theme] -= 1
        out = amended.placed.pop(session_id, None)
        if out is not None:
            amended._rearrange(out, lambda row: without_placed(row, out))
        if into is not None:
            amended.placed[session_id] = into
            amended._has_across |= into.across
            amended._rearrange(into, lambda row: with_placed(row, into))
        return amended

    def _rearrange(self, placed: Placed, change: Callable[[Row], Row]) -> None:
        for family, name in placed.groups():
            if family in RANKED:
                self._ranks[family][name] = change(self._ranks[family].get(name, ()))
            else:
                shelf = dict(self._shelves[family].get(name, {}))
                shelf[placed.shelf] = change(shelf.get(placed.shelf, ()))
                self._shelves[family][name] = shelf


def without_placed(row: Row, placed: Placed) -> Row:
    """The row without the session."""
    return tuple(other for other in row if other.id != placed.id)


def with_placed(row: Row, placed: Placed) -> Row:
    """The row with the session at its time."""
    if not row:
        return (placed,)
    at = bisect_left(row, placed.order, key=in_time)
    return (*row[:at], placed, *row[at:])
