"""Taking people and sessions in from a table, after a look at what that would do; and giving them out as a workbook."""

from dataclasses import dataclass, replace
from enum import StrEnum

from fastapi import APIRouter, Response
from starlette.datastructures import UploadFile

from app.desk.frame.admission import EditorDesk, Posted
from app.desk.frame.desk import Desk
from app.desk.frame.templating import HEADERS
from app.desk.imports.preview import Preview, preview_of
from app.spreadsheets.people import People
from app.spreadsheets.plan import RowRefused, Sheet, plan, take_in
from app.spreadsheets.reading import MOST_ROWS, Table, Unreadable, read_file, read_text
from app.spreadsheets.sessions import Sessions
from app.spreadsheets.writing import XLSX, workbook
from app.wording import N_

router = APIRouter(prefix="/desk/meetings/{meeting}")


class What(StrEnum):
    """What a table holds."""

    PEOPLE = "people"
    SESSIONS = "sessions"


NAMES = {What.PEOPLE: N_("People"), What.SESSIONS: N_("Sessions")}
MOVED_ON = N_("A colleague changed something in the meantime. Look again at what the table does now.")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page shows: the table as text, what it would do, a digest of that, and why it was refused."""

    text: str = ""
    preview: Preview | None = None
    seen: str = ""
    refusal: str = ""
    status: int = 200


@router.get("/imports/{what}", name="desk_import")
@router.head("/imports/{what}", name="desk_import_head")
def show(desk: EditorDesk, what: What) -> Response:
    """The form that takes a table."""
    return _page(desk, what, Shown())


@router.post("/imports/{what}", name="desk_preview_import")
def preview(desk: EditorDesk, what: What, given: Posted) -> Response:
    """What the table would do; nothing is saved."""
    try:
        table = _given(given)
        sheet = _sheet(desk, what)
        planned = plan(sheet, table)
        seen = preview_of(desk, sheet, planned)
        return _page(desk, what, Shown(text=table.as_text(), preview=seen, seen=planned.digest))
    except Unreadable as refused:
        return _unreadable(desk, what, given, refused)


@router.post("/imports/{what}/take", name="desk_take_import")
def take(desk: EditorDesk, what: What, given: Posted) -> Response:
    """Take the table in, all of it or nothing, if it still does what the officer saw."""
    try:
        table = _given(given)
        sheet = _sheet(desk, what)
        planned = plan(sheet, table)
    except Unreadable as refused:
        return _unreadable(desk, what, given, refused)
    shown = Shown(text=table.as_text(), preview=preview_of(desk, sheet, planned), seen=planned.digest)
    if planned.digest != given.get("seen") or not planned.is_possible:
        return _page(desk, what, replace(shown, refusal=desk.words(MOVED_ON), status=412))
    try:
        take_in(desk.db, sheet, planned)
    except RowRefused as row:
        return _page(desk, what, replace(shown, preview=preview_of(desk, sheet, planned, row), status=409))
    return desk.go(desk.at(what), "imported")


@router.get("/exports/{what}.xlsx", name="desk_export")
def export(desk: EditorDesk, what: What) -> Response:
    """Everybody, or every session of the draft, as a workbook that can be taken in again."""
    sheet = _sheet(desk, what)
    columns = [column for column in sheet.columns if column.is_exported]
    heading = [column.name(desk.language) for column in columns]
    rows = ([column.show(row) for column in columns] for row in sheet.rows)
    content = workbook(desk.words(NAMES[what]), heading, rows)
    name = f"{desk.meeting.slug}-{what}.xlsx"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=XLSX, headers=headers)


def _sheet(desk: Desk, what: What) -> Sheet:
    kind: type[People | Sessions] = People if what is What.PEOPLE else Sessions
    return kind(desk.db, desk.meeting, desk.by, desk.language)


def _given(given: Posted) -> Table:
    file = given.get("file")
    if isinstance(file, UploadFile) and file.size:
        return read_file(file.file.read())
    return read_text(_typed(given))


def _typed(given: Posted) -> str:
    text = given.get("table")
    return text if isinstance(text, str) else ""


def _unreadable(desk: Desk, what: What, given: Posted, refused: Unreadable) -> Response:
    words = desk.words(refused.message, **refused.values)
    return _page(desk, what, Shown(text=_typed(given), refusal=words, status=422))


def _page(desk: Desk, what: What, shown: Shown) -> Response:
    return desk.page(
        "imports/import.html",
        shown.status,
        what=what,
        several=desk.words(NAMES[what]),
        columns=[column.name(desk.language) for column in _sheet(desk, what).columns],
        text=shown.text,
        preview=shown.preview,
        seen=shown.seen,
        refusal=shown.refusal,
        most=MOST_ROWS,
    )
