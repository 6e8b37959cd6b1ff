"""The routes of own selections: open to all, since whoever has the token may."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path, Request, Response

from app.conditions import MADE, STAMPED, VersionIfNamed, stamp
from app.database import Db
from app.errors import Invalid, NotFound, VersionStale, problems
from app.selections.actions import change_selection, make_selection, reset_selection
from app.selections.limits import TooManySelections, count_change, count_making
from app.selections.models import SelectionIn, SelectionOut, SelectionRow
from app.selections.queries import edited_selection
from app.selections.tokens import read_token
from app.settings import Settings

router = APIRouter(tags=["selections"])

MAKE = {**problems(NotFound, Invalid, TooManySelections), **MADE}
SHOW = {**problems(NotFound, Invalid), **STAMPED}
CHANGE = {**problems(NotFound, Invalid, VersionStale, TooManySelections), **STAMPED}
TICKED = {"typical": {"value": {"session_uids": ["6a1f6a0e-8f1d-4d0b-9a55-0c6c0e6f1a01"]}}}

EditToken = Annotated[str, Path(max_length=100, description="The token that edits the selection. Keep it to yourself.")]
Ticks = Annotated[SelectionIn, Body(openapi_examples=TICKED)]


@router.post(
    "/meetings/{meeting}/selections",
    name="create_selection",
    summary="Make an own selection",
    status_code=201,
    responses=MAKE,
    dependencies=[Depends(count_making)],
)
def create(meeting: str, body: Ticks, request: Request, response: Response, db: Db) -> SelectionOut:
    """Tick released sessions and get a page and a calendar of them. Open to all; nothing personal is stored."""
    row, edit_token = make_selection(db, meeting, body.session_uids)
    response.headers["Location"] = f"/api/v1/selections/{edit_token}"
    return _answer(row, edit_token, request, response)


@router.get("/selections/{edit_token}", name="get_selection", summary="Show an own selection", responses=SHOW)
def show(edit_token: EditToken, request: Request, response: Response, db: Db) -> SelectionOut:
    """What is ticked, and the addresses that read it."""
    row, _ = edited_selection(db, edit_token)
    return _answer(row, edit_token, request, response)


@router.put(
    "/selections/{edit_token}",
    name="put_selection",
    summary="Change an own selection",
    responses=CHANGE,
)
def change(
    edit_token: EditToken, body: Ticks, version: VersionIfNamed, request: Request, response: Response, db: Db
) -> SelectionOut:
    """Tick exactly these sessions. Whoever subscribed gets them at the next fetch."""
    row, meeting = edited_selection(db, edit_token)
    count_change(request, row.id)
    change_selection(db, row, meeting, body.session_uids, version)
    return _answer(row, edit_token, request, response)


@router.post(
    "/selections/{edit_token}/reset",
    name="reset_selection",
    summary="Give an own selection another address",
    responses=CHANGE,
)
def reset(edit_token: EditToken, version: VersionIfNamed, request: Request, response: Response, db: Db) -> SelectionOut:
    """From now on the old page and calendar answer 410; the token that edits stays."""
    row, _ = edited_selection(db, edit_token)
    count_change(request, row.id)
    reset_selection(db, row, edit_token, version)
    return _answer(row, edit_token, request, response)


def _answer(row: SelectionRow, edit_token: str, request: Request, response: Response) -> SelectionOut:
    settings: Settings = request.app.state.settings
    page_url = f"{settings.public}/my/{read_token(edit_token, row.resets)}"
    stamp(response, row.version)
    response.headers["Cache-Control"] = "no-store"
    return SelectionOut(
        session_uids=row.session_uids, feed_url=f"{page_url}.ics", page_url=page_url, edit_token=edit_token
    )
