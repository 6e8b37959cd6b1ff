"""Accepting a warning, and taking that back."""

from app import ledger
from app.access.models import Actor
from app.database import DbSession, expect, now
from app.errors import Invalid, WrongState
from app.meetings.models import MeetingRow
from app.programme.acknowledgements.models import AcknowledgementIn, AcknowledgementRow
from app.programme.acknowledgements.queries import acknowledged
from app.programme.facts import draft_index
from app.rules.check import check
from app.rules.conflict import Severity, key


def acknowledge(db: DbSession, meeting: MeetingRow, body: AcknowledgementIn, by: Actor) -> AcknowledgementRow:
    """Accept the warning that has this key now.

    Raises Invalid where no conflict has it, WrongState for an error, which must be solved, and for a warning that somebody
    accepted before.
    """
    index = draft_index(db, meeting)
    conflict = next((found for found in check(index, now()) if key(found, index) == body.key), None)
    if conflict is None:
        raise Invalid(("/key", "no conflict has it now"))
    if conflict.severity is Severity.ERROR:
        raise WrongState("Only a warning can be accepted; an error must be solved.")
    if body.key in acknowledged(db, meeting):
        raise WrongState("Somebody has accepted this warning already.")
    row = AcknowledgementRow(
        meeting_id=meeting.id, key=body.key, code=conflict.code, reason=body.reason, by=by.name, at=now()
    )
    db.add(row)
    db.flush()
    _record(db, row, meeting, by, "create", ledger.difference({}, _fields(row)))
    return row


def withdraw(db: DbSession, row: AcknowledgementRow, meeting: MeetingRow, version: int, by: Actor) -> None:
    """Take an acknowledgement back. Raises VersionStale."""
    expect(row, version)
    _record(db, row, meeting, by, "delete", ledger.difference(_fields(row), {}))
    db.delete(row)
    db.flush()


def _fields(row: AcknowledgementRow) -> ledger.Fields:
    return {"key": row.key, "code": row.code, "reason": row.reason}


def _record(
    db: DbSession, row: AcknowledgementRow, meeting: MeetingRow, by: Actor, action: str, fields: ledger.Fields
) -> None:
    ledger.record(db, by.name, action, "acknowledgement", row.id, fields, meeting.slug)
