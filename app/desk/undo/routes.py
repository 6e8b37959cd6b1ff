"""The routes of an officer's own steps: which there are, taking one back, doing it again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlmodel import select

from app import ledger
from app.desk.board.answers import board_before, changes, part, teller_for, wants_json
from app.desk.board.asked import Asked, Wanted, number_in
from app.desk.board.forms import field_name
from app.desk.deeds import Teller
from app.desk.forms.words import refusal_words
from app.desk.frame.admission import EditorDesk, Posted
from app.desk.frame.desk import Desk
from app.desk.frame.own_host import own_path
from app.desk.frame.templating import HEADERS
from app.desk.plan.cards import Board
from app.desk.plan.drawing import board_after, current_board, speaker_of
from app.desk.undo.labels import told
from app.desk.undo.reversal import GONE, NOTHING, OverwritesLater, Reversal, steps_by
from app.desk.undo.steps import REDO, UNDO, Step, Steps
from app.errors import Forbidden, PlannerError, Unauthenticated, Unavailable, WrongState
from app.pages.views.dates import moment_words
from app.programme.facts import draft_index, load_facts
from app.rules.index import Index
from app.wording import N_

STEPS = "/desk/meetings/{meeting}/steps"
MOST_SHOWN = 50
KEEP, OVERWRITE = "keep", "overwrite"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list."""

    number: int
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class ContestedLine:
    """A field that was changed since: what the step would make it again, what it is, who made it that."""

    name: str
    wanted: str
    now: str
    by: str
    at: str


@router.get(STEPS, name="desk_steps")
@router.head(STEPS, name="desk_steps_head")
def steps_page(desk: EditorDesk) -> Response:
    """One's own steps, the last one first."""
    return _page(desk)


@router.post(STEPS, name="desk_take_step")
def take_step(desk: EditorDesk, given: Posted, wanted: Asked) -> Response:
    """Undo or redo a step: the last one, or one that is named. What a colleague changed since is not overwritten
    unless the officer says so.
    """
    before = board_before(desk, number_in(given, "since"))
    steps = steps_by(desk.db, desk.meeting, desk.by.name)
    step, way = _named(steps, number_in(given, "step"), str(given.get("way") or UNDO)), given.get("how")
    try:
        if step is None:
            raise WrongState(NOTHING)
        Reversal(desk.db, desk.meeting, desk.by, steps, way == KEEP, way == OVERWRITE).take_back(step)
    except OverwritesLater as refused:
        return _contested(desk, wanted, before, step, refused)
    except (Forbidden, Unauthenticated, Unavailable):
        raise
    except PlannerError as refused:
        return _refused(desk, refused)
    if not wants_json(desk.request):
        return desk.go(own_path(str(given.get("back") or desk.at("steps"))), "saved")
    board, speaker = board_after(desk, Index(load_facts(desk.db, desk.meeting)), is_whole=True)
    teller, is_redo = teller_for(desk, speaker), step in steps.undone
    message = N_("Done again: {done}") if is_redo else N_("Taken back: {done}")
    said = desk.words(message, done=told(desk, teller, step.origin if is_redo else step))
    return changes(desk, wanted, board, speaker, before, said=said)


def _named(steps: Steps, number: int, way: str) -> Step | None:
    """The step with this number, else the last of its kind."""
    if number:
        return next((one for one in (*steps.done, *steps.undone) if one.number == number), None)
    stack = steps.undone if way == REDO else steps.done
    return stack[-1] if stack else None


def _teller(desk: Desk) -> Teller:
    return teller_for(desk, speaker_of(desk, draft_index(desk.db, desk.meeting)))


def _page(desk: Desk, status: int = 200, refused: str = "") -> Response:
    steps, teller = steps_by(desk.db, desk.meeting, desk.by.name), _teller(desk)
    return desk.page(
        "steps/list.html",
        status,
        refused=refused,
        done=[_line(desk, teller, step, step) for step in reversed(steps.done[-MOST_SHOWN:])],
        undone=[_line(desk, teller, step, step.origin) for step in reversed(steps.undone[-MOST_SHOWN:])],
    )


def _line(desk: Desk, teller: Teller, step: Step, shown: Step) -> StepLine:
    at: datetime = desk.db.exec(select(ledger.LedgerRow.at).where(ledger.LedgerRow.number == step.number)).one()
    return StepLine(step.number, told(desk, teller, shown), moment_words(at, desk.meeting.zone, desk.language))


def _refused(desk: Desk, refused: PlannerError) -> Response:
    said = " ".join(refusal_words(refused, desk).values())
    said = desk.words(said) if said in (NOTHING, GONE) else said
    if wants_json(desk.request):
        return JSONResponse({"code": refused.code, "said": said}, refused.status, headers=HEADERS)
    return _page(desk, refused.status, said)


def _contested(
    desk: Desk, wanted: Wanted, before: Board | None, step: Step | None, refused: OverwritesLater
) -> Response:
    """What a colleague did since, and what can be done about it."""
    assert step is not None
    board, speaker = current_board(desk)
    teller = teller_for(desk, speaker)
    values = {
        "step": step,
        "words": told(desk, teller, step.origin if step.takes_back else step),
        "lines": [_contested_line(desk, teller, one) for one in refused.contested],
        "rest": refused.rest,
    }
    if not wants_json(desk.request):
        return desk.page("steps/contested-page.html", 409, **values)
    html = part(desk.language, "steps/contested.html", desk=desk, officer=desk.officer, **values)
    answer = changes(desk, wanted, board, speaker, before, html=html)
    answer.status_code = 409
    return answer


def _contested_line(desk: Desk, teller: Teller, one: Any) -> ContestedLine:
    later = one.later
    return ContestedLine(
        name=field_name(desk, one.field),
        wanted=teller.value(one.field, one.wanted),
        now=teller.value(one.field, one.now),
        by=later.by if later else "",
        at=moment_words(later.at, desk.meeting.zone, desk.language) if later else "",
    )
