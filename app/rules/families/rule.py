"""What a rule is: a function that judges one thing, with its code, severity and scope."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Generic, NamedTuple, TypedDict, TypeVar, Unpack

from app.rules.conflict import Conflict, Detail, Severity
from app.rules.facts import Engagement
from app.rules.index import Index

Subject = TypeVar("Subject")
Judge = Callable[[Index, Subject, datetime], Iterable[Conflict]]
"""Takes the index, what is judged and the moment; there is no other clock."""


class PersonDay(NamedTuple):
    """A person on a day at the venue."""

    person: int
    day: date


class DelegationDay(NamedTuple):
    """A delegation, by its code, on a day at the venue."""

    delegation: str
    day: date


class Week(NamedTuple):
    """A week at the venue."""

    monday: date


class Scope(Enum):
    """What a rule judges, which says when it must be asked again. The word in brackets is the type it is given."""

    DRAFT = auto()
    """A session that is not cancelled, placed or not (Session)."""
    SEATS = auto()
    """A placed session and who sits in it, whatever its time and room (Placed)."""
    TIME = auto()
    """A placed session at its time, whatever its room (Placed)."""
    PLACE = auto()
    """A placed session at its time in its room (Placed)."""
    PERSON_DAY = auto()
    """A person's sessions of a day, whatever their rooms (PersonDay)."""
    DELEGATION_DAY = auto()
    """A delegation's sessions of a day, whatever their rooms (DelegationDay)."""
    DAY = auto()
    """The interpreted sessions of a day, whatever their rooms (date)."""
    WEEK = auto()
    """The interpreted sessions of a week, whatever their rooms (Week)."""
    ORDER = auto()
    """The order of the proceedings, whatever the rooms (None)."""
    MANDATE = auto()
    """What the mandate asks for, whatever the times and rooms (None)."""


class Fields(TypedDict, total=False):
    """What a conflict may say beside its code, severity, sessions and people."""

    room: int
    day: date
    engagement: Engagement
    delegation: str
    theme: int
    detail: Detail


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule of the programme. `severity` is the gravest it gives; `private`: it tells of a private field."""

    code: str
    severity: Severity
    scope: Scope
    private: bool
    judge: Judge[Subject]

    @property
    def says(self) -> str:
        """What the rule asks for, in English."""
        return " ".join((self.judge.__doc__ or "").split())

    def broken(
        self,
        sessions: Collection[int] = (),
        people: Collection[int] = (),
        severity: Severity | None = None,
        **fields: Unpack[Fields],
    ) -> Conflict:
        """The conflict of this rule; ids in any order."""
        named, seated = tuple(sorted(sessions)), tuple(sorted(people)) if people else ()
        return Conflict(self.code, severity or self.severity, named, seated, **fields)


def rule(
    code: str, severity: Severity, scope: Scope, *, private: bool = False
) -> Callable[[Judge[Subject]], Rule[Subject]]:
    """Makes a function that judges the scope's subject into the rule of this code."""
    return lambda judge: Rule(code, severity, scope, private, judge)
