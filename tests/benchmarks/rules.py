"""Rules: what judging a move and a whole programme costs, in process and through HTTP."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import httpx

from app.access.models import Right
from app.rules.check import check, check_move, check_moves
from app.rules.facts import Facts, Meeting, Person, Placement, Room, Seat, Session, Span
from app.rules.index import Index
from app.rules.words import Kind, Region, Role, Status
from tests.benchmarks.figure import Figure, median_seconds
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.machinery.officer import make_key
from tests.machinery.server import running_product

MONDAY = date(2027, 3, 1)
AT = datetime(2026, 11, 1, tzinfo=UTC)
CODES = [f"{first}{second}" for first in "ABCDEFGHIJKLMN" for second in "ABCDEFGHIJKLMN"]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def figures() -> Iterator[Figure]:
    """Measure."""
    small, large = programme(100, 50), programme(10_000, 5_000)
    medians = {}
    for name, facts in (("100", small), ("10,000", large)):
        index = Index(facts)
        medians[name] = move_seconds(index, facts)
        goal = 0.3 if name == "10,000" else None
        yield Figure(f"check_move among {name} sessions: median", medians[name] * 1e3, "ms", goal)
    yield Figure("check_move: 10,000 sessions against 100", medians["10,000"] / medians["100"], "times", 3)
    facts = programme(LARGE, 400)
    index = Index(facts)
    yield Figure(
        f"full check of {LARGE} sessions and 1,200 seats", median_seconds(lambda: check(index, AT), 10) * 1e3, "ms", 20
    )
    session, places = facts.sessions[0].id, placements(facts, 500)
    seconds = median_seconds(lambda: check_moves(index, session, places, AT), 10)
    yield Figure("500 placements of a session in one call", seconds * 1e3, "ms", 20)
    yield from through_http()


def programme(sessions: int, people: int) -> Facts:
    """A full programme: rooms and days enough that a session meets few others, four seats each."""
    chance = random.Random(2013)
    rooms = [Room(number, 200, 6, True, True) for number in range(1, 9)]
    per_day = 8 * len(rooms)
    days = -(-sessions // per_day)
    persons = [
        Person(number, CODES[number % len(CODES)], LANGUAGES[:2], list(Region)[number % 5])
        for number in range(1, people + 1)
    ]
    held = []
    for number in range(sessions):
        day, place = divmod(number, per_day)
        hour, room = divmod(place, len(rooms))
        starts = datetime(2027, 3, 1, 7, tzinfo=UTC) + timedelta(days=day, hours=hour)
        seated = chance.sample(persons, 4)
        roles = (Role.MODERATOR, Role.PANELIST, Role.PANELIST, Role.DISCUSSANT)
        held.append(
            Session(
                number + 1,
                Kind.ROUND_TABLE,
                Status.CONFIRMED,
                theme=number % 5 + 1,
                span=Span(starts, starts + timedelta(minutes=50)),
                room=rooms[room].id,
                languages=LANGUAGES,
                seats=tuple(Seat(one.id, role) for one, role in zip(seated, roles, strict=True)),
            )
        )
    meeting = Meeting(
        1,
        ZoneInfo("Europe/Vienna"),
        MONDAY,
        MONDAY + timedelta(days=days),
        LANGUAGES,
        (1, 2, 3, 4, 5),
        teams=8,
        shifts_day=2,
        shifts_week=7,
        minutes=180,
        changeover=10,
        daily_maximum=6,
        notice_days=14,
    )
    return Facts(meeting, tuple(held), tuple(rooms), tuple(persons))


def placements(facts: Facts, number: int) -> list[Placement]:
    """Placements all over the programme's first days."""
    chance = random.Random(6)
    spans = [one.span for one in facts.sessions[:number] if one.span]
    return [Placement(chance.choice(spans), chance.choice(facts.rooms).id) for _ in range(number)]


def move_seconds(index: Index, facts: Facts) -> float:
    """The median of moving many sessions, each to another place."""
    chance = random.Random(4)
    spent = []
    for placement in placements(facts, 400):
        session = chance.choice(facts.sessions).id
        begun = perf_counter()
        check_move(index, session, placement, AT)
        spent.append(perf_counter() - begun)
    return median(spent)


def through_http() -> Iterator[Figure]:
    """The same asked of the running product."""
    with large_meeting() as (url, slug), running_product(url) as product:
        key = make_key(url, Right.EDITOR)
        with httpx.Client(base_url=f"{product.url}/api/v1", headers={"Authorization": f"Bearer {key}"}) as client:
            placed = client.get(f"/meetings/{slug}/sessions?limit=200&sort=starts").json()["items"]
            sessions = [one for one in placed if one["starts"] and one["room_id"]]
            places = [{name: one[name] for name in ("starts", "ends", "room_id")} for one in sessions]
            turn = count()

            def one() -> httpx.Response:
                number = next(turn)
                session = sessions[number * 7 % len(sessions)]["id"]
                given = {"placements": [places[number * 13 % len(places)]]}
                return client.post(f"/sessions/{session}/check", json=given).raise_for_status()

            many = {"placements": [places[number % len(places)] for number in range(500)]}
            yield Figure(
                f"check of one placement through HTTP, {LARGE} sessions", median_seconds(one, 100) * 1e3, "ms", 4
            )
            address = f"/sessions/{sessions[0]['id']}/check"
            seconds = median_seconds(lambda: client.post(address, json=many).raise_for_status(), 10)
            yield Figure("check of 500 placements through HTTP, with sentences", seconds * 1e3, "ms")
