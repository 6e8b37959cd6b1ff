"""Sessions of the draft through the API: saved whatever they break, and told at once what that is."""

from uuid import uuid4

import pytest

from app.access.models import Right
from tests.machinery.officer import Officer, at, make_key


def codes(answer: dict[str, list[dict[str, str]]], severity: str = "error") -> list[str]:
    return [conflict["code"] for conflict in answer["conflicts"] if conflict["severity"] == severity]


def test_a_session_onto_an_occupied_room_is_saved_and_told(officer: Officer) -> None:
    first = officer.session("First")["session"]

    second = officer.session("Second", **at("12:00-13:00"))

    assert second["session"]["room_id"] == first["room_id"]
    assert codes(second) == ["room-double-booked"]
    conflict = second["conflicts"][0]
    assert conflict["session_ids"] == [first["id"], second["session"]["id"]]
    assert conflict["message"] == (
        "Boardroom A is double booked: “First” (Monday 1 March, 10:00–13:00) and “Second” (Monday 1 March, 12:00–13:00). "
        "Move one of them to another room or time."
    )
    moved = officer.change(second["session"], **at("13:00-14:00"))
    assert codes(moved) == []


def test_the_sentence_is_told_in_french(officer: Officer) -> None:
    officer.session("First")
    officer.session("Second")

    conflict = officer.get("/meetings/working-group/conflicts?lang=fr")["items"][0]

    assert conflict["code"] == "room-double-booked"
    assert "lundi 1 mars, 10:00–13:00" in conflict["message"] or "lundi 1er mars" in conflict["message"]
    assert "double booked" not in conflict["message"]


def test_each_error_of_the_thread_is_told(officer: Officer) -> None:
    closed = officer.room("C3", openings=[at("09:00-11:00")])
    officer.rooms["C3"] = closed["id"]
    first = officer.session("First", room="C3", status="confirmed")["session"]
    person, *_ = officer.panel(first)
    address = f"/participants/{person['id']}/availability?meeting=working-group"
    officer.do("PUT", address, 0, json=[{"kind": "available", **at("11:00-13:00")}])
    second = officer.session("Second", status="confirmed")["session"]
    officer.seats(second, {"participant_id": person["id"], "role": "moderator"})
    outside = officer.session("Third", **at("10:00-11:00", day=9))
    unplaced = officer.session("Fourth", starts=None, ends=None, room=None)

    listed = officer.get("/meetings/working-group/conflicts?limit=200")

    found = [(one["code"], one["session_ids"]) for one in listed["items"] if one["severity"] == "error"]
    assert found == [
        ("outside-meeting", [outside["session"]["id"]]),
        ("panel-incomplete", [second["id"]]),
        ("person-double-booked", [first["id"], second["id"]]),
        ("person-unavailable", [first["id"]]),
        ("person-unavailable", [second["id"]]),
        ("room-closed", [first["id"]]),
    ]
    assert codes(unplaced, "warning") == ["unscheduled"]
    assert "theme-missing" in [one["code"] for one in listed["items"]]
    assert listed["ledger"] == officer.get("/ledger?limit=200")["items"][-1]["number"]


def test_conflicts_are_read_part_by_part(officer: Officer) -> None:
    for number in range(4):
        officer.session(f"Session {number}")
    whole = officer.get("/meetings/working-group/conflicts?limit=200")["items"]

    parts, cursor = [], ""
    while cursor is not None:
        page = officer.get(f"/meetings/working-group/conflicts?limit=4{cursor and '&cursor=' + cursor}")
        parts += page["items"]
        cursor = page["next"]

    assert parts == whole
    assert len({conflict["key"] for conflict in whole}) == len(whole) > 6


def test_checking_a_placement_says_what_it_brings_and_resolves_and_saves_nothing(officer: Officer) -> None:
    first = officer.session("First", theme_id=officer.themes["i"])["session"]
    second = officer.session("Second", theme_id=officer.themes["i"])["session"]
    placements = [
        {**at("15:00-18:00"), "room_id": second["room_id"]},
        {**at("10:00-13:00"), "room_id": officer.rooms["Boardroom D"]},
        {"starts": None, "ends": None, "room_id": None},
    ]

    checked = officer.do("POST", f"/sessions/{second['id']}/check", json={"placements": placements})["items"]

    assert [item["placement"] for item in checked] == placements
    assert [[one["code"] for one in item["resolved"]] for item in checked] == [["room-double-booked"]] * 3
    assert [[one["code"] for one in item["new"]] for item in checked] == [[], [], ["unscheduled"]]
    assert checked[0]["resolved"][0]["session_ids"] == [first["id"], second["id"]]
    assert officer.get(f"/sessions/{second['id']}") == second


