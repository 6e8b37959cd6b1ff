"""Making one person of two entries: seats, answers, fields, and the old public address."""

import httpx
import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, forms_in
from tests.machinery.officer import JSON, Officer, at

MERGING = "/desk/meetings/working-group/merging"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor at the desk."""
    return sign_in("Okafor", Right.EDITOR)


@pytest.fixture
def twins(officer: Officer) -> tuple[JSON, JSON]:
    """The same person twice; the second was made later and knows more."""
    first = officer.person("Adaeze Okafor", languages=["en"], email="a@state.example")
    theme = [officer.themes["ii"]]
    second = officer.person(
        "OKAFOR Adaeze", languages=["fr"], functions={"en": "Judge"}, theme_ids=theme, needs="Quiet"
    )
    return first, second


def seat(person: JSON, role: str = "panelist", **fields: object) -> JSON:
    return {"participant_id": person["id"], "role": role, **fields}


def merge(editor: DeskOfficer, first: JSON, second: JSON, name: str = "first") -> httpx.Response:
    """The first stays; its name is that of the first or the second, every other field what is proposed."""
    address = f"{MERGING}/{first['id']}/{second['id']}"
    return editor.send(editor.get(address), address, kept="first", **{"take:name": name})


def test_twins_are_suggested_and_compared(officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON]) -> None:
    first, second = twins
    officer.person("Adaeze Okafor", delegation="FRA")

    page = editor.get(MERGING)
    compared = editor.get(f"{MERGING}/{first['id']}/{second['id']}")

    assert f"{MERGING}/{first['id']}/{second['id']}" in page.text
    assert "1 suspicion" in page.text
    form = next(form for form in forms_in(compared) if "merging" in form.action)
    chosen = dict(form.fields)
    assert chosen["kept"] == "first"
    assert {name: value for name, value in chosen.items() if name.startswith("take:")} == {
        "take:name": "first",
        "take:functions": "second",
        "take:languages": "both",
        "take:theme_ids": "second",
        "take:email": "first",
        "take:needs": "second",
    }
    found = editor.get(f"{MERGING}?person={first['id']}&q=okafor")
    assert found.text.count('href="/desk/meetings/working-group/merging/') == 2


def test_the_survivor_has_every_seat_once_and_the_chosen_fields(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON]
) -> None:
    first, second = twins
    both, alone = officer.session("Both")["session"], officer.session("Alone", **at("15:00-18:00"))["session"]
    officer.seats(both, seat(first, invitation="declined"), seat(second, "moderator", invitation="accepted", minutes=9))
    officer.seats(alone, seat(second, "discussant", invitation="invited"))

    editor.follow(merge(editor, first, second, "second"))

    kept, gone = officer.get(f"/participants/{first['id']}"), officer.get(f"/participants/{second['id']}")
    assert (kept["name"], kept["languages"], kept["email"]) == ("OKAFOR Adaeze", ["en", "fr"], "a@state.example")
    assert (kept["functions"], kept["theme_ids"]) == ({"en": "Judge"}, [officer.themes["ii"]])
    assert (kept["needs"], kept["merged_into"]) == ("Quiet", None)
    assert (gone["merged_into"], gone["retired"], gone["needs"]) == (first["id"], True, None)
    panels = [officer.get(f"/sessions/{one['id']}")["assignments"] for one in (both, alone)]
    told = [[(one["participant_id"], one["role"], one["invitation"]) for one in panel] for panel in panels]
    assert told == [[(first["id"], "moderator", "accepted")], [(first["id"], "discussant", "invited")]]
    entries = officer.get("/ledger?limit=200")["items"][-4:]
    assert [(one["resource"], one["action"]) for one in entries] == [
        ("session", "merge"),
        ("session", "merge"),
        ("participant", "merge"),
        ("participant", "merge"),
    ]
    assert entries[-1]["fields"]["merged_into"] == {"before": None, "after": first["id"]}


def test_who_was_merged_takes_no_seat_and_no_change_any_more(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON]
) -> None:
    first, second = twins
    merge(editor, first, second)
    session = officer.session()["session"]

    seated = officer.ask("POST", f"/sessions/{session['id']}/assignments", 1, json=seat(second))
    gone = officer.get(f"/participants/{second['id']}")
    changed = officer.ask("PATCH", f"/participants/{second['id']}", gone["version"], json={"retired": False})
    kept = officer.get(f"/participants/{first['id']}")
    deleted = officer.ask("DELETE", f"/participants/{first['id']}", kept["version"])

    assert (seated.status_code, changed.status_code, deleted.status_code) == (422, 409, 409)
    assert deleted.json()["dependants"] == [{"resource": "participant", "id": second["id"]}]
    editor.get(f"{MERGING}/{first['id']}/{second['id']}", 404)
    editor.get(f"{MERGING}/{first['id']}/{first['id']}", 404)
    assert "Nobody seems to be in the list twice." in editor.get(MERGING).text


def test_an_answer_is_taken_over_where_there_is_none(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON]
) -> None:
    first, second = twins
    windows = [{"kind": "unavailable", **at("10:00-13:00")}]
    address = "/participants/{}/availability?meeting=working-group"
    officer.do("PUT", address.format(second["id"]), 0, json=windows)

    merge(editor, first, second)

    answers = [officer.get(address.format(one["id"])) for one in twins]
    assert [(one["answered"], one["windows"]) for one in answers] == [(True, windows), (False, [])]


def test_the_old_address_answers_with_the_survivors_page_and_feed(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON], server: httpx.Client
) -> None:
    first, second = twins
    third = officer.person("A. Okafor")
    for number, person in enumerate((first, second, third)):
        session = officer.session(f"Round {number}", kind="briefing", status="confirmed", **at("10:00-11:00", number))
        officer.seats(session["session"], seat(person, "speaker", invitation="accepted"))
    officer.publish()
    addresses = [f"/meetings/working-group/participants/{one['uid']}" for one in (first, second, third)]
    before = [server.get(f"{address}.ics").text.count("SUMMARY:") for address in addresses]

    merge(editor, second, third)
    officer.publish()
    merge(editor, first, second)
    officer.publish()

    feeds = [server.get(f"{address}.ics") for address in addresses]
    assert before == [1, 1, 1]
    assert [feed.text.count("SUMMARY:") for feed in feeds] == [3, 3, 3]
    assert [feed.text.split("SOURCE;")[0].split("X-WR-CALNAME:")[1][:13] for feed in feeds] == ["Adaeze Okafor"] * 3
    for address in addresses:
        page = server.get(address)
        assert (page.status_code, page.text.count("<article")) == (200, 3)
        assert [one["panel"][0]["uid"] for one in server.get(f"{address}.json").json()["items"]] == [first["uid"]] * 3
    filtered = server.get(f"/meetings/working-group?participant={third['uid']}")
    assert filtered.text.count("<article") == 3
    again = officer.do("POST", "/meetings/working-group/releases/1/republish", json={"note": None})
    assert again["number"] == 4
    assert [server.get(f"{address}.ics").text.count("SUMMARY:") for address in addresses] == [3, 3, 3]


def test_erasing_the_survivor_erases_what_was_merged(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON], server: httpx.Client
) -> None:
    first, second = twins
    session = officer.session(kind="briefing", status="confirmed")["session"]
    officer.seats(session, seat(second, "speaker", invitation="accepted"))
    officer.publish()
    merge(editor, first, second)
    officer.publish()

    held = officer.get(f"/participants/{first['id']}/export")
    officer.do("POST", f"/participants/{first['id']}/erase", officer.get(f"/participants/{first['id']}")["version"])

    assert {one["named"]["name"] for one in held["released"]} == {"Adaeze Okafor", "OKAFOR Adaeze"}
    public = [f"/meetings/working-group{rest}" for rest in ("", ".ics", ".json", "/releases/1", "/releases/2")]
    told = [server.get(path).text for path in public] + [str(officer.get("/ledger?limit=200"))]
    assert [("kafor" in text or "KAFOR" in text) for text in told] == [False] * 5 + [True]
    assert "OKAFOR Adaeze" not in told[-1]
    assert officer.get(f"/participants/{second['id']}")["name"] == "Name erased"


def test_rights_of_one_meeting_do_not_reach_the_seats_of_another(
    officer: Officer, twins: tuple[JSON, JSON], sign_in: SignIn
) -> None:
    first, second = twins
    session = officer.session()["session"]
    officer.seats(session, seat(second))
    other = Officer(officer.client, officer.key, "other")
    other.open_meeting_in_seeded()
    editor = sign_in("Mbeki", None, {2: Right.EDITOR})
    address = f"/desk/meetings/other/merging/{first['id']}/{second['id']}"

    refused = editor.send(editor.get(address), address, 403, kept="first")

    assert refused.status_code == 403
    assert officer.get(f"/participants/{second['id']}")["merged_into"] is None
    sign_in("Ndiaye", Right.VIEWER).get(MERGING, 403)


def test_a_colleague_who_was_first_is_not_overwritten(
    officer: Officer, editor: DeskOfficer, twins: tuple[JSON, JSON]
) -> None:
    first, second = twins
    address = f"{MERGING}/{first['id']}/{second['id']}"
    page = editor.get(address)
    officer.do("PATCH", f"/participants/{second['id']}", 1, json={"needs": "Loud"})

    refused = editor.send(page, address, 409)

    assert "A colleague changed it in the meantime" in refused.text
    assert officer.get(f"/participants/{second['id']}")["merged_into"] is None
