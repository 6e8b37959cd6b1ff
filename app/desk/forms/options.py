"""What an officer can choose from: languages, themes, rooms, delegations, days, words of a vocabulary."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col, select

from app.days import day_words
from app.desk.forms.fields import Option
from app.desk.frame.desk import Desk, Office
from app.desk.frame.words import DELEGATION_KINDS
from app.languages import Language, text_in
from app.meetings.models import AgendaItemRow, MandateRow, RoomRow, ThemeRow
from app.meetings.queries import themes_of
from app.people.models import DelegationRow
from app.wording import sort_key

LONGEST = 90


def vocabulary(office: Office, words: Mapping[Any, str], without: Iterable[StrEnum] = ()) -> list[Option]:
    """The words of a closed vocabulary."""
    return [Option(word.value, office.words(said)) for word, said in words.items() if word not in without]


def languages(office: Office) -> list[Option]:
    """The official languages, in themselves."""
    return [Option(language.value, language.own_name) for language in Language]


def meeting_languages(desk: Desk) -> list[Option]:
    """The meeting's languages, in its order."""
    return [Option(language.value, language.own_name) for language in desk.meeting.languages]


def themes(office: Office, mandate_id: int | None) -> list[Option]:
    """The themes of a mandate by numeral."""
    return [Option(str(row.id), theme_words(office, row)) for row in themes_of(office.db, mandate_id)]


def all_themes(office: Office) -> list[Option]:
    """The themes of every mandate, under its resolution."""
    rows = office.db.exec(
        select(ThemeRow, MandateRow)
        .join(MandateRow, col(MandateRow.id) == ThemeRow.mandate_id)
        .order_by(col(MandateRow.id), col(ThemeRow.position))
    ).all()
    return [Option(str(theme.id), theme_words(office, theme), mandate.resolution) for theme, mandate in rows]


def theme_words(office: Office, row: ThemeRow) -> str:
    """A theme: numeral and title."""
    return shortened(f"{row.numeral}  {text_in(row.texts, office.language)}")


def shortened(text: str) -> str:
    """A text that fits into a list."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def agenda_items(desk: Desk, without: int | None = None) -> list[Option]:
    """The items of the meeting's agenda, in its order."""
    rows = desk.db.exec(select(AgendaItemRow).where(AgendaItemRow.meeting_id == desk.meeting.id)).all()
    ordered = sorted((row for row in rows if row.id != without), key=lambda row: natural(row.number))
    return [Option(str(row.id), shortened(f"{row.number}  {text_in(row.titles, desk.language)}")) for row in ordered]


def rooms(desk: Desk, chosen: object = None) -> list[Option]:
    """The rooms in use by name, and the chosen one whether or not it is retired."""
    rows = desk.db.exec(
        select(RoomRow).where(RoomRow.meeting_id == desk.meeting.id).order_by(col(RoomRow.name), col(RoomRow.id))
    ).all()
    return [Option(str(row.id), room_words(desk, row)) for row in rows if not row.retired or row.id == chosen]


def room_words(desk: Desk, row: RoomRow) -> str:
    """A room with what one chooses it by."""
    parts = [row.name]
    if row.capacity is not None:
        parts.append(desk.words("{capacity} places", capacity=row.capacity))
    if row.booths:
        parts.append(desk.words("{booths} booths", booths=row.booths))
    return " · ".join(parts)


def delegations(office: Office) -> list[Option]:
    """Every delegation by name, under what it is."""
    rows = office.db.exec(select(DelegationRow)).all()
    kinds = list(DELEGATION_KINDS)
    named = [(kinds.index(row.kind), text_in(row.names, office.language), row) for row in rows]
    named.sort(key=lambda line: (line[0], sort_key(line[1], office.language)))
    return [Option(row.code, name, office.words(DELEGATION_KINDS[row.kind])) for _, name, row in named]


def days(desk: Desk) -> list[Option]:
    """The meeting's days."""
    first, count = desk.meeting.first_day, (desk.meeting.last_day - desk.meeting.first_day).days + 1
    found = [first + timedelta(days=number) for number in range(min(count, 60))]
    return [Option(day.isoformat(), day_words(day, desk.language)) for day in found]


def natural(number: str) -> list[tuple[int, int, str]]:
    """Sorts 2 before 2 (a) before 10."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for sign in f"{number} ":
        if sign.isdecimal():
            digits += sign
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        if sign.isalnum():
            parts.append((1, 0, sign.casefold()))
    return parts
