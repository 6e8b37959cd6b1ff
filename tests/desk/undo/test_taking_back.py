"""Undo and redo over HTTP: on the ledger, across reloads, never over a colleague."""

import re
from typing import Any

import pytest

from app.access.models import Right
from tests.desk.board.asking import BOARD, STEPS, ask, number_of, to
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer, form_to
from tests.machinery.officer import JSON, Officer, at


@pytest.fixture
def okafor(sign_in: SignIn, officer: Officer) -> DeskOfficer:
    """An editor with steps of their own."""
    return sign_in("Okafor", Right.EDITOR)


def moved(
    officer: Officer, who: DeskOfficer, session: JSON, hours: str, room: str = "Boardroom A", day: int = 0
) -> JSON:
    """Move a session on the board as it stands now."""
    version = officer.get(f"/sessions/{session['id']}")["version"]
    span = at(hours, day)
    there = to(span["starts"], span["ends"], officer.rooms[room])
    return ask(who, f"{BOARD}/move", session=session["id"], version=version, to=there)


def shown(officer: Officer, session: JSON) -> JSON:
    """A session without what rises with every change."""
    found = officer.get(f"/sessions/{session['id']}")
    seats = [{name: seat[name] for name in ("participant_id", "role", "order")} for seat in found["assignments"]]
    return {name: value for name, value in found.items() if name != "version"} | {"assignments": seats}


def last(officer: Officer, count: int = 1) -> list[dict[str, Any]]:
    """The last entries of the ledger."""
    after = ask_latest(officer) - count
    return [{**entry} for entry in officer.get(f"/ledger?after={after}")["items"]]


def ask_latest(officer: Officer) -> int:
    """The number of the last entry of the ledger."""
    number: int = officer.get(f"/meetings/{officer.meeting}/conflicts")["ledger"]
    return number


def test_a_move_is_undone_and_redone_as_entries_of_their_own(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]
    before = shown(officer, session)
    moved(officer, okafor, session, "15:00-18:00", day=1)
    after, move = shown(officer, session), last(officer)[0]

    undone = ask(okafor, STEPS, way="undo")

    assert shown(officer, session) == before
    undo = last(officer)[0]
    assert (undo["action"], undo["undoes"], undo["by"]) == ("undo", move["number"], "Okafor")
    assert undo["fields"] == {
        name: {"before": change["after"], "after": change["before"]} for name, change in move["fields"].items()
    }
    assert undone["said"] == "Taken back: “Task forces” moved to Tue 2 15:00–18:00"
    assert (undone["undo"], undone["redo"]) == (None, "“Task forces” moved to Tue 2 15:00–18:00")

    redone = ask(okafor, STEPS, way="redo")

    assert shown(officer, session) == after
    assert (last(officer)[0]["action"], last(officer)[0]["undoes"]) == ("redo", undo["number"])
    assert redone["said"] == "Done again: “Task forces” moved to Tue 2 15:00–18:00"
    assert (redone["undo"], redone["redo"]) == ("“Task forces” moved to Tue 2 15:00–18:00", None)
    assert ask(okafor, STEPS, 409, way="redo")["said"] == "There is nothing to take back."


def test_undo_goes_back_step_by_step_whatever_was_changed(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]
    officer.panel(session)
    page = f"/desk/meetings/working-group/sessions/{session['id']}"
    panel = f"{page}/panel"
    states = [shown(officer, session)]

    moved(officer, okafor, session, "10:00-11:30", "Boardroom D")
    states.append(shown(officer, session))
    okafor.send(okafor.get(page), page, **{"titles/en": "Task forces, again", "status": "confirmed"})
    states.append(shown(officer, session))
    seats = form_to(okafor.get(page), panel)
    okafor.post(panel, [(name, "speaker" if name.endswith("role") else value) for name, value in seats.fields])
    states.append(shown(officer, session))
    okafor.send(okafor.get(page), f"{page}/cancel")
    states.append(shown(officer, session))

    assert len({str(state) for state in states}) == 5
    for state in reversed(states[:-1]):
        ask(okafor, STEPS, way="undo")
        assert shown(officer, session) == state
    for state in states[1:]:
        ask(okafor, STEPS, way="redo")
        assert shown(officer, session) == state


def test_an_exchange_is_undone_as_a_whole(officer: Officer, okafor: DeskOfficer) -> None:
    one, other = (
        officer.session("One")["session"],
        officer.session("Other", room="Boardroom D", **at("15:00-18:00"))["session"],
    )
    before = [shown(officer, session) for session in (one, other)]
    okafor.send(okafor.get(f"{BOARD}/swap?session={one['id']}&with={other['id']}"), f"{BOARD}/swap")
    after = [shown(officer, session) for session in (one, other)]

    undone = ask(okafor, STEPS, way="undo")

    assert [shown(officer, session) for session in (one, other)] == before
    assert undone["said"] == "Taken back: “One” and “Other” changed places"
    assert len({entry["undoes"] for entry in last(officer, 2)}) == 2
    ask(okafor, STEPS, way="redo")
    assert [shown(officer, session) for session in (one, other)] == after


