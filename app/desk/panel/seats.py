"""The seats of a session as one form: each known by its person, so that two officers' changes meet seat by seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.desk.forms.fields import Field, Option, Section, Texts, one
from app.desk.forms.options import vocabulary
from app.desk.frame.desk import Desk
from app.desk.frame.words import ATTENDANCES, INVITATIONS
from app.given import Given
from app.languages import Language
from app.programme.models import AssignmentIn
from app.wording import ROLES

LONGEST = 10
"""Digits of a number beyond which nothing is named."""

PARTS = ("role", "minutes", "attendance", "invitation")


class PanelGiven(Given):
    """The whole panel, in its order."""

    seats: list[AssignmentIn]


@dataclass(frozen=True, kw_only=True)
class Seats(Field):
    """Inputs are named by person: `seats/12/role`. `people` says what each person is called."""

    kind: ClassVar[str] = "seats"

    people: Mapping[int, str]
    choices: Mapping[str, Sequence[Option]]
    words: Mapping[str, str]

    def read(self, texts: Texts, path: str) -> list[dict[str, Any]]:
        return [self._seat(texts, person) for person in self.ordered(texts)]

    def show(self, value: Any, path: str) -> Texts:
        found: Texts = {}
        for place, seat in enumerate(value or (), start=1):
            prefix = f"{path}/{seat['participant_id']}"
            found[f"{prefix}/order"] = [str(place)]
            for part in PARTS:
                found[f"{prefix}/{part}"] = ["" if seat[part] is None else str(seat[part])]
            for language in Language:
                found[f"{prefix}/title/{language}"] = [seat["titles"].get(language.value, "")]
        return found

    def ordered(self, texts: Texts) -> list[int]:
        """The people who keep a seat, in the order of the numbers typed."""
        found: dict[int, int] = {}
        for name in texts:
            person = name.removeprefix(f"{self.name}/").partition("/")[0]
            if name.startswith(f"{self.name}/") and person.isdecimal() and len(person) < LONGEST:
                order = one(texts, f"{self.name}/{person}/order")
                found[int(person)] = int(order) if order.isdecimal() and len(order) < LONGEST else len(texts)
        kept = [person for person in found if not one(texts, f"{self.name}/{person}/remove")]
        return sorted(kept, key=lambda person: found[person])

    def move(self, texts: Texts, person: int, step: int) -> None:
        """Let a person change places with the one before (-1) or behind (1)."""
        people = self.ordered(texts)
        if person not in people:
            return
        here = people.index(person)
        there = min(max(here + step, 0), len(people) - 1)
        people.insert(there, people.pop(here))
        for place, moved in enumerate(people, start=1):
            texts[f"{self.name}/{moved}/order"] = [str(place)]

    def input_at(self, pointer: str, texts: Texts) -> str | None:
        parts = pointer.split("/")
        if parts[0] != self.name:
            return None
        people = self.ordered(texts)
        if len(parts) > 2 and parts[1].isdecimal() and int(parts[1]) < len(people):
            return "/".join([self.name, str(people[int(parts[1])]), *parts[2:]])
        return self.name

    def say(self, name: str, values: Sequence[str]) -> str:
        options = self.choices.get(name.rpartition("/")[2], ())
        labels = {option.value: option.label for option in options}
        return ", ".join(labels.get(value, value) for value in values)

    def call(self, name: str) -> str:
        _, person, *parts = name.split("/")
        part = self.words.get(parts[0], "") if parts else ""
        language = f" ({parts[1]})" if len(parts) > 1 else ""
        return f"{self.people.get(int(person), person)}: {part}{language}" if person.isdecimal() else self.label

    def _seat(self, texts: Texts, person: int) -> dict[str, Any]:
        prefix = f"{self.name}/{person}"
        titles = {language.value: one(texts, f"{prefix}/title/{language}") for language in Language}
        parts = {part: one(texts, f"{prefix}/{part}") or None for part in PARTS}
        return {"participant_id": person, **parts, "titles": {name: text for name, text in titles.items() if text}}


def panel_sections(desk: Desk, people: Mapping[int, str]) -> Sequence[Section]:
    """The form of a panel."""
    choices = {
        "role": vocabulary(desk, ROLES),
        "attendance": vocabulary(desk, ATTENDANCES),
        "invitation": vocabulary(desk, INVITATIONS),
    }
    words = {
        "order": desk.words("Place"),
        "role": desk.words("Role"),
        "minutes": desk.words("Minutes"),
        "attendance": desk.words("Attendance"),
        "invitation": desk.words("Invitation"),
        "title": desk.words("Title of the contribution"),
        "remove": desk.words("Take away"),
    }
    return [
        Section(fields=[Seats(name="seats", label=desk.words("Panel"), people=people, choices=choices, words=words)])
    ]
