"""Mandates, meetings, agenda items, rooms and slots through the API: what an integrator relies on."""

from typing import Any

import pytest

from tests.machinery.officer import Officer


def test_a_room_is_made_shown_changed_and_deleted(officer: Officer) -> None:
    made = officer.ask("POST", "/meetings/working-group/rooms", json={"name": "C3", "capacity": 60, "booths": 2})

    assert made.status_code == 201
    room = made.json()
    assert made.headers["ETag"] == '"1"'
    assert made.headers["Location"] == f"/api/v1/rooms/{room['id']}"
    assert (room["slug"], room["capacity"], room["openings"], room["retired"]) == ("c3", 60, [], False)

    changed = officer.do("PATCH", f"/rooms/{room['id']}", 1, json={"capacity": 80})
    assert (changed["capacity"], changed["version"], changed["slug"]) == (80, 2, "c3")

    assert officer.ask("DELETE", f"/rooms/{room['id']}", 2).status_code == 204
    assert officer.ask("GET", f"/rooms/{room['id']}").status_code == 404


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_names_the_version_it_changes(officer: Officer, method: str) -> None:
    room = officer.rooms["Boardroom A"]
    body: dict[str, Any] = {"json": {"capacity": 1}} if method == "PATCH" else {}

    without = officer.ask(method, f"/rooms/{room}", **body)
    stale = officer.ask(method, f"/rooms/{room}", 7, **body)

    assert (without.status_code, without.json()["code"]) == (428, "version-required")
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (412, "version-stale", 1)
    assert officer.get(f"/rooms/{room}")["version"] == 1


def test_a_patch_that_changes_nothing_is_no_write(officer: Officer) -> None:
    room = officer.get(f"/rooms/{officer.rooms['Boardroom A']}")
    before = officer.get("/ledger?limit=200")["items"][-1]["number"]

    same = officer.do("PATCH", f"/rooms/{room['id']}", 1, json={"name": room["name"]})

    assert same == room
    assert officer.get("/ledger?limit=200")["items"][-1]["number"] == before


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": "two\nlines"}, "/name"),
        ({"name": "bell\x07"}, "/name"),
        ({"name": "x" * 301}, "/name"),
        ({"name": "C3", "seats": 4}, "/seats"),
        ({"name": "C3", "capacity": -1}, "/capacity"),
        (
            {"name": "C3", "openings": [{"starts": "2027-03-01T10:00:00", "ends": "2027-03-01T11:00:00Z"}]},
            "/openings/0/starts",
        ),
        (
            {"name": "C3", "openings": [{"starts": "2027-03-01T10:00:00Z", "ends": "2027-03-01T09:00:00Z"}]},
            "/openings/0",
        ),
        ({"name": "C3", "slug": "Not A Slug"}, "/slug"),
        ({"name": "C3", "slug": "boardroom-a"}, "/slug"),
    ],
)
def test_bad_input_is_refused_at_its_place(officer: Officer, body: dict[str, object], pointer: str) -> None:
    answer = officer.ask("POST", "/meetings/working-group/rooms", json=body)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == ("invalid", 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_a_body_that_is_not_json_is_told_apart(officer: Officer) -> None:
    text = officer.ask("POST", "/mandates", content=b"x", headers={"Content-Type": "text/plain"})
    broken = officer.ask("POST", "/mandates", content=b"{x", headers={"Content-Type": "application/json"})
    large = officer.ask(
        "POST", "/mandates", content=b"{" + b" " * 3_000_000, headers={"Content-Type": "application/json"}
    )

    assert (text.status_code, text.json()["code"]) == (415, "unsupported-media-type")
    assert (broken.status_code, broken.json()["code"]) == (422, "invalid")
    assert (large.status_code, large.json()["code"]) == (413, "too-large")


def test_what_others_depend_on_is_not_deleted(officer: Officer) -> None:
    session = officer.session()["session"]

    room = officer.ask("DELETE", f"/rooms/{officer.rooms['Boardroom A']}", 1)
    meeting = officer.ask("DELETE", "/meetings/working-group", 1)

    assert (room.status_code, room.json()["code"]) == (409, "in-use")
    assert room.json()["dependants"] == [{"resource": "session", "id": session["id"]}]
    assert {dependant["resource"] for dependant in meeting.json()["dependants"]} == {"agenda_item", "room", "session"}


def test_a_mandate_keeps_the_ids_of_its_themes_and_refuses_to_lose_one_in_use(officer: Officer) -> None:
    officer.session(theme_id=officer.themes["i"])
    mandate = officer.get("/mandates")["items"][0]
    themes = [{"numeral": theme["numeral"], "titles": theme["titles"]} for theme in mandate["themes"]]
    themes[0]["titles"]["en"]["text"] = "Inter-agency task forces"

    renamed = officer.do("PATCH", f"/mandates/{mandate['id']}", 1, json={"themes": themes})
    refused = officer.ask("PATCH", f"/mandates/{mandate['id']}", 2, json={"themes": themes[1:]})

    assert [theme["id"] for theme in renamed["themes"]] == [theme["id"] for theme in mandate["themes"]]
    assert renamed["themes"][0]["titles"]["en"]["text"] == "Inter-agency task forces"
    assert (refused.status_code, refused.json()["code"]) == (409, "in-use")
    assert len(officer.get(f"/mandates/{mandate['id']}")["themes"]) == 2


def test_an_agenda_item_is_no_part_of_its_own_part(officer: Officer) -> None:
    item = officer.item
    part = officer.do(
        "POST",
        "/meetings/working-group/agenda-items",
        json={"number": "2 (a)", "titles": {"en": "Part"}, "parent_id": item["id"], "theme_ids": [officer.themes["i"]]},
    )

    circle = officer.ask("PATCH", f"/agenda-items/{item['id']}", 1, json={"parent_id": part["id"]})
    twice = officer.ask("POST", "/meetings/working-group/agenda-items", json={"number": "2", "titles": {"en": "Again"}})
    unknown = officer.ask("PATCH", f"/agenda-items/{item['id']}", 1, json={"theme_ids": [9999]})

    assert part["theme_ids"] == [officer.themes["i"]]
    assert [answer.status_code for answer in (circle, twice, unknown)] == [422, 422, 422]
    assert circle.json()["errors"][0]["pointer"] == "/parent_id"


def test_a_corrected_zone_keeps_what_the_venues_clock_shows(officer: Officer) -> None:
    session = officer.session()["session"]
    opening = {"starts": "2027-03-01T08:00:00+01:00", "ends": "2027-03-01T20:00:00+01:00"}
    room = officer.room("C5", openings=[opening])

    officer.do("PATCH", "/meetings/working-group", 1, json={"zone": "Africa/Nairobi"})

    moved = officer.get(f"/sessions/{session['id']}")
    assert (moved["starts"], moved["ends"]) == ("2027-03-01T10:00:00+03:00", "2027-03-01T13:00:00+03:00")
    assert moved["version"] == session["version"] + 1
    assert officer.get(f"/rooms/{room['id']}")["openings"] == [
        {"starts": "2027-03-01T08:00:00+03:00", "ends": "2027-03-01T20:00:00+03:00"}
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"zone": "CET"},
        {"zone": "+01:00"},
        {"last_day": "2027-02-01"},
        {"languages": []},
        {"languages": ["en", "en"]},
        {"languages": ["de"]},
        {"titles": {}},
        {"mailbox": "nobody"},
        {"mandate_id": 999},
        {"first_day": "0001-01-01"},
    ],
)
def test_a_meeting_is_sound(officer: Officer, fields: dict[str, object]) -> None:
    answer = officer.ask("PATCH", "/meetings/working-group", 1, json=fields)

    assert answer.status_code == 422, answer.text
    assert officer.get("/meetings/working-group")["version"] == 1


