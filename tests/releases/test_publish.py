"""Releases through the API: numbered, immutable, never wrong, told apart by sequence."""

import time

import pytest

from app.access.models import Right
from tests.machinery.officer import JSON, Officer, at, make_key


def shown(release: JSON) -> dict[str, tuple[str, int, str, bool]]:
    """Title, sequence, status and postponed of each session of a release, by title."""
    return {
        session["title"]: (session["title"], session["sequence"], session["status"], session["postponed"])
        for session in release["sessions"]
    }


def changes(officer: Officer, number: int) -> list[tuple[str, int]]:
    listed = officer.get(f"/meetings/working-group/releases/{number}/changes")["items"]
    return [(change["kind"], change["sequence"]) for change in listed]


def test_the_first_release_holds_what_is_tentative_or_confirmed_and_placed(officer: Officer) -> None:
    officer.round_table("Confirmed")
    officer.session("Tentative", **at("15:00-18:00"))
    officer.session("Draft", status="draft", **at("10:00-11:00", day=1))
    officer.session("Unplaced", starts=None, ends=None, room=None)
    cancelled = officer.session("Cancelled", **at("10:00-11:00", day=2))["session"]
    officer.step(cancelled, "cancel")

    release = officer.publish("First")

    assert (release["number"], release["note"]) == (1, "First")
    assert list(shown(release)) == ["Confirmed", "Tentative"]
    assert changes(officer, 1) == [("added", 0), ("added", 0)]
    assert officer.get("/meetings/working-group/releases/latest") == release
    assert officer.get("/meetings/working-group/releases/1") == release


def test_only_who_has_accepted_a_seat_in_a_confirmed_session_is_named(officer: Officer) -> None:
    session = officer.session("Panel", kind="panel")["session"]
    people = [officer.person(f"Person {invitation}") for invitation in ("accepted", "invited", "declined", "tentative")]
    roles = ("moderator", "panelist", "panelist", "panelist")
    officer.seats(
        session,
        *(
            {"participant_id": person["id"], "role": role, "invitation": person["name"].removeprefix("Person ")}
            for person, role in zip(people, roles, strict=True)
        ),
    )

    tentative = officer.publish()["sessions"][0]["panel"]
    officer.change(session, status="confirmed")
    confirmed = officer.publish()["sessions"][0]["panel"]

    assert [(seat["role"], seat["name"]) for seat in tentative] == [
        ("moderator", None),
        ("panelist", None),
        ("panelist", None),
    ]
    assert [(seat["role"], seat["name"], seat["delegation"]) for seat in confirmed] == [
        ("moderator", "Person accepted", "KEN"),
        ("panelist", None, None),
        ("panelist", None, None),
    ]
    assert changes(officer, 2) == [("panel", 1)]


def test_a_release_is_blocked_by_what_it_would_hold_and_by_nothing_else(officer: Officer) -> None:
    officer.session("First")
    second = officer.session("Second", status="draft")["session"]
    officer.publish()
    officer.change(second, status="tentative")

    refused = officer.ask("POST", "/meetings/working-group/releases", json={})

    assert (refused.status_code, refused.json()["code"]) == (409, "release-blocked")
    assert [conflict["code"] for conflict in refused.json()["conflicts"]] == ["room-double-booked"]
    assert officer.get("/meetings/working-group/releases/latest")["number"] == 1


def test_a_sequence_rises_by_one_for_what_a_reader_would_see_and_for_nothing_else(officer: Officer) -> None:
    first = officer.round_table("First")
    officer.session("Second", **at("15:00-18:00"))
    one = officer.publish()
    officer.change(first, expected_attendance=40, discussion_minutes=20)
    two = officer.publish()
    officer.change(first, **at("15:00-18:00", day=1))
    three = officer.publish()
    officer.change(first, titles={"en": "First, retitled"})
    four = officer.publish()

    assert two["sessions"] == one["sessions"]
    assert changes(officer, 2) == []
    moved = next(session for session in three["sessions"] if session["title"] == "First")
    assert moved["sequence"] == 1
    assert moved["moved_from"] == {
        "starts": "2027-03-01T10:00:00+01:00",
        "ends": "2027-03-01T13:00:00+01:00",
        "room": {"slug": "boardroom-a", "name": "Boardroom A"},
    }
    assert moved["updated_at"] == three["published_at"]
    retitled = next(session for session in four["sessions"] if session["title"] == "First, retitled")
    assert (retitled["sequence"], retitled["moved_from"]) == (2, None)
    untouched = next(session for session in four["sessions"] if session["title"] == "Second")
    assert (untouched["sequence"], untouched["updated_at"]) == (0, one["published_at"])
    assert [changes(officer, number) for number in (3, 4)] == [[("moved", 1)], [("text", 2)]]


