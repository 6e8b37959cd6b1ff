"""The disk is full, the database is gone for a while: whoever writes is told so, nothing is half-written, and all heals."""

import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import httpx
import pytest

from app.access.models import Right
from app.database import Database
from app.errors import MEDIA_TYPE
from app.schema import migrate
from tests.machinery.databases import Template
from tests.machinery.mortal import COMMIT, FILL, HEADER, LOSE, RISING
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.postgres import Cluster, running_cluster
from tests.machinery.server import Product, running_product
from tests.machinery.soundness import faults_of, findings_of

FEED = "/meetings/working-group.ics"
FEWEST_STEPS = 20
LOOKED_WITHIN = 1.2
"""Seconds after which a worker has looked whether the database has moved, and knows what it will serve from memory."""
GONE_FOR = 2.5
"""Seconds: longer than the look takes to come round. Nothing in the product waits longer than that for a database that
refuses, so half a minute is the same path more often."""
HEALED_WITHIN = 10.0


def expect_unavailable(answer: httpx.Response) -> None:
    """A problem of status 503 that says when to come again."""
    assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA_TYPE), answer.text
    assert answer.json()["code"] == "unavailable"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"


@dataclass(frozen=True)
class Office:
    """A server that meets a fault when it is asked to, its database, and an officer with an open meeting."""

    url: str
    officer: Officer

    def meets(self, step: int | str) -> dict[str, str]:
        """The header of a request that meets, at this step, what can happen to a database.

        To a file, that the disk is full; to a server, that it ends the connection.
        """
        return {HEADER: f"{FILL if self.url.startswith('sqlite') else LOSE} {step}"}


