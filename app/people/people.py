"""How delegations and participants are saved and shown."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query
from sqlalchemy import Text, cast
from sqlmodel import col, select

from app.access.models import Actor, Right
from app.database import DbSession
from app.errors import Invalid, WrongState
from app.given import Ref
from app.languages import Language
from app.meetings.queries import expect_themes
from app.people.models import (
    DelegationIn,
    DelegationOut,
    DelegationRow,
    ExpertiseRow,
    MergedPersonRow,
    ParticipantIn,
    ParticipantOut,
    ParticipantRow,
    ParticipantWithPrivate,
)
from app.resources.noun import Noun, Values
from app.resources.saving import link, linked, put


def _save_delegation(db: DbSession, row: DelegationRow, values: Values) -> None:
    if "code" in values and values["code"] != row.code:
        if row.code:
            raise Invalid(("/code", "a code never changes"))
        if db.get(DelegationRow, values["code"]) is not None:
            raise Invalid(("/code", "another delegation has it"))
    put(db, row, values)


def _show_delegations(db: DbSession, rows: Sequence[DelegationRow], by: Actor) -> list[DelegationOut]:
    return [DelegationOut.model_validate(row) for row in rows]


DELEGATIONS = Noun(
    singular="delegation",
    collection="delegations",
    row=DelegationRow,
    body=DelegationIn,
    shown=DelegationOut,
    show=_show_delegations,
    save=_save_delegation,
    within=lambda db, row: None,
    write=Right.ADMINISTRATOR,
    key="code",
    order="code",
    for_all_meetings=True,
    sorts=("kind", "regional_group"),
    example={
        "code": "KEN",
        "kind": "member_state",
        "names": {"en": "Kenya", "fr": "Kenya", "zh": "肯尼亚"},
        "regional_group": "african",
    },
    change={"names": {"en": "Kenya", "es": "Kenya", "fr": "Kenya", "zh": "肯尼亚"}},
)


def _save_participant(db: DbSession, row: ParticipantRow, values: Values) -> None:
    expect_unmerged(db, row)
    theme_ids = values.pop("theme_ids", None)
    if "delegation" in values and db.get(DelegationRow, values["delegation"]) is None:
        raise Invalid(("/delegation", f"there is no delegation {values['delegation']}"))
    if theme_ids is not None:
        expect_themes(db, theme_ids)
    put(db, row, values)
    if theme_ids is not None:
        link(db, ExpertiseRow, {"participant_id": row.id}, "theme_id", theme_ids)


def _show_participants(db: DbSession, rows: Sequence[ParticipantRow], by: Actor) -> list[ParticipantOut]:
    ids = [row.id for row in rows]
    themes, merged = linked(db, ExpertiseRow, "participant_id", "theme_id", ids), merged_into(db, ids)
    form = ParticipantWithPrivate if by.may(Right.EDITOR) else ParticipantOut
    return [
        form(**row.model_dump(include=set(form.model_fields)), theme_ids=themes[row.id], merged_into=merged.get(row.id))
        for row in rows
    ]


def merged_into(db: DbSession, ids: Sequence[int]) -> dict[int, int]:
    """Who of these people goes on as whom."""
    statement = select(MergedPersonRow).where(col(MergedPersonRow.participant_id).in_(ids))
    return {row.participant_id: row.into_id for row in db.exec(statement).all()}


def expect_unmerged(db: DbSession, row: ParticipantRow) -> None:
    """Go on only if the person was not merged into another. Raises WrongState."""
    with db.no_autoflush:
        if row.id is not None and merged_into(db, [row.id]):
            raise WrongState("This person was merged into another one.")


PARTICIPANTS = Noun(
    singular="participant",
    collection="participants",
    row=ParticipantRow,
    body=ParticipantIn,
    shown=ParticipantWithPrivate | ParticipantOut,
    show=_show_participants,
    save=_save_participant,
    within=lambda db, row: None,
    sorts=("name", "delegation"),
    example={
        "honorific": "Ms.",
        "name": "A. Okafor",
        "functions": {"en": "Director of Prosecutions"},
        "delegation": "KEN",
        "languages": ["en", "fr"],
        "theme_ids": [1],
    },
    change={"functions": {"en": "Deputy Prosecutor General"}, "email": "a.okafor@example.org"},
)


def participant_filters(
    delegation: Annotated[str | None, Query(max_length=20, description="The code of their delegation.")] = None,
    theme_id: Annotated[Ref | None, Query(description="A theme on which they are experts.")] = None,
    language: Annotated[Language | None, Query(description="A language that they speak.")] = None,
    q: Annotated[str | None, Query(max_length=100, description="A part of the name.")] = None,
) -> list[Any]:
    """Which participants are wanted: by delegation, expertise, language, a part of the name."""
    where: list[Any] = []
    if delegation:
        where.append(ParticipantRow.delegation == delegation)
    if theme_id:
        experts = select(ExpertiseRow.participant_id).where(ExpertiseRow.theme_id == theme_id)
        where.append(col(ParticipantRow.id).in_(experts))
    if language:
        where.append(cast(col(ParticipantRow.languages), Text).contains(f'"{language.value}"'))
    if q:
        where.append(col(ParticipantRow.name).icontains(q, autoescape=True))
    return where
