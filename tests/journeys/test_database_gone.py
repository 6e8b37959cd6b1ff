"""The database server is gone for a while: calendars are served from memory, all else is told to wait, and all heals."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from app.access.models import Right
from app.database import PATIENCE, Database
from app.schema import migrate
from tests.machinery.answers import expect_unavailable
from tests.machinery.officer import Officer, make_key
from tests.machinery.postgres import Cluster, running_cluster
from tests.machinery.server import running_product, running_server
from tests.machinery.soundness import faults_of, findings_of

FEED = "/meetings/working-group.ics"
LOOKED_WITHIN = 2.0
"""Seconds after which a worker has looked whether the database has moved, and knows what it will serve from memory."""
GONE_FOR = 2.5
"""Seconds: longer than the look takes to come round. Nothing in the product waits longer than that for a database that
refuses, so half a minute is the same path more often."""
HEALED_WITHIN = 30.0


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


@contextmanager
def silent_host() -> Iterator[int]:
    """The port of a host that takes connections and then says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_database_host_that_has_fallen_silent_holds_nobody_for_long() -> None:
    with silent_host() as port, running_server(f"postgresql+psycopg://planner@127.0.0.1:{port}/planner") as client:
        began = time.monotonic()
        with ThreadPoolExecutor(3) as pool:
            answers = list(
                pool.map(client.get, ("/readyz", "/meetings/working-group.ics", "/meetings/working-group.json"))
            )
        assert time.monotonic() - began < PATIENCE["connect_timeout"] * 3
        for answer in answers:
            expect_unavailable(answer)
        assert client.get("/healthz").status_code == 200


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