def test_checking_refuses_what_cannot_be(officer: Officer) -> None:
    session = officer.session()["session"]
    address = f"/sessions/{session['id']}/check"

    answers = [
        officer.ask("POST", address, json={"placements": [{"room_id": 999}]}),
        officer.ask("POST", address, json={"placements": [{"starts": "2027-03-01T10:00:00Z"}]}),
        officer.ask("POST", address, json={"placements": [{}] * 501}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert answers[0].json()["errors"][0]["pointer"] == "/placements/0/room_id"


def test_cancelled_is_entered_and_left_by_its_own_steps(officer: Officer) -> None:
    session = officer.session(status="confirmed")["session"]

    patched = officer.ask("PATCH", f"/sessions/{session['id']}", 1, json={"status": "cancelled"})
    made = officer.ask(
        "POST",
        "/meetings/working-group/sessions",
        json={"kind": "briefing", "titles": {"en": "B"}, "languages": ["en"], "status": "cancelled"},
    )
    reinstated_too_soon = officer.ask("POST", f"/sessions/{session['id']}/reinstate", 1)
    cancelled = officer.step(session, "cancel")["session"]
    twice = officer.ask("POST", f"/sessions/{session['id']}/cancel", 2)
    left = officer.ask("PATCH", f"/sessions/{session['id']}", 2, json={"status": "tentative"})
    reinstated = officer.step(session, "reinstate")["session"]

    refused = (patched, made, reinstated_too_soon, twice, left)
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(409, "wrong-state")] * 5
    assert (cancelled["status"], cancelled["starts"], cancelled["room_id"]) == (
        "cancelled",
        session["starts"],
        session["room_id"],
    )
    assert reinstated["status"] == "confirmed"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"starts": "2027-03-01T10:00:00"}, "/starts"),
        ({"starts": None}, "/starts"),
        ({"ends": None}, "/ends"),
        ({"ends": "2027-03-01T08:00:00Z"}, "/ends"),
        ({"theme_id": 999}, "/theme_id"),
        ({"agenda_item_id": 999}, "/agenda_item_id"),
        ({"room_id": 999}, "/room_id"),
        ({"organiser": "XXX"}, "/organiser"),
        ({"languages": []}, "/languages"),
        ({"titles": {"en": ""}}, "/titles/en"),
        ({"titles": {"de": "Runder Tisch"}}, "/titles/de/[key]"),
        ({"documents": [{"url": "javascript:alert(1)"}]}, "/documents/0/url"),
        ({"kind": "party"}, "/kind"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_place(
    officer: Officer, fields: dict[str, object], pointer: str
) -> None:
    session = officer.session()["session"]

    answer = officer.ask("PATCH", f"/sessions/{session['id']}", 1, json=fields)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer.replace("/[key]", "")
    assert officer.get(f"/sessions/{session['id']}") == session


def test_a_uid_may_be_given_at_creation_and_never_changes(officer: Officer) -> None:
    uid = str(uuid4())
    session = officer.session(uid=uid)["session"]

    again = officer.ask(
        "POST",
        "/meetings/working-group/sessions",
        json={"kind": "briefing", "titles": {"en": "B"}, "languages": ["en"], "uid": uid},
    )
    changed = officer.ask("PATCH", f"/sessions/{session['id']}", 1, json={"uid": str(uuid4())})

    assert session["uid"] == uid
    assert [answer.status_code for answer in (again, changed)] == [422, 422]


def test_seats_are_given_changed_ordered_and_taken_with_the_sessions_version(officer: Officer) -> None:
    session = officer.session()["session"]
    chair, speaker = officer.person(), officer.person()
    address = f"/sessions/{session['id']}/assignments"

    first = officer.ask("POST", address, 1, json={"participant_id": chair["id"], "role": "moderator"})
    seat = first.json()["session"]["assignments"][0]
    twice = officer.ask("POST", address, 2, json={"participant_id": chair["id"], "role": "panelist"})
    stale = officer.ask("POST", address, 1, json={"participant_id": speaker["id"], "role": "panelist"})
    changed = officer.do("PATCH", f"/assignments/{seat['id']}", 2, json={"invitation": "accepted", "minutes": 10})
    both = officer.do(
        "PUT",
        address,
        3,
        json=[{"participant_id": speaker["id"], "role": "panelist"}, {"participant_id": chair["id"], "role": "chair"}],
    )["session"]["assignments"]
    gone = officer.ask("DELETE", f"/assignments/{both[0]['id']}", 4)

    assert (first.status_code, first.headers["ETag"]) == (201, '"2"')
    assert first.headers["Location"] == f"/api/v1/assignments/{seat['id']}"
    assert (seat["order"], seat["attendance"], seat["invitation"]) == (0, "in_person", "to_invite")
    assert (twice.status_code, twice.json()["code"]) == (409, "already-seated")
    assert stale.status_code == 412
    assert (changed["invitation"], changed["minutes"], changed["version"]) == ("accepted", 10, 3)
    assert [(one["participant_id"], one["order"], one["id"] == seat["id"]) for one in both] == [
        (speaker["id"], 0, False),
        (chair["id"], 1, True),
    ]
    assert gone.status_code == 204
    assert officer.get(f"/sessions/{session['id']}")["version"] == 5


def test_a_panel_is_saved_whole_or_not_at_all(officer: Officer) -> None:
    session = officer.session()["session"]
    officer.panel(session)
    before = officer.get(f"/sessions/{session['id']}")

    seats = [{"participant_id": officer.person()["id"], "role": "chair"}, {"participant_id": 999, "role": "panelist"}]
    unknown = officer.ask("PUT", f"/sessions/{session['id']}/assignments", before["version"], json=seats)
    doubled = officer.ask("PUT", f"/sessions/{session['id']}/assignments", before["version"], json=seats[:1] * 2)

    assert unknown.json()["errors"][0]["pointer"] == "/1/participant_id"
    assert doubled.json()["errors"][0]["pointer"] == "/1/participant_id"
    assert officer.get(f"/sessions/{session['id']}") == before


def test_a_break_has_no_seats(officer: Officer) -> None:
    session = officer.session(kind="break")["session"]

    answer = officer.ask(
        "POST",
        f"/sessions/{session['id']}/assignments",
        1,
        json={"participant_id": officer.person()["id"], "role": "chair"},
    )

    assert answer.status_code == 422


def test_sessions_are_filtered_and_sorted(officer: Officer) -> None:
    first = officer.session("First", theme_id=officer.themes["i"])["session"]
    second = officer.session("Second", room="Boardroom D", kind="briefing", **at("15:00-16:00", day=1))["session"]
    third = officer.session("Third", starts=None, ends=None, room=None, status="draft")["session"]
    people = officer.panel(first)

    def found(query: str) -> list[int]:
        return [one["id"] for one in officer.get(f"/meetings/working-group/sessions?{query}")["items"]]

    assert found("") == [first["id"], second["id"], third["id"]]
    assert found("sort=-starts") == [second["id"], first["id"], third["id"]]
    assert found("status=draft") == [third["id"]]
    assert found("kind=briefing") == [second["id"]]
    assert found(f"theme_id={officer.themes['i']}") == [first["id"]]
    assert found(f"room_id={officer.rooms['Boardroom D']}") == [second["id"]]
    assert found(f"participant_id={people[0]['id']}") == [first["id"]]
    assert found("day=2027-03-02") == [second["id"]]


def test_a_joining_link_is_for_editors_only(officer: Officer, database_url: str) -> None:
    session = officer.session(joining_url="https://example.org/join")["session"]
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))

    assert session["joining_url"] == "https://example.org/join"
    assert "joining_url" not in viewer.get(f"/sessions/{session['id']}")
    assert "joining_url" not in viewer.get("/meetings/working-group/sessions")["items"][0]


def test_every_write_has_one_number_in_a_ledger_without_gaps(officer: Officer) -> None:
    session = officer.session()["session"]
    officer.change(session, **at("15:00-18:00"))
    officer.ask("PATCH", f"/sessions/{session['id']}", 1, json={"status": "draft"})

    entries = officer.get("/ledger?limit=200")["items"]

    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    last = entries[-1]
    assert (last["action"], last["resource"], last["id"], last["meeting"], last["by"]) == (
        "change",
        "session",
        session["id"],
        "working-group",
        "test administrator",
    )
    assert last["fields"] == {
        "starts": {"before": "2027-03-01T10:00:00+01:00", "after": "2027-03-01T15:00:00+01:00"},
        "ends": {"before": "2027-03-01T13:00:00+01:00", "after": "2027-03-01T18:00:00+01:00"},
    }
