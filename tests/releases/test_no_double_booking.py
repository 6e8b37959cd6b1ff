"""Whatever officers do, in whatever order: no release ever books a room or a person twice, and sequences never fall.

Two meetings share their people. A room belongs to one meeting and is shared by its sessions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, count
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.access.models import Right
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import running_server
from tests.machinery.soundness import faults_of

HOURS = ["10:00-11:00", "10:30-12:00", "11:00-13:00", "15:00-16:00"]
MEETINGS, SESSIONS, PEOPLE = range(2), range(3), range(3)
hand = st.sampled_from(MEETINGS)
one_session = st.sampled_from(SESSIONS)
steps = st.one_of(
    st.tuples(st.just("move"), hand, one_session, st.sampled_from(HOURS), st.sampled_from(["A", "D", None])),
    st.tuples(st.just("seat"), hand, one_session, st.sets(st.sampled_from(PEOPLE), max_size=2)),
    st.tuples(st.just("status"), hand, one_session, st.sampled_from(["draft", "tentative"])),
    st.tuples(st.sampled_from(["cancel", "reinstate"]), hand, one_session),
    st.tuples(st.just("republish"), hand, st.integers(1, 3)),
    st.tuples(st.just("publish"), hand),
)
meetings = count(1)


@dataclass(frozen=True)
class Booking:
    """A session that takes place by a release: where, when, and with whom, as the draft had it when it was published."""

    room: str | None
    starts: datetime
    ends: datetime
    people: frozenset[int]

    def meets(self, other: "Booking") -> bool:
        """Whether there is an instant in both."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass
class Secretariat:
    """One meeting's officer, and what each of its releases books."""

    officer: Officer
    people: list[int]
    sessions: list[JSON]
    releases: list[dict[str, Booking]] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)

    def does(self, name: str, *arguments: object) -> None:
        """Take one step, as far as the product lets it."""
        officer, path = self.officer, f"/meetings/{self.officer.meeting}/releases"
        match name, arguments:
            case "move", [int(number), str(hours), room]:
                officer.change(self.sessions[number], **at(hours), room_id=room and officer.rooms[f"Boardroom {room}"])
            case "seat", [int(number), set(chosen)]:
                seats = ({"participant_id": self.people[one], "role": "speaker"} for one in chosen)
                officer.seats(self.sessions[number], *seats)
            case "status", [int(number), status]:
                if officer.get(f"/sessions/{self.sessions[number]['id']}")["status"] != "cancelled":
                    officer.change(self.sessions[number], status=status)
            case ("cancel" | "reinstate") as step, [int(number)]:
                version = officer.get(f"/sessions/{self.sessions[number]['id']}")["version"]
                officer.ask("POST", f"/sessions/{self.sessions[number]['id']}/{step}", version)
            case "republish", [int(number)]:
                if number <= len(self.releases):
                    answer = officer.ask("POST", f"{path}/{number}/republish", json={})
                    self.keep(answer, self.releases[number - 1])
            case _:
                self.keep(officer.ask("POST", path, json={}), self.drafted())

    def drafted(self) -> dict[str, Booking]:
        """What the draft would book, by uid."""
        sessions = self.officer.get(f"/meetings/{self.officer.meeting}/sessions")["items"]
        return {
            one["uid"]: Booking(
                room=f"{self.officer.meeting}/{one['room_id']}" if one["room_id"] else None,
                starts=datetime.fromisoformat(one["starts"]),
                ends=datetime.fromisoformat(one["ends"]),
                people=frozenset(seat["participant_id"] for seat in one["assignments"]),
            )
            for one in sessions
        }

    def keep(self, answer: httpx.Response, booked: dict[str, Booking]) -> None:
        """Remember what a release books: of what was drafted, or released before, that which takes place."""
        assert answer.status_code in (201, 409), answer.text
        if answer.status_code == 409:
            assert answer.json()["conflicts"]
            return
        released = answer.json()["sessions"]
        self.releases.append({one["uid"]: booked[one["uid"]] for one in released if one["status"] != "cancelled"})
        for one in released:
            assert one["sequence"] >= self.sequences.get(one["uid"], 0)
            self.sequences[one["uid"]] = one["sequence"]


@pytest.fixture(scope="module")
def office(database: Template) -> Iterator[tuple[httpx.Client, str, JSON]]:
    """A server, a key and a mandate, for all examples."""
    url = database.copy()
    with running_server(url) as client:
        key = make_key(url, Right.ADMINISTRATOR)
        officer = Officer(client, key, meeting="first")
        officer.open_meeting()
        yield client, key, officer.get("/mandates")["items"][0]
    assert faults_of(url) == []
    database.remove(url)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(plan=st.lists(steps, min_size=4, max_size=14))
def test_no_sequence_of_calls_in_two_meetings_releases_a_double_booking(
    office: tuple[httpx.Client, str, JSON], plan: list[tuple[Any, ...]]
) -> None:
    client, key, mandate = office
    people = [Officer(client, key).person()["id"] for _ in PEOPLE]
    both = [opened(Officer(client, key, meeting=f"meeting-{next(meetings)}"), mandate, people) for _ in MEETINGS]

    for name, place, *arguments in [*plan, ("publish", 0), ("publish", 1)]:
        both[place].does(name, *arguments)

        held = [booking for one in both if one.releases for booking in one.releases[-1].values()]
        for one, other in combinations(held, 2):
            if one.meets(other):
                assert not one.room or one.room != other.room
                assert not one.people & other.people


def opened(officer: Officer, mandate: JSON, people: list[int]) -> Secretariat:
    """A meeting with sessions at hours that overlap, nobody seated and no room taken yet."""
    officer.open_meeting_under(mandate)
    sessions = [
        officer.session(f"Session {number}", kind="briefing", room=None, **at(HOURS[number]))["session"]
        for number in SESSIONS
    ]
    return Secretariat(officer, people, sessions)
