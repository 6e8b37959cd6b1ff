"""Taking people and sessions in: the preview, what is matched, all or nothing, and exports that change nothing."""

import re
from html import unescape

import httpx
import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to
from tests.machinery.officer import MONDAY, Officer, at

PEOPLE = "/desk/meetings/working-group/imports/people"
SESSIONS = "/desk/meetings/working-group/imports/sessions"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor at the desk."""
    return sign_in("Okafor", Right.EDITOR)


def preview(editor: DeskOfficer, address: str, table: str, status: int = 200) -> httpx.Response:
    return editor.send(editor.get(address), address, status, table=table)


def take(editor: DeskOfficer, page: httpx.Response, status: int = 303) -> httpx.Response:
    address = page.request.url.path.removesuffix("/take")
    return editor.send(page, f"{address}/take", status)


def lines(page: httpx.Response) -> list[list[str]]:
    """The rows of the preview: number, state, what, what it says."""
    body = re.findall(r"<tbody>(.*?)</tbody>", page.text, re.S)
    rows = re.findall(r"<tr.*?>(.*?)</tr>", body[0], re.S) if body else []
    return [
        [
            " ".join(unescape(re.sub("<[^>]*>", "", cell.replace("<li", " <li"))).split())
            for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S)
        ]
        for row in rows
    ]


def exported(editor: DeskOfficer, what: str, language: str = "en") -> bytes:
    return editor.get(f"/desk/meetings/working-group/exports/{what}.xlsx?lang={language}").content


def upload(editor: DeskOfficer, address: str, content: bytes) -> httpx.Response:
    fields = dict(form_to(editor.get(address), address.partition("?")[0]).fields)
    return editor.client.post(address, data=fields, files={"file": ("table.xlsx", content)})


def test_people_are_previewed_taken_in_and_then_known(officer: Officer, editor: DeskOfficer) -> None:
    known = officer.person("Adaeze Okafor", email="a.okafor@state.example")
    table = (
        "Nom,Courriel,Pays,Fonction (anglais),Langues,Thèmes,Genre,Colour\n"
        "Adaeze Okafor-Diop,A.OKAFOR@state.example,Kenya,Director,en fr,i,femme,blue\n"
        "Jean Petit,,france,,French,i; ii,,\n"
    )

    page = preview(editor, PEOPLE, table)

    assert lines(page) == [
        [
            "2",
            "changed",
            "Adaeze Okafor-Diop",
            "Name: Adaeze Okafor → Adaeze Okafor-Diop E-mail: a.okafor@state.example → A.OKAFOR@state.example"
            " Function (English): – → Director Languages: – → en fr Expertise: – → i Gender: – → femme",
        ],
        ["3", "new", "Jean Petit", "Delegation france · Languages French · Expertise i; ii"],
    ]
    assert "Not read:" in page.text
    assert len(officer.get("/participants")["items"]) == 1
    editor.follow(take(editor, page))
    people = {person["name"]: person for person in officer.get("/participants")["items"]}
    assert people["Adaeze Okafor-Diop"]["id"] == known["id"]
    assert people["Adaeze Okafor-Diop"]["functions"] == {"en": "Director"}
    assert (people["Jean Petit"]["delegation"], people["Jean Petit"]["languages"]) == ("FRA", ["fr"])
    assert people["Jean Petit"]["theme_ids"] == sorted(officer.themes.values())
    again = preview(editor, PEOPLE, table)
    assert lines(again) == []
    assert "there is nothing to take in" in again.text


def test_problems_stand_beside_their_rows_and_nothing_is_taken_in(officer: Officer, editor: DeskOfficer) -> None:
    table = (
        "Name,Delegation,E-mail,Languages,Expertise\n"
        "Right One,KEN,,,\n"
        ",KEN,nobody,,\n"
        "Wrong Land,Kenia,,tlhIngan,vii\n"
        f"{'x' * 5000},KEN,,,\n"
        "=cmd|' /C calc'!A0,KEN,,,\n"
        "<script>alert(1)</script>,KEN,,,\n"
        "RIGHT ONE,Kenya,,,\n"
    )

    page = preview(editor, PEOPLE, table)

    found = {number: (state, said) for number, state, _, said in lines(page)}
    assert found["3"] == (
        "problem",
        "Name: Fill this in. E-mail: An e-mail address, such as name@office.example.",
    )
    assert found["4"][1] == (
        "Delegation: There is no delegation “Kenia”. Perhaps Kenya (KEN)? Languages: “tlhIngan” is not an official"
        " language. Expertise: The meeting has no theme “vii”; its themes are i, ii."
    )
    assert found["5"][1] == "Name: At most 300 characters."
    assert found["8"] == ("problem", "The same as row 2.")
    assert [found[row][0] for row in ("2", "6", "7")] == ["new"] * 3
    assert "<script>alert" not in page.text
    assert f"{PEOPLE}/take" not in page.text
    assert officer.get("/participants")["items"] == []


def test_a_formula_stays_the_text_it_is(officer: Officer, editor: DeskOfficer) -> None:
    take(editor, preview(editor, PEOPLE, "Name,Delegation\n=1+1,KEN\n<b>bold</b>,KEN\n"))

    assert [person["name"] for person in officer.get("/participants?sort=name")["items"]] == ["<b>bold</b>", "=1+1"]
    page = upload(editor, PEOPLE, exported(editor, "people"))
    assert lines(page) == []
    assert "2 the same" in page.text


def test_sessions_are_previewed_and_taken_in_at_the_venues_time(officer: Officer, editor: DeskOfficer) -> None:
    known = officer.session("Task forces in practice")["session"]
    table = (
        "Title\tKind\tDay\tFrom\tTo\tRoom\tTheme\tItem\tLanguages\n"
        f"Task forces in practice\tround table\t{MONDAY}\t10:00\t12:30\tboardroom d\ti\t2\tE F\n"
        f"Witnesses\tPanel\t2/3/2027\t15h\t16h30\tboardroom-a\tii\t\ten\n"
        "Not placed\tbriefing\t\t\t\t\t\t\tfr\n"
    )

    page = preview(editor, SESSIONS, table)

    assert [line[:3] for line in lines(page)] == [
        ["2", "changed", "Task forces in practice"],
        ["3", "new", "Witnesses"],
        ["4", "new", "Not placed"],
    ]
    take(editor, page)
    sessions = {one["titles"]["en"]: one for one in officer.get(f"/meetings/{officer.meeting}/sessions")["items"]}
    changed, made = sessions["Task forces in practice"], sessions["Witnesses"]
    assert (changed["id"], changed["ends"]) == (known["id"], at("10:00-12:30")["ends"])
    assert changed["room_id"] == officer.rooms["Boardroom D"]
    assert changed["agenda_item_id"] == officer.item["id"]
    assert {"starts": made["starts"], "ends": made["ends"]} == at("15:00-16:30", day=1)
    assert (made["status"], sessions["Not placed"]["starts"]) == ("draft", None)


def test_problems_of_sessions(officer: Officer, editor: DeskOfficer) -> None:
    officer.step(officer.session("Cancelled")["session"], "cancel")
    table = (
        "Title,Kind,Status,Day,From,To,Room,Languages\n"
        "Backwards,panel,,2027-03-01,11:00,10:00,,en\n"
        "Half,panel,,2027-03-01,11:00,,,en\n"
        "Nowhere,panel,,2027-03-01,25:00,26:00,Boardroom Z,en\n"
        "Odd,party,,,,,,en\n"
        "Cancelled,,draft,2027-03-01,10:00,,,\n"
        "Silent,panel,,,,,,\n"
    )

    page = preview(editor, SESSIONS, table)

    assert {number: said for number, _, _, said in lines(page)} == {
        "2": "The end must be after the start.",
        "3": "A day, a start and an end belong together.",
        "4": "Room: The meeting has no room “Boardroom Z”. “25:00” is not a time, such as 10:00.",
        "5": "Kind: “party” is none of opening, plenary, round_table, panel, briefing, side_event,….",
        "6": "A session is cancelled and reinstated by its own step, on its page.",
        "7": "Languages: Fill this in.",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_exported_and_taken_in_again_changes_nothing(
    officer: Officer, editor: DeskOfficer, language: str
) -> None:
    officer.person("Adaeze Okafor", email="a@state.example", gender="female", languages=["fr", "en"], retired=True)
    officer.person("Twin", functions={"zh": "主任", "en": "Head"}, needs="A quiet\nroom", step_free=True)
    officer.person("Twin", theme_ids=[officer.themes["ii"]])
    papers = [{"symbol": "CTOC/1", "title": "A | B", "url": "https://x.example/1"}, {"title": "Alone"}]
    officer.session("Night", documents=papers, descriptions={"fr": "Long\ntexte"}, theme_id=officer.themes["i"])
    officer.session("Night", starts="2027-03-01T22:00:00+01:00", ends="2027-03-02T01:30:00+01:00", organiser="FRA")
    officer.step(officer.session("Off", joining_url="https://join.example/")["session"], "cancel")
    before = officer.get("/ledger?limit=200")["items"][-1]["number"]

    for what, address in (("people", PEOPLE), ("sessions", SESSIONS)):
        for spoken in ("en", "fr"):
            page = upload(editor, f"{address}?lang={spoken}", exported(editor, what, language))
            assert lines(page) == []
            assert re.search(r"3 (the same|identiques)", page.text), page.text

    assert officer.get("/ledger?limit=200")["items"][-1]["number"] == before


def test_all_or_nothing_when_a_row_is_refused_in_the_end(officer: Officer, editor: DeskOfficer) -> None:
    seated = officer.round_table("Seated")
    table = f"uid,Title,Kind,Languages\n,First,panel,en\n{seated['uid']},Seated,break,en\n,Last,panel,en\n"

    page = preview(editor, SESSIONS, table)
    refused = take(editor, page, 409)

    assert lines(refused)[0][:3] == ["3", "problem", "Seated"]
    assert "A break has no seats, and this session has some." in lines(refused)[0][3]
    sessions = officer.get(f"/meetings/{officer.meeting}/sessions")["items"]
    assert [one["titles"]["en"] for one in sessions] == ["Seated"]
    assert (
        officer.get(f"/meetings/{officer.meeting}/conflicts")["ledger"]
        == officer.get("/ledger?limit=200")["items"][-1]["number"]
    )
    assert officer.session("Afterwards", **at("15:00-18:00"))["conflicts"] == []


def test_what_a_colleague_changed_since_the_preview_is_shown_first(officer: Officer, editor: DeskOfficer) -> None:
    person = officer.person("Okafor", functions={"en": "Judge"})
    page = preview(editor, PEOPLE, "Name,Delegation,Function\nOkafor,KEN,Director\n")
    officer.do("PATCH", f"/participants/{person['id']}", 1, json={"functions": {"en": "Prosecutor"}})

    again = take(editor, page, 412)

    assert "Prosecutor → Director" in lines(again)[0][3]
    take(editor, again)
    assert officer.get(f"/participants/{person['id']}")["functions"] == {"en": "Director"}


def test_several_who_match_are_not_guessed(officer: Officer, editor: DeskOfficer) -> None:
    first, second = officer.person("Twin"), officer.person("Twin")

    page = preview(editor, PEOPLE, f"uid,Name,Delegation,E-mail\n,Twin,KEN,\n{second['uid']},Twin,KEN,t@x.example\n")

    assert [line[1] for line in lines(page)] == ["problem", "changed"]
    assert "Several people are like this" in lines(page)[0][3]
    assert first["id"] != second["id"]


def test_a_table_that_cannot_be_read_is_refused_with_what_was_typed(editor: DeskOfficer) -> None:
    nothing = preview(editor, PEOPLE, "", 422)
    unknown = preview(editor, PEOPLE, "Colour,Shape\nred,round\n", 422)
    twice = preview(editor, PEOPLE, "Name,Nom\na,b\n", 422)
    many = preview(editor, PEOPLE, "Name,Delegation\n" + "A,KEN\n" * 10_000, 422)
    large = editor.client.post(PEOPLE, files={"file": ("table.csv", b"x" * 3_000_000)})

    assert "none of these is known: Colour, Shape" in nothing.text + unknown.text
    assert "red,round" in unknown.text
    assert "Two columns are named “Nom”" in unescape(twice.text)
    assert "more than 2000 rows" in many.text
    assert large.status_code == 413


def test_viewers_neither_import_nor_export(officer: Officer, sign_in: SignIn) -> None:
    viewer = sign_in("Mbeki", Right.VIEWER)

    for address in (PEOPLE, SESSIONS, "/desk/meetings/working-group/exports/people.xlsx"):
        viewer.get(address, 403)
    assert "/exports/" not in viewer.get("/desk/meetings/working-group/people").text
