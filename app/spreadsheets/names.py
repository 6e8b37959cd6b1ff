"""What the words in cells mean: delegations, themes, rooms, items, languages, days and times at the venue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import select

from app.database import DbSession
from app.languages import Language, text_in
from app.meetings.models import AgendaItemRow, MeetingRow, RoomRow
from app.meetings.queries import themes_of
from app.people.models import DelegationRow
from app.rules.words import Gender, Status
from app.spreadsheets.columns import CellRefused, language_names, normal
from app.wording import N_, wording
from app.zones import zone

Word = TypeVar("Word", bound=StrEnum)

GENDERS = {Gender.FEMALE: N_("Female"), Gender.MALE: N_("Male"), Gender.OTHER: N_("Other")}
STATUSES = {
    Status.DRAFT: N_("Draft"),
    Status.TENTATIVE: N_("Tentative"),
    Status.CONFIRMED: N_("Confirmed"),
    Status.CANCELLED: N_("Cancelled"),
}
YES, NO = N_("yes"), N_("no")
NO_DELEGATION = N_("There is no delegation “{given}”.")
PERHAPS = N_("There is no delegation “{given}”. Perhaps {name}?")
NO_THEME = N_("The meeting has no theme “{given}”; its themes are {known}.")
NO_ROOM = N_("The meeting has no room “{given}”.")
NO_ITEM = N_("The meeting has no agenda item “{given}”.")
NO_LANGUAGE = N_("“{given}” is not an official language.")
NO_WORD = N_("“{given}” is none of {known}.")
NO_DAY = N_("“{given}” is not a day, such as 2027-03-01 or 1/3/2027.")
NO_TIME = N_("“{given}” is not a time, such as 10:00.")

SEPARATORS = re.compile(r"[\s,;/+&،、，]+")
AND = {"and", "et", "y", "и", "و"}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M", "%Hh")
LETTERS = {"a": Language.AR, "c": Language.ZH, "e": Language.EN, "f": Language.FR, "r": Language.RU, "s": Language.ES}
"""The letters by which United Nations papers name the languages."""

LANGUAGES = {
    **{normal(name): language for language in Language for name in language_names(language)},
    **{language.value: language for language in Language},
    **LETTERS,
}


@dataclass(frozen=True)
class Names:
    """How the things that cells refer to are called: codes and ids by normal name, and back."""

    zone: ZoneInfo
    delegations: Mapping[str, str]
    delegation_names: Mapping[str, str]
    themes: Mapping[str, int]
    rooms: Mapping[str, int]
    room_names: Mapping[int, str]
    items: Mapping[str, int]
    item_numbers: Mapping[int, str]

    @classmethod
    def of(cls, db: DbSession, meeting: MeetingRow) -> "Names":
        """The names of a meeting, now."""
        sent = db.exec(select(DelegationRow)).all()
        rooms = db.exec(select(RoomRow).where(RoomRow.meeting_id == meeting.id)).all()
        items = db.exec(select(AgendaItemRow).where(AgendaItemRow.meeting_id == meeting.id)).all()
        named = _unique((name, row.code) for row in sent for name in row.names.values())
        called = _unique((room.name, room.slug) for room in rooms)
        by_slug = {room.slug: room.id for room in rooms}
        return cls(
            zone=zone(meeting.zone),
            delegations={**named, **{normal(row.code): row.code for row in sent}},
            delegation_names={row.code: text_in(row.names, Language.EN) for row in sent},
            themes={theme.numeral: theme.id for theme in themes_of(db, meeting.mandate_id)},
            rooms={
                **{name: by_slug[slug] for name, slug in called.items()},
                **{normal(s): i for s, i in by_slug.items()},
            },
            room_names={room.id: room.name if normal(room.name) in called else room.slug for room in rooms},
            items={normal(item.number): item.id for item in items},
            item_numbers={item.id: item.number for item in items},
        )

    def delegation(self, text: str) -> str:
        """The code of a delegation by its code or its name in any official language. Raises CellRefused."""
        found = self.delegations.get(normal(text))
        if found is not None:
            return found
        near = get_close_matches(normal(text), self.delegations, n=1, cutoff=0.75)
        if near:
            code = self.delegations[near[0]]
            raise CellRefused(PERHAPS, given=text, name=f"{self.delegation_names[code]} ({code})")
        raise CellRefused(NO_DELEGATION, given=text)

    def theme(self, text: str) -> int:
        """A theme by its numeral. Raises CellRefused."""
        found = self.themes.get(text.strip(" .()").lower())
        if found is None:
            raise CellRefused(NO_THEME, given=text, known=", ".join(self.themes) or "–")
        return found

    def numerals(self, theme_ids: Iterable[int]) -> str:
        """The numerals of those themes that are the meeting's."""
        return " ".join(numeral for numeral, theme in self.themes.items() if theme in set(theme_ids))

    def room(self, text: str) -> int:
        """A room by its name or slug. Raises CellRefused."""
        return _found(self.rooms, text, NO_ROOM)

    def item(self, text: str) -> int:
        """An agenda item by its number. Raises CellRefused."""
        return _found(self.items, text, NO_ITEM)


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each name means; a name of two things means none."""
    found: dict[str, set[str]] = {}
    for name, meant in pairs:
        found.setdefault(normal(name), set()).add(meant)
    return {name: meant.pop() for name, meant in found.items() if len(meant) == 1}


def _found(known: Mapping[str, int], text: str, otherwise: str) -> int:
    found = known.get(normal(text))
    if found is None:
        raise CellRefused(otherwise, given=text)
    return found


def parts_of(text: str) -> list[str]:
    """The words of a list, however it is written."""
    return [part for part in SEPARATORS.split(text) if part and part.casefold() not in AND]


def languages_in(text: str) -> list[Language]:
    """The languages that a cell lists, each once. Raises CellRefused."""
    found: dict[Language, None] = {}
    for part in parts_of(text):
        language = LANGUAGES.get(normal(part))
        if language is None:
            raise CellRefused(NO_LANGUAGE, given=part)
        found[language] = None
    return list(found)


def word_in(text: str, words: Mapping[Word, str]) -> Word:
    """The member of a vocabulary by its value or by what it is called in any language. Raises CellRefused."""
    meant: Word | None = _meanings(tuple(words.items())).get(normal(text))
    if meant is None:
        raise CellRefused(NO_WORD, given=text, known=", ".join(member.value for member in words))
    return meant


@cache
def _meanings(words: tuple[tuple[Word, str], ...]) -> Mapping[str, Word]:
    called = {normal(wording(one).gettext(name)): member for member, name in words for one in Language}
    return {**called, **{normal(member.value): member for member, _ in words}}


def is_yes(text: str) -> bool:
    """Yes or no. Raises CellRefused."""
    answer = _answers().get(normal(text))
    if answer is None:
        raise CellRefused(NO_WORD, given=text, known="yes, no")
    return answer


@cache
def _answers() -> Mapping[str, bool]:
    said = {normal(wording(one).gettext(word)): word is YES for word in (YES, NO) for one in Language}
    return {**said, "true": True, "x": True, "1": True, "false": False, "0": False}


def day_in(text: str) -> date:
    """A day; where both could be meant, the day stands before the month. Raises CellRefused."""
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise CellRefused(NO_DAY, given=text)


def hour_in(text: str) -> time:
    """A time of day at the venue. Raises CellRefused."""
    for form in TIMES:
        try:
            return datetime.strptime(text.replace(" ", ""), form).time()  # noqa: DTZ007 - the zone is the meeting's
        except ValueError:
            continue
    raise CellRefused(NO_TIME, given=text)
