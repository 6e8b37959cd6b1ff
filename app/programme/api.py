"""The routes of the draft: sessions, their seats, checking a move, conflicts."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Header, Query, Response
from pydantic import BaseModel, model_validator
from sqlmodel import select

from app import ledger
from app.access.models import Actor, Right
from app.access.roles import Asker, Editor, Viewer
from app.conditions import NamedVersion, etag_of, stamp
from app.database import Db, DbSession, ReadingDb
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
from app.given import Day, Given, Instant, Ref
from app.languages import Language
from app.listing import Page, Paged, page_of
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_for
from app.programme.actions import cancel_session, change_session, create_session, delete_session, reinstate_session
from app.programme.conflicts import conflicts_naming, conflicts_of, show_moves
from app.programme.facts import draft_index, load_facts
from app.programme.models import (
    MOST_SEATS,
    AssignmentIn,
    AssignmentOut,
    ConflictOut,
    Saved,
    SessionIn,
    SessionOut,
    SessionRow,
    SessionWithPrivate,
)
from app.programme.queries import find_assignment, find_session, on_day, session_filters, show_assignment, show_sessions
from app.programme.seats import AlreadySeated, change_seat, reseat, seat, unseat
from app.resources.noun import changes_of
from app.rules.facts import Placement, Span
from app.rules.index import Index

MOST_PLACEMENTS = 500

router = APIRouter()
sessions = APIRouter(tags=["sessions"])
assignments = APIRouter(tags=["assignments"])
conflicts = APIRouter(tags=["conflicts"])

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)
MAKE = problems(Unauthenticated, Forbidden, NotFound, WrongState, Invalid)
CHANGE = problems(Unauthenticated, Forbidden, NotFound, WrongState, VersionStale, Invalid, VersionRequired)
SEAT = problems(Unauthenticated, Forbidden, NotFound, AlreadySeated, VersionStale, Invalid, VersionRequired)
REMOVE = problems(Unauthenticated, Forbidden, NotFound, InUse, VersionStale, Invalid, VersionRequired)

SessionPatch: Any = changes_of(SessionIn)
AssignmentPatch: Any = changes_of(AssignmentIn)
Lang = Annotated[Language, Query(alias="lang", description="The language of sentences; en and fr are there.")]

ROUND_TABLE = {
    "typical": {
        "value": {
            "kind": "round_table",
            "titles": {"en": "Task forces: who leads, who pays", "fr": "Équipes de travail : qui dirige, qui paie"},
            "status": "tentative",
            "theme_id": 1,
            "starts": "2027-03-01T10:00:00+01:00",
            "ends": "2027-03-01T13:00:00+01:00",
            "room_id": 1,
            "languages": ["en", "fr"],
        }
    }
}


class PlacementGiven(Given):
    """Where a session might stand. Without times it would not be placed."""

    starts: Instant | None = None
    ends: Instant | None = None
    room_id: Ref | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "PlacementGiven":
        if (self.starts is None) != (self.ends is None):
            raise ValueError("starts and ends come together")
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValueError("ends must be after starts")
        return self


class CheckGiven(Given):
    """The placements to judge."""

    placements: Annotated[list[PlacementGiven], Body(max_length=MOST_PLACEMENTS)]


class CheckedPlacement(BaseModel):
    """What placing the session there would change, for every session concerned."""

    placement: PlacementGiven
    new: list[ConflictOut]
    resolved: list[ConflictOut]


class Checked(BaseModel):
    """One answer a placement, in their order."""

    items: list[CheckedPlacement]


class ConflictPage(Page[ConflictOut]):
    """Conflicts, and the number of the ledger at which they were found."""

    ledger: int


@sessions.get("/meetings/{meeting}/sessions", name="list_sessions", summary="List sessions", responses=READ)
def list_sessions(
    meeting: str,
    db: Db,
    by: Viewer,
    paged: Paged,
    where: Annotated[list[Any], Depends(session_filters)],
    day: Annotated[Day | None, Query(description="A day at the venue.")] = None,
) -> Page[SessionWithPrivate | SessionOut]:
    """The draft's sessions, whatever their status."""
    found = meeting_for(db, meeting, by)
    statement = select(SessionRow).where(SessionRow.meeting_id == found.id, *where)
    if day is not None:
        statement = statement.where(*on_day(found, day))
    sorts = {name: getattr(SessionRow, name) for name in ("id", "starts", "ends")}
    rows, following = page_of(db, statement, sorts, paged)
    return Page[SessionWithPrivate | SessionOut](items=show_sessions(db, rows, found, by), next=following)