def test_released_taken_back_and_released_again_is_0_then_1_cancelled_then_2(officer: Officer) -> None:
    session = officer.session("Panel")["session"]

    releases = [officer.publish()]
    for status in ("draft", "draft", "tentative"):
        officer.change(session, status=status)
        releases.append(officer.publish())

    assert [shown(release)["Panel"][1:] for release in releases] == [
        (0, "tentative", False),
        (1, "cancelled", True),
        (1, "cancelled", True),
        (2, "tentative", False),
    ]
    assert [changes(officer, number) for number in (1, 2, 3, 4)] == [
        [("added", 0)],
        [("postponed", 1)],
        [],
        [("reinstated", 2)],
    ]


def test_a_cancelled_session_stays_in_every_later_release(officer: Officer) -> None:
    session = officer.round_table("Panel")
    officer.publish()
    officer.step(session, "cancel")
    cancelled = officer.publish()
    later = officer.publish()
    officer.step(session, "reinstate")
    reinstated = officer.publish()

    assert shown(cancelled)["Panel"][1:] == shown(later)["Panel"][1:] == (1, "cancelled", False)
    assert cancelled["sessions"][0]["panel"] != []
    assert shown(reinstated)["Panel"][1:] == (2, "confirmed", False)


def test_a_renamed_room_is_told_as_text_and_no_move(officer: Officer) -> None:
    officer.session("Panel")
    officer.publish()
    officer.do("PATCH", f"/rooms/{officer.rooms['Boardroom A']}", 1, json={"name": "Board Room A"})
    release = officer.publish()

    assert changes(officer, 2) == [("text", 1)]
    assert release["sessions"][0]["room"] == {"slug": "boardroom-a", "name": "Board Room A"}
    assert release["sessions"][0]["moved_from"] is None


def test_what_a_release_names_cannot_be_deleted(officer: Officer) -> None:
    session = officer.round_table("Panel", theme_id=officer.themes["i"], agenda_item_id=officer.item["id"])
    officer.publish()
    people = officer.get("/participants")["items"]
    officer.change(session, room_id=officer.rooms["Boardroom D"], theme_id=None, agenda_item_id=None)
    officer.seats(session)
    officer.change(session, status="draft")

    answers = [
        officer.ask("DELETE", f"/sessions/{session['id']}", officer.get(f"/sessions/{session['id']}")["version"]),
        officer.ask("DELETE", f"/rooms/{officer.rooms['Boardroom A']}", 1),
        officer.ask("DELETE", f"/participants/{people[0]['id']}", 1),
        officer.ask("DELETE", f"/agenda-items/{officer.item['id']}", 1),
    ]

    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "in-use")
        assert {"resource": "release", "id": 1, "meeting": "working-group"} in answer.json()["dependants"]


def test_a_released_session_never_becomes_a_break(officer: Officer) -> None:
    session = officer.session()["session"]
    officer.publish()

    answer = officer.ask("PATCH", f"/sessions/{session['id']}", 1, json={"kind": "break"})

    assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state")


def test_publishing_what_somebody_else_has_changed_since_is_refused(officer: Officer) -> None:
    seen = officer.get("/meetings/working-group/conflicts")["ledger"]
    officer.session()

    stale = officer.ask("POST", "/meetings/working-group/releases", json={"expected_ledger": seen})
    seen = officer.get("/meetings/working-group/conflicts")["ledger"]
    fresh = officer.ask("POST", "/meetings/working-group/releases", json={"expected_ledger": seen})

    assert (stale.status_code, stale.json()["code"]) == (412, "version-stale")
    assert fresh.status_code == 201


