"""What the outside may give: ids, days, instants, and texts in official languages, all of them bounded."""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Le
from pydantic import AfterValidator, AwareDatetime, ConfigDict, StringConstraints
from sqlmodel import SQLModel

from app.languages import Language

Ref = Annotated[int, Ge(1), Le(2**31 - 1)]
"""The id of something: an integer of both databases."""

FIRST_YEAR, LAST_YEAR = 1970, 2200


def _of_our_time(moment: date) -> date:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def _whole_seconds(moment: datetime) -> datetime:
    if moment.microsecond:
        raise ValueError("whole seconds")
    return moment


Day = Annotated[date, AfterValidator(_of_our_time)]
Instant = Annotated[AwareDatetime, AfterValidator(_of_our_time), AfterValidator(_whole_seconds)]

LINE = 300
PROSE = 20_000


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
CONTROL_OR_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def _plain(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("control characters are not allowed")
    return text


def _one_line(text: str) -> str:
    if CONTROL_OR_BREAK.search(text):
        raise ValueError("line breaks and control characters are not allowed")
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE), AfterValidator(_one_line)
]
LongLine = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000), AfterValidator(_one_line)
]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PROSE), AfterValidator(_plain)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>\\]+$", max_length=2_000)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+$", max_length=254)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _some(texts: dict[Language, str]) -> dict[Language, str]:
    if not texts:
        raise ValueError("a text in at least one language is needed")
    return texts


Texts = dict[Language, LongLine]
Titles = Annotated[dict[Language, LongLine], AfterValidator(_some)]
Proses = dict[Language, Prose]


class Given(SQLModel):
    """What the outside gives: a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")  # type: ignore[assignment]


def slug_of(text: str) -> str:
    """A slug of Latin letters, digits and hyphens made from a text; "untitled" where none are left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in ascii_text).split()
    return "-".join(words)[:60].strip("-") or "untitled"
