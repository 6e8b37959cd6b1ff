"""Finding people who are in the list twice, and making one of two."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError
from sqlmodel import col, select

from app.desk.forms.submit import attempt
from app.desk.forms.words import validation_words
from app.desk.frame.admission import EditorDesk, Posted
from app.desk.frame.desk import Desk
from app.desk.frame.query import Words
from app.desk.merging.comparison import FIELDS, Comparison, chosen_values, compare
from app.desk.panel.people import Somebody, people_with
from app.errors import NotFound
from app.given import Ref
from app.merging import merge
from app.people.duplicates import Known, Reason, suspicions
from app.people.models import MergedPersonRow, ParticipantRow
from app.people.people import PARTICIPANTS, merged_into, participant_filters
from app.resources.actions import find
from app.wording import N_

router = APIRouter(prefix="/desk/meetings/{meeting}/merging")

MOST_SHOWN = 100
REASONS = {Reason.EMAIL: N_("the same e-mail address"), Reason.NAME: N_("similar names in one delegation")}


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two who may be one, and why; none is said where an officer looked for the second."""

    first: Somebody
    second: Somebody
    reason: str = ""


@router.get("", name="desk_merging")
@router.head("", name="desk_merging_head")
def show_list(
    desk: EditorDesk, person: Annotated[Ref | None, Query()] = None, q: Annotated[Words, Query()] = ""
) -> Response:
    """Who may be in the list twice; with a person, everybody whose name is like what is looked for."""
    chosen = None if person is None else _person(desk, person)
    lines, count = _suspected(desk) if chosen is None else _sought(desk, chosen, q)
    return desk.page("merging/list.html", lines=lines, count=count, chosen=chosen, q=q)


@router.get("/{first_id}/{second_id}", name="desk_compare_people")
@router.head("/{first_id}/{second_id}", name="desk_compare_people_head")
def show(desk: EditorDesk, first_id: Ref, second_id: Ref) -> Response:
    """Two entries side by side."""
    first, second = _two(desk, first_id, second_id)
    return _page(desk, compare(desk, first, second))


@router.post("/{first_id}/{second_id}", name="desk_merge_people")
def merge_two(desk: EditorDesk, first_id: Ref, second_id: Ref, given: Posted) -> Response:
    """Make one of two, with the values that were chosen."""
    first, second = _two(desk, first_id, second_id)
    taken = {name: str(given.get(f"take:{name}") or "") for name in FIELDS}
    seen = _version(given, "first_version"), _version(given, "second_version")
    is_second = given.get("kept") == "second"
    kept, other = (second, first) if is_second else (first, second)
    try:
        patch = PARTICIPANTS.patch.model_validate(chosen_values(desk, first, second, taken))
    except ValidationError as refused:
        return _page(desk, compare(desk, first, second), " ".join(validation_words(refused, desk.language).values()))
    versions = (seen[1], seen[0]) if is_second else seen
    refusal = attempt(desk, lambda: merge(desk.db, kept, other, patch, versions, desk.by))
    if refusal:
        return _page(desk, compare(desk, first, second), refusal)
    return desk.go(desk.at("people", kept.id), "merged")


def _version(given: Posted, name: str) -> int:
    """The version that the officer saw; 0, which none is, where the form does not say."""
    text = str(given.get(name) or "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _page(desk: Desk, comparison: Comparison, refusal: str = "") -> Response:
    return desk.page("merging/two.html", 409 if refusal else 200, two=comparison, refusal=refusal)


def _person(desk: Desk, person_id: int) -> ParticipantRow:
    """A person who was not merged into another. Raises NotFound."""
    row = find(desk.db, PARTICIPANTS, person_id, desk.by)
    if merged_into(desk.db, [row.id]):
        raise NotFound("This person was merged into another one.")
    return row


def _two(desk: Desk, first_id: int, second_id: int) -> tuple[ParticipantRow, ParticipantRow]:
    if first_id == second_id:
        raise NotFound("These are one person already.")
    return _person(desk, first_id), _person(desk, second_id)


def _suspected(desk: Desk) -> tuple[list[PairLine], int]:
    statement = select(ParticipantRow).where(col(ParticipantRow.id).not_in(select(MergedPersonRow.participant_id)))
    known = [Known(row.id, row.name, row.delegation, row.email) for row in desk.db.exec(statement).all()]
    found = suspicions(known)
    shown = found[:MOST_SHOWN]
    people = people_with(desk, {person for one in shown for person in (one.first, one.second)})
    lines = [PairLine(people[one.first], people[one.second], desk.words(REASONS[one.reason])) for one in shown]
    return lines, len(found)


def _sought(desk: Desk, chosen: ParticipantRow, q: str) -> tuple[list[PairLine], int]:
    """Everybody whose name is like `q`, or else who is of the chosen person's delegation."""
    wanted = participant_filters(None if q.strip() else chosen.delegation, None, None, q.strip() or None)
    unmerged = col(ParticipantRow.id).not_in(select(MergedPersonRow.participant_id))
    statement = select(ParticipantRow.id).where(*wanted, unmerged, ParticipantRow.id != chosen.id)
    ids = desk.db.exec(statement.order_by(col(ParticipantRow.name), col(ParticipantRow.id)).limit(MOST_SHOWN)).all()
    people = people_with(desk, [chosen.id, *ids])
    return [PairLine(people[chosen.id], people[other]) for other in ids], len(ids)
