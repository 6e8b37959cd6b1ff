"""A broken rule, named once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256
from operator import itemgetter
from typing import Final, NamedTuple, Protocol

from app.rules.facts import Engagement, Session


class Severity(StrEnum):
    """An error blocks a release; a warning is shown and may be acknowledged."""

    ERROR = "error"
    WARNING = "warning"


Detail = tuple[tuple[str, int | str], ...]


class Conflict(NamedTuple):
    """What is broken and whom it concerns; ids ascend. Which fields a rule fills stands with the rule.

    `day` is the venue's. `detail` holds the words and numbers a sentence needs, and nothing of the clock. A named
    tuple: marking a board while somebody drags makes thousands, and a frozen dataclass takes three times as long.
    """

    code: str
    severity: Severity
    sessions: tuple[int, ...]
    people: tuple[int, ...] = ()
    room: int | None = None
    day: date | None = None
    engagement: Engagement | None = None
    delegation: str | None = None
    theme: int | None = None
    detail: Detail = ()

    def values(self, name: str) -> Sequence[int | str]:
        """What the detail says under this name, in its order; empty if nothing."""
        return [value for known, value in self.detail if known == name]


in_order: Final = itemgetter(1, 0, *range(2, 10))
"""Sorts conflicts: errors first, then by code, then by ids. Two of one code with the same sessions and people fill the
same fields, so that None is never compared with a value.
"""


class Programme(Protocol):
    """Where the sessions stand: an index, or one supposed otherwise."""

    @property
    def sessions(self) -> Mapping[int, Session]:
        """All of them by id."""


def key(conflict: Conflict, index: Programme) -> str:
    """A short name of the conflict that stays while its facts do: the same in every process.

    Bound to the code, the people, the numbers said, and the times and rooms its sessions have in the index. An
    acknowledgement kept under it lapses when one of these changes and survives a new title.
    """
    engagement = conflict.engagement
    sessions = [index.sessions[session] for session in conflict.sessions if session in index.sessions]
    facts = (
        conflict.code,
        conflict.sessions,
        conflict.people,
        conflict.room,
        str(conflict.day),
        [str(engagement.span.starts), str(engagement.span.ends), engagement.meeting] if engagement else None,
        conflict.delegation,
        conflict.theme,
        conflict.detail,
        [
            [str(session.span.starts), str(session.span.ends), session.room] if session.span else None
            for session in sessions
        ],
    )
    return sha256(json.dumps(facts).encode()).hexdigest()[:16]
