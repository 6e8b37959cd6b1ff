"""Eight officers write and two publish at once, through two workers: nobody's work is lost, and no release is of no time."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import httpx
import pytest

from app.access.models import Right
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import Product, running_product
from tests.machinery.soundness import faults_of, findings_of

WRITERS, PUBLISHERS, SESSIONS = 8, 2, 5
FOR = 2.0
"""Seconds of writing and publishing."""
FEWEST_RELEASES, PATIENCE = 4, 30.0
HOURS = ("10:00-12:00", "10:30-12:30", "11:00-13:00")
RELEASES = "/meetings/working-group/releases"
EVENT = re.compile(r"UID:(?P<uid>\S+)\r\n.*?SEQUENCE:(?P<sequence>\d+)\r\n.*?SUMMARY:(?P<title>[^\r]*)\r\n", re.DOTALL)

Shown = frozenset[tuple[str, int, str]]
"""A calendar: uid, sequence and title of each of its events."""


@dataclass
class Answers:
    """What one of those at work was answered: how often with which status, and by which workers."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    workers: set[str] = field(default_factory=set)
    edits: Counter[int] = field(default_factory=Counter)
    titles: Counter[int] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    expected: dict[int, int] = field(default_factory=dict)
    calendars: set[Shown] = field(default_factory=set)


class Hand(Officer):
    """An officer at work, who now and then comes by a new connection, so that each worker has its share."""

    def __init__(self, client: httpx.Client, key: str) -> None:
        super().__init__(client, key)
        self.answers, self._asked = Answers(), count(1)

    def ask(self, method: str, path: str, version: int | None = None, **given: Any) -> httpx.Response:
        """A request, counted."""
        headers = {"Connection": "close"} if next(self._asked) % 5 == 0 else {}
        answer = super().ask(method, path, version, headers=headers, **given)
        self.answers.statuses[method, answer.status_code] += 1
        self.answers.workers.add(answer.headers["X-Request-ID"].partition("-")[0])
        return answer


@dataclass(frozen=True)
class Work:
    """The sessions everybody works on, each on a day of its own, the people to seat, and until when (monotonic).

    On a loaded machine it goes on until some releases were made.
    """

    sessions: list[int]
    people: list[int]
    until: float
    published: list[int] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        late = time.monotonic() - self.until
        return late < 0 or (len(self.published) < FEWEST_RELEASES and late < PATIENCE)


def write(hand: Hand, work: Work, chance: random.Random) -> None:
    """Raise the count that is a session's title, together with its time; or change its panel. Each names the version seen."""
    while work.goes_on:
        session = hand.get(f"/sessions/{chance.choice(work.sessions)}")
        path, version = f"/sessions/{session['id']}", session["version"]
        if chance.random() < 0.6:
            following = int(session["titles"]["en"]) + 1
            hours = at(HOURS[following % len(HOURS)], day=work.sessions.index(session["id"]))
            body = {"titles": {"en": str(following)}, "expected_attendance": following, **hours}
            answer = hand.ask("PATCH", path, version, json=body)
            hand.answers.titles[session["id"]] += answer.is_success
        else:
            chosen = [
                one for one in work.people if one not in {seat["participant_id"] for seat in session["assignments"]}
            ]
            seats = [{"participant_id": one, "role": "speaker"} for one in chosen[: chance.randint(1, 2)]]
            answer = hand.ask("PUT", f"{path}/assignments", version, json=seats)
        assert answer.status_code in (200, 412), answer.text
        if answer.is_success:
            assert answer.json()["session"]["version"] == version + 1
            hand.answers.edits[session["id"]] += 1


def publish(hand: Hand, work: Work, _chance: random.Random) -> None:
    """Publish what is there, and then only if nobody wrote since it was looked at."""
    while work.goes_on:
        seen = hand.get("/meetings/working-group/conflicts?limit=1")["ledger"]
        for body in ({}, {"expected_ledger": seen}):
            answer = hand.ask("POST", RELEASES, json=body)
            assert answer.status_code in (201, 412), answer.text
            if answer.is_success:
                hand.answers.numbers.append(answer.json()["number"])
                work.published.append(answer.json()["number"])
                hand.answers.expected.update({answer.json()["number"]: seen} if body else {})
            seen = hand.get("/meetings/working-group/conflicts?limit=1")["ledger"]


def poll(hand: Hand, work: Work, _chance: random.Random) -> None:
    """Fetch the calendar, as fast as it comes."""
    while work.goes_on:
        answer = hand.client.get("/meetings/working-group.ics")
        assert answer.status_code == 200
        hand.answers.calendars.add(
            frozenset((uid, int(number), title) for uid, number, title in EVENT.findall(answer.text))
        )


def all_at_once(product: Product, key: str, work: Callable[[], Work]) -> list[Hand]:
    """Let everybody work until the time is up. Raises what anybody met."""
    deeds = [write] * WRITERS + [publish] * PUBLISHERS + [poll]
    with ExitStack() as stack, ThreadPoolExecutor(len(deeds)) as pool:
        hands = [Hand(stack.enter_context(httpx.Client(base_url=product.url, timeout=30)), key) for _ in deeds]
        ours = work()
        tasks = [
            pool.submit(deed, hand, ours, random.Random(place))
            for place, (deed, hand) in enumerate(zip(deeds, hands, strict=True))
        ]
        for task in tasks:
            task.result()
    return hands


