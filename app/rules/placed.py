"""A session at its time and place, with what the rules ask of it over and over worked out once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple, Self

from app.rules.facts import Person, Room, Seat, Session, Span
from app.rules.venue import VenueDay
from app.rules.words import ALONE, AROUND, Kind

ROOM: Final = "room"
PERSON: Final = "person"
DELEGATION: Final = "delegation"
THEME: Final = "theme"
ALL: Final = "all"
THEMED: Final = "themed"
INTERPRETED: Final = "interpreted"
RUN_ALONE: Final = "alone"
NOT_OPENINGS: Final = "not openings"
NOT_CLOSINGS: Final = "not closings"
OPENINGS: Final = "openings"
CLOSINGS: Final = "closings"
SHELVED: Final = frozenset({ROOM, PERSON, DELEGATION, ALL, THEMED, INTERPRETED, RUN_ALONE})
"""Families whose groups are kept day by day."""

RANKED: Final = frozenset({THEME, OPENINGS, CLOSINGS, NOT_OPENINGS, NOT_CLOSINGS})
"""Families whose groups are kept in order of time as a whole."""

Name = int | str
ONLY: Final = ""
"""The name of the one group of a family that has no more."""


class Group(NamedTuple):
    """Sessions that can be looked up together: those in one room, of one person, …

    The family is one of the constants above, the name an id, a delegation's code, or ONLY.
    """

    family: str
    name: Name = ONLY


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a session is, wherever it stands.

    `delegations` are seated or organise. `interpreted`: held in two or more languages. `proceedings`: part of the
    meeting's own business, neither around it nor a break. `groups` are those it belongs to, its room's aside.
    """

    session: Session
    seats: tuple[tuple[Seat, Person], ...]
    people: tuple[int, ...]
    in_person: frozenset[int]
    delegations: tuple[str, ...]
    interpreted: bool
    alone: bool
    proceedings: bool
    groups: frozenset[Group]

    @classmethod
    def of(cls, session: Session, people: Mapping[int, Person]) -> Self:
        """Work it out. KeyError: somebody seated is not among the people."""
        seats = tuple((seat, people[seat.person]) for seat in session.seats)
        ids = tuple(sorted({seat.person for seat in session.seats}))
        codes = {person.delegation for _, person in seats}
        if session.organiser is not None:
            codes.add(session.organiser)
        delegations = tuple(sorted(codes))
        interpreted = len(set(session.languages)) > 1
        alone = session.kind in ALONE
        proceedings = session.kind not in AROUND and session.kind is not Kind.BREAK
        families = (
            (ALL, True),
            (THEMED, session.theme is not None),
            (INTERPRETED, interpreted),
            (RUN_ALONE, alone),
            (OPENINGS, session.kind is Kind.OPENING),
            (CLOSINGS, session.kind is Kind.CLOSING),
            (NOT_OPENINGS, proceedings and session.kind is not Kind.OPENING),
            (NOT_CLOSINGS, proceedings and session.kind is not Kind.CLOSING),
        )
        groups = {Group(family) for family, belongs in families if belongs}
        groups.update(Group(PERSON, person) for person in ids)
        groups.update(Group(DELEGATION, code) for code in delegations)
        if session.theme is not None and proceedings:
            groups.add(Group(THEME, session.theme))
        in_person = frozenset(seat.person for seat in session.seats if not seat.remote)
        return cls(session, seats, ids, in_person, delegations, interpreted, alone, proceedings, frozenset(groups))


@dataclass(slots=True, eq=False)
class Placed:
    """A session that is placed and not cancelled.

    `day` is the venue's day on which it starts; `across`: it runs past 24:00 of that day; `shelf` is the day under
    which an index keeps it, None if across; `slot` is the number of the day's first slot that covers it; `order` sorts
    by start, then id. Nothing changes it; it is not frozen, because a frozen one takes twice as long to make.
    """

    id: int
    session: Session
    content: Content
    span: Span
    starts: datetime
    ends: datetime
    minutes: int
    venue_day: VenueDay
    day: date
    across: bool
    shelf: date | None
    slot: int | None
    order: tuple[datetime, int]
    room: Room | None

    @classmethod
    def at(cls, content: Content, span: Span, room: Room | None, day: VenueDay) -> Self:
        """The session at this time, which starts on this day, in this room."""
        across = span.ends > day.ends
        shelf = None if across else day.date
        slot = next((number for number, slot in enumerate(day.slots) if slot.covers(span)), None)
        return cls(
            id=content.session.id,
            session=content.session,
            content=content,
            span=span,
            starts=span.starts,
            ends=span.ends,
            minutes=span.minutes,
            venue_day=day,
            day=day.date,
            across=across,
            shelf=shelf,
            slot=slot,
            room=room,
            order=(span.starts, content.session.id),
        )

    def in_room(self, room: Room | None) -> "Placed":
        """The session at the same time in this room."""
        return Placed(
            self.id,
            self.session,
            self.content,
            self.span,
            self.starts,
            self.ends,
            self.minutes,
            self.venue_day,
            self.day,
            self.across,
            self.shelf,
            self.slot,
            self.order,
            room,
        )

    def belongs(self, family: str, name: Name) -> bool:
        """Whether the session is one of the group."""
        if family == ROOM:
            return self.room is not None and self.room.id == name
        return (family, name) in self.content.groups

    def groups(self) -> Iterator[Group]:
        """The groups it belongs to, its room's included."""
        yield from self.content.groups
        if self.room is not None:
            yield Group(ROOM, self.room.id)


def most_at_once(sessions: Sequence[Placed]) -> int:
    """The greatest number of these sessions, given in order of time, that run at the same moment."""
    ends = sorted([placed.ends for placed in sessions])
    most = over = 0
    for started, placed in enumerate(sessions, start=1):
        while ends[over] <= placed.starts:
            over += 1
        if started - over > most:
            most = started - over
    return most


def crowds(starting: Sequence[Placed], running: Sequence[Placed], limit: int) -> Iterator[list[Placed]]:
    """The largest sets of more than `limit` sessions that run at the same moment and whose last one is `starting`.

    `starting` are the sessions of one day, `running` those that came over from the day before; both in order of time.
    """
    if not starting or len(running) + len(starting) <= limit or most_at_once((*running, *starting)) <= limit:
        return
    together = list(running)
    for placed, following in zip(starting, (*starting[1:], None), strict=True):
        starts = placed.starts
        together = [other for other in together if other.ends > starts]
        together.append(placed)
        if len(together) <= limit:
            continue
        if following is None or any(other.ends <= following.starts for other in together):
            yield together


class Interpretation(NamedTuple):
    """What one day's interpreted sessions ask of the interpreters.

    Their ids, the team shifts, the minutes of the longest, and how many run at the same moment at most.
    """

    sessions: tuple[int, ...]
    shifts: int
    longest: int
    at_once: int


def interpretation_of(row: Sequence[Placed]) -> Interpretation:
    """Of one day's interpreted sessions, given in order of time.

    Each slot needs as many shifts as it has sessions at once; a session that lies within no slot needs one of its own.
    """
    slots: dict[int | None, list[Placed]] = {}
    for placed in row:
        slots.setdefault(placed.slot, []).append(placed)
    shifts = len(slots.pop(None, ())) + sum(most_at_once(sessions) for sessions in slots.values())
    longest = max((placed.minutes for placed in row), default=0)
    return Interpretation(tuple(sorted([placed.id for placed in row])), shifts, longest, most_at_once(row))
