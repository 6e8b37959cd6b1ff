"""The board over HTTP: what it shows, what it judges, what it saves, for whom."""

import re

import pytest

from app.access.models import Right
from tests.desk.board.asking import BOARD, STEPS, ask, card_of, cell_of, number_of, to
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to
from tests.machinery.officer import Officer, at


@pytest.fixture
def okafor(sign_in: SignIn, officer: Officer) -> DeskOfficer:
    """An editor at the board."""
    return sign_in("Okafor", Right.EDITOR)


def place(hours: str, room: int | None, day: int = 0) -> str:
    span = at(hours, day)
    return to(span["starts"], span["ends"], room)


def test_each_session_stands_in_the_cell_of_its_slot_and_room_with_what_it_breaks(
    officer: Officer, okafor: DeskOfficer
) -> None:
    rooms = officer.rooms
    first = officer.session("Task forces", **at("10:00-11:30"))["session"]["id"]
    second = officer.session("Joint teams", **at("11:30-13:00"))["session"]["id"]
    clash = officer.session("Early signs", room="Boardroom D", **at("15:00-16:30"))["session"]["id"]
    partner = officer.session("Shared <data>", room="Boardroom D", **at("16:00-18:00"))["session"]["id"]
    waiting = officer.session("Waiting", room=None, starts=None, ends=None)["session"]["id"]
    early = officer.session("Bureau", kind="bureau", **at("09:00-09:30"))["session"]["id"]

    page = okafor.get(BOARD)

    morning = f"2027-03-01-1000-{rooms['Boardroom A']}"
    assert [cell_of(page, one) for one in (first, second)] == [morning, morning]
    assert cell_of(page, clash) == f"2027-03-01-1500-{rooms['Boardroom D']}"
    assert cell_of(page, waiting) == "tray"
    assert cell_of(page, early) == f"2027-03-01-0900x-{rooms['Boardroom A']}"
    assert '10:00<span class="e">–11:30</span>' in card_of(page, first)
    assert "same room and time as “Shared &lt;data&gt;” (Boardroom D, 16:00)" in card_of(page, clash)
    assert "same room and time as “Early signs” (Boardroom D, 15:00)" in card_of(page, partner)
    assert 'class="card err tentative"' in card_of(page, clash)
    assert "1 error" in page.text
    assert "1 not placed" in page.text
    assert page.headers["Content-Encoding"] == "gzip"


def test_a_viewer_sees_the_board_but_nothing_to_carry_and_nobody_on_account_of_private_fields(
    officer: Officer, sign_in: SignIn
) -> None:
    session = officer.session("Task forces")["session"]
    person = officer.panel(session)[0]
    window = [{"kind": "unavailable", **at("09:00-12:00")}]
    path = f"/participants/{person['id']}/availability?meeting={officer.meeting}"
    officer.do("PUT", path, 0, json=window, headers={"If-Match": officer.ask("GET", path).headers["ETag"]})
    viewer, editor = sign_in("Mbeki", Right.VIEWER), sign_in("Okafor", Right.EDITOR)

    seen, edited = (card_of(one.get(BOARD), session["id"]) for one in (viewer, editor))

    assert "somebody cannot attend then" in seen
    assert f"{person['name']} cannot attend then" in edited
    assert 'class="grip"' in edited
    assert 'class="grip"' not in seen
    assert viewer.client.get(f"{BOARD}/places?session={session['id']}").status_code == 403
    ask(viewer, f"{BOARD}/move", 403, session=session["id"], version=session["version"], to="tray")
    ask(viewer, STEPS, 403, way="undo")


def test_filters_leave_every_card_in_its_place_and_pale_those_not_asked_for(
    officer: Officer, okafor: DeskOfficer
) -> None:
    themed = officer.session("Themed", theme_id=officer.themes["i"])["session"]["id"]
    other = officer.session("Other", room="Boardroom D")["session"]["id"]
    room, person = officer.rooms["Boardroom D"], officer.panel(officer.get(f"/sessions/{themed}"))[0]["id"]

    def off(query: str) -> list[bool]:
        page = okafor.get(f"{BOARD}?{query}")
        return [" off" in card_of(page, one).split(">")[0] for one in (themed, other)]

    assert off("") == [False, False]
    assert off("theme=i") == [False, True]
    assert off(f"person={person}") == [False, True]
    assert off(f"room={room}") == [True, False]
    assert off("conflict=error") == [True, True]
    assert off("theme=&person=&room=&conflict=&density=dense") == [False, False]


