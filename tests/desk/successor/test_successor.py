"""A new meeting from an earlier one: the same structure on other days, as a draft, with nobody's answers."""

from datetime import timedelta
from typing import Any

import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer
from tests.machinery.officer import JSON, MONDAY, Officer, at

SUCCESSOR = "/desk/meetings/working-group/successor"
NEXT = "2028-07-03"


@pytest.fixture
def administrator(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An administrator at the desk."""
    return sign_in("Okafor", Right.ADMINISTRATOR)


def succeed(administrator: DeskOfficer, status: int = 303, **values: Any) -> Any:
    given = {"first_day": NEXT, "titles/en": "Working Group, fifteenth session", "slug": "fifteenth", **values}
    return administrator.send(administrator.get(SUCCESSOR), SUCCESSOR, status, **given)


def sessions_of(officer: Officer, meeting: str) -> list[JSON]:
    items: list[JSON] = officer.get(f"/meetings/{meeting}/sessions")["items"]
    return items


def test_structure_and_hours_go_over_to_the_new_days(officer: Officer, administrator: DeskOfficer) -> None:
    """From March to July, so that the venue's clock has changed in between."""
    officer.do("PATCH", "/meetings/working-group", 1, json={"interpretation_teams": 2, "changeover_minutes": 15})
    officer.room("Small", openings=[at("08:00-20:00")])
    officer.room("Old", retired=True)
    officer.do("POST", "/meetings/working-group/slots", json={"starts_at": "09:00", "ends_at": "12:00"})
    day = (MONDAY + timedelta(days=4)).isoformat()
    officer.do("POST", "/meetings/working-group/slots", json={"day": day, "starts_at": "15:00", "ends_at": "17:00"})
    item = {
        "number": "2 (a)",
        "titles": {"en": "Part"},
        "parent_id": officer.item["id"],
        "theme_ids": [officer.themes["i"]],
    }
    part = officer.do("POST", "/meetings/working-group/agenda-items", json=item)
    papers = [{"symbol": "CTOC/1"}]
    released = officer.round_table("First", theme_id=officer.themes["i"], agenda_item_id=part["id"], documents=papers)
    officer.session("Unplaced", room=None, starts=None, ends=None, expected_attendance=50)
    officer.step(officer.session("Cancelled", **at("15:00-18:00"))["session"], "cancel")
    officer.publish()

    page = administrator.follow(succeed(administrator, venue="Nairobi", zone="Africa/Nairobi"))

    assert "First" in page.text
    made = officer.get("/meetings/fifteenth")
    earlier = officer.get("/meetings/working-group")
    changed = ("slug", "titles", "venue", "zone", "first_day", "last_day", "version")
    assert {name: made[name] for name in made if name not in changed} == {
        name: earlier[name] for name in earlier if name not in changed
    }
    assert (made["first_day"], made["last_day"], made["titles"]["en"]) == (
        NEXT,
        "2028-07-07",
        "Working Group, fifteenth session",
    )
    rooms = {room["name"]: room for room in officer.get("/meetings/fifteenth/rooms")["items"]}
    assert rooms.keys() == {"Boardroom A", "Boardroom D", "Small"}
    assert rooms["Small"]["openings"] == [{"starts": f"{NEXT}T08:00:00+03:00", "ends": f"{NEXT}T20:00:00+03:00"}]
    slots = [(slot["day"], slot["starts_at"]) for slot in officer.get("/meetings/fifteenth/slots")["items"]]
    assert slots == [(None, "09:00"), ("2028-07-07", "15:00")]
    items = {one["number"]: one for one in officer.get("/meetings/fifteenth/agenda-items")["items"]}
    assert (items["2 (a)"]["parent_id"], items["2 (a)"]["theme_ids"]) == (items["2"]["id"], [officer.themes["i"]])
    first, unplaced = sessions_of(officer, "fifteenth")
    assert (first["starts"], first["ends"]) == (f"{NEXT}T10:00:00+03:00", f"{NEXT}T13:00:00+03:00")
    assert (first["status"], first["documents"], first["released"]) == ("draft", [], None)
    assert (first["room_id"], first["agenda_item_id"]) == (rooms["Boardroom A"]["id"], items["2 (a)"]["id"])
    assert first["uid"] != released["uid"]
    assert (unplaced["starts"], unplaced["expected_attendance"]) == (None, 50)
    assert sessions_of(officer, "working-group")[0]["status"] == "confirmed"


def test_roles_go_over_to_be_invited_and_no_answer_does(officer: Officer, administrator: DeskOfficer) -> None:
    session = officer.session()["session"]
    known, gone, alone, no = (
        officer.person("Known"),
        officer.person("Gone"),
        officer.person("Alone", delegation="FRA"),
        officer.person("No"),
    )
    deputy = officer.person("Deputy")
    roles = [(known, "moderator", "accepted"), (gone, "panelist", "accepted"), (alone, "panelist", "invited")]
    seats = [{"participant_id": one["id"], "role": role, "invitation": state} for one, role, state in roles]
    seats[0] |= {"minutes": 10, "titles": {"en": "What we learned"}, "attendance": "remote"}
    officer.seats(session, *seats, {"participant_id": no["id"], "role": "panelist", "invitation": "declined"})
    officer.do("PUT", f"/participants/{known['id']}/availability?meeting=working-group", 0, json=[])
    for person in (gone, alone):
        officer.do("PATCH", f"/participants/{person['id']}", 1, json={"retired": True})

    succeed(administrator)

    (made,) = sessions_of(officer, "fifteenth")
    told = [(one["participant_id"], one["role"], one["invitation"], one["minutes"]) for one in made["assignments"]]
    assert told == [(known["id"], "moderator", "to_invite", 10), (deputy["id"], "panelist", "to_invite", None)]
    assert (made["assignments"][0]["titles"], made["assignments"][0]["attendance"]) == ({}, "in_person")
    assert not officer.get(f"/participants/{known['id']}/availability?meeting=fifteenth")["answered"]
    entry = officer.get("/ledger?meeting=fifteenth&resource=session")["items"][0]
    assert (entry["action"], entry["id"], entry["by"]) == ("create", made["id"], "Okafor")
    assert entry["fields"]["assignments"]["after"][0]["participant_id"] == known["id"]
    assert officer.change(made, titles={"en": "Changed"})["session"]["version"] == 2


def test_sessions_or_panels_can_be_left_out(officer: Officer, administrator: DeskOfficer) -> None:
    officer.panel(officer.session()["session"])

    succeed(administrator, slug="bare", with_sessions=None)
    succeed(administrator, slug="empty", with_seats=None)

    assert sessions_of(officer, "bare") == []
    assert [one["assignments"] for one in sessions_of(officer, "empty")] == [[]]
    assert len(officer.get("/meetings/bare/rooms")["items"]) == 2


def test_what_is_wrong_is_said_and_nothing_is_made(officer: Officer, administrator: DeskOfficer) -> None:
    officer.session()

    refused = succeed(administrator, 422, slug="working-group")
    missing = succeed(administrator, 422, first_day="", zone="Mars/Olympus")

    assert "Another meeting has it." in refused.text
    assert "A time zone, such as Europe/Vienna." in missing.text
    assert [one["slug"] for one in officer.get("/meetings")["items"]] == ["working-group"]
    assert officer.session("Afterwards", **at("15:00-18:00"))["conflicts"] == []


def test_only_administrators_of_all_meetings_make_one(officer: Officer, sign_in: SignIn) -> None:
    sign_in("Mbeki", Right.PUBLISHER).get(SUCCESSOR, 403)
    local = sign_in("Ndiaye", None, {1: Right.ADMINISTRATOR})

    page = local.get(SUCCESSOR)
    local.send(page, SUCCESSOR, 403, first_day=NEXT, slug="fifteenth")

    assert [one["slug"] for one in officer.get("/meetings")["items"]] == ["working-group"]
