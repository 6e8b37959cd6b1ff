"""What the draft breaks now, found once for each request: the counts in view, the marks in lists, the list itself."""

from dataclasses import dataclass
from typing import NamedTuple

from app.access.models import Actor, Right
from app.database import DbSession, now
from app.meetings.models import MeetingRow
from app.programme.acknowledgements.queries import PRIVATE, acknowledged
from app.programme.facts import draft_index
from app.rules.check import check
from app.rules.conflict import Conflict, Severity, key


class Counts(NamedTuple):
    """Broken rules by severity."""

    errors: int
    warnings: int


@dataclass(frozen=True)
class Broken:
    """The conflicts that this officer may know of. Accepted warnings are not `open`."""

    all: tuple[Conflict, ...]
    open: tuple[Conflict, ...]

    @property
    def counts(self) -> Counts:
        """How many errors and open warnings there are."""
        errors = sum(one.severity is Severity.ERROR for one in self.open)
        return Counts(errors, len(self.open) - errors)

    @property
    def by_session(self) -> dict[int, Counts]:
        """The same for each session that one of them names."""
        found: dict[int, Counts] = {}
        for one in self.open:
            is_error = one.severity is Severity.ERROR
            for session in one.sessions:
                errors, warnings = found.get(session, (0, 0))
                found[session] = Counts(errors + is_error, warnings + (not is_error))
        return found


def broken_in(db: DbSession, meeting: MeetingRow, by: Actor) -> Broken:
    """What the draft breaks, as far as the officer may know."""
    index = draft_index(db, meeting)
    shows_private = by.may(Right.EDITOR)
    found = [
        one for one in check(index, now()) if shows_private or one.severity is Severity.ERROR or one.code not in PRIVATE
    ]
    accepted = acknowledged(db, meeting)
    is_open = [one.severity is Severity.ERROR or not accepted or key(one, index) not in accepted for one in found]
    return Broken(tuple(found), tuple(one for one, opened in zip(found, is_open, strict=True) if opened))
