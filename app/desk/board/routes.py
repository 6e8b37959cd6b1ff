"""The routes of the board."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from app import ledger
from app.database import now
from app.desk.board.answers import (
    board_before,
    changes,
    labels_on,
    part,
    part_answer,
    teller_for,
    wants_json,
)
from app.desk.board.asked import Asked, Wanted, number_in, place_in, seen_in, token_of
from app.desk.board.forms import collision, move_form, swap_form
from app.desk.board.moves import Seen, move, swap
from app.desk.board.page import page_of
from app.desk.board.words import words_for
from app.desk.forms.words import refusal_words
from app.desk.frame.admission import EditorDesk, Posted, ViewerDesk
from app.desk.frame.desk import Desk
from app.desk.frame.templating import HEADERS
from app.desk.plan.cards import Board
from app.desk.plan.drawing import board_after, current_board, drawn_board
from app.desk.plan.phrases import Speaker
from app.desk.plan.places import places_for
from app.desk.undo.labels import told
from app.desk.undo.reversal import steps_by
from app.errors import Forbidden, NotFound, PlannerError, Unauthenticated, Unavailable, VersionStale
from app.given import Ref
from app.rules.facts import Placement
from app.rules.index import Index

BOARD = "/desk/meetings/{meeting}/board"

router = APIRouter()

Number = Annotated[int, Query(ge=0, le=2**53)]
Part = Annotated[bool, Query(alias="part")]
Minutes = Annotated[int, Query(ge=0, le=1440)]


@router.get(BOARD, name="desk_board")
@router.head(BOARD, name="desk_board_head")
def board_page(desk: ViewerDesk, wanted: Asked) -> Response:
    """The draft as a board."""
    board, speaker = current_board(desk)
    return desk.page(
        "board/board.html",
        page=page_of(desk, board, speaker),
        board=board,
        wanted=wanted,
        labels=labels_on(desk, speaker),
        words=words_for(desk),
    )


@router.get(f"{BOARD}/changes", name="desk_board_changes")
def board_changes(desk: ViewerDesk, wanted: Asked, since: Number) -> Response:
    """The cells that changed since this number of the ledger."""
    before = board_before(desk, since)
    board, speaker = current_board(desk)
    return changes(desk, wanted, board, speaker, before)


@router.get(f"{BOARD}/places", name="desk_board_places")
def board_places(desk: EditorDesk, session: Ref, minutes: Minutes = 0) -> Response:
    """For every cell, what placing the session there would break. `minutes` is for one that has no length yet."""
    board, speaker = drawn_board(desk)
    if session not in board.cards:
        raise NotFound(f"The board has no session {session}.")
    length = timedelta(minutes=minutes) if minutes else None
    places = places_for(speaker, board.grid, session, length, now())
    reasons: dict[Any, int] = {}
    cells = {}
    for place in places:
        local = (moment.astimezone(desk.zone) for moment in (place.span.starts, place.span.ends))
        cells[place.cell] = {
            "to": token_of(Placement(place.span, place.room)),
            "hours": "–".join(f"{moment:%H:%M}" for moment in local),
            "why": [reasons.setdefault(trouble, len(reasons)) for trouble in place.troubles],
            "errors": place.errors,
            "mended": place.mended,
            "here": place.is_here,
            "taken": place.taken_by,
        }
    said = [[trouble.severity, trouble.text] for trouble in reasons]
    return JSONResponse({"number": board.number, "cells": cells, "reasons": said}, headers=HEADERS)


@router.get(f"{BOARD}/move", name="desk_board_move_page")
@router.head(f"{BOARD}/move", name="desk_board_move_page_head")
def move_page(desk: EditorDesk, session: Ref, is_part: Part = False, day: date | None = None) -> Response:
    """Where the session could go: its free places, a form for any other, changing places."""
    board, speaker = current_board(desk)
    if session not in board.cards:
        raise NotFound(f"The board has no session {session}.")
    form = move_form(desk, board, speaker, session, day)
    return _shown(desk, "move", is_part, form=form, board=board, errors={})


@router.post(f"{BOARD}/move", name="desk_board_move")
def move_session(desk: EditorDesk, given: Posted, wanted: Asked) -> Response:
    """Put a session elsewhere, if it is still as the officer saw it."""
    before, since = _before(desk, given)
    try:
        seen, to = seen_in(given), place_in(given, desk.zone)
        index = move(desk.db, desk.meeting, seen, to, desk.by)
    except VersionStale:
        return _collided(desk, wanted, before, [seen], since, to)
    except (Forbidden, NotFound, Unauthenticated, Unavailable):
        raise
    except PlannerError as refused:
        return _refused(desk, refused, given)
    return _done(desk, wanted, before, index, seen.id)


@router.get(f"{BOARD}/swap", name="desk_board_swap_page")
@router.head(f"{BOARD}/swap", name="desk_board_swap_page_head")
def swap_page(
    desk: EditorDesk,
    session: Ref,
    other: Annotated[Ref, Query(alias="with")],
    to: Annotated[str, Query(max_length=100)] = "",
    is_part: Part = False,
) -> Response:
    """The offer to let two sessions change places, and what that would do."""
    board, speaker = current_board(desk)
    if session == other or session not in board.cards or other not in board.cards:
        raise NotFound("The board has no such two sessions.")
    place = place_in({"to": to}, desk.zone) if to else None  # type: ignore[arg-type]
    form = swap_form(desk, board, speaker, session, other, place)
    return _shown(desk, "swap", is_part, form=form, board=board)


@router.post(f"{BOARD}/swap", name="desk_board_swap")
def swap_sessions(desk: EditorDesk, given: Posted, wanted: Asked) -> Response:
    """Let two sessions change places, if both are still as the officer saw them."""
    before, since = _before(desk, given)
    one, other = seen_in(given), seen_in(given, "other_")
    try:
        index = swap(desk.db, desk.meeting, one, other, desk.by)
    except VersionStale:
        return _collided(desk, wanted, before, [one, other], since, None)
    except (Forbidden, NotFound, Unauthenticated, Unavailable):
        raise
    except PlannerError as refused:
        return _refused(desk, refused, given)
    return _done(desk, wanted, before, index, one.id)


def _before(desk: Desk, given: Posted) -> tuple[Board | None, int]:
    """The board that the officer has before them, drawn again if it is today's and this process never drew it."""
    since = number_in(given, "since")
    before = board_before(desk, since)
    if before is None and wants_json(desk.request) and ledger.latest(desk.db) == since:
        before = current_board(desk)[0]
    return before, since