def test_releases_follow_each_other_by_at_least_a_second(officer: Officer) -> None:
    times = [officer.publish()["published_at"] for _ in range(3)]

    assert len(set(times)) == 3
    assert times == sorted(times)


def test_a_draft_says_where_it_is_released(officer: Officer) -> None:
    session = officer.session()["session"]
    before = session["released"]
    officer.publish()
    officer.change(session, **at("15:00-18:00"))
    officer.publish()

    after = officer.get(f"/sessions/{session['id']}")

    assert before is None
    assert after["released"] == {"release": 2, "sequence": 1}
    assert after["version"] == 2


def test_a_person_released_elsewhere_cannot_be_double_booked_by_another_meeting(officer: Officer) -> None:
    session = officer.round_table("Panel")
    officer.publish()
    person = session["assignments"][0]["participant_id"] if session["assignments"] else None
    person = person or officer.get(f"/sessions/{session['id']}")["assignments"][0]["participant_id"]
    other = Officer(officer.client, officer.key, meeting="other")
    other.do(
        "POST",
        "/meetings",
        json={
            "slug": "other",
            "titles": {"en": "Other meeting"},
            "venue": "Vienna",
            "zone": "Europe/Vienna",
            "first_day": "2027-03-01",
            "last_day": "2027-03-02",
            "languages": ["en"],
        },
    )
    other.rooms = {"Hall": other.room("Hall")["id"]}
    elsewhere = other.session("Elsewhere", room="Hall", kind="briefing", languages=["en"])["session"]
    told = other.seats(elsewhere, {"participant_id": person, "role": "speaker", "invitation": "accepted"})

    refused = other.ask("POST", "/meetings/other/releases", json={})

    assert [conflict["code"] for conflict in told["conflicts"] if conflict["severity"] == "error"] == [
        "person-double-booked"
    ]
    assert "Working Group, fourteenth session" in told["conflicts"][0]["message"]
    assert "Panel" not in told["conflicts"][0]["message"].replace("Panelist", "")
    assert (refused.status_code, refused.json()["code"]) == (409, "release-blocked")


@pytest.mark.parametrize("number", ["2", "0", "x", "latest"])
def test_a_release_that_is_not_there_is_not_found(officer: Officer, number: str) -> None:
    answer = officer.ask("GET", f"/meetings/working-group/releases/{number}")

    assert answer.status_code in ((404,) if number in ("2", "latest") else (422,))


def test_releases_are_read_in_any_language_by_whoever_may_read(officer: Officer, database_url: str) -> None:
    officer.session(titles={"en": "Panel", "fr": "Table ronde"})
    officer.publish()
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))

    assert viewer.get("/meetings/working-group/releases/1?lang=fr")["sessions"][0]["title"] == "Table ronde"
    assert viewer.get("/meetings/working-group/releases/1?lang=ar")["sessions"][0]["title"] == "Panel"
    listed = viewer.get("/meetings/working-group/releases?sort=-number")["items"]
    assert [(line["number"], line["changes"]) for line in listed] == [(1, 1)]


def test_a_session_that_is_over_keeps_its_document_unless_it_was_edited(officer: Officer) -> None:
    soon = time.time() + 2
    officer.do(
        "PATCH", "/meetings/working-group", 1, json={"first_day": "2026-01-01", "last_day": "2099-12-31", "zone": "UTC"}
    )
    stamps = [time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(soon + shift)) for shift in (-2, 0)]
    over = officer.session("Over", starts=stamps[0], ends=stamps[1])["session"]
    officer.publish()
    time.sleep(2.5)
    officer.do("PATCH", f"/rooms/{officer.rooms['Boardroom A']}", 1, json={"name": "Renamed"})
    kept = officer.publish()
    officer.change(over, titles={"en": "Over, corrected"})
    edited = officer.publish()

    assert [(one["sequence"], one["room"]["name"]) for one in kept["sessions"]] == [(0, "Boardroom A")]
    assert [(one["sequence"], one["room"]["name"]) for one in edited["sessions"]] == [(1, "Renamed")]
