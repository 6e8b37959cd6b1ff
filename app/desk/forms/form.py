"""A form as it goes to and comes from an officer: what was typed stays, whatever became of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Any, Self

from starlette.datastructures import FormData

from app.desk.forms.fields import Field, Section, Texts, all_fields

VERSION, BEFORE, TAKE = "version", "before", "take:"
OWN = ("proof", VERSION, BEFORE)


@dataclass(frozen=True, slots=True)
class Difference:
    """An input in which a colleague's text differs from what was typed. `is_contested`: both changed it."""

    name: str
    label: str
    mine: str
    theirs: str
    is_contested: bool
    takes_theirs: bool


@dataclass
class Form:
    """`version` is the one that was seen, `before` a digest of each text as it was then; errors stand under inputs' names."""

    sections: Sequence[Section]
    texts: Texts
    version: int = 0
    before: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    status: int = 200
    is_open: bool = True

    @classmethod
    def showing(cls, sections: Sequence[Section], values: Mapping[str, Any], version: int = 0) -> Self:
        """The form of these values, as JSON has them."""
        texts = _shown(sections, values)
        return cls(sections, texts, version, {name: _digest(values) for name, values in texts.items()})

    @classmethod
    def posted(cls, sections: Sequence[Section], given: FormData) -> Self:
        """The form that an officer sent."""
        texts: Texts = {}
        for name, value in given.multi_items():
            if isinstance(value, str) and name not in OWN:
                texts.setdefault(name, []).append(value)
        version, before = str(given.get(VERSION) or ""), str(given.get(BEFORE) or "")
        number = int(version) if version.isdecimal() and len(version) < 10 else 0
        return cls(sections, texts, number, _digests(before))

    @property
    def before_text(self) -> str:
        """The digests, as a hidden field carries them."""
        return json.dumps(self.before, separators=(",", ":"))

    def body(self) -> dict[str, Any]:
        """The body that an action takes."""
        members: dict[str, Any] = {}
        for one in all_fields(self.sections):
            members |= one.body(self.texts)
        return members

    def text(self, name: str) -> str:
        """What stands in an input."""
        return next(iter(self.texts.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """What is chosen of several."""
        return self.texts.get(name, [])

    def refuse(self, errors: Mapping[str, str], status: int) -> None:
        """Say what is wrong, by the place in the body; what no input is for stands above them all."""
        self.status = status
        for pointer, message in errors.items():
            place = pointer.removeprefix("/")
            names = (one.input_at(place, self.texts) for one in all_fields(self.sections))
            self.errors.setdefault(next((name for name in names if name), ""), message)

    def summary(self) -> Iterator[tuple[str, str, str]]:
        """Each error with its input and the field's label, in the order of the form."""
        order = list(all_fields(self.sections))
        for name, message in sorted(self.errors.items(), key=lambda error: _place(order, error[0])):
            yield name, _label(order, name), message

    def take_chosen(self, values: Mapping[str, Any]) -> None:
        """Put a colleague's text where the officer chose it over their own."""
        theirs = _shown(self.sections, values)
        for name in [name for name in self.texts if name.startswith(TAKE)]:
            chosen, place = self.texts.pop(name), name.removeprefix(TAKE)
            if chosen == ["theirs"]:
                self.texts[place] = theirs.get(place, [])

    def meet(self, values: Mapping[str, Any], version: int) -> None:
        """Somebody was first: show both versions. Where only one side changed an input, that side is proposed."""
        theirs = _shown(self.sections, values)
        for one in all_fields(self.sections):
            for name in {**theirs, **self.texts}:
                if not _owns(one, name):
                    continue
                mine, other = self.texts.get(name, []), theirs.get(name, [])
                if _clean(mine) != _clean(other):
                    self.differences.append(self._difference(one, name, mine, other))
        self.version, self.status = version, 412
        self.before = {name: _digest(values) for name, values in theirs.items()}

    def _difference(self, one: Field, name: str, mine: list[str], theirs: list[str]) -> Difference:
        seen = self.before.get(name, _digest(()))
        i_did, they_did = (_digest(values) != seen for values in (mine, theirs))
        said = one.say(name, mine), one.say(name, theirs)
        return Difference(name, one.call(name), *said, is_contested=i_did and they_did, takes_theirs=not i_did)


def _shown(sections: Sequence[Section], values: Mapping[str, Any]) -> Texts:
    texts: Texts = {}
    for one in all_fields(sections):
        texts |= one.shown(values)
    return texts


def _clean(values: Sequence[str]) -> list[str]:
    return [text for text in (value.strip().replace("\r\n", "\n") for value in values) if text]


def _digest(values: Sequence[str]) -> str:
    return blake2s("\0".join(_clean(values)).encode(), digest_size=4).hexdigest()


def _digests(text: str) -> dict[str, str]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _place(order: Sequence[Field], name: str) -> int:
    return next((place for place, one in enumerate(order) if _owns(one, name)), -1)


def _label(order: Sequence[Field], name: str) -> str:
    return next((one.label for one in order if _owns(one, name)), "")


def _owns(one: Field, name: str) -> bool:
    return bool(name) and (name == one.name or name.startswith(f"{one.name}/"))