def _done(desk: Desk, wanted: Wanted, before: Board | None, index: Index, session: int) -> Response:
    board, speaker = board_after(desk, index, is_whole=True)
    if wants_json(desk.request):
        said = _last_deed(desk, speaker)
        return changes(desk, wanted, board, speaker, before, said=said, session=session)
    return _to_card(desk, wanted, session)


def _to_card(desk: Desk, wanted: Wanted, session: int) -> Response:
    return desk.go(f"{desk.at('board')}?{wanted.query()}", "moved", f"s{session}")


def _last_deed(desk: Desk, speaker: Speaker) -> str:
    """What the officer has just done; where nothing came of it, that."""
    steps = steps_by(desk.db, desk.meeting, desk.by.name)
    if not steps.done or steps.done[-1].entries[-1].number != ledger.latest(desk.db):
        return desk.words("Nothing was changed.")
    return told(desk, teller_for(desk, speaker), steps.done[-1])


def _collided(
    desk: Desk, wanted: Wanted, before: Board | None, seen: Sequence[Seen], since: int, to: Placement | None
) -> Response:
    """A colleague was first: both versions, and the board as it is."""
    board, speaker = current_board(desk)
    stale = next((one for one in seen if speaker.names.versions.get(one.id) != one.version), seen[0])
    both = collision(desk, speaker, stale, since, to, teller_for(desk, speaker))
    if not wants_json(desk.request):
        return desk.page("board/collision-page.html", 412, both=both, board=board, wanted=wanted)
    html = part(desk.language, "board/collision.html", desk=desk, officer=desk.officer, both=both, board=board)
    answer = changes(desk, wanted, board, speaker, before, html=html, session=stale.id)
    answer.status_code = 412
    return answer


def _refused(desk: Desk, refused: PlannerError, given: Posted) -> Response:
    """What cannot be: said in words, with what was typed."""
    errors = refusal_words(refused, desk)
    if wants_json(desk.request):
        return JSONResponse({"code": refused.code, "said": " ".join(errors.values())}, refused.status, headers=HEADERS)
    board, speaker = current_board(desk)
    form = move_form(desk, board, speaker, number_in(given, "session"), None).filled(given)
    return desk.page("board/move-page.html", refused.status, form=form, board=board, errors=errors)


def _shown(desk: Desk, name: str, is_part: bool, **values: Any) -> Response:
    """A form as a page, or as what a dialog holds."""
    if is_part:
        return part_answer(desk, f"board/{name}.html", **values)
    return desk.page(f"board/{name}-page.html", **values)
