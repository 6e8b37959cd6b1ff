"""People as a panel shows them: delegation, regional group, languages, themes of expertise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.desk.frame.desk import Desk
from app.desk.frame.words import REGIONS
from app.languages import text_in
from app.meetings.models import ThemeRow
from app.people.models import DelegationRow, ExpertiseRow, ParticipantRow
from app.resources.saving import linked
from app.rules.words import DelegationKind, Gender, Region


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person. `gender` is known where it was given and the officer may know of it."""

    id: int
    name: str
    function: str
    delegation: str
    kind: DelegationKind
    region: Region
    region_words: str
    languages: str
    themes: tuple[str, ...]
    gender: Gender | None
    retired: bool


def people_with(desk: Desk, ids: Iterable[int]) -> dict[int, Somebody]:
    """These people by id."""
    rows = desk.db.exec(select(ParticipantRow).where(col(ParticipantRow.id).in_(list(ids)))).all()
    return {person.id: person for person in somebodies(desk, rows)}


def somebodies(desk: Desk, rows: Sequence[ParticipantRow]) -> list[Somebody]:
    """These rows as a panel shows them, in their order."""
    codes = {row.delegation for row in rows}
    delegations = {
        row.code: row for row in desk.db.exec(select(DelegationRow).where(col(DelegationRow.code).in_(codes))).all()
    }
    expertise = linked(desk.db, ExpertiseRow, "participant_id", "theme_id", [row.id for row in rows])
    numerals = {row.id: row.numeral for row in desk.db.exec(select(ThemeRow)).all()}
    return [
        Somebody(
            id=row.id,
            name=f"{row.honorific} {row.name}" if row.honorific else row.name,
            function=text_in(row.functions, desk.language),
            delegation=text_in(delegations[row.delegation].names, desk.language),
            kind=delegations[row.delegation].kind,
            region=delegations[row.delegation].regional_group,
            region_words=desk.words(REGIONS[delegations[row.delegation].regional_group]),
            languages=" ".join(row.languages),
            themes=tuple(numerals[theme] for theme in expertise[row.id] if theme in numerals),
            gender=row.gender if desk.may_edit else None,
            retired=row.retired,
        )
        for row in rows
    ]