@sessions.post(
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
    return _saved(db, session, found, by, lang, response)


@sessions.get("/sessions/{id}", name="get_session", summary="Show a session", responses=READ)
def show(id: Ref, response: Response, db: Db, by: Viewer) -> SessionWithPrivate | SessionOut:
    """A session of the draft with its seats; its version stands for both."""
    session, meeting = find_session(db, id, by)
    stamp(response, session.version)
    return show_sessions(db, [session], meeting, by)[0]


@sessions.patch("/sessions/{id}", name="change_session", summary="Change a session", responses=CHANGE)
def change(
    id: Ref,
    body: Annotated[SessionPatch, Body()],
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """Move it, retitle it, make it confirmed. Cancelling and reinstating are steps of their own."""
    session, meeting = find_session(db, id, by)
    change_session(db, session, meeting, body, version, by)
    return _saved(db, session, meeting, by, lang, response)


@sessions.delete("/sessions/{id}", name="delete_session", summary="Delete a session", status_code=204, responses=REMOVE)
def remove(id: Ref, version: NamedVersion, db: Db, by: Editor) -> None:
    """Only a session that no release names; cancel one that does."""
    session, meeting = find_session(db, id, by)
    delete_session(db, session, meeting, version, by)


@sessions.post("/sessions/{id}/cancel", name="cancel_session", summary="Cancel a session", responses=CHANGE)
def cancel(
    id: Ref,
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """The session will not take place: the next release shows it cancelled."""
    session, meeting = find_session(db, id, by)
    cancel_session(db, session, meeting, version, by)
    return _saved(db, session, meeting, by, lang, response)


@sessions.post("/sessions/{id}/reinstate", name="reinstate_session", summary="Reinstate a session", responses=CHANGE)
def reinstate(
    id: Ref,
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """Take a cancellation back: the session has the status it had before."""
    session, meeting = find_session(db, id, by)
    reinstate_session(db, session, meeting, version, by)
    return _saved(db, session, meeting, by, lang, response)


@sessions.post("/sessions/{id}/check", name="check_session", summary="Judge placements of a session", responses=CHANGE)
def check(
    id: Ref,
    body: CheckGiven,
    db: ReadingDb,
    by: Asker,
    if_match: Annotated[str | None, Header(description="Optional: the version of the session you see.")] = None,
    lang: Lang = Language.EN,
) -> Checked:
    """What each placement would bring and resolve, for every session concerned. Nothing is saved."""
    session, meeting = find_session(db, id, by)
    if if_match is not None and if_match != etag_of(session.version):
        raise VersionStale(version=session.version)
    index = draft_index(db, meeting)
    placements = [_placement(given, index, place) for place, given in enumerate(body.placements)]
    shown = show_moves(db, meeting, index, id, placements, lang, by.may(Right.EDITOR))
    return Checked(
        items=[
            CheckedPlacement(placement=given, new=new, resolved=resolved)
            for given, (new, resolved) in zip(body.placements, shown, strict=True)
        ]
    )


def _placement(given: PlacementGiven, index: Index, place: int) -> Placement:
    if given.room_id is not None and given.room_id not in index.rooms:
        raise Invalid((f"/placements/{place}/room_id", f"the meeting has no room {given.room_id}"))
    span = Span(given.starts, given.ends) if given.starts and given.ends else None
    return Placement(span, given.room_id)


@assignments.get("/sessions/{id}/assignments", name="list_assignments", summary="List the seats", responses=READ)
def list_seats(id: Ref, response: Response, db: Db, by: Viewer) -> Page[AssignmentOut]:
    """All seats of the session, in their order."""
    session, meeting = find_session(db, id, by)
    stamp(response, session.version)
    return Page[AssignmentOut](items=show_sessions(db, [session], meeting, by)[0].assignments, next=None)


@assignments.post(
    "/sessions/{id}/assignments", name="create_assignment", summary="Give a seat", status_code=201, responses=SEAT
)
def give_seat(
    id: Ref,
    body: AssignmentIn,
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """One seat a person in a session. Names the session's version and raises it."""
    session, meeting = find_session(db, id, by)
    row = seat(db, session, meeting, body, version, by)
    response.headers["Location"] = f"/api/v1/assignments/{row.id}"
    return _saved(db, session, meeting, by, lang, response)


@assignments.put("/sessions/{id}/assignments", name="put_assignments", summary="Make up the panel", responses=SEAT)
def put_seats(
    id: Ref,
    body: Annotated[list[AssignmentIn], Body(max_length=MOST_SEATS)],
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
    lang: Lang = Language.EN,
) -> Saved:
    """All seats and their order in one step; whoever stays keeps the seat."""
    session, meeting = find_session(db, id, by)
    reseat(db, session, meeting, body, version, by)
    return _saved(db, session, meeting, by, lang, response)


@assignments.get("/assignments/{id}", name="get_assignment", summary="Show a seat", responses=READ)
def show_seat(id: Ref, response: Response, db: Db, by: Viewer) -> AssignmentOut:
    """A seat; its version is the session's."""
    row, session, _ = find_assignment(db, id, by)
    stamp(response, session.version)
    return show_assignment(row, session)


@assignments.patch("/assignments/{id}", name="change_assignment", summary="Change a seat", responses=SEAT)
def patch_seat(
    id: Ref,
    body: Annotated[AssignmentPatch, Body()],
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
) -> AssignmentOut:
    """Role, order, minutes, how far the invitation is. Names the session's version and raises it."""
    row, session, meeting = find_assignment(db, id, by)
    change_seat(db, row, session, meeting, body, version, by)
    stamp(response, session.version)
    return show_assignment(row, session)


@assignments.delete(
    "/assignments/{id}", name="delete_assignment", summary="Take a seat away", status_code=204, responses=SEAT
)
def remove_seat(id: Ref, version: NamedVersion, db: Db, by: Editor) -> None:
    """Names the session's version and raises it."""
    row, session, meeting = find_assignment(db, id, by)
    unseat(db, row, session, meeting, version, by)


@conflicts.get("/meetings/{meeting}/conflicts", name="list_conflicts", summary="List conflicts", responses=READ)
def list_conflicts(
    meeting: str,
    db: Db,
    by: Viewer,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=40)] = None,
    lang: Lang = Language.EN,
) -> ConflictPage:
    """Every conflict of the draft: errors first, then by code and ids. Only what the next release would hold blocks it."""
    found = meeting_for(db, meeting, by)
    listed = conflicts_of(db, found, draft_index(db, found), lang, by.may(Right.EDITOR))
    start = 0
    if cursor is not None:
        start = next((place + 1 for place, conflict in enumerate(listed) if conflict.key == cursor), -1)
        if start < 0:
            raise Invalid(("?cursor", "the conflict it names is solved, or it is not a cursor of this list"))
    page = listed[start : start + limit]
    following = page[-1].key if page and start + limit < len(listed) else None
    return ConflictPage(items=page, next=following, ledger=ledger.latest(db))


def _saved(
    db: DbSession, session: SessionRow, meeting: MeetingRow, by: Actor, language: Language, response: Response
) -> Saved:
    index = Index(load_facts(db, meeting))
    stamp(response, session.version)
    named = conflicts_naming(db, meeting, index, session.id, language, by.may(Right.EDITOR))
    return Saved(session=show_sessions(db, [session], meeting, by)[0], conflicts=named)


for part in (sessions, assignments, conflicts):
    router.include_router(part)
