"""Republishing an earlier release: the draft stays, sequences rise, nobody is booked twice."""

from typing import Any

import httpx

from app.access.models import Right
from tests.machinery.officer import JSON, MONDAY, Officer, at, make_key


def republish(officer: Officer, number: int | str, **body: Any) -> httpx.Response:
    path = f"/meetings/{officer.meeting}/releases/{number}/republish"
    return officer.ask("POST", path, json=body) if body else officer.ask("POST", path)


def told(release: JSON) -> dict[str, tuple[int, str, bool]]:
    """Sequence, status and postponed of each session, by title."""
    return {row["title"]: (row["sequence"], row["status"], row["postponed"]) for row in release["sessions"]}


def changes(officer: Officer, number: int) -> list[tuple[str, int]]:
    listed = officer.get(f"/meetings/{officer.meeting}/releases/{number}/changes")["items"]
    return [(change["kind"], change["sequence"]) for change in listed]


def test_an_earlier_release_comes_back_with_higher_sequences_and_the_draft_stays(officer: Officer) -> None:
    moved = officer.session("Moved", **at("10:00-13:00"))["session"]
    kept = officer.session("Kept", **at("10:00-13:00", day=1))["session"]
    cancelled = officer.session("Cancelled", **at("15:00-18:00", day=1))["session"]
    first = officer.publish()
    officer.change(moved, **at("15:00-18:00", day=2))
    officer.step(cancelled, "cancel")
    officer.session("Added since", **at("10:00-13:00", day=3))
    officer.publish()
    draft = officer.get(f"/meetings/{officer.meeting}/sessions")

    answer = republish(officer, 1, note="Back to the first programme")

    third = answer.json()
    assert (answer.status_code, third["number"], third["note"]) == (201, 3, "Back to the first programme")
    assert answer.headers["Location"] == f"/api/v1/meetings/{officer.meeting}/releases/3"
    assert told(third) == {
        "Moved": (2, "tentative", False),
        "Kept": (0, "tentative", False),
        "Cancelled": (2, "tentative", False),
        "Added since": (1, "cancelled", True),
    }
    assert changes(officer, 3) == [("moved", 2), ("reinstated", 2), ("postponed", 1)]
    was, now = ({row["uid"]: row for row in release["sessions"]} for release in (first, third))
    assert now[moved["uid"]]["starts"] == was[moved["uid"]]["starts"]
    assert now[moved["uid"]]["moved_from"]["starts"] == at("15:00-18:00", day=2)["starts"]
    assert now[kept["uid"]] == was[kept["uid"]]
    after = officer.get(f"/meetings/{officer.meeting}/sessions")
    assert [{**row, "released": None} for row in after["items"]] == [
        {**row, "released": None} for row in draft["items"]
    ]


def test_publishing_after_it_brings_the_draft_back(officer: Officer) -> None:
    session = officer.session("Moved", **at("10:00-13:00"))["session"]
    officer.publish()
    officer.change(session, **at("15:00-18:00"))
    officer.session("Added since", **at("10:00-13:00", day=3))
    officer.publish()
    republish(officer, 1)

    fourth = officer.publish()

    assert told(fourth) == {"Moved": (3, "tentative", False), "Added since": (2, "tentative", False)}


def test_republishing_the_newest_changes_nothing(officer: Officer) -> None:
    officer.round_table()
    first = officer.publish()

    second = republish(officer, "latest").json()

    assert (second["number"], second["sessions"]) == (2, first["sessions"])
    assert changes(officer, 2) == []


def test_it_books_what_the_earlier_release_booked(officer: Officer) -> None:
    first, second = (
        officer.session("First", **at("10:00-13:00"))["session"],
        officer.session("Second", **at("15:00-18:00")),
    )
    officer.publish()
    officer.change(first, **at("15:00-18:00"))
    officer.change(second["session"], **at("10:00-13:00"))
    officer.publish()

    assert republish(officer, 1).status_code == 201
    assert republish(officer, 2).status_code == 201


def test_a_person_released_elsewhere_in_the_meantime_blocks_it(officer: Officer) -> None:
    person = officer.person()
    session = officer.session()["session"]
    officer.seats(session, {"participant_id": person["id"], "role": "speaker", "invitation": "accepted"})
    officer.publish()
    officer.seats(session)
    officer.publish()
    other = Officer(officer.client, officer.key, "other-meeting")
    other.do(
        "POST",
        "/meetings",
        json={
            "slug": "other-meeting",
            "titles": {"en": "Other meeting"},
            "venue": "Geneva",
            "zone": "Europe/Zurich",
            "first_day": MONDAY.isoformat(),
            "last_day": MONDAY.isoformat(),
            "languages": ["en", "fr"],
        },
    )
    there = other.session("There", room=None)["session"]
    other.seats(there, {"participant_id": person["id"], "role": "speaker", "invitation": "accepted"})
    other.publish()

    refused = republish(officer, 1)

    assert (refused.status_code, refused.json()["code"]) == (409, "release-blocked")
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["code"], conflict["session_ids"]) == ("person-double-booked", [session["id"]])
    assert conflict["participant_ids"] == [person["id"]]
    assert officer.get(f"/meetings/{officer.meeting}/releases/latest")["number"] == 2
    assert republish(officer, 2).status_code == 201


def test_a_rule_about_notice_does_not_hinder_it(officer: Officer) -> None:
    session = officer.session(**at("10:00-13:00"))["session"]
    officer.publish()
    officer.change(session, **at("15:00-18:00"))
    officer.publish()
    version = officer.get(f"/meetings/{officer.meeting}")["version"]
    officer.do("PATCH", f"/meetings/{officer.meeting}", version, json={"notice_days": 365})

    assert republish(officer, 1).status_code == 201


def test_only_publishers_may_and_only_what_is_there_and_unless_the_draft_moved_on(
    officer: Officer, database_url: str
) -> None:
    officer.session()
    assert republish(officer, 1).status_code == 404
    assert republish(officer, "latest").status_code == 404
    officer.publish()
    editor = Officer(officer.client, make_key(database_url, Right.EDITOR))

    assert republish(editor, 1).status_code == 403
    assert republish(officer, 2).status_code == 404
    assert republish(officer, 1, expected_ledger=1).status_code == 412


def test_a_room_that_only_the_draft_uses_is_not_held_by_it(officer: Officer) -> None:
    session = officer.session()["session"]
    officer.publish()
    room = officer.room("Never released")
    officer.change(session, room_id=room["id"])
    republish(officer, 1)
    officer.change(session, room_id=officer.rooms["Boardroom A"])

    officer.do("DELETE", f"/rooms/{room['id']}", room["version"])


def test_an_erroneous_draft_does_not_hinder_it(officer: Officer) -> None:
    officer.session("First")
    officer.publish()
    officer.session("In the same room")

    assert republish(officer, 1).status_code == 201
