"""Whatever officers do, in whatever order: no release ever books a room or a person twice, and sequences never fall."""

from collections.abc import Iterator
from itertools import combinations, count

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.models import Right
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import running_server

HOURS = ["10:00-11:00", "10:30-12:00", "11:00-13:00", "15:00-16:00"]
SESSIONS, PEOPLE = range(3), range(3)
steps = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(SESSIONS), st.sampled_from(HOURS), st.sampled_from(["A", "D", None])),
    st.tuples(st.just("seat"), st.sampled_from(SESSIONS), st.sets(st.sampled_from(PEOPLE), max_size=2)),
    st.tuples(st.just("status"), st.sampled_from(SESSIONS), st.sampled_from(["draft", "tentative"])),
    st.tuples(st.sampled_from(["cancel", "reinstate"]), st.sampled_from(SESSIONS)),
    st.tuples(st.just("publish")),
)
meetings = count(1)


@pytest.fixture(scope="module")
def office(database: Template) -> Iterator[tuple[httpx.Client, str, JSON]]:
    """A server, a key and a mandate, for all examples."""
    url = database.copy()
    with running_server(url) as client:
        key = make_key(url, Right.ADMINISTRATOR)
        officer = Officer(client, key, meeting="first")
        officer.open_meeting()
        yield client, key, officer.get("/mandates")["items"][0]
    database.remove(url)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(plan=st.lists(steps, min_size=4, max_size=14))
def test_no_sequence_of_calls_releases_a_double_booking(
    office: tuple[httpx.Client, str, JSON], plan: list[tuple[object, ...]]
) -> None:
    client, key, mandate = office
    officer = Officer(client, key, meeting=f"meeting-{next(meetings)}")
    officer.open_meeting_under(mandate)
    sessions = [officer.session(f"Session {number}", kind="briefing", status="draft")["session"] for number in SESSIONS]
    people = [officer.person()["id"] for _ in PEOPLE]
    sequences: dict[str, int] = {}

    for name, *arguments in [*plan, ("publish",)]:
        match name, arguments:
            case "move", [int(number), str(hours), room]:
                officer.change(sessions[number], **at(hours), room_id=room and officer.rooms[f"Boardroom {room}"])
            case "seat", [int(number), set(chosen)]:
                officer.seats(sessions[number], *({"participant_id": people[one], "role": "speaker"} for one in chosen))
            case "status", [int(number), status]:
                if officer.get(f"/sessions/{sessions[number]['id']}")["status"] != "cancelled":
                    officer.change(sessions[number], status=status)
            case ("cancel" | "reinstate") as step, [int(number)]:
                version = officer.get(f"/sessions/{sessions[number]['id']}")["version"]
                officer.ask("POST", f"/sessions/{sessions[number]['id']}/{step}", version)
            case _:
                publish_and_judge(officer, sequences)


def publish_and_judge(officer: Officer, sequences: dict[str, int]) -> None:
    """Publish; what came of it, if it was not refused, holds no clash by the draft's own record of rooms and seats."""
    answer = officer.ask("POST", f"/meetings/{officer.meeting}/releases", json={})
    assert answer.status_code in (201, 409), answer.text
    if answer.status_code == 409:
        assert answer.json()["conflicts"]
        return
    released = answer.json()["sessions"]
    held = [session for session in released if session["status"] != "cancelled"]
    drafts = {one["uid"]: one for one in officer.get(f"/meetings/{officer.meeting}/sessions")["items"]}
    for one, other in combinations(held, 2):
        if one["starts"] < other["ends"] and other["starts"] < one["ends"]:
            assert not one["room"] or one["room"] != other["room"]
            seated = [
                {seat["participant_id"] for seat in drafts[shown["uid"]]["assignments"]} for shown in (one, other)
            ]
            assert not seated[0] & seated[1]
    for session in released:
        assert session["sequence"] >= sequences.get(session["uid"], 0)
        sequences[session["uid"]] = session["sequence"]
