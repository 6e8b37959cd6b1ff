"""The routes of delegations, participants and their availability."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Response

from app.access.models import Actor
from app.access.roles import Editor
from app.conditions import STAMPED, NamedVersion, stamp
from app.database import Db, DbSession
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, VersionRequired, VersionStale, problems
from app.given import Ref
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_for
from app.people.availability import MOST_WINDOWS, answer, availability_of
from app.people.models import AvailabilityOut, AvailabilityWindow
from app.people.people import DELEGATIONS, PARTICIPANTS, participant_filters
from app.resources.actions import find
from app.resources.routes import routes_of

router = APIRouter()
router.include_router(routes_of(DELEGATIONS))
router.include_router(routes_of(PARTICIPANTS, participant_filters))
availability = APIRouter(prefix="/participants/{id}/availability", tags=["availability"])

SHOW = {**problems(Unauthenticated, Forbidden, NotFound, Invalid), **STAMPED}
CHANGE = {**problems(Unauthenticated, Forbidden, NotFound, Invalid, VersionStale, VersionRequired), **STAMPED}

WINDOWS: Any = {
    "typical": {
        "value": [
            {"kind": "available", "starts": "2027-03-01T09:00:00+01:00", "ends": "2027-03-03T18:00:00+01:00"},
            {"kind": "unavailable", "starts": "2027-03-02T10:00:00+01:00", "ends": "2027-03-02T13:00:00+01:00"},
        ]
    },
    "no limits": {"value": []},
}


def person_and_meeting(
    id: Ref,
    meeting: Annotated[str, Query(max_length=80, description="The meeting's slug.")],
    db: Db,
    by: Editor,
) -> tuple[int, MeetingRow]:
    """The person and the meeting that an answer is about."""
    found = meeting_for(db, meeting, by)
    find(db, PARTICIPANTS, id, by)
    return id, found


About = Annotated[tuple[int, MeetingRow], Depends(person_and_meeting)]


@availability.get("", name="get_availability", summary="Show a person's answer for a meeting", responses=SHOW)
def show_availability(about: About, response: Response, db: Db, by: Editor) -> AvailabilityOut:
    """`answered` is false while nobody asked or nothing came back; answered without windows means no limits."""
    shown = availability_of(db, *about)
    stamp(response, shown.version)
    return shown


@availability.put("", name="put_availability", summary="Keep a person's answer for a meeting", responses=CHANGE)
def put_availability(
    about: About,
    windows: Annotated[list[AvailabilityWindow], Body(max_length=MOST_WINDOWS, openapi_examples=WINDOWS)],
    version: NamedVersion,
    response: Response,
    db: Db,
    by: Editor,
) -> AvailabilityOut:
    """An empty list says: answered, no limits. Unavailable windows rule out; available ones must cover a session."""
    return _answer(db, about, windows, version, by, response)


@availability.delete("", name="delete_availability", summary="Take a person's answer back", responses=CHANGE)
def delete_availability(about: About, version: NamedVersion, response: Response, db: Db, by: Editor) -> AvailabilityOut:
    """Back to not answered."""
    return _answer(db, about, None, version, by, response)


def _answer(
    db: DbSession,
    about: tuple[int, MeetingRow],
    windows: list[AvailabilityWindow] | None,
    version: int,
    by: Actor,
    response: Response,
) -> AvailabilityOut:
    shown = answer(db, *about, windows, version, by)
    stamp(response, shown.version)
    return shown


router.include_router(availability)