def test_while_a_session_is_held_every_cell_says_what_it_would_break(officer: Officer, okafor: DeskOfficer) -> None:
    rooms = officer.rooms
    held = officer.session("Held", **at("10:00-11:30"))["session"]
    busy = officer.session("Busy", room="Boardroom D", **at("10:00-11:30"))["session"]
    person = officer.panel(held)[0]
    officer.seats(busy, {"participant_id": person["id"], "role": "speaker"})

    judged = ask(okafor, f"{BOARD}/places?session={held['id']}")

    cells, reasons = judged["cells"], judged["reasons"]
    here = cells[f"2027-03-01-1000-{rooms['Boardroom A']}"]
    beside = cells[f"2027-03-01-1000-{rooms['Boardroom D']}"]
    tuesday = cells[f"2027-03-02-1000-{rooms['Boardroom D']}"]
    assert here["here"]
    assert here["why"] == []
    assert beside["hours"] == "11:30–13:00"
    assert beside["errors"] == 0
    assert (tuesday["hours"], tuesday["errors"], tuesday["taken"], tuesday["mended"]) == ("10:00–11:30", 0, [], 2)
    assert len(cells) == 5 * 2 * 2
    assert reasons == sorted(reasons, key=lambda reason: reason[0])

    officer.change(busy, **at("10:00-13:00"))
    moved = ask(okafor, f"{BOARD}/places?session={held['id']}")
    taken = moved["cells"][f"2027-03-01-1000-{rooms['Boardroom D']}"]
    words = [moved["reasons"][number] for number in taken["why"]]
    assert ["error", "same room and time as “Busy” (Boardroom D, 10:00)"] in words
    assert taken["taken"] == [busy["id"]]
    assert (taken["hours"], taken["errors"]) == ("10:00–11:30", 1)


def test_what_has_no_length_yet_fills_the_slot_or_takes_the_length_asked_for(
    officer: Officer, okafor: DeskOfficer
) -> None:
    waiting = officer.session("Waiting", room=None, starts=None, ends=None)["session"]["id"]
    cell = f"2027-03-01-1500-{officer.rooms['Boardroom A']}"

    assert ask(okafor, f"{BOARD}/places?session={waiting}")["cells"][cell]["hours"] == "15:00–18:00"
    assert ask(okafor, f"{BOARD}/places?session={waiting}&minutes=45")["cells"][cell]["hours"] == "15:00–15:45"


