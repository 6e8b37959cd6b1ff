"""What a session asks of its room, and of the time before and after it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.rules.conflict import Conflict, Severity
from app.rules.facts import covered
from app.rules.families.rule import Scope, rule
from app.rules.index import NO_TIME, Index
from app.rules.placed import PERSON, ROOM, Placed
from app.rules.words import Kind


@rule("room-double-booked", Severity.ERROR, Scope.PLACE)
def room_holds_one_session(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A room holds one session at a time."""
    if placed.room is None:
        return
    for other in index.around(ROOM, placed.room.id, placed):
        day = max(placed.day, other.day)
        yield room_holds_one_session.broken((placed.id, other.id), room=placed.room.id, day=day)


@rule("room-closed", Severity.ERROR, Scope.PLACE)
def room_is_open(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A room with openings is open for the whole of a session."""
    room = placed.room
    if room is not None and room.openings and not covered(placed.span, room.openings):
        yield room_is_open.broken((placed.id,), room=room.id, day=placed.day)


@rule("remote-seat", Severity.ERROR, Scope.PLACE)
def room_reaches_remote_seats(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A session with a remote seat is in a room with remote participation."""
    room = placed.room
    if room is None or room.remote:
        return
    remote = [seat.person for seat in placed.session.seats if seat.remote]
    if remote:
        yield room_reaches_remote_seats.broken((placed.id,), remote, room=room.id, day=placed.day)


@rule("step-free", Severity.ERROR, Scope.PLACE, private=True)
def room_is_step_free(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Whoever needs step-free access and attends in person is seated in a room that has it."""
    room = placed.room
    if room is None or room.step_free:
        return
    barred = [person.id for seat, person in placed.content.seats if person.step_free and not seat.remote]
    if barred:
        yield room_is_step_free.broken((placed.id,), barred, room=room.id, day=placed.day)


@rule("capacity", Severity.WARNING, Scope.PLACE)
def room_holds_those_expected(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A room has a place for everybody who is expected."""
    expected, room = placed.session.attendance, placed.room
    if expected is not None and room is not None and room.capacity is not None and expected > room.capacity:
        detail = (("expected", expected), ("capacity", room.capacity))
        yield room_holds_those_expected.broken((placed.id,), room=room.id, day=placed.day, detail=detail)


@rule("changeover", Severity.WARNING, Scope.PLACE)
def changeover_is_long_enough(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Between two sessions of different theme and item in a room, and between two rooms for a person who attends both
    in person, there is the meeting's changeover time. Breaks need none.
    """
    room, minutes = placed.room, index.meeting.changeover
    if room is None or minutes is None or placed.session.kind is Kind.BREAK:
        return
    margin = timedelta(minutes=minutes)
    for other, gap in _apart(placed, index.around(ROOM, room.id, placed, margin)):
        if placed.session.theme != other.session.theme and placed.session.item != other.session.item:
            day, detail = max(placed.day, other.day), (("gap", gap),)
            yield changeover_is_long_enough.broken((placed.id, other.id), room=room.id, day=day, detail=detail)
    for person in placed.content.in_person:
        for other, gap in _apart(placed, index.around(PERSON, person, placed, margin)):
            if other.room is not None and other.room.id != room.id and person in other.content.in_person:
                day, detail = max(placed.day, other.day), (("gap", gap),)
                yield changeover_is_long_enough.broken((placed.id, other.id), (person,), day=day, detail=detail)


def _apart(placed: Placed, near: list[Placed]) -> list[tuple[Placed, int]]:
    """Those that end before this one or start after it, with the minutes between; breaks left out."""
    gaps = [(other, max(other.starts - placed.ends, placed.starts - other.ends)) for other in near]
    return [
        (other, gap // timedelta(minutes=1))
        for other, gap in gaps
        if gap >= NO_TIME and other.session.kind is not Kind.BREAK
    ]
