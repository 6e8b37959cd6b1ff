"""Forms at the desk: what was typed stays, errors stand beside their inputs, two officers never overwrite each other."""

import re

import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to
from tests.machinery.officer import Officer

DESK = "/desk/meetings/working-group"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor of an open meeting."""
    return sign_in("Okafor", Right.EDITOR)


def error_at(text: str, name: str) -> str | None:
    """The sentence beside an input."""
    found = re.search(rf'id="{re.escape(name)}-error">([^<]*)<', text)
    return found[1] if found else None


def test_a_room_is_made_changed_and_deleted(editor: DeskOfficer, officer: Officer) -> None:
    made = editor.send(
        editor.get(f"{DESK}/rooms/new"),
        f"{DESK}/rooms/new",
        **{"name": "C3", "capacity": "60", "booths": "2", "remote": "yes", "openings/1/starts": "2027-03-01T09:00"},
        **{"openings/1/ends": "2027-03-01T18:00"},
    )
    room = next(room for room in officer.get(f"/meetings/{officer.meeting}/rooms")["items"] if room["name"] == "C3")

    assert made.headers["Location"] == f"{DESK}/rooms?said=created"
    assert (room["capacity"], room["booths"], room["remote"], room["step_free"]) == (60, 2, True, True)
    assert room["openings"] == [{"starts": "2027-03-01T09:00:00+01:00", "ends": "2027-03-01T18:00:00+01:00"}]

    address = f"{DESK}/rooms/{room['id']}"
    editor.send(editor.get(address), address, **{"name": "C3 bis", "step_free": None, "openings/0/remove": "yes"})

    changed = officer.get(f"/rooms/{room['id']}")
    assert (changed["name"], changed["step_free"], changed["openings"]) == ("C3 bis", False, [])
    page = editor.get(address)
    editor.send(page, f"{address}/delete")
    assert officer.ask("GET", f"/rooms/{room['id']}").status_code == 404


def test_what_is_wrong_stands_beside_its_input_and_what_was_typed_stays(editor: DeskOfficer) -> None:
    page = editor.get(f"{DESK}/rooms/new")

    answer = editor.send(
        page,
        f"{DESK}/rooms/new",
        422,
        **{
            "name": "",
            "capacity": "many",
            "booths": "900",
            "slug": "Not a slug",
            "openings/0/starts": "2027-03-01T10:00",
        },
        **{"openings/0/ends": "2027-03-01T09:00"},
    )

    assert error_at(answer.text, "name") == "Fill this in."
    assert error_at(answer.text, "capacity") == "A whole number."
    assert error_at(answer.text, "booths") == "100 or less."
    assert error_at(answer.text, "slug") == "Small letters, digits and hyphens only."
    assert "The end must be after the start." in answer.text
    assert '<div class="summary" role="alert" tabindex="-1" autofocus>' in answer.text
    typed = dict(form_to(answer, f"{DESK}/rooms/new").fields)
    assert (typed["capacity"], typed["slug"], typed["openings/0/ends"]) == ("many", "Not a slug", "2027-03-01T09:00")


def test_sentences_about_fields_are_in_the_officers_language(editor: DeskOfficer) -> None:
    editor.send(editor.get("/desk/me"), "/desk/me/language", language="fr")

    answer = editor.send(editor.get(f"{DESK}/rooms/new"), f"{DESK}/rooms/new", 422, name="", booths="x")

    assert error_at(answer.text, "name") == "À remplir."
    assert error_at(answer.text, "booths") == "Un nombre entier."


def test_a_refused_form_leaves_nothing_behind(editor: DeskOfficer, officer: Officer) -> None:
    before = officer.get("/ledger?limit=200")["items"]
    item = {"titles/en": "Another", "number": "2"}

    answer = editor.send(editor.get(f"{DESK}/agenda-items/new"), f"{DESK}/agenda-items/new", 422, **item)

    assert error_at(answer.text, "number") == "Another item of this meeting has it."
    assert officer.get("/ledger?limit=200")["items"] == before
    assert len(officer.get(f"/meetings/{officer.meeting}/agenda-items")["items"]) == 1


def test_two_officers_on_one_session_both_see_both_versions(
    editor: DeskOfficer, officer: Officer, sign_in: SignIn
) -> None:
    colleague = sign_in("Mbeki", Right.EDITOR)
    session = officer.session("Task forces", expected_attendance=100)["session"]
    address = f"{DESK}/sessions/{session['id']}"
    mine, theirs = editor.get(address), colleague.get(address)
    colleague.send(theirs, address, **{"titles/en": "Joint task forces", "expected_attendance": "150"})

    refused = editor.send(
        mine,
        address,
        412,
        **{"titles/en": "Task forces in practice", "titles/es": "Equipos", "discussion_minutes": "30"},
    )

    assert "A colleague was first" in refused.text
    assert "Joint task forces" in refused.text
    assert "Task forces in practice" in refused.text
    chosen = dict(form_to(refused, address).fields)
    assert (chosen["take:titles/en"], chosen["take:expected_attendance"]) == ("mine", "theirs")
    assert (chosen["take:titles/es"], chosen["take:discussion_minutes"]) == ("mine", "mine")
    assert "take:room_id" not in chosen
    assert officer.get(f"/sessions/{session['id']}")["titles"]["en"] == "Joint task forces"

    editor.send(refused, address, **{"take:titles/en": "theirs"})

    saved = officer.get(f"/sessions/{session['id']}")
    assert (saved["titles"]["en"], saved["titles"]["es"]) == ("Joint task forces", "Equipos")
    assert (saved["expected_attendance"], saved["discussion_minutes"]) == (150, 30)


def test_a_second_refusal_in_a_row_shows_the_newest_version(
    editor: DeskOfficer, officer: Officer, sign_in: SignIn
) -> None:
    colleague = sign_in("Mbeki", Right.EDITOR)
    session = officer.session("First")["session"]
    address = f"{DESK}/sessions/{session['id']}"
    mine = editor.get(address)
    colleague.send(colleague.get(address), address, **{"titles/en": "Second"})
    refused = editor.send(mine, address, 412, **{"titles/en": "Mine"})
    colleague.send(colleague.get(address), address, **{"titles/en": "Third"})

    again = editor.send(refused, address, 412, **{"take:titles/en": "mine"})

    assert "Third" in again.text
    editor.send(again, address, **{"take:titles/en": "mine"})
    assert officer.get(f"/sessions/{session['id']}")["titles"]["en"] == "Mine"


def test_a_markup_in_a_name_stays_text(editor: DeskOfficer, officer: Officer) -> None:
    officer.session("<script>alert(1)</script>", room=None)

    page = editor.get(f"{DESK}/sessions")

    assert "<script>alert(1)" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_agenda_items_change_places_with_their_parts(editor: DeskOfficer, officer: Officer) -> None:
    where = f"/meetings/{officer.meeting}/agenda-items"
    second = officer.item
    officer.do("POST", where, json={"number": "2 (a)", "titles": {"en": "Part"}, "parent_id": second["id"]})
    third = officer.do("POST", where, json={"number": "3", "titles": {"en": "Third"}})

    editor.send(editor.get(f"{DESK}/agenda-items"), f"{DESK}/agenda-items/{third['id']}/up")

    numbers = {item["titles"]["en"]: item["number"] for item in officer.get(where)["items"]}
    assert numbers == {"Item": "3", "Part": "3 (a)", "Third": "2"}
    said = [entry["fields"] for entry in officer.get("/ledger?resource=agenda_item&limit=200")["items"]][-3:]
    assert {"number": {"before": "3", "after": "2"}} in said


def test_an_agenda_item_passes_several_in_one_step(editor: DeskOfficer, officer: Officer) -> None:
    where = f"/meetings/{officer.meeting}/agenda-items"
    for number, title in (("3", "Third"), ("4", "Fourth"), ("5", "Fifth")):
        last = officer.do("POST", where, json={"number": number, "titles": {"en": title}})

    moved = editor.send(editor.get(f"{DESK}/agenda-items"), f"{DESK}/agenda-items/{last['id']}/up", steps="2")

    assert moved.headers["Location"] == f"{DESK}/agenda-items?said=moved#move-{last['id']}-up"
    numbers = {item["titles"]["en"]: item["number"] for item in officer.get(where)["items"]}
    assert numbers == {"Item": "2", "Fifth": "3", "Third": "4", "Fourth": "5"}


def test_a_meeting_is_made_and_its_first_language_is_kept(sign_in: SignIn, officer: Officer) -> None:
    administrator = sign_in("Ndiaye", Right.ADMINISTRATOR)
    page = administrator.get("/desk/new-meeting")

    made = administrator.send(
        page,
        "/desk/new-meeting",
        **{"titles/en": "Fifteenth session", "venue": "Vienna", "zone": "Europe/Vienna", "first_day": "2028-03-06"},
        **{"last_day": "2028-03-10", "languages": ["en", "fr", "es"], "languages/first": "fr"},
    )

    assert made.headers["Location"] == "/desk/meetings/fifteenth-session/rooms?said=created"
    assert officer.get("/meetings/fifteenth-session")["languages"] == ["fr", "en", "es"]
    details = "/desk/meetings/fifteenth-session/details"
    wrong = administrator.send(administrator.get(details), details, 422, last_day="2028-03-01", zone="Mars/Olympus")
    assert error_at(wrong.text, "zone") == "A time zone, such as Europe/Vienna."
    administrator.send(administrator.get(details), details, interpretation_teams="3", notice_days="")
    assert officer.get("/meetings/fifteenth-session")["interpretation_teams"] == 3


def test_mandates_and_delegations_are_kept_by_administrators(sign_in: SignIn, officer: Officer) -> None:
    administrator = sign_in("Ndiaye", Right.ADMINISTRATOR)
    mandate = officer.get("/mandates")["items"][0]
    address = f"/desk/mandates/{mandate['id']}"

    administrator.send(
        administrator.get(address), address, **{"themes/2/numeral": "iii", "themes/2/titles/en/text": "Tools"}
    )
    administrator.send(
        administrator.get("/desk/delegations/new"),
        "/desk/delegations/new",
        **{"code": "UNICRI", "kind": "organisation", "names/en": "Institute"},
    )

    themes = officer.get(f"/mandates/{mandate['id']}")["themes"]
    assert [theme["numeral"] for theme in themes] == ["i", "ii", "iii"]
    assert [theme["id"] for theme in themes[:2]] == [theme["id"] for theme in mandate["themes"]]
    assert officer.get("/delegations/UNICRI")["kind"] == "organisation"
    used = administrator.send(administrator.get("/desk/delegations/KEN"), "/desk/delegations/KEN", 422, code="KEX")
    assert "A code never changes." in used.text
