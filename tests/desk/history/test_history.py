"""Who changed what, when, from what to what: in words, searched, paged, as CSV; and nobody changes it."""

import csv
import io
import re
from html import unescape

import httpx
import pytest

from app.access.models import Right
from app.desk.history.search import PART
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer
from tests.machinery.officer import Officer, at

HISTORY = "/desk/meetings/working-group/history"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor at the desk."""
    return sign_in("Okafor", Right.EDITOR)


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())


def entries(page: httpx.Response) -> list[tuple[str, list[str]]]:
    """Each entry: its sentence, and what changed."""
    found = []
    for entry in re.findall(r'<li id="entry-\d+">(.*?)</div></li>', page.text, re.S):
        sentence = re.search(r"<p>(.*?) <span", entry, re.S)
        assert sentence
        changes = re.findall(r"<li>(.*?)</li>", entry, re.S)
        found.append((text_of(sentence[1]), [text_of(change) for change in changes]))
    return found


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_each_entry_says_who_did_what_from_what_to_what(officer: Officer, editor: DeskOfficer) -> None:
    person = officer.person("Adaeze Okafor")
    session = officer.session("Task forces", theme_id=officer.themes["i"])["session"]
    officer.seats(session, {"participant_id": person["id"], "role": "panelist"})
    officer.change(
        session,
        room_id=officer.rooms["Boardroom D"],
        titles={"en": "Task forces", "fr": "Équipes"},
        **at("15:00-18:00"),
    )
    officer.seats(
        session, {"participant_id": person["id"], "role": "moderator", "invitation": "accepted", "minutes": 5}
    )
    officer.step(session, "cancel")

    told = entries(editor.get(HISTORY))

    assert told[:4] == [
        ("test administrator cancelled the session “Task forces”", ["Status: Tentative → Cancelled"]),
        (
            "test administrator changed the panel: the session “Task forces”",
            ["Adaeze Okafor: Panelist, To invite → Moderator, Accepted, 5 min"],
        ),
        (
            "test administrator changed the session “Task forces”",
            [
                "To: 2027-03-01 13:00 → 2027-03-01 18:00",
                "Room: Boardroom A → Boardroom D",
                "From: 2027-03-01 10:00 → 2027-03-01 15:00",
                "Title (fr): – → Équipes",
            ],
        ),
        ("test administrator changed the panel: the session “Task forces”", ["Adaeze Okafor: – → Panelist, To invite"]),
    ]
    made = dict(told)["test administrator made the session “Task forces”"]
    assert {"Kind: – → Round table", "Theme: – → i", "Languages: – → en, fr", "Room: – → Boardroom A"} <= set(made)
    assert f'href="/desk/meetings/working-group/sessions/{session["id"]}"' in editor.get(HISTORY).text
    assert "test administrator a annulé" in editor.get(f"{HISTORY}?lang=fr").text


def test_it_is_searched_by_person_thing_day_and_words(officer: Officer, editor: DeskOfficer) -> None:
    session = officer.session("Équipes spéciales")["session"]
    officer.change(session, expected_attendance=40077)
    form = editor.get(f"/desk/meetings/working-group/sessions/{session['id']}")
    editor.send(form, f"/desk/meetings/working-group/sessions/{session['id']}", expected_attendance="40088")
    today = officer.get("/ledger?limit=1")["items"][0]["at"][:10]

    def sentences(query: str) -> list[str]:
        return [sentence for sentence, _ in entries(editor.get(f"{HISTORY}?{query}"))]

    theirs = ["Okafor changed the session “Équipes spéciales”"]
    assert sentences("by=Okafor") == theirs
    assert sentences("q=40088") == theirs
    assert len(sentences("q=équipes")) == len(sentences("q=ÉQUIPES+SPÉCIALES")) == 3
    assert [one for one in sentences("resource=room") if "the room" not in one] == []
    assert sentences(f"resource=session&subject={session['id']}&q=40077&by=Okafor") == theirs
    assert len(sentences(f"day={today}")) == len(sentences(""))
    assert sentences("day=2020-01-01") == []
    assert sentences("q=nothing+says+this") == []
    editor.get(f"{HISTORY}?day=yesterday", 422)


def test_it_comes_in_parts(officer: Officer, editor: DeskOfficer) -> None:
    room = officer.rooms["Boardroom A"]
    for number in range(PART + 3):
        officer.do("PATCH", f"/rooms/{room}", number + 1, json={"capacity": 100 + number})

    first = editor.get(f"{HISTORY}?resource=room&q=capacity")
    link = re.search(r'href="([^"]*before=\d+[^"]*)"', first.text)
    assert link
    second = editor.get(unescape(link[1]))

    assert len(entries(first)) == PART
    assert entries(first)[0][1] == [f"Places: {100 + PART + 1} → {100 + PART + 2}"]
    assert len(entries(second)) == 3 + 2
    assert "The newest" in second.text


def test_viewers_are_told_who_and_when_but_not_what(officer: Officer, sign_in: SignIn) -> None:
    session = officer.session("Task forces", joining_url="https://join.example/secret")["session"]
    person = officer.person("Okafor", email="secret@state.example")
    officer.do("DELETE", f"/participants/{person['id']}", person["version"])
    viewer = sign_in("Mbeki", Right.VIEWER)

    page, whole = viewer.get(HISTORY), viewer.get("/desk/history")

    assert ("test administrator made the session “Task forces”", []) in entries(page)
    assert "secret" not in page.text + whole.text
    assert f"test administrator deleted the person “{person['id']}”" in [told for told, _ in entries(whole)]
    assert entries(viewer.get(f"{HISTORY}?q=secret")) == entries(viewer.get("/desk/history?q=state.example")) == []
    assert entries(viewer.get(f"{HISTORY}?q=task")) == [("test administrator made the session “Task forces”", [])]
    viewer.get(f"{HISTORY}.csv", 403)
    assert session["joining_url"]


def test_all_meetings_are_for_who_has_a_role_in_all(officer: Officer, sign_in: SignIn) -> None:
    person = officer.person("Adaeze Okafor", needs="Quiet")
    whole, local = sign_in("Ndiaye", Right.EDITOR), sign_in("Mbeki", None, {1: Right.EDITOR})

    told = dict(entries(whole.get("/desk/history")))

    assert "Other needs: – → Quiet" in told["test administrator made the person “Adaeze Okafor”"]
    assert f"/people/{person['id']}" in whole.get("/desk/history").text
    local.get("/desk/history", 403)
    local.get("/desk/history.csv", 403)
    assert "Adaeze" not in local.get(HISTORY).text


def test_the_csv_has_every_field_and_no_formula(officer: Officer, editor: DeskOfficer) -> None:
    officer.room("=HYPERLINK(1)")
    officer.publish("A note")

    answer = editor.get(f"{HISTORY}.csv")

    told = rows(answer)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="history-working-group.csv"' in answer.headers["Content-Disposition"]
    named = next(row for row in told if row["resource"] == "room" and row["after"].endswith("HYPERLINK(1)"))
    assert (named["field"], named["before"], named["after"]) == ("name", "", "'=HYPERLINK(1)")
    note = next(row for row in told if row["resource"] == "release")
    assert (note["action"], note["field"], note["after"]) == ("publish", "note", "A note")
    numbers = [int(row["number"]) for row in told]
    assert numbers == sorted(numbers, reverse=True)
    assert {row["resource"] for row in rows(editor.get(f"{HISTORY}.csv?resource=room"))} == {"room"}


def test_nothing_of_it_can_be_changed(officer: Officer, editor: DeskOfficer) -> None:
    before = officer.get("/ledger?limit=200")["items"]

    statuses = {
        editor.client.request(method, f"{address}{rest}").status_code
        for method in ("POST", "PUT", "PATCH", "DELETE")
        for address in (HISTORY, "/desk/history", "/api/v1/ledger")
        for rest in ("", "/1")
    }

    assert statuses <= {404, 405}
    assert officer.get("/ledger?limit=200")["items"] == before
