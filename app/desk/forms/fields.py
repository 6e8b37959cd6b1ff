"""The fields of a form: each reads what was typed into the body that an action takes, and shows a body as text again.

An input's name is the JSON pointer of its value without the first slash, so that an error finds its input: `titles/fr`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, ClassVar, NamedTuple

Texts = dict[str, list[str]]
"""What stands in the inputs of a form, by their names."""

YES = "yes"

CLOCK = re.compile(r"([0-9]{1,2})(?:[:.hH ]?([0-9]{2}))?[hH]?")


class Option(NamedTuple):
    """Something one can choose. `group` gathers options under a heading."""

    value: str
    label: str
    group: str = ""


def one(texts: Texts, name: str) -> str:
    """What stands in an input, with the spaces around it and the line ends of a browser taken away; empty for nothing."""
    return next(iter(texts.get(name, ())), "").strip().replace("\r\n", "\n")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field. `kind` names the macro that shows it, `label` and `hint` are in the page's language."""

    kind: ClassVar[str] = "line"

    name: str
    label: str
    hint: str = ""
    required: bool = False
    wide: bool = False

    def read(self, texts: Texts, path: str) -> Any:
        """The value that was typed; None for nothing."""
        return one(texts, path) or None

    def show(self, value: Any, path: str) -> Texts:
        """What stands in the inputs for this value."""
        return {path: ["" if value is None else str(value)]}

    def body(self, texts: Texts, prefix: str = "") -> dict[str, Any]:
        """The members of the body that this field makes."""
        return {self.name: self.read(texts, prefix + self.name)}

    def shown(self, values: Mapping[str, Any], prefix: str = "") -> Texts:
        """What stands in the inputs for these members of a body."""
        return self.show(values.get(self.name), prefix + self.name)

    def input_at(self, pointer: str, texts: Texts) -> str | None:
        """The name of the input that an error at this place of the body belongs to; None for a place of another field."""
        is_own = pointer == self.name or pointer.startswith(f"{self.name}/")
        return pointer if is_own else None

    def say(self, name: str, values: Sequence[str]) -> str:
        """What stands in an input, in words."""
        return ", ".join(values)

    def call(self, name: str) -> str:
        """What an input is called."""
        part = name.removeprefix(self.name).strip("/").replace("/", " ")
        return f"{self.label} ({part})" if part else self.label


@dataclass(frozen=True, kw_only=True)
class Line(Field):
    """A line of text. `form` is the type of the input."""

    form: str = "text"


@dataclass(frozen=True, kw_only=True)
class Prose(Field):
    """Several lines of text."""

    kind: ClassVar[str] = "prose"


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind: ClassVar[str] = "flag"

    def read(self, texts: Texts, path: str) -> bool:
        return one(texts, path) == YES

    def show(self, value: Any, path: str) -> Texts:
        return {path: [YES] if value else []}


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of several options; an empty one stands for nothing unless the field is required."""

    kind: ClassVar[str] = "choice"

    options: Sequence[Option]
    nothing: str = "–"

    @property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """The options under their headings."""
        headings = dict.fromkeys(option.group for option in self.options)
        return [(heading, [option for option in self.options if option.group == heading]) for heading in headings]

    def say(self, name: str, values: Sequence[str]) -> str:
        labels = {option.value: option.label for option in self.options}
        return ", ".join(labels.get(value, value) for value in values if value) or self.nothing


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any of several options."""

    kind: ClassVar[str] = "choices"

    def read(self, texts: Texts, path: str) -> list[str]:
        return texts.get(path, [])

    def show(self, value: Any, path: str) -> Texts:
        return {path: [str(chosen) for chosen in value or ()]}


@dataclass(frozen=True, kw_only=True)
class Tongues(Choices):
    """Languages of which one comes first."""

    kind: ClassVar[str] = "tongues"

    first: str

    def read(self, texts: Texts, path: str) -> list[str]:
        chosen, first = texts.get(path, []), one(texts, f"{path}/first")
        return [first, *(other for other in chosen if other != first)] if first else chosen

    def show(self, value: Any, path: str) -> Texts:
        return {**super().show(value, path), f"{path}/first": [str(next(iter(value or ()), ""))]}


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """An instant on the venue's clock."""

    kind: ClassVar[str] = "moment"

    zone: tzinfo

    def read(self, texts: Texts, path: str) -> str | None:
        return at_venue(one(texts, path), self.zone) or None

    def show(self, value: Any, path: str) -> Texts:
        return {path: [value[:16] if value else ""]}

    def say(self, name: str, values: Sequence[str]) -> str:
        return values[0].replace("T", " ") if values else ""


def at_venue(text: str, zone: tzinfo) -> str:
    """A wall time such as 2027-03-01T10:00 with the venue's offset; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).isoformat()
    except ValueError:
        return text


@dataclass(frozen=True, kw_only=True)
class Clock(Field):
    """A wall time on the clock of 24 hours, whatever a browser's own fields would show."""

    kind: ClassVar[str] = "clock"

    def read(self, texts: Texts, path: str) -> str | None:
        return clock(one(texts, path)) or None

    def show(self, value: Any, path: str) -> Texts:
        return {path: [str(value)[:5] if value else ""]}


def clock(text: str) -> str:
    """10:00 for 10, 10h, 10.00, 1000 or 10:00; what is no such time stays as it is."""
    found = CLOCK.fullmatch(text)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else text


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields under a heading; `by_language`: texts in several languages, all those of a language together."""

    title: str = ""
    hint: str = ""
    fields: Sequence[Field]
    by_language: bool = False


def all_fields(sections: Sequence[Section]) -> Iterator[Field]:
    """Every field of a form."""
    for section in sections:
        yield from section.fields
