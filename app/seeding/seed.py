"""What every installation begins with: the mandate and its themes, delegations, the first meeting.

Each thing has a natural key: a mandate its resolution, a delegation its code, a meeting its slug. What is there under its
key stays as it is, and what was seeded once, by the ledger, is never made again, so that an officer's change, renaming or
deletion holds. Items, rooms and sessions come with their meeting, once.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import select

from app.access.models import Actor, Right
from app.database import DbSession
from app.ledger import LedgerRow
from app.meetings.mandates import MANDATES
from app.meetings.meeting import MEETINGS
from app.people.people import DELEGATIONS
from app.resources.actions import create
from app.resources.noun import Noun
from app.seeding import files
from app.seeding.meeting import make_meeting, make_session

BY = Actor("seed", Right.ADMINISTRATOR)


def seed(db: DbSession) -> str | None:
    """Make what is missing. What was made, in a few words; None if nothing."""
    made = [
        _counted(_seed_mandate(db), "mandate"),
        _counted(_seed_delegations(db), "delegation"),
        _counted(_seed_meetings(db), "meeting"),
    ]
    return ", ".join(filter(None, made)) or None


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""


def _seed_mandate(db: DbSession) -> int:
    body = files.mandate()
    if body.resolution in _known(db, MANDATES, "resolution"):
        return 0
    create(db, MANDATES, body, BY)
    return 1


def _seed_delegations(db: DbSession) -> int:
    known = _known(db, DELEGATIONS, "code")
    missing = [body for body in files.delegations() if body.code not in known]
    for body in missing:
        create(db, DELEGATIONS, body, BY)
    return len(missing)


def _seed_meetings(db: DbSession) -> int:
    known = _known(db, MEETINGS, "slug")
    missing = [file for file in files.meetings() if file.meeting["slug"] not in known]
    for file in missing:
        assert file.first_day
        made = make_meeting(db, file, file.meeting["slug"], file.first_day, BY)
        for session in file.sessions:
            make_session(db, made, session, BY)
    return len(missing)


def _known(db: DbSession, noun: Noun[Any, Any], key: str) -> set[str]:
    """The keys that are taken now, and those that were seeded at any time."""
    present: Sequence[str] = db.exec(select(getattr(noun.row, key))).all()
    entries = select(LedgerRow.fields).where(
        LedgerRow.by == BY.name, LedgerRow.action == "create", LedgerRow.resource == noun.singular
    )
    seeded = (fields[key] for fields in db.exec(entries).all())
    return {*present, *(str(value["after"]) for value in seeded if isinstance(value, dict))}
