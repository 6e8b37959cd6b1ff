"""The routes of acknowledgements."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Body, Response
from sqlmodel import col, select

from app.access.models import Right
from app.access.roles import Editor, Viewer
from app.conditions import MADE, STAMPED, NamedVersion, stamp
from app.database import Db, DbSession, now
from app.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
    VersionRequired,
    VersionStale,
    WrongState,
    problems,
)
from app.given import Ref
from app.listing import Page, Paging, page_of, paged_by
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_for
from app.programme.acknowledgements.actions import acknowledge, withdraw
from app.programme.acknowledgements.models import AcknowledgementIn, AcknowledgementOut, AcknowledgementRow
from app.programme.acknowledgements.queries import PRIVATE, find_acknowledgement
from app.programme.facts import draft_index
from app.rules.check import check
from app.rules.conflict import key
from app.zones import zone

router = APIRouter(tags=["acknowledgements"])

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)
SHOW = {**READ, **STAMPED}
MAKE = {**problems(Unauthenticated, Forbidden, NotFound, WrongState, Invalid), **MADE}
REMOVE = problems(Unauthenticated, Forbidden, NotFound, VersionStale, Invalid, VersionRequired)

ACCEPTED = {"typical": {"value": {"key": "db49a637dccda597", "reason": "Theme ii is left to the fifteenth session."}}}


@router.get(
    "/meetings/{meeting}/acknowledgements",
    name="list_acknowledgements",
    summary="List acknowledgements",
    responses=READ,
)
def list_acknowledgements(
    meeting: str, db: Db, by: Viewer, paged: Annotated[Paging, paged_by("id")]
) -> Page[AcknowledgementOut]:
    """The accepted warnings of the meeting; those whose facts have changed since are marked as lapsed."""
    found = meeting_for(db, meeting, by)
    statement = select(AcknowledgementRow).where(AcknowledgementRow.meeting_id == found.id)
    if not by.may(Right.EDITOR):
        statement = statement.where(col(AcknowledgementRow.code).not_in(PRIVATE))
    rows, following = page_of(db, statement, {"id": col(AcknowledgementRow.id)}, paged)
    return Page[AcknowledgementOut](items=_shown(db, found, rows), next=following)


@router.post(
    "/meetings/{meeting}/acknowledgements",
    name="create_acknowledgement",
    summary="Accept a warning",
    status_code=201,
    responses=MAKE,
)
def create(
    meeting: str,
    body: Annotated[AcknowledgementIn, Body(openapi_examples=ACCEPTED)],
    response: Response,
    db: Db,
    by: Editor,
) -> AcknowledgementOut:
    """Say why a warning is accepted. It lapses by itself when the people, times or rooms concerned change."""
    found = meeting_for(db, meeting, by)
    row = acknowledge(db, found, body, by)
    response.headers["Location"] = f"/api/v1/acknowledgements/{row.id}"
    return _answer(db, found, row, response)


@router.get("/acknowledgements/{id}", name="get_acknowledgement", summary="Show an acknowledgement", responses=SHOW)
def show(id: Ref, response: Response, db: Db, by: Viewer) -> AcknowledgementOut:
    """An accepted warning."""
    row, meeting = find_acknowledgement(db, id, by)
    return _answer(db, meeting, row, response)


@router.delete(
    "/acknowledgements/{id}",
    name="delete_acknowledgement",
    summary="Take an acknowledgement back",
    status_code=204,
    responses=REMOVE,
)
def remove(id: Ref, by: Editor, version: NamedVersion, db: Db) -> None:
    """The warning is open again."""
    row, meeting = find_acknowledgement(db, id, by)
    withdraw(db, row, meeting, version, by)


def _answer(db: DbSession, meeting: MeetingRow, row: AcknowledgementRow, response: Response) -> AcknowledgementOut:
    stamp(response, row.version)
    return _shown(db, meeting, [row])[0]


def _shown(db: DbSession, meeting: MeetingRow, rows: Sequence[AcknowledgementRow]) -> list[AcknowledgementOut]:
    index = draft_index(db, meeting)
    keys = {key(conflict, index) for conflict in check(index, now())}
    fields = set(AcknowledgementOut.model_fields) - {"lapsed", "at"}
    return [
        AcknowledgementOut(
            **row.model_dump(include=fields), at=row.at.astimezone(zone(meeting.zone)), lapsed=row.key not in keys
        )
        for row in rows
    ]
