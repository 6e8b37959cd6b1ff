"""The columns of a spreadsheet: what each is called, how a cell is read and what an export writes into it."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel import Locale

from app.languages import Language
from app.spreadsheets.reading import Table, Unreadable
from app.spreadsheets.writing import Value
from app.wording import N_

Values = dict[str, Any]
"""What a row's cells say, by the fields of the body that an action takes."""

NO_HEADING = N_("The first row must name the columns; none of these is known: {names}.")
TWICE = N_("Two columns are named “{name}”.")
SHORT = 60


class CellRefused(Exception):
    """A cell that cannot be read: `message` says why, with a place for each of `values`."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.values = message, {name: shortened(value) for name, value in values.items()}


def shortened(text: str, most: int = SHORT) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column. `read` puts what a cell says into the values for a row (None: a new one) and raises CellRefused.

    One that is not exported is read only where it stands in an officer's own table.
    """

    key: str
    en: str
    fr: str
    also: tuple[str, ...] = ()
    show: Callable[[Any], Value]
    read: Callable[[str, Any, Values], None]
    is_exported: bool = True

    def name(self, language: Language) -> str:
        """What an export calls the column."""
        return self.fr if language is Language.FR else self.en

    @property
    def names(self) -> Iterator[str]:
        """Every name by which it is recognised."""
        yield from (self.key, self.en, self.fr, *self.also)


def plain(key: str, en: str, fr: str, *also: str) -> Column:
    """A column whose cell is the value of the field."""

    def read(text: str, row: Any, values: Values) -> None:
        values[key] = text

    return Column(key=key, en=en, fr=fr, also=also, show=lambda row: getattr(row, key), read=read)


def meaning(
    key: str, en: str, fr: str, show: Callable[[Any], Value], meant: Callable[[str], object], *also: str
) -> Column:
    """A column whose cell means a value of the field."""

    def read(text: str, row: Any, values: Values) -> None:
        values[key] = meant(text)

    return Column(key=key, en=en, fr=fr, also=also, show=show, read=read)


def in_languages(field: str, en: str, fr: str, first: Language, *also: str) -> list[Column]:
    """A column for each language of a text; one that names no language is in `first`."""
    return [_in_language(field, en, fr, language, language is first, also) for language in Language]


def _in_language(field: str, en: str, fr: str, language: Language, is_first: bool, also: Sequence[str]) -> Column:
    def read(text: str, row: Any, values: Values) -> None:
        values.setdefault(field, dict(getattr(row, field)) if row is not None else {})[language] = text

    spoken = [f"{base} {name}" for base in (en, fr, *also) for name in (language.value, *language_names(language))]
    return Column(
        key=f"{field}/{language}",
        en=f"{en} ({_language_name(language, Language.EN)})",
        fr=f"{fr} ({_language_name(language, Language.FR)})",
        also=(*spoken, *((en, fr, *also) if is_first else ())),
        show=lambda row: getattr(row, field).get(language),
        read=read,
    )


@cache
def language_names(language: Language) -> tuple[str, ...]:
    """What a language is called in each official language."""
    return tuple(_language_name(language, other) for other in Language)


def _language_name(language: Language, spoken: Language) -> str:
    return str(Locale(spoken.value).languages[language.value])


def recognised(table: Table, columns: Sequence[Column]) -> Mapping[str, int]:
    """The place of each known column in the table. Raises Unreadable where there is none, or one twice."""
    known = {normal(name): column.key for column in columns for name in column.names}
    places: dict[str, int] = {}
    for place, name in enumerate(table.heading):
        key = known.get(normal(name))
        if key in places:
            raise Unreadable(TWICE, name=shortened(name))
        if key is not None:
            places[key] = place
    if not places:
        raise Unreadable(NO_HEADING, names=shortened(", ".join(name for name in table.heading if name), 200))
    return places


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """A name without case, marks and signs, so that two ways to write it are one."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())
