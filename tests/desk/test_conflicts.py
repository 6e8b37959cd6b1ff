"""Conflicts at the desk: where each is solved, a free place, a warning accepted with a reason."""

import httpx
import pytest

from app.access.models import Right
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to, forms_in
from tests.machinery.officer import Officer, at

DESK = "/desk/meetings/working-group"


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor of an open meeting."""
    return sign_in("Mbeki", Right.EDITOR)


def codes(officer: Officer) -> list[str]:
    """What the draft breaks."""
    return [one["code"] for one in officer.get(f"/meetings/{officer.meeting}/conflicts")["items"]]


def test_a_double_booking_is_solved_with_one_button(editor: DeskOfficer, officer: Officer) -> None:
    officer.session("Task forces", theme_id=officer.themes["i"])
    officer.session("Witnesses", theme_id=officer.themes["ii"])
    page = editor.get(f"{DESK}/conflicts")

    assert "1 error" in page.text
    assert "is double booked" in page.text
    moves = [dict(form.fields) for form in forms_in(page) if form.action == f"{DESK}/conflicts/move"]
    assert 1 <= len(moves) <= 3
    assert moves[0]["room_id"] == str(officer.rooms["Boardroom D"]) or moves[0]["starts"] != "2027-03-01T10:00:00+01:00"

    done = editor.send(page, f"{DESK}/conflicts/move")

    assert done.headers["Location"] == f"{DESK}/conflicts?said=moved"
    assert "room-double-booked" not in codes(officer)
    assert "A colleague changed it" in editor.send(page, f"{DESK}/conflicts/move", 409).text


def test_the_first_suggestion_mends_whatever_else_is_wrong_there(editor: DeskOfficer, officer: Officer) -> None:
    person = officer.person()
    for name in ("One", "Two"):
        session = officer.session(name, theme_id=officer.themes["i"])["session"]
        officer.seats(session, {"participant_id": person["id"], "role": "panelist"})
    assert {"room-double-booked", "person-double-booked"} <= set(codes(officer))

    of_room = editor.get(f"{DESK}/conflicts").text.partition("is double booked")[2]
    first = form_to(httpx.Response(200, text=of_room), f"{DESK}/conflicts/move")
    editor.post(first.action, first.fields)

    assert not {"room-double-booked", "person-double-booked"} & set(codes(officer))


def test_each_suggestion_resolves_its_conflict_without_an_error(editor: DeskOfficer, officer: Officer) -> None:
    person = officer.person()
    sessions = [
        officer.session(name, room=room)["session"] for name, room in (("One", "Boardroom A"), ("Two", "Boardroom D"))
    ]
    for session in sessions:
        officer.seats(session, {"participant_id": person["id"], "role": "panelist"})
    page = editor.get(f"{DESK}/conflicts")
    moves = [dict(form.fields) for form in forms_in(page) if form.action == f"{DESK}/conflicts/move"]

    assert moves
    for move in moves:
        placement = {"starts": move["starts"], "ends": move["ends"], "room_id": int(move["room_id"])}
        checked = officer.do("POST", f"/sessions/{move['session_id']}/check", json={"placements": [placement]})[
            "items"
        ][0]
        assert "person-double-booked" in [one["code"] for one in checked["resolved"]]
        assert [one for one in checked["new"] if one["severity"] == "error"] == []


def test_a_warning_is_accepted_with_a_reason_and_opened_again(editor: DeskOfficer, officer: Officer) -> None:
    officer.session("Late", theme_id=officer.themes["i"], **at("19:00-20:00"))
    officer.session("Early", theme_id=officer.themes["ii"], **at("10:00-11:00", day=1))
    page = editor.get(f"{DESK}/conflicts")
    assert "2 warnings" in page.text or "1 warning" in page.text
    before = page.text.count("Accept with a reason")
    accept = next(form for form in forms_in(page) if form.action == f"{DESK}/conflicts/accept")

    empty = editor.post(accept.action, accept.filled({"reason": " "}), 409)
    editor.post(accept.action, accept.filled({"reason": "The bureau agreed."}))

    assert "Fill this in." in empty.text
    accepted = editor.get(f"{DESK}/conflicts")
    assert "Accepted by Mbeki: The bureau agreed." in accepted.text
    assert accepted.text.count("Accept with a reason") == before - 1
    assert "accepted this warning already" in editor.post(accept.action, accept.filled({"reason": "Again."}), 409).text
    editor.send(accepted, f"{DESK}/conflicts/reopen")
    assert editor.get(f"{DESK}/conflicts").text.count("Accept with a reason") == before


def test_places_for_an_unplaced_session_are_sought_when_asked(editor: DeskOfficer, officer: Officer) -> None:
    session = officer.session("Waiting", room=None, starts=None, ends=None)["session"]
    page = editor.get(f"{DESK}/conflicts?session={session['id']}")
    assert "has no time yet" in page.text
    key = page.text.partition("?suggest=")[2].partition("#")[0]

    asked = editor.get(f"{DESK}/conflicts?suggest={key}")
    form = form_to(asked, f"{DESK}/conflicts/move")
    editor.post(form.action, form.fields)

    placed = officer.get(f"/sessions/{session['id']}")
    assert (placed["starts"], placed["ends"]) == ("2027-03-01T10:00:00+01:00", "2027-03-01T13:00:00+01:00")


def test_a_viewer_sees_no_private_warning_and_no_button(officer: Officer, sign_in: SignIn) -> None:
    session = officer.session()["session"]
    for person in officer.panel(session):
        version = officer.get(f"/participants/{person['id']}")["version"]
        officer.do("PATCH", f"/participants/{person['id']}", version, json={"gender": "male"})
    editor, viewer = sign_in("Mbeki", Right.EDITOR), sign_in("Otieno", Right.VIEWER)

    seen, told = viewer.get(f"{DESK}/conflicts").text, editor.get(f"{DESK}/conflicts").text

    assert "gave their gender" in told
    assert "gave their gender" not in seen
    assert [form.action for form in forms_in(viewer.get(f"{DESK}/conflicts")) if form.method == "post"] == [
        "/desk/sign-out"
    ]