def test_a_list_is_read_part_by_part_without_loss_or_repetition(officer: Officer) -> None:
    for number in range(7):
        officer.room(f"Room {number}", capacity=100 - number if number % 2 else None)

    for sort in ("id", "-id", "name", "-capacity", "capacity"):
        whole = [room["id"] for room in officer.get(f"/meetings/working-group/rooms?sort={sort}")["items"]]
        parts, cursor = [], ""
        while cursor is not None:
            page = officer.get(f"/meetings/working-group/rooms?sort={sort}&limit=2{cursor and '&cursor=' + cursor}")
            parts += [room["id"] for room in page["items"]]
            cursor = page["next"]
        assert parts == whole
        assert len(set(whole)) == 9


@pytest.mark.parametrize("query", ["sort=colour", "sort=", "limit=0", "limit=201", "cursor=nonsense", "cursor=WzFd"])
def test_a_list_refuses_what_it_cannot_do(officer: Officer, query: str) -> None:
    answer = officer.ask("GET", f"/meetings/working-group/rooms?{query}")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_slugs_are_fixed_at_the_first_release(officer: Officer) -> None:
    assert officer.do("PATCH", "/meetings/working-group", 1, json={"slug": "wg-14"})["slug"] == "wg-14"
    officer.meeting = "wg-14"
    officer.publish()

    meeting = officer.ask("PATCH", "/meetings/wg-14", 2, json={"slug": "other"})
    room = officer.ask("PATCH", f"/rooms/{officer.rooms['Boardroom A']}", 1, json={"slug": "other"})
    renamed = officer.do("PATCH", f"/rooms/{officer.rooms['Boardroom A']}", 1, json={"name": "Board Room A"})

    assert [(answer.status_code, answer.json()["code"]) for answer in (meeting, room)] == [(409, "wrong-state")] * 2
    assert renamed["slug"] == "boardroom-a"
    assert {entry["meeting"] for entry in officer.get("/ledger?limit=200")["items"]} == {None, "wg-14"}
