"""How agenda items are saved and shown."""

from collections.abc import Sequence

from sqlmodel import col, select

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.errors import Invalid
from app.meetings.models import AgendaItemIn, AgendaItemOut, AgendaItemRow, AgendaItemThemeRow
from app.meetings.queries import expect_themes, meeting_for, within_meeting
from app.resources.noun import Noun, Values
from app.resources.saving import link, linked, put


def _save(db: DbSession, row: AgendaItemRow, values: Values) -> None:
    theme_ids = values.pop("theme_ids", None)
    if "number" in values and values["number"] != row.number:
        _expect_free_number(db, row, values["number"])
    if values.get("parent_id") is not None:
        _expect_parent(db, row, values["parent_id"])
    if theme_ids is not None:
        expect_themes(db, theme_ids)
    put(db, row, values)
    if theme_ids is not None:
        link(db, AgendaItemThemeRow, {"agenda_item_id": row.id}, "theme_id", theme_ids)


def _expect_free_number(db: DbSession, row: AgendaItemRow, number: str) -> None:
    same = select(AgendaItemRow.id).where(AgendaItemRow.meeting_id == row.meeting_id, AgendaItemRow.number == number)
    with db.no_autoflush:
        if db.exec(same).first() is not None:
            raise Invalid(("/number", "another item of this meeting has it"))


def _expect_parent(db: DbSession, row: AgendaItemRow, parent_id: int) -> None:
    """A parent is an item of the same meeting and not a part of its own part."""
    above: int | None = parent_id
    while above is not None:
        item = db.get(AgendaItemRow, above)
        if item is None or item.meeting_id != row.meeting_id:
            raise Invalid(("/parent_id", f"there is no agenda item {parent_id} in this meeting"))
        if row.id is not None and item.id == row.id:
            raise Invalid(("/parent_id", "an item cannot be a part of itself"))
        above = item.parent_id


def _show(db: DbSession, rows: Sequence[AgendaItemRow], by: Actor) -> list[AgendaItemOut]:
    themes = linked(db, AgendaItemThemeRow, "agenda_item_id", "theme_id", [row.id for row in rows])
    return [AgendaItemOut(**row.model_dump(), theme_ids=themes[row.id]) for row in rows]


def swap_items(db: DbSession, first: AgendaItemRow, second: AgendaItemRow, by: Actor) -> None:
    """Let two items of one level change numbers, and so places. Their parts, "2 (a)", follow the number."""
    numbers = {first.id: (first.number, second.number), second.id: (second.number, first.number)}
    rows = db.exec(select(AgendaItemRow).where(col(AgendaItemRow.parent_id).in_(numbers))).all()
    moved = [(first, second.number), (second, first.number)]
    for row in rows:
        before, after = numbers[row.parent_id or 0]
        if row.number.startswith(before):
            moved.append((row, after + row.number.removeprefix(before)))
    meeting = within_meeting(db, first)
    held = {row.id: row.number for row, _ in moved}
    for row, _ in moved:
        row.number = f"\u2060{row.number}"
    db.flush()
    for row, number in moved:
        row.number = number
    db.flush()
    for row, number in moved:
        changed = ledger.difference({"number": held[row.id]}, {"number": number})
        ledger.record(db, by.name, "change", "agenda_item", row.id, changed, meeting.slug)


AGENDA_ITEMS = Noun(
    singular="agenda_item",
    collection="agenda-items",
    row=AgendaItemRow,
    body=AgendaItemIn,
    shown=AgendaItemOut,
    show=_show,
    save=_save,
    within=within_meeting,
    meeting=meeting_for,
    sorts=("number",),
    example={"number": "2", "titles": {"en": "Inter-agency task forces", "fr": "Équipes de travail interinstitutions"}},
    change={"annotations": {"en": "The Working Group will hold a round table on the theme."}, "theme_ids": [1]},
)
