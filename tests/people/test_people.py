"""Delegations, participants and their availability through the API."""

from typing import Any

from app.access.models import Right
from tests.machinery.officer import Officer, at, make_key

PRIVATE: dict[str, Any] = {
    "email": "a@example.org",
    "gender": "female",
    "needs": "a seat near the door",
    "step_free": True,
}


def test_a_viewer_sees_no_private_field(officer: Officer, database_url: str) -> None:
    person = officer.person(**PRIVATE)
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))

    seen = viewer.get(f"/participants/{person['id']}")
    listed = viewer.get("/participants")["items"][0]
    availability = viewer.ask("GET", f"/participants/{person['id']}/availability?meeting=working-group")
    entries = viewer.get("/ledger?limit=200")["items"]

    assert person | PRIVATE == person
    assert not PRIVATE.keys() & seen.keys()
    assert listed == seen
    assert (availability.status_code, availability.json()["code"]) == (403, "forbidden")
    assert all(entry["fields"] is None for entry in entries)


def test_participants_are_found_by_delegation_expertise_language_and_name(officer: Officer) -> None:
    kenyan = officer.person("A. Okafor", "KEN", languages=["en", "fr"], theme_ids=[officer.themes["i"]])
    french = officer.person("B. Martin", "FRA", languages=["fr"])
    wild = officer.person("100 % sure_", "FRA", languages=["ru"])

    def found(query: str) -> list[int]:
        return [person["id"] for person in officer.get(f"/participants?{query}")["items"]]

    assert found("delegation=KEN") == [kenyan["id"]]
    assert found(f"theme_id={officer.themes['i']}") == [kenyan["id"]]
    assert found("language=fr") == [kenyan["id"], french["id"]]
    assert found("q=okAF") == [kenyan["id"]]
    assert found("q=%25") == [wild["id"]]
    assert found("sort=-name") == [french["id"], kenyan["id"], wild["id"]]


def test_availability_is_not_answered_then_without_limits_then_windows_then_taken_back(officer: Officer) -> None:
    person = officer.person()
    address = f"/participants/{person['id']}/availability?meeting=working-group"
    window = {"kind": "unavailable", **at("10:00-13:00")}

    first = officer.ask("GET", address)
    assert (first.json(), first.headers["ETag"]) == ({"answered": False, "windows": [], "version": 0}, '"0"')
    assert officer.do("PUT", address, 0, json=[]) == {"answered": True, "windows": [], "version": 1}
    assert officer.do("PUT", address, 1, json=[window])["windows"] == [window]
    assert officer.ask("PUT", address, 1, json=[]).status_code == 412
    assert officer.ask("PUT", address, json=[]).status_code == 428
    assert officer.do("DELETE", address, 2) == {"answered": False, "windows": [], "version": 3}


def test_an_unavailable_person_is_told_by_name_to_editors_and_not_to_viewers(
    officer: Officer, database_url: str
) -> None:
    session = officer.session()["session"]
    person, *_ = officer.panel(session)
    address = f"/participants/{person['id']}/availability?meeting=working-group"
    officer.do("PUT", address, 0, json=[{"kind": "unavailable", **at("12:00-14:00")}])
    viewer = Officer(officer.client, make_key(database_url, Right.VIEWER))

    told, untold = (
        next(
            one for one in who.get("/meetings/working-group/conflicts")["items"] if one["code"] == "person-unavailable"
        )
        for who in (officer, viewer)
    )

    assert told["participant_ids"] == [person["id"]]
    assert person["name"] in told["message"]
    assert untold["participant_ids"] == []
    assert person["name"] not in untold["message"]


def test_a_delegation_is_known_by_its_code_for_good(officer: Officer) -> None:
    made = officer.ask(
        "POST", "/delegations", json={"code": "UNICRI", "kind": "organisation", "names": {"en": "Institute"}}
    )
    again = officer.ask(
        "POST", "/delegations", json={"code": "UNICRI", "kind": "organisation", "names": {"en": "Other"}}
    )
    renamed = officer.ask("PATCH", "/delegations/UNICRI", 1, json={"code": "OTHER"})
    officer.person(delegation="UNICRI")
    deleted = officer.ask("DELETE", "/delegations/UNICRI", 1)
    codes = [delegation["code"] for delegation in officer.get("/delegations")["items"]]

    assert (made.status_code, made.headers["Location"]) == (201, "/api/v1/delegations/UNICRI")
    assert [answer.status_code for answer in (again, renamed, deleted)] == [422, 422, 409]
    assert codes == sorted(codes)


def test_a_person_belongs_to_a_delegation_that_exists(officer: Officer) -> None:
    answer = officer.ask("POST", "/participants", json={"name": "A", "delegation": "XXX"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/delegation"
