"""Erasing a person: nothing that tells who it was is left, neither in the draft nor in the ledger nor in a release."""

from typing import Any

import httpx
import pytest

from app.access.models import Right
from tests.machinery.officer import JSON, Officer, at, make_key

MARKS: dict[str, Any] = {"name": "Zebedee Marked", "honorific": "Marquis", "functions": {"en": "Marked Function"}}
PRIVATE: dict[str, Any] = {"email": "marked@example.org", "gender": "male", "needs": "marked need", "step_free": True}


@pytest.fixture
def marked(officer: Officer) -> JSON:
    """A marked person with answers, named in a released session and in an earlier document of another."""
    person = officer.person(**{**MARKS, **PRIVATE})
    person = officer.do("PATCH", f"/participants/{person['id']}", 1, json={"needs": "another marked need"})
    address = f"/participants/{person['id']}/availability?meeting={officer.meeting}"
    officer.do("PUT", address, 0, json=[{"kind": "unavailable", **at("10:00-11:00", day=4)}])
    seat = {"participant_id": person["id"], "role": "speaker", "invitation": "accepted"}
    for title, day in (("Named", 0), ("Named once", 1)):
        session = officer.session(title, kind="briefing", status="confirmed", **at("10:00-13:00", day=day))["session"]
        officer.seats(session, seat)
    officer.publish()
    officer.seats(session)
    officer.session("Further", **at("15:00-18:00"))
    officer.publish()
    return person


def erase(officer: Officer, person: JSON, version: int | None = None) -> httpx.Response:
    return officer.ask("POST", f"/participants/{person['id']}/erase", version or person["version"])


def public(officer: Officer) -> str:
    """Everything that anybody may read of the meeting, and all that the ledger tells an administrator."""
    meeting = f"/meetings/{officer.meeting}"
    releases = [f"{meeting}/releases/{number}" for number in (1, 2, 3)]
    open_paths = ["/", meeting, *(f"{meeting}{suffix}" for suffix in (".ics", ".json", "/releases")), *releases]
    told = [officer.client.get(path) for path in open_paths]
    assert [answer.status_code for answer in told] == [200] * len(told)
    keyed = [*releases, *(f"{path}/changes" for path in releases), f"{meeting}/sessions", "/ledger?limit=200"]
    return "\n".join([*(answer.text for answer in told), *(str(officer.get(path)) for path in keyed)])


def test_nothing_that_tells_who_it_was_is_left(officer: Officer, marked: JSON) -> None:
    officer.publish()
    before = public(officer).lower()
    assert all(
        mark in before for mark in ("zebedee", "marquis", "marked function", "marked@example.org", "marked need")
    )

    answer = erase(officer, marked)

    after = public(officer).lower()
    assert [mark for mark in ("zebedee", "marquis", "marked", str(marked["email"])) if mark in after] == []
    erased = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{erased["version"]}"')
    blank: JSON = {"honorific": None, "functions": {}, "email": None, "gender": None, "needs": None, "step_free": False}
    changed = {**blank, "name": "Name erased", "retired": True, "version": erased["version"]}
    assert erased == {**marked, **changed}
    address = f"/participants/{marked['id']}/availability?meeting={officer.meeting}"
    assert officer.get(address)["answered"] is False
    assert officer.get(address)["windows"] == []


def test_it_is_told_in_a_new_release_whose_sequences_rise_where_the_name_stood(officer: Officer, marked: JSON) -> None:
    before = officer.get(f"/meetings/{officer.meeting}/releases/latest")
    calendar = f"/meetings/{officer.meeting}/participants/{marked['uid']}.ics"
    held = officer.client.get(calendar)
    draft = officer.get(f"/meetings/{officer.meeting}/sessions")["items"]

    erase(officer, marked)

    after = officer.get(f"/meetings/{officer.meeting}/releases/latest")
    sequences = [{row["title"]: row["sequence"] for row in release["sessions"]} for release in (before, after)]
    assert (after["number"], after["note"]) == (before["number"] + 1, None)
    assert sequences == [{"Named": 0, "Further": 0, "Named once": 1}, {"Named": 1, "Further": 0, "Named once": 1}]
    changes = officer.get(f"/meetings/{officer.meeting}/releases/{after['number']}/changes")["items"]
    assert [(change["kind"], change["fields"]) for change in changes] == [("panel", [])]
    news = officer.client.get(calendar, headers={"If-None-Match": held.headers["ETag"]})
    assert (news.status_code, "Name erased" in news.text) == (200, True)
    since = {"If-Modified-Since": held.headers["Last-Modified"]}
    assert officer.client.get(calendar, headers=since).status_code == 200
    now = officer.get(f"/meetings/{officer.meeting}/sessions")["items"]
    assert [{**row, "released": None} for row in now] == [{**row, "released": None} for row in draft]


