"""The pages of agenda items, and changing their order."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Response
from sqlmodel import select

from app.desk.forms.compound import InLanguages
from app.desk.forms.fields import Choice, Choices, Line, Section
from app.desk.forms.options import agenda_items, natural, themes
from app.desk.frame.admission import EditorDesk, Posted
from app.desk.frame.desk import Desk
from app.desk.nouns.pages import Cell, Names, NounPages
from app.errors import NotFound
from app.given import Ref
from app.languages import text_in
from app.meetings.agenda import AGENDA_ITEMS, swap_items
from app.meetings.models import AgendaItemOut, AgendaItemRow
from app.meetings.queries import themes_of
from app.resources.actions import find
from app.wording import N_

router = APIRouter()

LONGEST = 4
"""Digits of a number beyond which no list has as many lines."""


def _sections(desk: Desk, values: Any) -> Sequence[Section]:
    words, own = desk.words, values.get("id")
    return [
        Section(
            fields=[
                Line(
                    name="number",
                    label=words("Number"),
                    required=True,
                    hint=words("As papers show it, such as 2 or 2 (a)."),
                ),
                Choice(
                    name="parent_id",
                    label=words("Part of"),
                    options=agenda_items(desk, own),
                    nothing=words("– (an item of its own)"),
                ),
                Choices(
                    name="theme_ids", label=words("Themes"), options=themes(desk, desk.meeting.mandate_id), wide=True
                ),
                InLanguages(name="titles", label=words("Title"), required=True),
                InLanguages(name="annotations", label=words("Annotation"), long=True),
            ]
        )
    ]


def _cells(desk: Desk, shown: Sequence[AgendaItemOut]) -> list[list[Cell]]:
    numerals = {row.id: row.numeral for row in themes_of(desk.db, desk.meeting.mandate_id)}
    return [
        [
            Cell(item.number),
            Cell(text_in(item.titles, desk.language)),
            Cell(", ".join(numerals.get(theme, "?") for theme in item.theme_ids)),
        ]
        for item in shown
    ]


ITEM_PAGES = NounPages(
    noun=AGENDA_ITEMS,
    address="agenda-items",
    section="details",
    names=Names(several=N_("Agenda items"), new=N_("New item"), none=N_("No agenda items yet.")),
    in_meeting=True,
    sections=_sections,
    columns=lambda desk: [desk.words("Item"), desk.words("Title"), desk.words("Themes")],
    cells=_cells,
    title=lambda desk, item: f"{item.number}  {text_in(item.titles, desk.language)}",
    order=lambda item: natural(item.number),
    list_template="setting/agenda-items.html",
)


@router.post("/desk/meetings/{meeting}/agenda-items/{key}/{direction}", name="desk_move_agenda_item")
def move(desk: EditorDesk, key: Ref, direction: str, given: Posted) -> Response:
    """Let an item change its number with the one before or behind it, and its parts with it; `steps` says how often."""
    item = find(desk.db, AGENDA_ITEMS, key, desk.by)
    if item.meeting_id != desk.meeting.id or direction not in ("up", "down"):
        raise NotFound()
    same = select(AgendaItemRow).where(
        AgendaItemRow.meeting_id == desk.meeting.id, AgendaItemRow.parent_id == item.parent_id
    )
    siblings = sorted(desk.db.exec(same).all(), key=lambda row: natural(row.number))
    place, way = siblings.index(item), 1 if direction == "down" else -1
    passed = siblings[place + 1 :] if way > 0 else siblings[:place][::-1]
    for other in passed[: _steps(given)]:
        swap_items(desk.db, item, other, desk.by)
    return desk.go(desk.at("agenda-items"), "moved" if passed else "unchanged", f"move-{key}-{direction}")


def _steps(given: Posted) -> int:
    steps = str(given.get("steps") or "")
    return int(steps) if steps.isdecimal() and len(steps) < LONGEST else 1