def test_a_move_is_saved_and_answered_with_the_cells_that_changed(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces", **at("10:00-11:30"))["session"]
    since = number_of(okafor.get(BOARD))
    there = place("15:00-16:30", officer.rooms["Boardroom D"], day=1)

    answer = ask(okafor, f"{BOARD}/move", session=session["id"], version=session["version"], to=there, since=since)

    stored = officer.get(f"/sessions/{session['id']}")
    cells = {f"2027-03-01-1000-{officer.rooms['Boardroom A']}", f"2027-03-02-1500-{officer.rooms['Boardroom D']}"}
    assert answer["cells"].keys() == cells
    assert answer["number"] == since + 1
    assert answer["said"] == "“Task forces” moved to Tue 2 15:00–16:30, Boardroom D"
    assert (answer["undo"], answer["redo"]) == (answer["said"], None)
    assert (stored["starts"], stored["room_id"]) == ("2027-03-02T15:00:00+01:00", officer.rooms["Boardroom D"])
    again = ask(okafor, f"{BOARD}/changes?since={since}")
    assert again["cells"] == answer["cells"]
    assert ask(okafor, f"{BOARD}/changes?since={answer['number']}")["cells"] == {}


def test_a_board_that_is_forgotten_or_has_other_rows_is_loaded_again(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]
    since = number_of(okafor.get(BOARD))

    evening = place("19:00-20:00", None)
    answer = ask(okafor, f"{BOARD}/move", session=session["id"], version=session["version"], to=evening, since=since)

    assert answer["reload"] is True
    assert "cells" not in answer
    assert ask(okafor, f"{BOARD}/changes?since=1")["reload"] is True


def test_without_a_script_a_session_is_moved_by_its_form(officer: Officer, okafor: DeskOfficer) -> None:
    rooms = officer.rooms
    session = officer.session("Task forces", **at("10:00-11:30"))["session"]["id"]
    officer.session("In the way", room="Boardroom D", **at("10:00-13:00"))
    link = re.search(r'class="grip" href="([^"]+)"', card_of(okafor.get(BOARD), session))
    assert link

    page = okafor.get(link[1])
    form = form_to(page, f"{BOARD}/move")
    there = dict(form.fields) | {"to": "given", "day": "2027-03-03", "time": "15:15", "minutes": "60", "room": ""}
    moved = okafor.post(form.action, there.items())

    assert moved.headers["Location"].endswith(f"said=moved#s{session}")
    assert "Moved." in okafor.follow(moved).text
    assert officer.get(f"/sessions/{session}")["starts"] == "2027-03-03T15:15:00+01:00"
    assert officer.get(f"/sessions/{session}")["ends"] == "2027-03-03T16:15:00+01:00"
    free = [value for name, value in form.buttons if name == "to" and "/" in value]
    assert place("15:00-16:30", rooms["Boardroom D"]) in free
    assert place("10:00-11:30", rooms["Boardroom D"]) not in free


def test_a_form_that_cannot_be_read_says_so_and_keeps_what_was_typed(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]["id"]
    form = form_to(okafor.get(f"{BOARD}/move?session={session}"), f"{BOARD}/move")
    given = dict(form.fields) | {"to": "given", "day": "2027-03-03", "time": "", "minutes": "60", "room": ""}

    refused = okafor.post(form.action, given.items(), 422)

    assert "A time, such as 10:00." in refused.text
    assert '<option value="2027-03-03" selected>' in refused.text
    answer = ask(okafor, form.action, 422, **given | {"to": "nowhere"})
    assert answer["code"] == "invalid"
    ask(okafor, form.action, 422, **given | {"to": place("10:00-11:00", 99999)})


def test_two_sessions_change_places_in_one_step(officer: Officer, okafor: DeskOfficer) -> None:
    one = officer.session("One", **at("10:00-11:30"))["session"]
    other = officer.session("Other", room="Boardroom D", **at("15:00-18:00", 1))["session"]

    page = okafor.get(f"{BOARD}/swap?session={one['id']}&with={other['id']}")
    done = okafor.send(page, f"{BOARD}/swap")

    assert "This breaks nothing." in page.text or "▲" in page.text
    assert done.headers["Location"].endswith(f"#s{one['id']}")
    stored = [officer.get(f"/sessions/{session['id']}") for session in (one, other)]
    assert [(row["starts"], row["ends"], row["room_id"]) for row in stored] == [
        ("2027-03-02T15:00:00+01:00", "2027-03-02T16:30:00+01:00", officer.rooms["Boardroom D"]),
        ("2027-03-01T10:00:00+01:00", "2027-03-01T13:00:00+01:00", officer.rooms["Boardroom A"]),
    ]
    entries = officer.get("/ledger?resource=session&limit=200")["items"][-2:]
    assert [(entry["action"], entry["by"]) for entry in entries] == [("swap", "Okafor")] * 2
    assert "“One” and “Other” changed places" in okafor.get(BOARD).text


def test_of_two_officers_the_second_sees_both_versions_and_chooses(
    officer: Officer, okafor: DeskOfficer, sign_in: SignIn
) -> None:
    mbeki = sign_in("Mbeki", Right.EDITOR)
    session = officer.session("Task forces")["session"]
    since = number_of(okafor.get(BOARD))
    mine, theirs = (place("15:00-18:00", officer.rooms[room]) for room in ("Boardroom A", "Boardroom D"))
    seen = {"session": session["id"], "version": session["version"], "since": since}
    ask(mbeki, f"{BOARD}/move", **seen, to=theirs)

    refused = ask(okafor, f"{BOARD}/move", 412, **seen, to=mine)
    as_page = okafor.post(f"{BOARD}/move", {**form_fields(okafor, session["id"]), **seen, "to": mine}.items(), 412)

    for told in (refused["html"], as_page.text):
        assert "Mbeki changed Task forces" in told
        assert "Mon 1 15:00–18:00, Boardroom D" in told
        assert "Mon 1 15:00–18:00, Boardroom A" in told
    assert refused["cells"]
    assert officer.get(f"/sessions/{session['id']}")["room_id"] == officer.rooms["Boardroom D"]
    okafor.send(as_page, f"{BOARD}/move")
    assert officer.get(f"/sessions/{session['id']}")["room_id"] == officer.rooms["Boardroom A"]


def form_fields(officer: DeskOfficer, session: int) -> dict[str, str]:
    return dict(form_to(officer.get(f"{BOARD}/move?session={session}"), f"{BOARD}/move").fields)


def test_a_session_of_another_meeting_is_not_on_the_board(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]
    given = {key: value for key, value in officer.get("/meetings/working-group").items() if key != "version"}
    officer.do("POST", "/meetings", json=given | {"slug": "other"})

    for path in ("move?session={}", "places?session={}", "swap?session={}&with=1"):
        okafor.get(f"/desk/meetings/other/board/{path}".format(session["id"]), 404)
    answer = ask(okafor, "/desk/meetings/other/board/move", 404, session=session["id"], version=1, to="tray")
    assert answer["code"] == "not-found"
