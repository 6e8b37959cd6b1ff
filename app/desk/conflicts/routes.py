"""The list of conflicts, and what an officer does there: move a session, accept a warning, take that back."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError
from sqlmodel import select

from app.desk.conflicts.page import ConflictFilter, conflicts_page
from app.desk.forms.submit import attempt
from app.desk.forms.words import MISSING
from app.desk.frame.admission import EditorDesk, Posted, ViewerDesk
from app.desk.frame.desk import Desk
from app.desk.sessions.page import session_at
from app.errors import Invalid
from app.given import Given, Instant, Ref
from app.programme.acknowledgements.actions import acknowledge, withdraw
from app.programme.acknowledgements.models import AcknowledgementIn, AcknowledgementRow
from app.programme.actions import change_session
from app.programme.models import SessionIn
from app.resources.noun import changes_of

router = APIRouter(prefix="/desk/meetings/{meeting}/conflicts")

SessionPatch = changes_of(SessionIn)


class MoveGiven(Given):
    """Where a session shall stand."""

    session_id: Ref
    version: int
    starts: Instant
    ends: Instant
    room_id: Ref | None = None


@router.get("", name="desk_conflicts")
@router.head("", name="desk_conflicts_head")
def show_list(desk: ViewerDesk, wanted: Annotated[ConflictFilter, Query()]) -> Response:
    """What the draft breaks: errors, warnings, and warnings that were accepted."""
    return conflicts_page(desk, wanted)


@router.post("/move", name="desk_resolve_by_move")
def move(desk: EditorDesk, given: Posted) -> Response:
    """Move a session to the place that was suggested."""
    try:
        body = MoveGiven.model_validate(
            {name: given.get(name) or None for name in ("session_id", "version", "starts", "ends", "room_id")}
        )
    except ValidationError as error:
        raise Invalid(("", "not a place for a session")) from error
    session = session_at(desk, body.session_id)
    patch = SessionPatch.model_validate({"starts": body.starts, "ends": body.ends, "room_id": body.room_id})
    return _done(
        desk,
        attempt(desk, lambda: change_session(desk.db, session, desk.meeting, patch, body.version, desk.by)),
        "moved",
    )


@router.post("/accept", name="desk_accept_warning")
def accept(desk: EditorDesk, given: Posted) -> Response:
    """Accept a warning with a reason."""
    key, reason = (str(given.get(name) or "") for name in ("key", "reason"))
    try:
        body = AcknowledgementIn(key=key, reason=reason)
    except ValidationError:
        return conflicts_page(desk, ConflictFilter(), desk.words(MISSING), {key: reason})
    refusal = attempt(desk, lambda: acknowledge(desk.db, desk.meeting, body, desk.by))
    return _done(desk, refusal, "accepted")


@router.post("/reopen", name="desk_reopen_warning")
def reopen(desk: EditorDesk, given: Posted) -> Response:
    """Take an acceptance back: the warning is open again."""
    rows = desk.db.exec(select(AcknowledgementRow).where(AcknowledgementRow.meeting_id == desk.meeting.id)).all()
    row = next((row for row in rows if row.key == given.get("key")), None)
    if row is None:
        return desk.go(desk.at("conflicts"), "unchanged")
    withdraw(desk.db, row, desk.meeting, row.version, desk.by)
    return desk.go(desk.at("conflicts"), "reopened")


def _done(desk: Desk, refusal: str, said: str) -> Response:
    return conflicts_page(desk, ConflictFilter(), refusal) if refusal else desk.go(desk.at("conflicts"), said)
