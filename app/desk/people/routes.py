"""The list of people, and keeping what a person answered about their availability."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlmodel import col, func, select

from app.desk.forms.fields import Option
from app.desk.forms.form import Form
from app.desk.forms.options import all_themes, delegations, languages, vocabulary
from app.desk.forms.submit import submit
from app.desk.frame.admission import EditorDesk, Posted, ViewerDesk
from app.desk.frame.desk import Desk
from app.desk.frame.query import Blank, Chosen, ChosenCode, Words
from app.desk.frame.words import REGIONS
from app.desk.nouns.pages import form_of, form_page
from app.desk.panel.people import Somebody, somebodies
from app.desk.people.grid import windows_of
from app.desk.people.person import PERSON_PAGES, exact_sections, meeting_days, person_grid
from app.errors import Invalid, VersionStale
from app.given import Given, Ref
from app.languages import Language
from app.people.availability import answer, availability_of
from app.people.models import AvailabilityRow, AvailabilityWindow, DelegationRow, ParticipantRow
from app.people.people import PARTICIPANTS, participant_filters
from app.programme.models import AssignmentRow, SessionRow
from app.resources.actions import find
from app.rules.words import Region
from app.wording import N_

router = APIRouter(prefix="/desk/meetings/{meeting}/people")

PART = 100
STATES = {
    "seated": N_("seated in this meeting"),
    "asked": N_("has not answered"),
    "answered": N_("has answered"),
    "retired": N_("no longer in use"),
}


class PeopleFilter(BaseModel):
    """Which people are wanted; what is empty does not filter. `part` counts from 1."""

    q: Words = ""
    delegation: ChosenCode = None
    region: Annotated[Region | None, Blank] = None
    expertise: Chosen = None
    language: Annotated[Language | None, Blank] = None
    state: str = ""
    part: Annotated[int, Query(ge=1, le=1_000)] = 1

    @property
    def given(self) -> dict[str, object]:
        """What filters."""
        return {name: value for name, value in self if value and name != "part"}


class WindowsGiven(Given):
    """The windows of an answer."""

    windows: list[AvailabilityWindow]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list. `answered` is None for whoever may not know."""

    person: Somebody
    seats: int
    answered: bool | None


@router.get("", name="desk_people")
@router.head("", name="desk_people_head")
def show_list(desk: ViewerDesk, wanted: Annotated[PeopleFilter, Query()]) -> Response:
    """People, a hundred at a time, by name."""
    where = participant_filters(wanted.delegation, wanted.expertise, wanted.language, wanted.q.strip() or None)
    statement = select(ParticipantRow).where(*where, *_further(desk, wanted))
    total = desk.db.exec(select(func.count()).select_from(statement.subquery())).one()
    order = statement.order_by(col(ParticipantRow.name), col(ParticipantRow.id))
    rows = desk.db.exec(order.offset((wanted.part - 1) * PART).limit(PART)).all()
    return desk.page(
        "people/list.html",
        wanted=wanted,
        lines=_lines(desk, rows),
        total=total,
        parts=-(-total // PART),
        delegations=delegations(desk),
        regions=vocabulary(desk, REGIONS),
        expertise=all_themes(desk),
        languages_known=languages(desk),
        states=[Option(value, desk.words(said)) for value, said in STATES.items() if desk.may_edit or value != "asked"],
    )


@router.post("/{person_id}/availability/{how}", name="desk_availability")
def keep_availability(desk: EditorDesk, person_id: Ref, how: Literal["grid", "exact"], given: Posted) -> Response:
    """Keep what a person answered: the ticks of the grid, or the exact times."""
    row = find(desk.db, PARTICIPANTS, person_id, desk.by)
    if how == "exact":
        return _keep_exact(desk, row, given)
    ticked = [value for value in given.getlist("cell") if isinstance(value, str)]
    mode, version = str(given.get("mode") or ""), Form.posted((), given).version
    before = availability_of(desk.db, row.id, desk.meeting)
    try:
        windows = windows_of(mode, ticked, before, meeting_days(desk), desk.zone)
    except ValueError as error:
        raise Invalid(("/cell", str(error))) from error
    try:
        with desk.db.begin_nested():
            answer(desk.db, row.id, desk.meeting, windows, version, desk.by)
    except VersionStale:
        form = form_of(desk, PERSON_PAGES, row)
        form.status = 409
        mine = person_grid(desk, before, ticked or ["2000-01-01/0/1"])
        return form_page(desk, PERSON_PAGES, form, row, grid=mine, theirs=before.windows, chosen=mode)
    return desk.go(desk.at("people", f"{person_id}?said=saved#availability"))


def _keep_exact(desk: Desk, row: ParticipantRow, given: Posted) -> Response:
    form = Form.posted(exact_sections(desk), given)

    def keep(body: WindowsGiven, version: int) -> bool:
        answer(desk.db, row.id, desk.meeting, body.windows, version, desk.by)
        return True

    def current() -> tuple[dict[str, object], int]:
        held = availability_of(desk.db, row.id, desk.meeting)
        return held.model_dump(mode="json"), held.version

    if submit(desk, form, WindowsGiven, keep, current):
        return desk.go(desk.at("people", f"{row.id}?said=saved#availability"))
    page = form_of(desk, PERSON_PAGES, row)
    page.status = form.status
    return form_page(desk, PERSON_PAGES, page, row, exact=form)


def _further(desk: Desk, wanted: PeopleFilter) -> list[Any]:
    where: list[Any] = [col(ParticipantRow.retired).is_(wanted.state == "retired")]
    if wanted.region is not None:
        codes = select(DelegationRow.code).where(DelegationRow.regional_group == wanted.region)
        where.append(col(ParticipantRow.delegation).in_(codes))
    answered = select(AvailabilityRow.participant_id).where(
        AvailabilityRow.meeting_id == desk.meeting.id, col(AvailabilityRow.answered)
    )
    seated = _seated(desk)
    if wanted.state == "seated":
        where.append(col(ParticipantRow.id).in_(seated))
    if wanted.state == "answered" and desk.may_edit:
        where.append(col(ParticipantRow.id).in_(answered))
    if wanted.state == "asked" and desk.may_edit:
        where.extend((col(ParticipantRow.id).in_(seated), col(ParticipantRow.id).not_in(answered)))
    return where


def _seated(desk: Desk) -> Any:
    return (
        select(AssignmentRow.participant_id)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == desk.meeting.id)
    )


def _lines(desk: Desk, rows: Sequence[ParticipantRow]) -> list[PersonLine]:
    ids = [row.id for row in rows]
    counted = (
        select(AssignmentRow.participant_id, func.count())
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == desk.meeting.id, col(AssignmentRow.participant_id).in_(ids))
        .group_by(col(AssignmentRow.participant_id))
    )
    seats = dict(desk.db.exec(counted).all())
    answers = select(AvailabilityRow.participant_id).where(
        AvailabilityRow.meeting_id == desk.meeting.id, col(AvailabilityRow.answered)
    )
    answered = set(desk.db.exec(answers).all()) if desk.may_edit else None
    return [
        PersonLine(person, seats.get(person.id, 0), None if answered is None else person.id in answered)
        for person in somebodies(desk, rows)
    ]
