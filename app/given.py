"""What the outside may give: ids, days, instants, and texts in official languages, all of them bounded."""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Le
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from sqlmodel import SQLModel

from app.languages import Language


class Told:
    """What the JSON schema says besides, of a value that a validator of ours judges."""

    def __init__(self, **keywords: object) -> None:
        self._keywords = keywords

    def __get_pydantic_json_schema__(self, of: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = {**handler(of), **self._keywords}
        return {keyword: value for keyword, value in schema.items() if value is not None}


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("a whole number, not true or false")
    return value


NO_TRUTH = BeforeValidator(_no_truth)
"""Refuses true and false where a whole number is meant. It stands behind the bounds, or the JSON schema lacks them."""
Flag = Annotated[bool, Strict()]
Ref = Annotated[int, Ge(1), Le(2**31 - 1), NO_TRUTH]
"""The id of something: an integer of both databases."""

FIRST_YEAR, LAST_YEAR = 1970, 2200
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*")


def _written_day(given: object) -> object:
    """A number is no day, although it could count seconds since 1970."""
    if not isinstance(given, date) and not (isinstance(given, str) and DAY.fullmatch(given)):
        raise ValueError("a day such as 2027-03-01")
    return given


def _written_instant(given: object) -> object:
    if not isinstance(given, datetime) and not (isinstance(given, str) and INSTANT.fullmatch(given)):
        raise ValueError("a moment with its offset, such as 2027-03-01T10:00:00+01:00")
    return given


def _of_our_time(moment: date) -> date:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def _whole_seconds(moment: datetime) -> datetime:
    if moment.microsecond:
        raise ValueError("whole seconds")
    return moment


AnyDay = Annotated[date, BeforeValidator(_written_day)]
YEARS = "^(19[7-9][0-9]|2[01][0-9][0-9]|2200)-"
Day = Annotated[AnyDay, AfterValidator(_of_our_time), Told(pattern=YEARS)]
Instant = Annotated[
    AwareDatetime,
    BeforeValidator(_written_instant),
    AfterValidator(_of_our_time),
    AfterValidator(_whole_seconds),
    Told(pattern=f"{YEARS}[^.]+$"),
]

LINE = 300
PROSE = 20_000


CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
CONTROLS_AND_BREAKS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
CONTROL = re.compile(rf"[{CONTROLS}\ud800-\udfff]")
CONTROL_OR_BREAK = re.compile(rf"[{CONTROLS_AND_BREAKS}\ud800-\udfff]")


def _some_sign_and_none_of(refused: str) -> Told:
    return Told(pattern=rf"^[^{refused}]*[^{refused}\s][^{refused}]*$")


def _plain(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("control characters are not allowed")
    return text


def _one_line(text: str) -> str:
    if CONTROL_OR_BREAK.search(text):
        raise ValueError("line breaks and control characters are not allowed")
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE),
    AfterValidator(_one_line),
    _some_sign_and_none_of(CONTROLS_AND_BREAKS),
]
LongLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(_one_line),
    _some_sign_and_none_of(CONTROLS_AND_BREAKS),
]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=PROSE),
    AfterValidator(_plain),
    _some_sign_and_none_of(CONTROLS),
]
NO_MAIL = r"@\s\x00-\x20\x7f-\x9f<>\""
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00-\x20\x7f-\x9f\"<>\\]+$", max_length=2_000)]
Email = Annotated[str, StringConstraints(pattern=rf"^[^{NO_MAIL}]+@[^{NO_MAIL}]+\.[^{NO_MAIL}.]+$", max_length=254)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _some(texts: dict[Language, str]) -> dict[Language, str]:
    if not texts:
        raise ValueError("a text in at least one language is needed")
    return texts


Texts = dict[Language, LongLine]
Titles = Annotated[dict[Language, LongLine], AfterValidator(_some), Told(minProperties=1)]
Proses = dict[Language, Prose]


class Given(SQLModel):
    """What the outside gives: a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]


def slug_of(text: str) -> str:
    """A slug of Latin letters, digits and hyphens made from a text; "untitled" where none are left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in ascii_text).split()
    return "-".join(words)[:60].strip("-") or "untitled"