def draft_at(entries: list[JSON]) -> Iterator[tuple[int, JSON]]:
    """The draft as the ledger tells it, whenever it tells of a release: the release's number, and each session's fields."""
    sessions: dict[int, JSON] = {}
    for entry in entries:
        if entry["resource"] == "session":
            sessions.setdefault(entry["id"], {}).update({name: one["after"] for name, one in entry["fields"].items()})
        elif entry["resource"] == "release":
            yield entry["id"], {one["uid"]: dict(one) for one in sessions.values()}


def entries_of(officer: Officer) -> list[JSON]:
    """The whole ledger."""
    entries: list[JSON] = []
    while part := officer.get(f"/ledger?after={len(entries)}&limit=200")["items"]:
        entries += part
    return entries


def told(session: JSON) -> tuple[object, ...]:
    """What a draft's session and a released one have in common."""
    title = session["title"] if "title" in session else session["titles"]["en"]
    seats = session["panel"] if "panel" in session else session["assignments"]
    starts, ends = (datetime.fromisoformat(session[name]) for name in ("starts", "ends"))
    return session["uid"], title, starts, ends, session["status"], [seat["role"] for seat in seats]


@dataclass(frozen=True)
class Office:
    """The product with two workers, its database, and an officer who has opened a meeting there."""

    product: Product
    url: str
    officer: Officer


@pytest.fixture(scope="module")
def office(database: Template) -> Iterator[Office]:
    """An office on a database of each kind, for all tests here."""
    url = database.copy()
    with running_product(url, workers=2) as product:
        officer = Officer(product.client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        yield Office(product, url, officer)
    database.remove(url)


def test_no_work_is_lost_and_every_release_is_one_state_of_the_draft(office: Office) -> None:
    officer = office.officer
    drafts = [
        officer.session("0", kind="briefing", expected_attendance=0, **at(HOURS[0], day=day))["session"]
        for day in range(SESSIONS)
    ]
    ids = [session["id"] for session in drafts]
    people = [officer.person()["id"] for _ in range(4)]
    officer.publish()
    already = len(entries_of(officer))

    hands = all_at_once(office.product, officer.key, lambda: Work(ids, people, time.monotonic() + FOR))

    done = [hand.answers for hand in hands]
    statuses = sum((one.statuses for one in done), Counter[tuple[str, int]]())
    assert {status for _, status in statuses} == {200, 201, 412}
    assert len(set().union(*(one.workers for one in done))) == 2
    assert statuses["PATCH", 200] > 0
    assert statuses["PUT", 200] > 0
    assert statuses["POST", 412] > 0

    edits = sum((one.edits for one in done), Counter[int]())
    titles = sum((one.titles for one in done), Counter[int]())
    for id_ in ids:
        session = officer.get(f"/sessions/{id_}")
        assert session["version"] == 1 + edits[id_]
        assert (session["titles"], session["expected_attendance"]) == ({"en": str(titles[id_])}, titles[id_])

    entries = entries_of(officer)
    numbers = sorted(number for one in done for number in one.numbers)
    assert [entry["number"] for entry in entries] == [*range(1, len(entries) + 1)]
    assert len(entries) - already == edits.total() + len(numbers)
    assert numbers == [*range(2, len(numbers) + 2)]
    own = [entry for entry in entries if entry["meeting"] == officer.meeting]
    at_ledger = {entry["id"]: entry["number"] for entry in own if entry["resource"] == "release"}
    expected = {number: seen for one in done for number, seen in one.expected.items()}
    assert {number: at_ledger[number] - 1 for number in expected} == expected

    calendars: set[Shown] = set()
    for number, draft in draft_at(own):
        released = officer.get(f"{RELEASES}/{number}")["sessions"]
        assert sorted(map(told, released)) == sorted(map(told, draft.values()))
        calendars.add(frozenset((one["uid"], one["sequence"], one["title"]) for one in released))
    assert len(calendars) > 2
    assert done[-1].calendars <= calendars
    assert faults_of(office.url) == []
    assert findings_of(office.url) == []


def test_only_one_of_two_who_publish_what_they_both_saw_is_let(office: Office) -> None:
    officer = Officer(office.product.client, office.officer.key, meeting="second")
    officer.open_meeting_in_seeded()
    officer.session()
    path = f"/meetings/{officer.meeting}/releases"
    seen = officer.get(f"/meetings/{officer.meeting}/conflicts")["ledger"]
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        clients = [stack.enter_context(httpx.Client(base_url=office.product.url, timeout=30)) for _ in range(2)]
        both = [
            pool.submit(Officer(client, officer.key).ask, "POST", path, json={"expected_ledger": seen})
            for client in clients
        ]
        answers = sorted((task.result() for task in both), key=lambda answer: answer.status_code)

    assert [answer.status_code for answer in answers] == [201, 412]
    assert (answers[1].json()["code"], answers[1].json()["ledger"]) == ("version-stale", seen + 1)
    assert len(officer.get(path)["items"]) == 1
