"""The disk is full, or the database fails at some step: the writer is told so, nothing is half-written, and it goes on."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import pytest

from app.access.models import Right
from tests.machinery.answers import expect_unavailable
from tests.machinery.databases import Template
from tests.machinery.mortal import COMMIT, FILL, HEADER, LOSE, RISING
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import Product, running_product
from tests.machinery.soundness import faults_of, findings_of

FEED = "/meetings/working-group.ics"
FEWEST_STEPS = 20


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
