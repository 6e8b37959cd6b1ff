"""What colleagues do, as it arrives at an officer's desk."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer
from tests.machinery.officer import Officer, at

EVENTS = "/desk/meetings/working-group/events"


@contextmanager
def listening(who: DeskOfficer, after: int = 0, **headers: str) -> Iterator[Iterator[dict[str, Any]]]:
    """The deeds of a stream, as they come."""
    with who.client.stream("GET", f"{EVENTS}?after={after}", headers=headers, timeout=10) as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield deeds(answer)


def deeds(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    event: dict[str, str] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if line:
            event[name] = value
            continue
        if event.get("event") == "deed":
            yield json.loads(event["data"]) | {"id": event["id"]}
        event = {}


def latest(officer: Officer) -> int:
    number: int = officer.get(f"/meetings/{officer.meeting}/conflicts")["ledger"]
    return number


def test_a_colleagues_move_is_told_within_two_seconds(officer: Officer, sign_in: SignIn) -> None:
    session = officer.session("Shared indicators")["session"]
    viewer, number = sign_in("Mbeki", Right.VIEWER), latest(officer)

    with listening(viewer, number) as told:
        begun = time.monotonic()
        officer.change(session, **at("15:00-18:00", 1))
        deed = next(told)

    assert time.monotonic() - begun < 2
    assert deed == {
        "number": number + 1,
        "by": "test administrator",
        "told": "test administrator moved “Shared indicators” to Tue 2 15:00–18:00",
        "id": str(number + 1),
    }


def test_a_lost_stream_goes_on_behind_the_last_number_that_was_read(officer: Officer, sign_in: SignIn) -> None:
    session = officer.session("Shared indicators")["session"]
    officer.step(session, "cancel")
    officer.step(session, "reinstate")
    number = latest(officer)
    viewer = sign_in("Mbeki", Right.VIEWER)

    with listening(viewer, 0, **{"Last-Event-ID": str(number - 2)}) as told:
        found = [next(told)["told"], next(told)["told"]]

    assert found == [
        "test administrator cancelled “Shared indicators”",
        "test administrator reinstated “Shared indicators”",
    ]


def test_each_officer_is_told_in_their_language_and_of_their_meeting_alone(officer: Officer, sign_in: SignIn) -> None:
    given = {key: value for key, value in officer.get("/meetings/working-group").items() if key != "version"}
    officer.do("POST", "/meetings", json=given | {"slug": "other"})
    okafor, number = sign_in("Okafor", Right.EDITOR), latest(officer)
    officer.do("POST", "/meetings/other/rooms", json={"name": "C3"})
    officer.person()
    officer.room("C5")

    with listening(okafor, number) as told:
        found = [next(told), next(told)]

    assert [(deed["number"] - number, deed["told"]) for deed in found] == [
        (2, ""),
        (3, "test administrator changed the rooms"),
    ]


def test_who_has_no_role_in_the_meeting_hears_nothing(officer: Officer, sign_in: SignIn) -> None:
    stranger = sign_in("Stranger", None)

    stranger.get(EVENTS, 403)
    assert officer.client.get(EVENTS).status_code == 303


def test_a_stream_holds_no_connection_of_the_database(officer: Officer, sign_in: SignIn) -> None:
    viewers = [sign_in(f"Viewer {number}", Right.VIEWER) for number in range(45)]
    streams = [viewer.client.stream("GET", EVENTS) for viewer in viewers]

    for stream in streams:
        assert stream.__enter__().status_code == 200
    try:
        assert officer.get("/meetings/working-group")["slug"] == "working-group"
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)
