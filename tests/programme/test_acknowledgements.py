"""Accepting warnings through the API, on a real server and both databases."""

import httpx
import pytest

from app.access.models import Right
from tests.machinery.officer import JSON, Officer, at, make_key


@pytest.fixture
def crowded(officer: Officer) -> JSON:
    """A round table in which more people are expected than its room holds."""
    session: JSON = officer.session(**at("10:00-13:00"), expected_attendance=500)["session"]
    return session


def warning(officer: Officer, code: str = "capacity") -> JSON:
    """The one conflict of this code."""
    listed = officer.get(f"/meetings/{officer.meeting}/conflicts?limit=200")["items"]
    (found,) = (conflict for conflict in listed if conflict["code"] == code)
    conflict: JSON = found
    return conflict


def accept(officer: Officer, key: str, reason: str = "Standing room is accepted.") -> httpx.Response:
    return officer.ask("POST", f"/meetings/{officer.meeting}/acknowledgements", json={"key": key, "reason": reason})


def test_an_accepted_warning_says_who_why_and_when_wherever_it_is_listed(officer: Officer, crowded: JSON) -> None:
    answer = accept(officer, warning(officer)["key"])

    made = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    assert answer.headers["Location"] == f"/api/v1/acknowledgements/{made['id']}"
    assert made["at"].endswith(("+01:00", "+02:00"))
    shown = {"by": "test administrator", "reason": "Standing room is accepted.", "at": made["at"]}
    assert warning(officer)["acknowledgement"] == shown
    saved = officer.change(crowded, titles={"en": "Another title"})
    assert [one["acknowledgement"] for one in saved["conflicts"] if one["code"] == "capacity"] == [shown]
    assert officer.get(f"/acknowledgements/{made['id']}") == made
    assert officer.get(f"/meetings/{officer.meeting}/acknowledgements") == {"items": [made], "next": None}
    entry = officer.get("/ledger?resource=acknowledgement")["items"][0]
    assert (entry["action"], entry["id"], entry["meeting"]) == ("create", made["id"], officer.meeting)


def test_it_lapses_by_itself_when_the_facts_change(officer: Officer, crowded: JSON) -> None:
    made = accept(officer, warning(officer)["key"]).json()

    officer.change(crowded, **at("15:00-18:00"))

    assert warning(officer)["acknowledgement"] is None
    assert officer.get(f"/acknowledgements/{made['id']}")["lapsed"] is True


def test_a_warning_is_open_again_once_its_acknowledgement_is_taken_back(officer: Officer, crowded: JSON) -> None:
    made = accept(officer, warning(officer)["key"]).json()
    path = f"/acknowledgements/{made['id']}"

    assert officer.ask("DELETE", path).status_code == 428
    assert officer.ask("DELETE", path, 2).status_code == 412
    assert officer.ask("DELETE", path, 1).status_code == 204

    assert warning(officer)["acknowledgement"] is None
    assert officer.ask("GET", path).status_code == 404


def test_an_error_cannot_be_accepted_nor_a_warning_twice_nor_a_key_that_no_conflict_has(
    officer: Officer, crowded: JSON
) -> None:
    officer.session("In the same room", **at("10:00-13:00"))
    error, key = warning(officer, "room-double-booked"), warning(officer)["key"]

    refused = accept(officer, error["key"])

    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
    assert accept(officer, key).status_code == 201
    assert (accept(officer, key).status_code, accept(officer, key).json()["code"]) == (409, "wrong-state")
    unknown = accept(officer, "0" * 16)
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/key")


def test_viewers_read_acknowledgements_but_for_those_about_private_fields(
    officer: Officer, crowded: JSON, database_url: str
) -> None:
    panel = officer.session("All men", room="Boardroom D", status="confirmed", **at("15:00-18:00"))["session"]
    seats = [
        {"participant_id": officer.person(gender="male", delegation=code)["id"], "role": role}
        for code, role in (("KEN", "moderator"), ("FRA", "panelist"), ("KEN", "panelist"))
    ]
    officer.seats(panel, *seats)
    about_gender = accept(officer, warning(officer, "single-gender")["key"]).json()
    about_room = accept(officer, warning(officer)["key"]).json()
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))

    listed = viewer.get(f"/meetings/{officer.meeting}/acknowledgements")["items"]

    assert listed == [about_room]
    assert viewer.ask("GET", f"/acknowledgements/{about_gender['id']}").status_code == 404
    assert accept(viewer, about_room["key"]).status_code == 403
    assert viewer.ask("DELETE", f"/acknowledgements/{about_room['id']}", 1).status_code == 403


def test_a_meeting_goes_with_its_acknowledgements(officer: Officer, crowded: JSON) -> None:
    made = accept(officer, warning(officer)["key"]).json()
    officer.do("DELETE", f"/sessions/{crowded['id']}", 1)
    for noun in ("rooms", "agenda-items"):
        for row in officer.get(f"/meetings/{officer.meeting}/{noun}")["items"]:
            officer.do("DELETE", f"/{noun}/{row['id']}", row["version"])

    version = officer.get(f"/meetings/{officer.meeting}")["version"]
    officer.do("DELETE", f"/meetings/{officer.meeting}", version)

    assert officer.ask("GET", f"/acknowledgements/{made['id']}").status_code == 404
