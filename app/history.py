"""The change feed of the API: the ledger, entry by entry."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from sqlmodel import col, select

from app.access.models import Right
from app.access.roles import Viewer
from app.database import Db
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, problems
from app.ledger import LedgerEntry, LedgerRow
from app.listing import LARGEST, Page
from app.meetings.queries import meeting_for, meeting_of

router = APIRouter(tags=["ledger"])


@router.get(
    "/ledger",
    name="list_ledger",
    summary="Follow every write",
    responses=problems(Unauthenticated, Forbidden, NotFound, Invalid),
)
def list_ledger(
    db: Db,
    by: Viewer,
    after: Annotated[int, Query(ge=0, le=LARGEST, description="The number behind which to begin.")] = 0,
    limit: Annotated[int, Query(ge=1, le=200, description="How many items at most.")] = 50,
    cursor: Annotated[int | None, Query(ge=0, le=LARGEST, description="`next` of the part before.")] = None,
    sort: Annotated[Literal["number"] | None, Query(description="By number: the only order.")] = None,
    meeting: Annotated[str | None, Query(max_length=80, description="The slug of a meeting.")] = None,
    resource: Annotated[
        str | None, Query(max_length=40, description="A noun in the singular, such as `session`.")
    ] = None,
) -> Page[LedgerEntry]:
    """Entries in the order of their numbers, which have no gap. Viewers get them without `fields`."""
    statement = select(LedgerRow).where(LedgerRow.number > (after if cursor is None else cursor))
    if meeting is not None:
        statement = statement.where(LedgerRow.meeting == meeting_for(db, meeting, by).slug)
    elif by.meeting_id is not None:
        statement = statement.where(LedgerRow.meeting == meeting_of(db, by.meeting_id).slug)
    if resource is not None:
        statement = statement.where(LedgerRow.resource == resource)
    rows = db.exec(statement.order_by(col(LedgerRow.number)).limit(limit + 1)).all()
    with_fields = by.may(Right.EDITOR)
    shown = [LedgerEntry.of(row, with_fields) for row in rows[:limit]]
    return Page[LedgerEntry](items=shown, next=str(shown[-1].number) if len(rows) > limit else None)
