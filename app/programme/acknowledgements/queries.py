"""Reading acknowledgements."""

from sqlmodel import select

from app.access.models import Actor, Right
from app.access.roles import enter
from app.database import DbSession
from app.errors import NotFound
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_of
from app.programme.acknowledgements.models import AcknowledgementRow
from app.programme.models import AcknowledgementShown
from app.rules.families import RULES
from app.zones import zone

PRIVATE = frozenset(rule.code for rule in RULES if rule.private)
"""The codes of rules that tell of a private field: only editors learn that such a warning is there."""


def acknowledged(db: DbSession, meeting: MeetingRow) -> dict[str, AcknowledgementShown]:
    """Who accepted which warnings of the meeting, by the conflict's key."""
    statement = select(AcknowledgementRow).where(AcknowledgementRow.meeting_id == meeting.id)
    venue = zone(meeting.zone)
    return {
        row.key: AcknowledgementShown(by=row.by, reason=row.reason, at=row.at.astimezone(venue))
        for row in db.exec(statement).all()
    }


def find_acknowledgement(db: DbSession, id_: int, by: Actor) -> tuple[AcknowledgementRow, MeetingRow]:
    """The acknowledgement with this id, and its meeting. Raises NotFound, Forbidden."""
    row = db.get(AcknowledgementRow, id_)
    if row is None or (row.code in PRIVATE and not by.may(Right.EDITOR)):
        raise NotFound(f"There is no acknowledgement {id_}.")
    enter(by, row.meeting_id)
    return row, meeting_of(db, row.meeting_id)
