"""Several workers on one database: each answers with the newest release, and none is stopped in the middle of anything."""

import http.client
import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from app import schema
from app.access.models import Right
from app.database import Database
from tests.machinery.command import PLANNER, environment
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import Product, free_port, running_product, wait_until_ready

pytestmark = pytest.mark.slow

THEME = {"numeral": "i", "titles": {"en": {"text": "Task forces"}}}
HOW_LATE = 1.0
"""Seconds after which a worker on PostgreSQL knows what another has published."""


@pytest.fixture
def empty_url(database_url: str) -> str:
    """A database without any table."""
    database = Database(database_url)
    schema.migrate(database, "base")
    database.dispose()
    return database_url


@pytest.fixture
def pair(database_url: str) -> Iterator[Product]:
    """The product with two workers."""
    with running_product(database_url, workers=2) as product:
        yield product


def one_client_for_each_worker(product: Product, key: str, stack: ExitStack) -> list[httpx.Client]:
    """Connections that stay open, one to each worker, which its request ids tell apart."""
    found: dict[str, httpx.Client] = {}
    until = time.monotonic() + 30
    while len(found) < 2 and time.monotonic() < until:
        client = stack.enter_context(product.as_holder_of(key))
        worker = client.get("/api/v1/meetings").headers["X-Request-ID"].partition("-")[0]
        found.setdefault(worker, client)
    assert len(found) == 2
    return list(found.values())


def test_every_worker_answers_with_the_newest_release_and_selection(pair: Product, database_url: str) -> None:
    key = make_key(database_url, Right.ADMINISTRATOR)
    with ExitStack() as stack:
        publishing, other = one_client_for_each_worker(pair, key, stack)
        officer = Officer(publishing, key)
        officer.open_meeting()
        session = officer.session("Title 0", **at("10:00-13:00"))["session"]
        officer.publish()
        body = {"session_uids": [session["uid"]]}
        made = publishing.post(f"/api/v1/meetings/{officer.meeting}/selections", json=body).json()
        paths = [f"/meetings/{officer.meeting}.ics", f"/my/{made['page_url'].rpartition('/')[2]}.ics"]
        known = [other.get(path).headers["ETag"] for path in paths]

        for number in range(1, 6):
            officer.change(session, titles={"en": f"Title {number}"})
            officer.publish()
            here = [publishing.get(path) for path in paths]
            assert all(f"SUMMARY:Title {number}" in answer.text for answer in here)
            if not database_url.startswith("sqlite"):
                time.sleep(HOW_LATE)
            there = [other.get(path, headers={"If-None-Match": tag}) for path, tag in zip(paths, known, strict=True)]
            assert [answer.text for answer in there] == [answer.text for answer in here]
            known = [answer.headers["ETag"] for answer in there]

        publishing.put(f"/api/v1/selections/{made['edit_token']}", json={"session_uids": []})
        assert "VEVENT" not in publishing.get(paths[1]).text
        if not database_url.startswith("sqlite"):
            time.sleep(HOW_LATE)
        assert "VEVENT" not in other.get(paths[1]).text


def test_processes_that_migrate_at_once_do_it_once(empty_url: str) -> None:
    settings = environment(database_url=empty_url)
    processes = [
        subprocess.Popen([PLANNER, "migrate"], env=settings, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]

    told = [process.communicate(timeout=120)[1] for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0], told
    database = Database(empty_url)
    assert schema.is_current(database)
    database.dispose()


def test_servers_that_start_at_once_on_an_empty_database_serve_the_same_seed(empty_url: str) -> None:
    ports = [free_port(), free_port()]
    processes = [
        subprocess.Popen(
            [PLANNER, "serve", "--migrate", "--port", str(port)],
            env=environment(database_url=empty_url),
            stdin=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port, process in zip(ports, processes, strict=True):
            wait_until_ready(f"http://127.0.0.1:{port}", process, seconds=120)
        key = make_key(empty_url, Right.VIEWER)
        headers = {"Authorization": f"Bearer {key}"}
        lists = [
            httpx.get(f"http://127.0.0.1:{port}/api/v1/{noun}?limit=200", headers=headers, timeout=30).json()
            for noun in ("mandates", "meetings", "delegations")
            for port in ports
        ]
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(timeout=40)

    assert lists[0] == lists[1]
    assert lists[2] == lists[3]
    assert lists[4] == lists[5]
    assert len(lists[0]["items"]) == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_in_flight_when_the_product_is_stopped_is_finished(sqlite: Template, workers: int) -> None:
    database_url = sqlite.copy()
    key = make_key(database_url, Right.ADMINISTRATOR)
    body = json.dumps({"resolution": "6/4", "titles": {"en": "Mandate"}, "themes": [THEME]}).encode()
    with running_product(database_url, workers=workers) as product:
        connection = http.client.HTTPConnection("127.0.0.1", int(product.settings["port"]), timeout=30)
        connection.putrequest("POST", "/api/v1/mandates")
        headers: dict[str, Any] = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        for name, value in {**headers, "Content-Length": len(body)}.items():
            connection.putheader(name, str(value))
        connection.endheaders(body[:10])
        time.sleep(0.5)

        product.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        connection.send(body[10:])
        answer = connection.getresponse()
        made = json.loads(answer.read())

        assert answer.status == 201
        assert product.process.wait(timeout=40) in (0, -signal.SIGTERM)
        connection.close()

    with running_product(database_url) as product, product.as_holder_of(key) as client:
        assert client.get(f"/api/v1/mandates/{made['id']}").json() == made