def test_the_next_release_from_the_draft_changes_nothing_more(officer: Officer, marked: JSON) -> None:
    erase(officer, marked)

    release = officer.publish()

    assert officer.get(f"/meetings/{officer.meeting}/releases/{release['number']}/changes") == {"items": []}


def test_the_ledger_tells_that_it_happened_and_which_fields_were_written_before(officer: Officer, marked: JSON) -> None:
    erase(officer, marked)

    entries = officer.get("/ledger?limit=200&resource=participant")["items"]
    about = [entry for entry in entries if entry["id"] == marked["id"]]
    assert [(entry["action"], entry["by"]) for entry in about] == [
        ("create", "test administrator"),
        ("change", "test administrator"),
        ("erase", "test administrator"),
    ]
    assert about[1]["fields"] == {"needs": {"before": None, "after": None}}
    numbers = [entry["number"] for entry in officer.get("/ledger?limit=200")["items"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_erroneous_draft_does_not_stand_in_its_way(officer: Officer, marked: JSON) -> None:
    officer.session("In the same room", kind="briefing")

    assert erase(officer, marked).status_code == 200


def test_only_an_administrator_of_everything_may_and_only_once(
    officer: Officer, marked: JSON, database_url: str
) -> None:
    publisher = Officer(officer.client, make_key(database_url, Right.PUBLISHER))
    of_one_meeting = Officer(officer.client, make_key(database_url, Right.ADMINISTRATOR, 1))

    assert erase(publisher, marked).status_code == 403
    assert erase(of_one_meeting, marked).status_code == 403
    assert officer.ask("POST", f"/participants/{marked['id']}/erase").status_code == 428
    assert erase(officer, marked, 99).status_code == 412
    version = erase(officer, marked).json()["version"]
    again = erase(officer, marked, version)
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")


def test_somebody_whom_no_release_names_is_erased_without_a_new_release(officer: Officer, marked: JSON) -> None:
    number = officer.get(f"/meetings/{officer.meeting}/releases/latest")["number"]

    erase(officer, officer.person("Never released"))

    assert officer.get(f"/meetings/{officer.meeting}/releases/latest")["number"] == number


def test_a_person_gets_all_that_is_held(officer: Officer, marked: JSON) -> None:
    held = officer.get(f"/participants/{marked['id']}/export")

    assert held["person"] == marked
    assert [(one["meeting"], one["answered"], len(one["windows"])) for one in held["availability"]] == [
        (officer.meeting, True, 1)
    ]
    assert [(one["meeting"], one["session"]["en"], one["seat"]["role"]) for one in held["seats"]] == [
        (officer.meeting, "Named", "speaker")
    ]
    assert [(one["sequence"], one["named"]["name"]) for one in held["released"]] == [(0, MARKS["name"])] * 2
    assert [entry["resource"] for entry in held["ledger"]] == ["participant", "participant", "availability"]


def test_an_export_is_for_editors_and_a_key_of_one_meeting_gets_that_meetings_part(
    officer: Officer, marked: JSON, database_url: str
) -> None:
    path = f"/participants/{marked['id']}/export"
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))
    other = officer.do(
        "POST",
        "/meetings",
        json={
            "titles": {"en": "Other"},
            "venue": "Geneva",
            "zone": "Europe/Zurich",
            "first_day": "2027-05-03",
            "last_day": "2027-05-07",
            "languages": ["en"],
        },
    )
    of_other = Officer(officer.client, make_key(database_url, Right.EDITOR, 2))

    held = of_other.get(path)

    assert viewer.ask("GET", path).status_code == 403
    assert other["slug"] == "other"
    assert (held["availability"], held["seats"], held["released"]) == ([], [], [])
    assert [entry["resource"] for entry in held["ledger"]] == ["participant", "participant"]
