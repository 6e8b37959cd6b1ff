"""The pages of the history, of one meeting and of all, and the same as CSV. They only read: the ledger has no other."""

import json
from collections.abc import Iterator
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from sqlmodel import col, select

from app.access.models import Right
from app.database import Database
from app.desk.forms.fields import Option
from app.desk.frame.admission import EditorDesk, ViewerDesk, in_office
from app.desk.frame.desk import Desk, Office
from app.desk.frame.templating import HEADERS
from app.desk.history.search import PART, RESOURCES, HistoryFilter, everybody, wanted_entries
from app.desk.history.telling import Historian
from app.desk.history.values import ValueWords
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow
from app.spreadsheets.writing import CSV, csv_line
from app.zones import zone

router = APIRouter(prefix="/desk")

BATCH = 500
HEADING = ("number", "at", "by", "action", "resource", "subject", "meeting", "undoes", "field", "before", "after")
UTC = zone("UTC")

Wanted = Annotated[HistoryFilter, Query()]
ViewerOffice = Annotated[Office, Depends(in_office(Right.VIEWER))]
EditorOffice = Annotated[Office, Depends(in_office(Right.EDITOR))]


@router.get("/meetings/{meeting}/history", name="desk_history")
@router.head("/meetings/{meeting}/history", name="desk_history_head")
def show(desk: ViewerDesk, wanted: Wanted) -> Response:
    """What was done in a meeting, the newest first."""
    return _page(desk, wanted, desk.meeting.slug, desk.zone, desk.at("history"))


@router.get("/history", name="desk_whole_history")
@router.head("/history", name="desk_whole_history_head")
def show_all(office: ViewerOffice, wanted: Wanted) -> Response:
    """What was done in all meetings, and to what belongs to none."""
    return _page(office, wanted, None, UTC, "/desk/history")


@router.get("/meetings/{meeting}/history.csv", name="desk_history_csv")
def give(desk: EditorDesk, wanted: Wanted) -> Response:
    """The entries of a meeting as CSV, a line for each field that changed."""
    return _csv(desk, wanted, desk.meeting.slug, desk.zone)


@router.get("/history.csv", name="desk_whole_history_csv")
def give_all(office: EditorOffice, wanted: Wanted) -> Response:
    """All entries as CSV."""
    return _csv(office, wanted, None, UTC)


def _page(office: Office, wanted: HistoryFilter, meeting: str | None, venue: ZoneInfo, address: str) -> Response:
    with_fields = office.by.may(Right.EDITOR)
    statement = wanted_entries(office.db, wanted, meeting, venue, with_fields)
    rows = office.db.exec(statement.limit(PART + 1)).all()
    historian = Historian(office, ValueWords(office.db, venue, office.language), with_fields, _home(office))
    people = everybody(office.db, meeting)
    return office.page(
        "history/list.html",
        wanted=wanted,
        days=historian.days(rows[:PART]),
        older=rows[PART - 1].number if len(rows) > PART else None,
        people=[Option(name, name) for name in people],
        resources=[Option(name, office.words(said)) for name, said in RESOURCES.items()],
        address=address,
        with_fields=with_fields,
    )


def _home(office: Office) -> str:
    """The meeting whose pages show people: the one of the page, else the newest there is."""
    if isinstance(office, Desk):
        return office.at()
    newest = select(MeetingRow.slug).order_by(col(MeetingRow.first_day).desc(), col(MeetingRow.id).desc())
    slug = office.db.exec(newest).first()
    return f"/desk/meetings/{slug}" if slug else ""


def _csv(office: Office, wanted: HistoryFilter, meeting: str | None, venue: ZoneInfo) -> Response:
    database: Database = office.request.app.state.database
    name = f"history-{meeting or 'all'}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_lines(database, wanted, meeting, venue), media_type=CSV, headers=headers)


def _lines(database: Database, wanted: HistoryFilter, meeting: str | None, venue: ZoneInfo) -> Iterator[str]:
    """The lines, batch by batch, each batch in a short transaction of its own: entries never change."""
    yield "\ufeff" + csv_line(HEADING)
    before = wanted.before
    while True:
        with database.reading() as db:
            part = wanted.model_copy(update={"before": before})
            rows = db.exec(wanted_entries(db, part, meeting, venue, with_fields=True).limit(BATCH)).all()
            text = "".join(line for row in rows for line in _entry(row))
        yield text
        if len(rows) < BATCH:
            return
        before = rows[-1].number


def _entry(row: LedgerRow) -> Iterator[str]:
    known = (
        row.number,
        row.at.isoformat(),
        row.by,
        row.action,
        row.resource,
        row.subject,
        row.meeting,
        row.undoes,
    )
    for name, change in row.fields.items() or [("", None)]:
        is_change = isinstance(change, dict) and change.keys() == {"before", "after"}
        before, after = (change["before"], change["after"]) if is_change else (None, change)  # type: ignore[index,call-overload]
        yield csv_line((*known, name, _plain(before), _plain(after)))


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
