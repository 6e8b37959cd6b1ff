"""Programmes as hypothesis makes them: small, crowded, over a weekend on which Vienna's clocks change.

Sessions, people, rooms and meetings are drawn from pools made once, which is many times faster than drawing each of
their fields and keeps every rule within reach; hypothesis still shrinks to few sessions.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.rules.facts import (
    STANDARD_SLOTS,
    Engagement,
    Facts,
    Meeting,
    Person,
    Placement,
    Room,
    Seat,
    Session,
    Slot,
    Span,
)
from app.rules.words import Gender, Kind, Region, Role, Status

SATURDAY = date(2027, 3, 27)
START = datetime(2027, 3, 27, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("Europe/Vienna", "America/New_York", "Pacific/Apia", "Africa/Nairobi")]
LANGUAGES = ("en", "fr", "ru")
THEMES = (11, 12, 13)
ROOMS = (1, 2)
PEOPLE = (1, 2, 3, 4, 5)
CODES = ("KE", "FR", "XX")
SLOTS = (
    STANDARD_SLOTS,
    (),
    (Slot(None, time(10), time(11)), Slot(SATURDAY, time(11), time(13)), Slot(None, time(18), time(0))),
)
CHANCE: Final = Random(2013)

Value = TypeVar("Value")


def some(values: Sequence[Value], most: int) -> tuple[Value, ...]:
    """Up to so many of them, none twice."""
    return tuple(CHANCE.sample(values, CHANCE.randint(0, min(most, len(values)))))


def small(most: int) -> int | None:
    """A limit, or now and then none."""
    limit: int | None = CHANCE.choice([None, *range(most + 1)])
    return limit


def a_span() -> Span:
    """Mostly some hours of the first two days, now and then a night or more."""
    starts = CHANCE.choice([CHANCE.randint(14, 34), CHANCE.randint(14, 34), CHANCE.randint(0, 130)])
    length = CHANCE.choice([1, 2, 3, 4, 5, 6, 7, 20, 60])
    return Span(START + starts * timedelta(minutes=30), START + (starts + length) * timedelta(minutes=30))


def a_seat(person: int) -> Seat:
    """A seat of this person."""
    role = CHANCE.choice([Role.MODERATOR, Role.PANELIST, Role.PANELIST, Role.SECRETARY])
    minutes = CHANCE.choice([None, 5, 20, 60])
    return Seat(person, role, CHANCE.random() < 0.3, minutes, CHANCE.random() < 0.7)


def a_person(number: int) -> Person:
    """Somebody of one of two delegations."""
    return Person(
        id=number,
        delegation=CHANCE.choice(CODES[:2]),
        languages=some(LANGUAGES, 2),
        region=CHANCE.choice([Region.NONE, Region.AFRICAN, Region.AFRICAN, Region.ASIA_PACIFIC]),
        gender=CHANCE.choice([None, Gender.FEMALE, Gender.OTHER]),
        step_free=CHANCE.random() < 0.3,
        answered=CHANCE.random() < 0.8,
        unavailable=some([a_span()], 1),
        available=some([a_span() for _ in range(4)], 4),
        engagements=tuple(Engagement(span, 9, CHANCE.choice([90, 91])) for span in some([a_span()], 1)),
    )


def a_room(number: int) -> Room:
    """A room that may lack anything."""
    openings = some([a_span() for _ in range(4)], 4)
    return Room(number, small(3), small(3), CHANCE.random() < 0.5, CHANCE.random() < 0.5, openings)


def a_meeting() -> Meeting:
    """A meeting of one day or three, with limits that are soon reached."""
    return Meeting(
        id=1,
        zone=CHANCE.choice(ZONES),
        first_day=SATURDAY,
        last_day=SATURDAY + timedelta(days=CHANCE.choice([0, 2])),
        languages=LANGUAGES[:2],
        themes=THEMES,
        teams=small(2),
        shifts_day=small(2),
        shifts_week=small(2),
        minutes=CHANCE.choice([None, 60, 180]),
        changeover=CHANCE.choice([None, 0, 60, 120]),
        daily_maximum=small(2),
        notice_days=small(7),
        slots=CHANCE.choice(SLOTS),
    )


def a_session() -> Session:
    """A session under any number; it is placed later."""
    return Session(
        id=0,
        kind=CHANCE.choice(list(Kind)),
        status=CHANCE.choice([Status.CONFIRMED, *Status]),
        theme=CHANCE.choice([None, *THEMES]),
        item=CHANCE.choice([None, 1, 2]),
        organiser=CHANCE.choice([None, *CODES]),
        room=CHANCE.choice([None, *ROOMS, *ROOMS]),
        languages=some(LANGUAGES, 3),
        attendance=small(4),
        discussion_minutes=CHANCE.choice([None, 0, 30, 90]),
        seats=tuple(a_seat(person) for person in some(PEOPLE, 4)),
        released=CHANCE.choice([None, a_span()]),
    )


def numbered(drawn: list[tuple[int, Session, Span | None]]) -> tuple[Session, ...]:
    """Sessions with their numbers and times."""
    return tuple(replace(session, id=number, span=span) for number, session, span in drawn)


spans = st.sampled_from([*(a_span() for _ in range(300)), *[None] * 30])
placements = st.builds(Placement, spans, st.sampled_from([None, *ROOMS]))
moments = st.sampled_from([START - timedelta(days=days) for days in (30, 6, 1, 0)] + [START + timedelta(hours=30)])
sessions = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from([a_session() for _ in range(500)]), spans),
    min_size=2,
    max_size=8,
    unique_by=lambda drawn: drawn[0],
).map(numbered)
programmes = st.builds(
    Facts,
    st.sampled_from([a_meeting() for _ in range(200)]),
    sessions,
    st.sampled_from([tuple(a_room(number) for number in ROOMS) for _ in range(50)]),
    st.sampled_from([tuple(a_person(number) for number in PEOPLE) for _ in range(100)]),
)


def moved(facts: Facts, session: Session, placement: Placement) -> Facts:
    """The programme with the session placed there."""
    there = replace(session, span=placement.span, room=placement.room)
    return replace(facts, sessions=tuple(there if one.id == session.id else one for one in facts.sessions))
