"""Two entries of what may be one person, side by side: what differs, and where both sit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.desk.forms.options import all_themes
from app.desk.frame.desk import Desk
from app.desk.frame.words import GENDERS
from app.desk.people.person import SeatLine, seat_lines
from app.languages import text_in
from app.people.models import DelegationRow, ParticipantRow, ParticipantWithPrivate
from app.people.people import PARTICIPANTS
from app.programme.models import AssignmentRow
from app.rules.words import Gender
from app.wording import N_

FIELDS = {
    "honorific": N_("Form of address"),
    "name": N_("Name as shown"),
    "delegation": N_("Delegation"),
    "functions": N_("Function"),
    "languages": N_("Languages"),
    "theme_ids": N_("Expertise"),
    "email": N_("E-mail address"),
    "gender": N_("Gender, where given"),
    "needs": N_("Other needs"),
    "step_free": N_("Needs step-free access"),
}
LISTS = ("languages", "theme_ids")
"""Fields of which one can have both."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field with its value in both entries. `chosen` is what is proposed: first, second or both."""

    name: str
    label: str
    first: str
    second: str
    differs: bool
    takes_both: bool
    chosen: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the two: where they sit in this meeting, and in how many sessions of others."""

    row: ParticipantRow
    seats: Sequence[SeatLine]
    elsewhere: int


@dataclass(frozen=True)
class Comparison:
    """Two entries. `kept` is the one that is proposed to stay; `shared` are the sessions in which both have a seat."""

    first: Entry
    second: Entry
    kept: str
    fields: Sequence[FieldLine]
    shared: Sequence[str]


def compare(desk: Desk, first: ParticipantRow, second: ParticipantRow) -> Comparison:
    """The two side by side; the one with more seats is proposed to stay."""
    entries = _entry(desk, first), _entry(desk, second)
    counts = [len(entry.seats) + entry.elsewhere for entry in entries]
    kept = "second" if counts[1] > counts[0] else "first"
    both = {seat.href for seat in entries[0].seats} & {seat.href for seat in entries[1].seats}
    shared = [seat.title for seat in entries[0].seats if seat.href in both]
    return Comparison(*entries, kept, list(_fields(desk, first, second, kept)), shared)


def chosen_values(desk: Desk, first: ParticipantRow, second: ParticipantRow, taken: dict[str, str]) -> dict[str, Any]:
    """The values of the fields as they were chosen, as JSON has them."""
    shown = [one.model_dump(mode="json") for one in _shown(desk, first, second)]
    values: dict[str, Any] = {}
    for name in FIELDS:
        choice = taken.get(name, "")
        if choice in ("first", "second"):
            values[name] = shown[choice == "second"][name]
        elif choice == "both" and name in LISTS:
            values[name] = list(dict.fromkeys((*shown[0][name], *shown[1][name])))
    return values


def _shown(desk: Desk, first: ParticipantRow, second: ParticipantRow) -> list[ParticipantWithPrivate]:
    return [ParticipantWithPrivate(**one.model_dump()) for one in PARTICIPANTS.show(desk.db, [first, second], desk.by)]


def _entry(desk: Desk, row: ParticipantRow) -> Entry:
    here = seat_lines(desk, row.id)
    seats = desk.db.exec(select(AssignmentRow.id).where(AssignmentRow.participant_id == row.id)).all()
    return Entry(row, here, len(seats) - len(here))


def _fields(desk: Desk, first: ParticipantRow, second: ParticipantRow, kept: str) -> Iterator[FieldLine]:
    shown = _shown(desk, first, second)
    own, other = (shown[1], shown[0]) if kept == "second" else (shown[0], shown[1])
    otherwise = "first" if kept == "second" else "second"
    for name, label in FIELDS.items():
        values = [getattr(one, name) for one in shown]
        differs = values[0] != values[1]
        takes_both = name in LISTS and differs and all(values)
        chosen = kept if getattr(own, name) or not getattr(other, name) else otherwise
        texts = [_said(desk, name, value) for value in values]
        yield FieldLine(
            name, desk.words(label), texts[0], texts[1], differs, takes_both, "both" if takes_both else chosen
        )


def _said(desk: Desk, name: str, value: Any) -> str:
    if name == "delegation":
        row = desk.db.exec(select(DelegationRow).where(col(DelegationRow.code) == value)).one()
        return text_in(row.names, desk.language)
    if name == "theme_ids":
        known = {int(option.value): option.label for option in all_themes(desk)}
        return "\n".join(known.get(theme, str(theme)) for theme in value)
    if name == "functions":
        return "\n".join(f"{language}: {text}" for language, text in value.items())
    if name == "languages":
        return " ".join(value)
    if name == "gender":
        return desk.words(GENDERS[Gender(value)]) if value else ""
    if name == "step_free":
        return desk.words("yes") if value else desk.words("no")
    return value or ""
