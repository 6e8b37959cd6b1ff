"""The pages of what belongs to all meetings: mandates with their themes, delegations."""

from collections.abc import Sequence
from typing import Any

from app.desk.forms.compound import InLanguages, Rows, ThemeTitles
from app.desk.forms.fields import Choice, Line, Option, Section
from app.desk.forms.options import vocabulary
from app.desk.frame.desk import Office
from app.desk.frame.words import DELEGATION_KINDS, REGIONS
from app.desk.nouns.pages import Cell, Names, NounPages
from app.languages import text_in
from app.meetings.mandates import MANDATES
from app.meetings.models import MandateOut
from app.people.models import DelegationOut
from app.people.people import DELEGATIONS
from app.wording import N_


def _mandate_sections(office: Office, values: Any) -> Sequence[Section]:
    words = office.words
    wordings = [Option("translation", words("translation")), Option("official", words("official"))]
    theme = [
        Line(name="numeral", label=words("Numeral"), hint=words("Such as iv.")),
        ThemeTitles(name="titles", label=words("Title"), options=wordings),
    ]
    return [
        Section(
            fields=[
                Line(name="resolution", label=words("Resolution"), required=True),
                Line(name="paragraph", label=words("Paragraph")),
                Line(name="body", label=words("Body"), wide=True),
                InLanguages(name="titles", label=words("Title"), required=True),
                InLanguages(name="request", label=words("What it requests"), long=True),
            ]
        ),
        Section(
            title=words("Themes"),
            hint=words("A theme keeps its place by its numeral. One that a session treats cannot be taken away."),
            fields=[Rows(name="themes", label=words("Themes"), fields=theme, spare=1)],
        ),
    ]


def _mandate_cells(office: Office, shown: Sequence[MandateOut]) -> list[list[Cell]]:
    return [
        [
            Cell(mandate.resolution),
            Cell(text_in(mandate.titles, office.language)),
            Cell(", ".join(theme.numeral for theme in mandate.themes)),
        ]
        for mandate in shown
    ]


MANDATE_PAGES = NounPages(
    noun=MANDATES,
    address="mandates",
    section="",
    names=Names(several=N_("Mandates"), new=N_("New mandate"), none=N_("No mandates yet.")),
    in_meeting=False,
    sections=_mandate_sections,
    columns=lambda office: [office.words("Resolution"), office.words("Title"), office.words("Themes")],
    cells=_mandate_cells,
    title=lambda office, mandate: mandate.resolution,
)


def _delegation_sections(office: Office, values: Any) -> Sequence[Section]:
    words = office.words
    hint = words("ISO 3166 alpha-3 for States, else the acronym. It never changes.")
    return [
        Section(
            fields=[
                Line(name="code", label=words("Code"), required=True, hint=hint),
                Choice(name="kind", label=words("Kind"), options=vocabulary(office, DELEGATION_KINDS), required=True),
                Choice(
                    name="regional_group",
                    label=words("Regional group"),
                    options=vocabulary(office, REGIONS),
                    required=True,
                ),
                InLanguages(name="names", label=words("Name"), required=True),
            ]
        )
    ]


def _delegation_cells(office: Office, shown: Sequence[DelegationOut]) -> list[list[Cell]]:
    return [
        [
            Cell(delegation.code),
            Cell(text_in(delegation.names, office.language)),
            Cell(office.words(DELEGATION_KINDS[delegation.kind])),
            Cell(office.words(REGIONS[delegation.regional_group])),
        ]
        for delegation in shown
    ]


DELEGATION_PAGES = NounPages(
    noun=DELEGATIONS,
    address="delegations",
    section="",
    names=Names(several=N_("Delegations"), new=N_("New delegation"), none=N_("No delegations yet.")),
    in_meeting=False,
    sections=_delegation_sections,
    columns=lambda office: [
        office.words("Code"),
        office.words("Name"),
        office.words("Kind"),
        office.words("Regional group"),
    ],
    cells=_delegation_cells,
    title=lambda office, delegation: text_in(delegation.names, office.language),
    order=lambda delegation: delegation.code,
    start=lambda office: {"regional_group": "none", "kind": "member_state"},
)
