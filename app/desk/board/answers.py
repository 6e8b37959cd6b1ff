"""What the board sends back: a whole page, or only the cells that are no longer what the officer has before them."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from app.desk.board.asked import Wanted
from app.desk.deeds import Teller
from app.desk.frame.desk import Desk
from app.desk.frame.templating import HEADERS, environment
from app.desk.plan.cards import Board
from app.desk.plan.drawing import boards_of, view_of
from app.desk.plan.phrases import Speaker
from app.desk.undo.labels import Labels, labels_of
from app.languages import Language


def wants_json(request: Request) -> bool:
    """Whether the module of the board asks, not a form."""
    return "application/json" in request.headers.get("accept", "")


def labels_on(desk: Desk, speaker: Speaker) -> Labels:
    """What undo and redo would do now."""
    return labels_of(desk, teller_for(desk, speaker))


def teller_for(desk: Desk, speaker: Speaker) -> Teller:
    """Tells deeds to the officer with the names that are there already."""
    rooms = {number: room.name for number, room in speaker.names.rooms.items()}
    return Teller(speaker.names.titles, rooms, desk.zone, desk.language)


def changes(
    desk: Desk, wanted: Wanted, board: Board, speaker: Speaker, before: Board | None, **further: Any
) -> Response:
    """The cells that differ from the board before; where its rows are others, or it is forgotten, to load it again."""
    labels = labels_on(desk, speaker)
    body: dict[str, Any] = {
        "number": board.number,
        "counts": part(desk.language, "board/counts.html", desk=desk, board=board),
        "undo": labels.undo,
        "redo": labels.redo,
        **further,
    }
    if before is None or before.grid != board.grid:
        body["reload"] = True
    else:
        body["cells"] = {
            name: part(desk.language, "board/cell.html", desk=desk, wanted=wanted, cards=board.cells.get(name, ()))
            for name in board.changed_cells(before)
        }
    return JSONResponse(body, headers=HEADERS)


def board_before(desk: Desk, since: int) -> Board | None:
    """The board as the officer has it before them, if this process drew it."""
    return boards_of(desk.db).at(view_of(desk), since)


def part(language: Language, template: str, **values: object) -> str:
    """A part of a page."""
    return environment(language).get_template(template).render(**values)


def part_answer(desk: Desk, template: str, status: int = 200, **values: object) -> Response:
    """A part of a page for a dialog."""
    return HTMLResponse(
        part(desk.language, template, desk=desk, officer=desk.officer, **values), status, headers=HEADERS
    )