def test_what_was_made_is_deleted_and_what_was_deleted_is_made_again(officer: Officer, okafor: DeskOfficer) -> None:
    new = "/desk/meetings/working-group/sessions/new"
    made = okafor.send(
        okafor.get(new), new, **{"kind": "panel", "titles/en": "Made here", "status": "draft", "languages": ["en"]}
    )
    number = int(re.findall(r"/sessions/(\d+)", made.headers["Location"])[0])
    session = {"id": number}
    moved(officer, okafor, session, "10:00-13:00")
    before = shown(officer, session)
    page = f"/desk/meetings/working-group/sessions/{number}"
    okafor.send(okafor.get(page), f"{page}/delete")

    ask(okafor, STEPS, way="undo")

    found = officer.get("/meetings/working-group/sessions")["items"]
    again = next(one for one in found if one["uid"] == before["uid"])
    assert {**shown(officer, again), "id": 0} == {**before, "id": 0}
    ask(okafor, STEPS, way="undo")
    assert shown(officer, again)["starts"] is None
    ask(okafor, STEPS, way="undo")
    assert officer.get("/meetings/working-group/sessions")["items"] == []
    ask(okafor, STEPS, way="redo")
    assert len(officer.get("/meetings/working-group/sessions")["items"]) == 1


def test_a_colleagues_later_change_is_named_and_not_overwritten(
    officer: Officer, okafor: DeskOfficer, sign_in: SignIn
) -> None:
    mbeki, session = sign_in("Mbeki", Right.EDITOR), officer.session("Task forces")["session"]
    moved(officer, okafor, session, "15:00-18:00", "Boardroom D")
    moved(officer, mbeki, session, "15:00-18:00", "Boardroom A")
    standing = shown(officer, session)
    moved(officer, mbeki, session, "15:00-17:00", "Boardroom A")

    refused = ask(okafor, STEPS, 409, way="undo")

    assert "by Mbeki" in refused["html"]
    assert "Mon 1 17:00" in refused["html"]
    assert shown(officer, session) == standing | {"ends": "2027-03-01T17:00:00+01:00"}
    page = okafor.post(STEPS, form_to(okafor.get(BOARD), STEPS).filled({"way": "undo"}), 409)
    assert "by Mbeki" in page.text

    form = form_to(page, STEPS)
    assert ("how", "keep") in form.buttons
    okafor.post(STEPS, form.filled({"how": "keep"}))
    kept = officer.get(f"/sessions/{session['id']}")
    assert (kept["starts"], kept["ends"]) == ("2027-03-01T10:00:00+01:00", "2027-03-01T17:00:00+01:00")


def test_an_officer_may_overwrite_on_purpose_or_undo_an_earlier_step(
    officer: Officer, okafor: DeskOfficer, sign_in: SignIn
) -> None:
    mbeki = sign_in("Mbeki", Right.EDITOR)
    one, other = (
        officer.session(title, room=room)["session"]
        for title, room in (("One", "Boardroom A"), ("Other", "Boardroom D"))
    )
    before = [shown(officer, session) for session in (one, other)]
    moved(officer, okafor, other, "15:00-18:00", "Boardroom D")
    moved(officer, okafor, one, "15:00-18:00", "Boardroom A")
    moved(officer, mbeki, one, "16:00-17:00", "Boardroom A", day=1)

    steps = okafor.get(STEPS)
    earlier = re.findall(r'name="step" value="(\d+)"', steps.text)[1]
    okafor.post(STEPS, form_to(steps, STEPS).filled({"step": earlier, "way": "undo"}))

    assert shown(officer, other) == before[1]
    refused = okafor.post(STEPS, form_to(okafor.get(BOARD), STEPS).filled({"way": "undo"}), 409)
    okafor.post(STEPS, form_to(refused, STEPS).filled({"how": "overwrite"}))
    assert shown(officer, one) == before[0]


def test_what_is_already_as_it_was_counts_as_taken_back(officer: Officer, okafor: DeskOfficer, sign_in: SignIn) -> None:
    mbeki, session = sign_in("Mbeki", Right.EDITOR), officer.session("Task forces")["session"]
    moved(officer, okafor, session, "15:00-18:00")
    moved(officer, mbeki, session, "10:00-13:00")

    answer = ask(okafor, STEPS, way="undo")

    assert answer["undo"] is None
    assert (last(officer)[0]["action"], last(officer)[0]["fields"]) == ("undo", {})


def test_steps_are_each_officers_own_and_only_of_sessions_of_this_meeting(
    officer: Officer, okafor: DeskOfficer, sign_in: SignIn
) -> None:
    session = officer.session("Task forces")["session"]
    moved(officer, okafor, session, "15:00-18:00")
    mbeki = sign_in("Mbeki", Right.EDITOR)

    assert ask(mbeki, f"{BOARD}/changes?since={number_of(mbeki.get(BOARD))}")["undo"] is None
    assert ask(mbeki, STEPS, 409, way="undo")["code"] == "wrong-state"
    assert "moved to" in okafor.get(STEPS).text
    assert "moved to" not in mbeki.get(STEPS).text


def test_a_session_that_a_colleague_deleted_is_said_to_be_gone(officer: Officer, okafor: DeskOfficer) -> None:
    session = officer.session("Task forces")["session"]
    moved(officer, okafor, session, "15:00-18:00")
    version = officer.get(f"/sessions/{session['id']}")["version"]
    officer.do("DELETE", f"/sessions/{session['id']}", version)

    refused = ask(okafor, STEPS, 404, way="undo")

    assert "deleted" in refused["said"]
    assert okafor.get(STEPS).status_code == 200
