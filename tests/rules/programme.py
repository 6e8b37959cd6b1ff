"""A small meeting in Vienna, said in few words: wall times at the venue, days counted from Monday 1 March 2027."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.rules.check import check
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Facts, Meeting, Person, Room, Seat, Session, Span
from app.rules.index import Index
from app.rules.words import Kind, Role, Status

ZONE = ZoneInfo("Europe/Vienna")
FIRST_DAY = date(2027, 3, 1)
MEETING = Meeting(1, ZONE, FIRST_DAY, FIRST_DAY + timedelta(days=4), languages=("en", "fr", "es"))
LONG_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def day(number: int) -> date:
    """The meeting's day of this number, from 1."""
    return FIRST_DAY + timedelta(days=number - 1)


def instant(wall: str, on: int = 1) -> datetime:
    """The instant at which the clocks of the venue show this; 24:00 and later fall on the next day."""
    hours, minutes = (int(part) for part in wall.split(":"))
    local = datetime.combine(day(on) + timedelta(days=hours // 24), time(hours % 24, minutes), ZONE)
    return local.astimezone(UTC)


def span(times: str, on: int = 1) -> Span:
    """`10:00-13:00` on a day of the meeting."""
    starts, ends = times.split("-")
    return Span(instant(starts, on), instant(ends, on))


BARE = Session(0, Kind.BRIEFING, Status.CONFIRMED, languages=("en",))


def session(number: int, times: str | None = "10:00-13:00", on: int = 1, **fields: object) -> Session:
    """A confirmed briefing in English, without theme, room or seats, unless said otherwise."""
    placed = None if times is None else span(times, on)
    return replace(BARE, id=number, span=placed, **fields)  # type: ignore[arg-type]


def seated(*people: int, role: Role = Role.SPEAKER, remote: bool = False) -> tuple[Seat, ...]:
    """Accepted seats of these people."""
    return tuple(Seat(person, role, remote=remote, accepted=True) for person in people)


def facts(*sessions: Session, rooms: tuple[Room, ...] = (), people: tuple[Person, ...] = (), **limits: object) -> Facts:
    """The meeting with these sessions; whoever is seated and not described is somebody of a delegation of their own."""
    seats = {seat.person for one in sessions for seat in one.seats}
    unknown = sorted(seats - {person.id for person in people})
    strangers = tuple(Person(number, f"D{number}") for number in unknown)
    meeting = replace(MEETING, **limits)  # type: ignore[arg-type]
    return Facts(meeting, sessions, rooms, people + strangers)


def broken(code: str, of: Facts, at: datetime = LONG_BEFORE) -> list[Conflict]:
    """The conflicts of one rule in a full check."""
    return [conflict for conflict in check(Index(of), at) if conflict.code == code]
