"""The routes of seats. Each names the session's version and raises it."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from sqlmodel import col, select

from app.access.roles import Editor, Viewer
from app.conditions import MADE, STAMPED, NamedVersion, stamp
from app.database import Db
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, VersionRequired, VersionStale, problems
from app.given import Ref
from app.languages import Language
from app.listing import Page, Paging, page_of, paged_by
from app.programme.api.answers import READ, Lang, saved
from app.programme.models import MOST_SEATS, AssignmentIn, AssignmentOut, AssignmentRow, Saved
from app.programme.queries import find_assignment, find_session, show_assignment
from app.programme.seats import AlreadySeated, change_seat, reseat, seat, unseat
from app.resources.noun import changes_of

router = APIRouter(tags=["assignments"])

REFUSED = problems(Unauthenticated, Forbidden, NotFound, AlreadySeated, VersionStale, Invalid, VersionRequired)
SHOW = {**READ, **STAMPED}
GIVE = {**REFUSED, **MADE}
CHANGE = {**REFUSED, **STAMPED}

MODERATOR = {"participant_id": 1, "role": "moderator", "minutes": 10, "invitation": "accepted"}
SEAT: Any = {"typical": {"value": MODERATOR}}
PANEL: Any = {
    "typical": {
        "value": [
            MODERATOR,
            {"participant_id": 2, "role": "panelist", "order": 1, "minutes": 20, "invitation": "invited"},
            {"participant_id": 3, "role": "panelist", "order": 2, "minutes": 20, "attendance": "remote"},
        ]
    },
    "nobody": {"value": []},
}
ACCEPTED: Any = {"accepted": {"value": {"invitation": "accepted"}}}

AssignmentPatch: Any = changes_of(AssignmentIn)


@router.get("/sessions/{id}/assignments", name="list_assignments", summary="List the seats", responses=SHOW)
def list_seats(
    id: Ref, response: Response, db: Db, by: Viewer, paged: Annotated[Paging, paged_by("id", "order")]
) -> Page[AssignmentOut]:
    """The seats of the session; `sort=order` for that of the panel."""
    session, _ = find_session(db, id, by)
    stamp(response, session.version)
    statement = select(AssignmentRow).where(AssignmentRow.session_id == session.id)
    rows, following = page_of(db, statement, {"id": col(AssignmentRow.id), "order": col(AssignmentRow.order)}, paged)
    return Page[AssignmentOut](items=[show_assignment(row, session) for row in rows], next=following)


@router.post(
    "/sessions/{id}/assignments", name="create_assignment", summary="Give a seat", status_code=201, responses=GIVE
)
def give_seat(
    id: Ref,
    body: Annotated[AssignmentIn, Body(openapi_examples=SEAT)],
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
    lang: Lang = Language.EN,
) -> Saved:
    """One seat a person in a session. Names the session's version and raises it."""
    session, meeting = find_session(db, id, by)
    row = seat(db, session, meeting, body, version, by)
    response.headers["Location"] = f"/api/v1/assignments/{row.id}"
    return saved(db, session, meeting, by, lang, response)


@router.put("/sessions/{id}/assignments", name="put_assignments", summary="Make up the panel", responses=CHANGE)
def put_seats(
    id: Ref,
    body: Annotated[list[AssignmentIn], Body(max_length=MOST_SEATS, openapi_examples=PANEL)],
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
    lang: Lang = Language.EN,
) -> Saved:
    """All seats and their order in one step; whoever stays keeps the seat."""
    session, meeting = find_session(db, id, by)
    reseat(db, session, meeting, body, version, by)
    return saved(db, session, meeting, by, lang, response)


@router.get("/assignments/{id}", name="get_assignment", summary="Show a seat", responses=SHOW)
def show_seat(id: Ref, response: Response, db: Db, by: Viewer) -> AssignmentOut:
    """A seat; its version is the session's."""
    row, session, _ = find_assignment(db, id, by)
    stamp(response, session.version)
    return show_assignment(row, session)


@router.patch("/assignments/{id}", name="change_assignment", summary="Change a seat", responses=CHANGE)
def patch_seat(
    id: Ref,
    body: Annotated[AssignmentPatch, Body(openapi_examples=ACCEPTED)],
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
) -> AssignmentOut:
    """Role, order, minutes, how far the invitation is. Names the session's version and raises it."""
    row, session, meeting = find_assignment(db, id, by)
    change_seat(db, row, session, meeting, body, version, by)
    stamp(response, session.version)
    return show_assignment(row, session)


@router.delete(
    "/assignments/{id}", name="delete_assignment", summary="Take a seat away", status_code=204, responses=REFUSED
)
def remove_seat(id: Ref, by: Editor, version: NamedVersion, db: Db) -> None:
    """Names the session's version and raises it."""
    row, session, meeting = find_assignment(db, id, by)
    unseat(db, row, session, meeting, version, by)
