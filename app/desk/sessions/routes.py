"""The pages of sessions: list, new, one with its panel, and the steps an officer takes with it."""

from typing import Annotated, Literal
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Response

from app.desk.forms.fields import Option
from app.desk.forms.form import Form
from app.desk.forms.options import days, rooms, themes, vocabulary
from app.desk.forms.submit import attempt, submit
from app.desk.frame.admission import EditorDesk, Posted, ViewerDesk
from app.desk.frame.desk import Desk
from app.desk.frame.words import STATUSES
from app.desk.panel.candidates import CandidateFilter
from app.desk.panel.people import people_with
from app.desk.panel.seats import LONGEST, PanelGiven, Seats, panel_sections
from app.desk.sessions.details import session_sections
from app.desk.sessions.listing import Filtering, session_lines
from app.desk.sessions.page import current, current_panel, session_at, session_page
from app.given import Ref
from app.programme.actions import cancel_session, change_session, create_session, delete_session, reinstate_session
from app.programme.models import AssignmentIn, SessionIn
from app.programme.seats import reseat, seat
from app.resources.noun import changes_of
from app.wording import KINDS, N_

router = APIRouter(prefix="/desk/meetings/{meeting}/sessions")

SessionPatch = changes_of(SessionIn)
STATES = {"conflict": N_("with a conflict"), "unplaced": N_("not placed")}
STEPS = {
    "cancel": (cancel_session, "cancelled"),
    "reinstate": (reinstate_session, "reinstated"),
    "delete": (delete_session, "deleted"),
}

WAYS = {"up": -1, "down": 1}
"""How many places a seat moves; where a drag has put it, the numbers of the form say already."""


@router.get("", name="desk_sessions")
@router.head("", name="desk_sessions_head")
def show_list(desk: ViewerDesk, wanted: Filtering) -> Response:
    """The sessions of the draft, whatever their status."""
    return desk.page(
        "sessions/list.html",
        wanted=wanted,
        lines=session_lines(desk, wanted),
        days=days(desk),
        themes=themes(desk, desk.meeting.mandate_id),
        rooms=rooms(desk),
        kinds=vocabulary(desk, KINDS),
        statuses=vocabulary(desk, STATUSES),
        states=[Option(value, desk.words(said)) for value, said in STATES.items()],
    )


@router.get("/new", name="desk_new_session")
@router.head("/new", name="desk_new_session_head")
def show_new(desk: EditorDesk) -> Response:
    """The form of a session to make."""
    start = {"kind": "round_table", "status": "draft", "languages": list(desk.meeting.languages)}
    return _new_page(desk, Form.showing(session_sections(desk, {}), start))


@router.post("/new", name="desk_create_session")
def make(desk: EditorDesk, given: Posted) -> Response:
    """Add a session to the draft, and go on to its page."""
    form = Form.posted(session_sections(desk, {}), given)
    made = submit(desk, form, SessionIn, lambda body, _: create_session(desk.db, desk.meeting, body, desk.by))
    if made is None:
        return _new_page(desk, form)
    return desk.go(desk.at("sessions", made.id), "created")


@router.get("/{session_id}", name="desk_session")
@router.head("/{session_id}", name="desk_session_head")
def show(desk: ViewerDesk, session_id: Ref, wanted: Annotated[CandidateFilter, Query()]) -> Response:
    """One session."""
    return session_page(desk, session_at(desk, session_id), wanted if desk.may_edit else None)


@router.post("/{session_id}", name="desk_change_session")
def change(desk: EditorDesk, session_id: Ref, given: Posted) -> Response:
    """Change what a session is, when and where it is held."""
    session = session_at(desk, session_id)
    form = Form.posted(session_sections(desk, current(desk, session)[0]), given)
    changed = submit(
        desk,
        form,
        SessionPatch,
        lambda patch, version: change_session(desk.db, session, desk.meeting, patch, version, desk.by),
        lambda: current(desk, session),
    )
    if changed is None:
        return session_page(desk, session, details=form)
    return desk.go(desk.at("sessions", session_id), "saved")


@router.post("/{session_id}/panel", name="desk_change_panel")
def change_panel(desk: EditorDesk, session_id: Ref, given: Posted) -> Response:
    """Make the panel what the form says: seats, their order, and who leaves. `move` takes somebody up or down as well."""
    session = session_at(desk, session_id)
    names = {person.id: person.name for person in people_with(desk, _people_in(given)).values()}
    sections = panel_sections(desk, names)
    form = Form.posted(sections, given)
    person, _, way = form.texts.pop("move", [""])[0].partition(":")
    seats = sections[0].fields[0]
    assert isinstance(seats, Seats)
    if person.isdecimal() and len(person) < LONGEST:
        seats.move(form.texts, int(person), WAYS.get(way, 0))
    changed = submit(
        desk,
        form,
        PanelGiven,
        lambda body, version: reseat(desk.db, session, desk.meeting, body.seats, version, desk.by),
        lambda: current_panel(desk, session),
    )
    if changed is None:
        return session_page(desk, session, panel=form)
    moved = f"move-{person}-{way if way in WAYS else 'up'}" if person.isdecimal() else ""
    return desk.go(desk.at("sessions", session_id), "saved", moved)


@router.post("/{session_id}/seats", name="desk_give_seat")
def give_seat(desk: EditorDesk, session_id: Ref, given: Posted) -> Response:
    """Seat somebody at the end of the panel: that overwrites nobody's change, so no version is asked for.

    The people found stay found, so that the next one can be seated.
    """
    session = session_at(desk, session_id)
    refusal = attempt(desk, lambda: _give(desk, session_id, given))
    if refusal:
        return session_page(desk, session, refusal=refusal)
    known = CandidateFilter.model_fields
    searched = {name: value for name, value in parse_qsl(str(given.get("found") or "")) if name in known}
    return desk.go(desk.at("sessions", session_id), "saved", "panel", **searched)


@router.post("/{session_id}/{step}", name="desk_session_step")
def take_step(
    desk: EditorDesk, session_id: Ref, step: Literal["cancel", "reinstate", "delete"], given: Posted
) -> Response:
    """Cancel, reinstate or delete a session."""
    session = session_at(desk, session_id)
    do, said = STEPS[step]
    version = Form.posted((), given).version
    refusal = attempt(desk, lambda: do(desk.db, session, desk.meeting, version, desk.by))
    if refusal:
        return session_page(desk, session, refusal=refusal)
    return desk.go(desk.at("sessions") if step == "delete" else desk.at("sessions", session_id), said)


def _give(desk: Desk, session_id: int, given: Posted) -> None:
    session = session_at(desk, session_id)
    body = AssignmentIn.model_validate(
        {"participant_id": str(given.get("participant_id") or ""), "role": str(given.get("role") or "panelist")}
    )
    seat(desk.db, session, desk.meeting, body, session.version, desk.by)


def _people_in(given: Posted) -> list[int]:
    named = (name.split("/")[1] for name in given if name.startswith("seats/"))
    return [int(person) for person in dict.fromkeys(named) if person.isdecimal() and len(person) < LONGEST]


def _new_page(desk: Desk, form: Form) -> Response:
    return desk.page("sessions/new.html", form.status, form=form)
