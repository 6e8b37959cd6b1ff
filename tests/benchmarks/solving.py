"""Makes a demonstration meeting's draft ready for its next release."""

from sqlmodel import col, select

from app.access.models import Actor, Right
from app.database import Database, now
from app.meetings.queries import meeting_at
from app.programme.actions import change_session
from app.programme.facts import load_facts
from app.programme.models import SessionIn, SessionRow
from app.resources.noun import changes_of
from app.rules.check import check
from app.rules.conflict import Severity
from app.rules.facts import released_view
from app.rules.index import Index
from app.rules.words import Status

BY = Actor("benchmark", Right.ADMINISTRATOR)
Patch = changes_of(SessionIn)


def solve_errors(database: Database, slug: str) -> None:
    """Take every session that an error names back into the draft, until none is left."""
    while True:
        with database.writing() as db:
            meeting = meeting_at(db, slug)
            errors = [
                one
                for one in check(Index(released_view(load_facts(db, meeting))), now())
                if one.severity is Severity.ERROR
            ]
            if not errors:
                return
            session = db.get_one(SessionRow, errors[0].sessions[-1])
            change_session(db, session, meeting, Patch(status=Status.DRAFT), session.version, BY)


def touch_one(database: Database, slug: str, number: int) -> None:
    """Retitle one session that the next release will hold."""
    with database.writing() as db:
        meeting = meeting_at(db, slug)
        held = select(SessionRow).where(
            SessionRow.meeting_id == meeting.id,
            SessionRow.status == Status.CONFIRMED,
            col(SessionRow.starts).is_not(None),
        )
        session = db.exec(held.order_by(col(SessionRow.id)).limit(1)).one()
        change_session(db, session, meeting, Patch(titles={"en": f"Title {number}"}), session.version, BY)
