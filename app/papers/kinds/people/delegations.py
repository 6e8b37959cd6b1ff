"""Whom a release names, by delegation, in the alphabetical order of the paper's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.languages import text_in
from app.papers.writer import Writer
from app.releases.record.document import DelegationName, PersonName
from app.rules.words import DelegationKind
from app.wording import sort_key


@dataclass(frozen=True, slots=True)
class Delegated:
    """A delegation and its people."""

    delegation: DelegationName
    people: tuple[PersonName, ...]

    @property
    def is_organisation(self) -> bool:
        """Whether this is no State or party: lists have organisations apart."""
        return self.delegation.kind is DelegationKind.ORGANISATION


def delegations(writer: Writer) -> tuple[Delegated, ...]:
    """Every delegation that has a named person."""
    people = {person.uid: person for row in writer.release.sessions for person in row.document.named}
    sent: dict[str, list[PersonName]] = {}
    for person in people.values():
        sent.setdefault(person.delegation.code, []).append(person)
    every = [Delegated(held[0].delegation, _in_order(held, writer)) for held in sent.values()]
    return tuple(sorted(every, key=lambda group: (group.is_organisation, _key(group.delegation, writer))))


def _in_order(people: Iterable[PersonName], writer: Writer) -> tuple[PersonName, ...]:
    return tuple(sorted(people, key=lambda person: (sort_key(person.name, writer.language), str(person.uid))))


def _key(delegation: DelegationName, writer: Writer) -> tuple[object, str]:
    return sort_key(text_in(delegation.names, writer.language), writer.language), delegation.code
