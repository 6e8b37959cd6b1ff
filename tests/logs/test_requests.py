"""Request ids and the log of a running product: one line a request, and no secret in any."""

import json
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.access.models import Right
from app.logs.secrets import tellable
from tests.machinery.command import PLANNER, environment
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import free_port, wait_until_ready


class Logged:
    """`planner serve` with its log in a file."""

    def __init__(self, database_url: str, kind: str, folder: Path) -> None:
        self._file = folder / "log"
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        settings = environment(database_url=database_url, port=port, public_url=self.url, log=kind)
        with self._file.open("wb") as log:
            self._process = subprocess.Popen([PLANNER, "serve"], env=settings, stderr=log, stdin=subprocess.DEVNULL)
        wait_until_ready(self.url, self._process)
        self.client = httpx.Client(base_url=self.url, timeout=30)

    def stop(self) -> str:
        """Stop it as an administrator would, and give what it has written."""
        self.client.close()
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)
        return self._file.read_text()


@pytest.fixture
def url(sqlite: Template) -> Iterator[str]:
    """A fresh database."""
    url = sqlite.copy()
    yield url
    sqlite.remove(url)


def requests(log: str) -> list[dict[str, Any]]:
    """The requests of a JSON log but for the questions whether it is ready."""
    entries = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [entry for entry in entries if entry["event"] == "request" and entry["path"] != "/readyz"]


def test_every_request_has_a_line_and_an_id_that_the_answer_carries(url: str, tmp_path: Path) -> None:
    officer = Officer(httpx.Client(), make_key(url, Right.ADMINISTRATOR))
    product = Logged(url, "json", tmp_path)
    officer.client = product.client
    officer.open_meeting()
    officer.session(**at("10:00-13:00"))
    officer.publish()
    calendar = f"/meetings/{officer.meeting}.ics"

    asked = [
        product.client.get("/healthz", headers={"X-Request-ID": "from-a-proxy.1"}),
        product.client.get("/healthz", headers={"X-Request-ID": "not a plain word"}),
        product.client.get("/nowhere"),
        product.client.get(calendar, headers={"X-Request-ID": "a-calendar"}),
        product.client.get(calendar),
        product.client.get("/api/v1/meetings"),
        product.client.get("/meetings/none.ics?secret=in-the-query"),
    ]
    lines = requests(product.stop())[-len(asked) :]

    assert [(line["method"], line["path"], line["status"]) for line in lines] == [
        ("GET", "/healthz", 200),
        ("GET", "/healthz", 200),
        ("GET", "/nowhere", 404),
        ("GET", calendar, 200),
        ("GET", calendar, 200),
        ("GET", "/api/v1/meetings", 401),
        ("GET", "/meetings/none.ics", 404),
    ]
    answered = [answer.headers.get("X-Request-ID", "") for answer in asked]
    noted = [line.get("request_id", "") for line in lines]
    assert answered == ["from-a-proxy.1", "", "", "a-calendar", "", noted[5], ""]
    assert (noted[0], noted[3], noted[4]) == ("from-a-proxy.1", "a-calendar", "")
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{8}", noted[place]) for place in (1, 2, 5, 6))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["timestamp"]) for line in lines)


@pytest.mark.parametrize("kind", ["json", "console"])
def test_no_key_token_cookie_query_or_private_field_is_in_the_log(url: str, tmp_path: Path, kind: str) -> None:
    key = make_key(url, Right.ADMINISTRATOR)
    product = Logged(url, kind, tmp_path)
    officer = Officer(product.client, key)
    officer.open_meeting()
    session = officer.session(**at("10:00-13:00"))["session"]
    officer.publish()
    body = {"session_uids": [session["uid"]]}
    made = product.client.post(f"/api/v1/meetings/{officer.meeting}/selections", json=body).json()
    read = made["page_url"].rpartition("/")[2]
    officer.person(email="private@example.org", needs="private need")

    for suffix in ("", ".ics", ".json"):
        assert product.client.get(f"/my/{read}{suffix}").status_code == 200
    product.client.put(f"/api/v1/selections/{made['edit_token']}", json={"session_uids": []})
    product.client.post(f"/api/v1/selections/{made['edit_token']}/reset")
    product.client.get(f"/my/{read}.ics")
    product.client.get("/healthz?token=query-secret", headers={"Cookie": "sign-in=cookie-secret"})
    product.client.get("/desk/first/first-secret")
    product.client.post("/sign-in", data={"email": "private@example.org", "password": "form-secret"})
    log = product.stop()

    secrets = [key, key.split("_")[2], read, made["edit_token"], "query-secret", "cookie-secret", "first-secret"]
    assert [secret for secret in [*secrets, "form-secret", "private"] if secret in log] == []
    assert "/my/(secret).ics" in log
    assert "/api/v1/selections/(secret)/reset" in log


def test_a_fault_is_told_in_the_log_with_the_requests_id_and_without_values(url: str, tmp_path: Path) -> None:
    key = make_key(url, Right.ADMINISTRATOR)
    product = Logged(url, "json", tmp_path)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        database.execute("DROP TABLE theme")

    answer = product.client.post(
        "/api/v1/mandates",
        json={
            "resolution": "told to nobody",
            "titles": {"en": "A"},
            "themes": [{"numeral": "i", "titles": {"en": {"text": "told to nobody"}}}],
        },
        headers={"Authorization": f"Bearer {key}", "X-Request-ID": "the-fault"},
    )
    log = product.stop()

    assert answer.status_code == 503
    assert '"event":"database-unavailable"' in log.replace(": ", ":")
    assert "told to nobody" not in log
    (line,) = [entry for entry in requests(log) if entry.get("request_id") == "the-fault"]
    assert line["status"] == answer.status_code


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/my/abc", "/my/(secret)"),
        ("/my/abc.ics", "/my/(secret).ics"),
        ("/my/abc/more", "/my/(secret)/more"),
        ("/api/v1/selections/abc", "/api/v1/selections/(secret)"),
        ("/api/v1/selections/abc/reset", "/api/v1/selections/(secret)/reset"),
        ("/desk/first/abc", "/desk/first/(secret)"),
        ("/desk/invitations/abc", "/desk/invitations/(secret)"),
        ("/meetings/my/sessions", "/meetings/my/sessions"),
        ("/my/", "/my/"),
    ],
)
def test_what_opens_something_is_not_told(path: str, told: str) -> None:
    assert tellable(path) == told
