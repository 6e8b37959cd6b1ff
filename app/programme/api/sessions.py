"""The routes of sessions."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Response
from sqlmodel import select

from app.access.roles import Editor, Viewer
from app.conditions import MADE, STAMPED, NamedVersion, stamp
from app.database import Db
from app.errors import (
    Forbidden,
    InUse,
    Invalid,
    NotFound,
    Unauthenticated,
    VersionRequired,
    VersionStale,
    WrongState,
    problems,
)
from app.given import Day, Ref
from app.languages import Language
from app.listing import Page, Paging, page_of, paged_by
from app.meetings.queries import meeting_for
from app.programme.actions import cancel_session, change_session, create_session, delete_session, reinstate_session
from app.programme.api.answers import READ, Lang, saved
from app.programme.models import (
    Saved,
    SessionIn,
    SessionOut,
    SessionRow,
    SessionWithPrivate,
)
from app.programme.queries import find_session, on_day, session_filters, show_sessions
from app.resources.noun import changes_of

router = APIRouter(tags=["sessions"])

SHOW = {**READ, **STAMPED}
MAKE = {**problems(Unauthenticated, Forbidden, NotFound, WrongState, Invalid), **MADE}
CHANGE = {
    **problems(Unauthenticated, Forbidden, NotFound, WrongState, VersionStale, Invalid, VersionRequired),
    **STAMPED,
}
REMOVE = problems(Unauthenticated, Forbidden, NotFound, InUse, VersionStale, Invalid, VersionRequired)

SORTS = ("id", "starts", "ends")

SessionPatch: Any = changes_of(SessionIn)

ROUND_TABLE = {
    "typical": {
        "value": {
            "kind": "round_table",
            "titles": {"en": "Task forces: who leads, who pays", "fr": "Équipes de travail : qui dirige, qui paie"},
            "status": "tentative",
            "theme_id": 1,
            "agenda_item_id": 1,
            "starts": "2027-03-01T10:00:00+01:00",
            "ends": "2027-03-01T13:00:00+01:00",
            "room_id": 1,
            "languages": ["en", "fr"],
        }
    },
    "imported": {
        "summary": "With the UID it has in another calendar, and not placed yet",
        "value": {
            "uid": "6a1f6a0e-8f1d-4d0b-9a55-0c6c0e6f1a01",
            "kind": "briefing",
            "titles": {"en": "Briefing for new delegates"},
            "languages": ["en"],
        },
    },
}
MOVE = {
    "moved": {
        "value": {"starts": "2027-03-01T15:00:00+01:00", "ends": "2027-03-01T18:00:00+01:00", "room_id": 1},
    },
    "confirmed": {"value": {"status": "confirmed"}},
    "not placed any more": {"value": {"starts": None, "ends": None, "room_id": None}},
}


@router.get("/meetings/{meeting}/sessions", name="list_sessions", summary="List sessions", responses=READ)
def list_sessions(
    meeting: str,
    db: Db,
    by: Viewer,
    paged: Annotated[Paging, paged_by(*SORTS)],
    where: Annotated[list[Any], Depends(session_filters)],
    day: Annotated[Day | None, Query(description="A day at the venue.")] = None,
) -> Page[SessionWithPrivate | SessionOut]:
    """The draft's sessions, whatever their status."""
    found = meeting_for(db, meeting, by)
    statement = select(SessionRow).where(SessionRow.meeting_id == found.id, *where)
    if day is not None:
        statement = statement.where(*on_day(found, day))
    sorts = {name: getattr(SessionRow, name) for name in SORTS}
    rows, following = page_of(db, statement, sorts, paged)
    return Page[SessionWithPrivate | SessionOut](items=show_sessions(db, rows, found, by), next=following)


@router.post(
    "/meetings/{meeting}/sessions", name="create_session", summary="Create a session", status_code=201, responses=MAKE
)
def create(
    meeting: str,
    body: Annotated[SessionIn, Body(openapi_examples=ROUND_TABLE)],
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """Conflicts do not hinder saving: the answer lists every one that names the session now."""
    found = meeting_for(db, meeting, by)
    session = create_session(db, found, body, by)
    response.headers["Location"] = f"/api/v1/sessions/{session.id}"
    return saved(db, session, found, by, lang, response)


@router.get("/sessions/{id}", name="get_session", summary="Show a session", responses=SHOW)
def show(id: Ref, response: Response, db: Db, by: Viewer) -> SessionWithPrivate | SessionOut:
    """A session of the draft with its seats; its version stands for both."""
    session, meeting = find_session(db, id, by)
    stamp(response, session.version)
    return show_sessions(db, [session], meeting, by)[0]


@router.patch("/sessions/{id}", name="change_session", summary="Change a session", responses=CHANGE)
def change(
    id: Ref,
    body: Annotated[SessionPatch, Body(openapi_examples=MOVE)],
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
    lang: Lang = Language.EN,
) -> Saved:
    """Move it, retitle it, make it confirmed. Cancelling and reinstating are steps of their own."""
    session, meeting = find_session(db, id, by)
    change_session(db, session, meeting, body, version, by)
    return saved(db, session, meeting, by, lang, response)


@router.delete("/sessions/{id}", name="delete_session", summary="Delete a session", status_code=204, responses=REMOVE)
def remove(id: Ref, by: Editor, version: NamedVersion, db: Db) -> None:
    """Only a session that no release names; cancel one that does."""
    session, meeting = find_session(db, id, by)
    delete_session(db, session, meeting, version, by)


@router.post("/sessions/{id}/cancel", name="cancel_session", summary="Cancel a session", responses=CHANGE)
def cancel(
    id: Ref,
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
    lang: Lang = Language.EN,
) -> Saved:
    """The session will not take place: the next release shows it cancelled."""
    session, meeting = find_session(db, id, by)
    cancel_session(db, session, meeting, version, by)
    return saved(db, session, meeting, by, lang, response)


@router.post("/sessions/{id}/reinstate", name="reinstate_session", summary="Reinstate a session", responses=CHANGE)
def reinstate(
    id: Ref,
    by: Editor,
    version: NamedVersion,
    response: Response,
    db: Db,
    lang: Lang = Language.EN,
) -> Saved:
    """Take a cancellation back: the session has the status it had before."""
    session, meeting = find_session(db, id, by)
    reinstate_session(db, session, meeting, version, by)
    return saved(db, session, meeting, by, lang, response)