@pytest.fixture(scope="module")
def office(database: Template) -> Iterator[Office]:
    """An office on a database of each kind, for all tests here; sound when they are done."""
    url = database.copy()
    with running_product(url, program=RISING) as product:
        officer = Officer(product.client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        yield Office(url, officer)
    assert faults_of(url) == []
    assert findings_of(url) == []
    database.remove(url)


def test_a_publication_that_meets_a_fault_at_any_step_is_503_and_leaves_nothing(office: Office) -> None:
    officer, client = office.officer, office.officer.client
    session = officer.round_table("First")
    number = officer.publish()["number"]
    officer.change(session, titles={"en": "Second"}, **at("15:00-18:00"))
    feed, refused = client.get(FEED).content, 0

    for step in count(1):
        answer = officer.ask("POST", "/meetings/working-group/releases", json={}, headers=office.meets(step))
        if answer.status_code == 201:
            break
        expect_unavailable(answer)
        refused += 1
        assert client.get(FEED).content == feed, f"after a fault at step {step}"

    assert refused > FEWEST_STEPS
    assert answer.json()["number"] == number + 1
    assert "SUMMARY:Second\r\n" in client.get(FEED).text
    assert officer.publish()["number"] == number + 2
    assert faults_of(office.url) == []


def test_an_edit_that_meets_a_fault_at_its_commit_can_be_repeated(office: Office) -> None:
    officer = office.officer
    session = officer.session("First", **at("10:00-13:00", day=1))["session"]
    path, body = f"/sessions/{session['id']}", {"titles": {"en": "Second"}}
    last = officer.get("/meetings/working-group/conflicts")["ledger"]

    expect_unavailable(officer.ask("PATCH", path, session["version"], json=body, headers=office.meets(COMMIT)))

    assert officer.get(path) == session
    changed = officer.do("PATCH", path, session["version"], json=body)["session"]
    assert (changed["version"], changed["titles"]) == (session["version"] + 1, {"en": "Second"})
    (entry,) = officer.get(f"/ledger?after={last}")["items"]
    assert (entry["number"], entry["action"]) == (last + 1, "change")
    assert faults_of(office.url) == []


@contextmanager
def full_disk(product: Product) -> Iterator[None]:
    """No file of the running product can grow, its log neither."""
    room = resource.RLIM_INFINITY
    resource.prlimit(product.process.pid, resource.RLIMIT_FSIZE, (0, room))
    try:
        yield
    finally:
        resource.prlimit(product.process.pid, resource.RLIMIT_FSIZE, (room, room))


def test_while_the_disk_is_full_readers_read_and_writers_are_told_to_come_again(sqlite: Template) -> None:
    url = sqlite.copy()
    key = make_key(url, Right.ADMINISTRATOR)
    with running_product(url) as product:
        client, officer = product.client, Officer(product.client, key)
        officer.open_meeting()
        session = officer.session("Panel")["session"]
        officer.publish()
        session = officer.get(f"/sessions/{session['id']}")
        body = {"session_uids": [session["uid"]]}
        feed = client.get(FEED)

        with full_disk(product):
            for _ in range(3):
                path = f"/sessions/{session['id']}"
                titles = {"titles": {"en": "Another"}}
                expect_unavailable(officer.ask("PATCH", path, session["version"], json=titles))
                expect_unavailable(officer.ask("POST", "/meetings/working-group/releases", json={}))
                expect_unavailable(client.post("/api/v1/meetings/working-group/selections", json=body))
                assert client.get(FEED).content == feed.content
                assert client.get(f"{FEED}?lang=fr").status_code == 200
                assert client.get("/meetings/working-group?lang=ru").status_code == 200
                assert officer.get(path) == session
            assert client.get("/readyz").status_code == 200

        officer.change(session, titles={"en": "Another"})
        assert officer.publish()["number"] == 2
        assert client.post("/api/v1/meetings/working-group/selections", json=body).status_code == 201
        assert "SUMMARY:Another\r\n" in client.get(FEED).text
    assert faults_of(url) == []
    assert findings_of(url) == []
    sqlite.remove(url)


@dataclass
class Written:
    """What a writer was answered: every status, and the uids of the sessions that were acknowledged."""

    statuses: set[int] = field(default_factory=set)
    uids: set[str] = field(default_factory=set)


@contextmanager
def writing(officer: Officer) -> Iterator[Written]:
    """Somebody goes on making sessions meanwhile, whatever is answered."""
    written, ended = Written(), threading.Event()

    def write() -> None:
        while not ended.wait(0.01):
            body = {"kind": "briefing", "titles": {"en": "Another"}, "languages": ["en"]}
            answer = officer.ask("POST", "/meetings/working-group/sessions", json=body)
            written.statuses.add(answer.status_code)
            if answer.is_success:
                written.uids.add(answer.json()["session"]["uid"])

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        ended.set()
        thread.join()


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A PostgreSQL that may be stopped."""
    with running_cluster() as cluster:
        yield cluster


@pytest.mark.postgres
def test_while_the_database_is_gone_calendars_are_served_and_all_heals_when_it_is_back(own_cluster: Cluster) -> None:
    own_cluster.create("planner")
    url = own_cluster.url("planner")
    database = Database(url)
    migrate(database)
    database.dispose()
    key = make_key(url, Right.ADMINISTRATOR)
    with running_product(url) as product, product.as_holder_of(key) as further:
        client, officer = product.client, Officer(product.client, key)
        officer.open_meeting()
        session = officer.round_table("Panel")
        officer.publish()
        time.sleep(LOOKED_WITHIN)
        feed = client.get(FEED)

        with gone(own_cluster):
            until = time.monotonic() + GONE_FOR
            while time.monotonic() < until:
                expect_served_from_memory(client, feed)
                expect_refused(officer, session["id"])
                assert client.get("/healthz").status_code == 200
                time.sleep(0.1)
        expect_healed(client)
        officer.change(session, titles={"en": "Healed"})
        assert officer.publish()["number"] == 2
        assert "SUMMARY:Healed\r\n" in client.get(FEED).text

        with writing(Officer(further, key)) as written:
            time.sleep(0.3)
            with gone(own_cluster):
                time.sleep(0.3)
            expect_healed(client)
            time.sleep(0.3)
        drafts = held_drafts(officer)
    assert written.statuses == {201, 503}
    assert written.uids <= drafts
    assert faults_of(url) == []
    assert findings_of(url) == []


@contextmanager
def gone(cluster: Cluster) -> Iterator[None]:
    """The database server is not there meanwhile."""
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()


def expect_healed(client: httpx.Client) -> None:
    """It is ready again by itself, soon."""
    until = time.monotonic() + HEALED_WITHIN
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.05)


def expect_served_from_memory(client: httpx.Client, feed: httpx.Response) -> None:
    """What a process knows is given as ever; what it does not know is 503, never 404 and never an empty calendar."""
    assert client.get(FEED).content == feed.content
    assert client.get(FEED, headers={"If-None-Match": feed.headers["ETag"]}).status_code == 304
    other = client.get(f"{FEED}?lang=fr")
    assert other.status_code == 200
    assert other.text.count("BEGIN:VEVENT") == feed.text.count("BEGIN:VEVENT")
    for unknown in ("/meetings/other.ics", "/my/unknown.ics", "/meetings/other.json"):
        expect_unavailable(client.get(unknown))


def expect_refused(officer: Officer, session_id: int) -> None:
    """Pages and the API are 503 and say when to come again."""
    client = officer.client
    for path in ("/", "/meetings/working-group", "/meetings/working-group/releases", "/my/unknown", "/desk"):
        headers = {"Cookie": "planner-sign-in=x"} if path == "/desk" else {}
        answer = client.get(path, headers=headers)
        assert (path, answer.status_code) == (path, 503)
        assert answer.headers["content-type"].startswith("text/html")
        assert int(answer.headers["Retry-After"]) > 0
    expect_unavailable(client.get("/readyz"))
    expect_unavailable(officer.ask("GET", f"/sessions/{session_id}"))
    expect_unavailable(officer.ask("PATCH", f"/sessions/{session_id}", 1, json={"titles": {"en": "Lost"}}))
    expect_unavailable(officer.ask("POST", "/meetings/working-group/releases", json={}))


def held_drafts(officer: Officer) -> set[str]:
    """The uids of all sessions of the draft."""
    held: set[str] = set()
    path: str | None = "/meetings/working-group/sessions?limit=200"
    while path:
        part = officer.get(path)
        held.update(session["uid"] for session in part["items"])
        path = part["next"] and f"/meetings/working-group/sessions?limit=200&cursor={part['next']}"
    return held
