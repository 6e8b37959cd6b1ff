"""How many errors and warnings a draft has: in view on every page."""

from typing import NamedTuple

from app.access.models import Actor, Right
from app.database import DbSession, now
from app.meetings.models import MeetingRow
from app.programme.acknowledgements.queries import PRIVATE, acknowledged
from app.programme.facts import draft_index
from app.rules.check import check
from app.rules.conflict import Severity, key


class Counts(NamedTuple):
    """Broken rules by severity. Accepted warnings are not counted."""

    errors: int
    warnings: int


def counts_of(db: DbSession, meeting: MeetingRow, by: Actor) -> Counts:
    """What the draft breaks now, as far as the officer may know."""
    index = draft_index(db, meeting)
    found = check(index, now())
    errors = sum(conflict.severity is Severity.ERROR for conflict in found)
    told = [
        one for one in found if one.severity is Severity.WARNING and (by.may(Right.EDITOR) or one.code not in PRIVATE)
    ]
    accepted = acknowledged(db, meeting)
    open_ones = [one for one in told if not accepted or key(one, index) not in accepted]
    return Counts(errors, len(open_ones))
