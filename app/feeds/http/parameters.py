"""What the query string of a feed's address may ask for."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from app.errors import Invalid
from app.feeds.http.address import Form
from app.languages import Language

PAGE_FILTERS = ("theme", "room", "delegation", "participant", "interpretation", "day")
LONGEST_ALARM = 40320
MINUTES = re.compile("[0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Parameters:
    """Language and alarm (minutes before each session) as far as asked for."""

    language: Language | None = None
    alarm: int | None = None

    @property
    def query(self) -> str:
        """The one query string that asks for this."""
        given = {"lang": self.language, "alarm": self.alarm}
        return urlencode({name: value for name, value in given.items() if value is not None})


def parameters_of(query: bytes, form: Form) -> Parameters:
    """Read a query string. What is unknown is ignored; a page's filter, another language, another alarm raise Invalid.

    A filter is refused because ignoring it would hand a subscriber more than they asked for.
    """
    given = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    errors = [(f"?{name}", "a filter of pages; this address is a selection of its own") for name in PAGE_FILTERS]
    errors = [error for error in errors if error[0][1:] in given]
    lang = given.get("lang")
    if lang is not None and lang not in {language.value for language in Language}:
        errors.append(("?lang", f"one of {', '.join(Language)}"))
    alarm = given.get("alarm") if form is Form.CALENDAR else None
    if alarm is not None and not (MINUTES.fullmatch(alarm) and int(alarm) <= LONGEST_ALARM):
        errors.append(("?alarm", f"whole minutes from 0 to {LONGEST_ALARM}"))
    if errors:
        raise Invalid(*errors)
    return Parameters(Language(lang) if lang else None, int(alarm) if alarm else None)
