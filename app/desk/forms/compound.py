"""Fields of several inputs: a time on a day, a text in six languages, rows of one form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, ClassVar

from app.desk.forms.fields import Field, Option, Texts, at_venue, clock, one
from app.languages import Language


@dataclass(frozen=True, kw_only=True)
class Span(Field):
    """A start and an end on one day at the venue: the members `starts` and `ends` of the body."""

    kind: ClassVar[str] = "span"

    zone: tzinfo
    days: Sequence[Option]

    def body(self, texts: Texts, prefix: str = "") -> dict[str, Any]:
        day, *hours = (one(texts, f"{self.name}/{part}") for part in ("day", "from", "to"))
        hours = [clock(hour) for hour in hours]
        starts, ends = (at_venue(f"{day}T{hour}", self.zone) if hour and day else None for hour in hours)
        if day and not (starts or ends):
            return {"starts": None, "ends": None}
        if any(hours) and not day:
            return {"starts": "", "ends": ""}
        return {"starts": starts, "ends": ends}

    def shown(self, values: Mapping[str, Any], prefix: str = "") -> Texts:
        starts, ends = values.get("starts") or "", values.get("ends") or ""
        parts = (("day", starts[:10]), ("from", starts[11:16]), ("to", ends[11:16]))
        return {f"{self.name}/{part}": [text] for part, text in parts}

    def input_at(self, pointer: str, texts: Texts) -> str | None:
        return {"starts": f"{self.name}/from", "ends": f"{self.name}/to"}.get(pointer)

    @property
    def known_days(self) -> set[str]:
        """The days that can be chosen."""
        return {option.value for option in self.days}


@dataclass(frozen=True, kw_only=True)
class InLanguages(Field):
    """A text in the official languages, side by side. `state` says what a language's text is, where that is known."""

    kind: ClassVar[str] = "in_languages"

    long: bool = False
    state: Callable[[Language, str], Option] | None = None

    def read(self, texts: Texts, path: str) -> dict[str, str]:
        given = {language.value: one(texts, f"{path}/{language}") for language in Language}
        return {language: text for language, text in given.items() if text}

    def show(self, value: Any, path: str) -> Texts:
        return {f"{path}/{language}": [(value or {}).get(language.value, "")] for language in Language}


@dataclass(frozen=True, kw_only=True)
class ThemeTitles(Field):
    """A theme's titles, each with the status of its wording and where that was read."""

    kind: ClassVar[str] = "theme_titles"

    options: Sequence[Option]

    def read(self, texts: Texts, path: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for language in Language:
            parts = {part: one(texts, f"{path}/{language}/{part}") for part in ("text", "status", "source")}
            if parts["text"]:
                found[language.value] = {part: text for part, text in parts.items() if text}
        return found

    def show(self, value: Any, path: str) -> Texts:
        found: Texts = {}
        for language in Language:
            title = (value or {}).get(language.value) or {}
            for part in ("text", "status", "source"):
                found[f"{path}/{language}/{part}"] = [title.get(part) or ("translation" if part == "status" else "")]
        return found


@dataclass(frozen=True, kw_only=True)
class Rows(Field):
    """Several things of one form. A row that is left empty, or marked for removal, is none."""

    kind: ClassVar[str] = "rows"

    fields: Sequence[Field]
    spare: int = 2

    def read(self, texts: Texts, path: str) -> list[dict[str, Any]]:
        self.close_gaps(texts, path)
        return [self._row(texts, f"{path}/{place}/") for place in self.places(texts, path)]

    def show(self, value: Any, path: str) -> Texts:
        found: Texts = {}
        for place, row in enumerate(value or ()):
            for field in self.fields:
                found |= field.shown(row, f"{path}/{place}/")
        return found

    def places(self, texts: Texts, path: str) -> list[int]:
        """The numbers of the rows."""
        found = {name.removeprefix(f"{path}/").partition("/")[0] for name in texts if name.startswith(f"{path}/")}
        return sorted(int(place) for place in found if place.isdecimal() and len(place) < 5)

    def close_gaps(self, texts: Texts, path: str) -> None:
        """Take away the rows that are none, so that the others count from 0 as in the body."""
        kept: list[Texts] = []
        for place in self.places(texts, path):
            prefix = f"{path}/{place}/"
            row = {name.removeprefix(prefix): texts.pop(name) for name in list(texts) if name.startswith(prefix)}
            typed = [value for name, values in row.items() if not name.endswith("status") for value in values]
            if "remove" not in row and any(value.strip() for value in typed):
                kept.append(row)
        for place, row in enumerate(kept):
            texts.update({f"{path}/{place}/{name}": values for name, values in row.items()})

    def _row(self, texts: Texts, prefix: str) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for field in self.fields:
            members |= field.body(texts, prefix)
        return members
