"""The routes of conflicts: what the draft breaks, and what a placement would break or mend."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, model_validator

from app import ledger
from app.access.models import Right
from app.access.roles import Asker, Viewer
from app.conditions import VersionIfNamed
from app.database import Db, ReadingDb, expect
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, VersionStale, problems
from app.given import Given, Instant, Ref
from app.languages import Language
from app.listing import Page
from app.meetings.queries import meeting_for
from app.programme.api.answers import READ, Lang
from app.programme.conflicts import conflicts_of, show_moves
from app.programme.facts import draft_index
from app.programme.models import ConflictOut
from app.programme.queries import find_session
from app.rules.facts import Placement, Span
from app.rules.index import Index

MOST_PLACEMENTS = 500

router = APIRouter(tags=["conflicts"])

CHECK = problems(Unauthenticated, Forbidden, NotFound, VersionStale, Invalid)


PLACES: Any = {
    "typical": {
        "value": {
            "placements": [
                {"starts": "2027-03-01T10:00:00+01:00", "ends": "2027-03-01T13:00:00+01:00", "room_id": 2},
                {"starts": "2027-03-02T10:00:00+01:00", "ends": "2027-03-02T13:00:00+01:00", "room_id": None},
            ]
        }
    }
}


class ConflictPage(Page[ConflictOut]):
    """Conflicts, and the number of the ledger at which they were found."""

    ledger: int


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


@router.get("/meetings/{meeting}/conflicts", name="list_conflicts", summary="List conflicts", responses=READ)
def list_conflicts(
    meeting: str,
    db: Db,
    by: Viewer,
    limit: Annotated[int, Query(ge=1, le=200, description="How many items at most.")] = 50,
    cursor: Annotated[str | None, Query(max_length=40, description="`next` of the part before.")] = None,
    sort: Annotated[Literal["severity"] | None, Query(description="By severity, code and ids: the only order.")] = None,
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


@router.post("/sessions/{id}/check", name="check_session", summary="Judge placements of a session", responses=CHECK)
def check(
    id: Ref,
    body: Annotated[CheckGiven, Body(openapi_examples=PLACES)],
    db: ReadingDb,
    by: Asker,
    version: VersionIfNamed,
    lang: Lang = Language.EN,
) -> Checked:
    """What each placement would bring and resolve, for every session concerned. Nothing is saved."""
    session, meeting = find_session(db, id, by)
    if version is not None:
        expect(session, version)
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
