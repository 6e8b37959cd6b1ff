"""Everything that is held of a person, for the person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Text, cast
from sqlmodel import col, select

from app.access.models import Actor
from app.database import DbSession
from app.languages import Language
from app.ledger import LedgerEntry, LedgerRow
from app.meetings.models import MeetingRow
from app.people.availability import availability_of
from app.people.models import (
    AvailabilityRow,
    AvailabilityWindow,
    MergedPersonRow,
    ParticipantRow,
    ParticipantWithPrivate,
)
from app.people.people import PARTICIPANTS
from app.programme.models import AssignmentOut, AssignmentRow, SessionRow
from app.programme.queries import show_assignment
from app.releases.record.document import PersonName
from app.releases.record.models import PublishedSessionRow


class AnswerHeld(BaseModel):
    """What the person answered for a meeting, windows at the venue's offset."""

    meeting: str
    answered: bool
    windows: list[AvailabilityWindow]


class SeatHeld(BaseModel):
    """A seat of the person in the draft of a meeting."""

    meeting: str
    session: dict[Language, str]
    seat: AssignmentOut


class NameHeld(BaseModel):
    """The name as a released document of a session shows it. `published_at` is UTC."""

    meeting: str
    session: UUID
    sequence: int
    published_at: datetime
    named: PersonName


class PersonalData(BaseModel):
    """What is held of a person. A key of one meeting gets the answers, seats and names of that meeting."""

    person: ParticipantWithPrivate
    availability: list[AnswerHeld]
    seats: list[SeatHeld]
    released: list[NameHeld]
    ledger: list[LedgerEntry]


def export(db: DbSession, person: ParticipantRow, by: Actor) -> PersonalData:
    """Everything held of the person that the actor may know of."""
    shown = PARTICIPANTS.show(db, [person], by)[0]
    meetings = _meetings(db, by)
    slugs = {None, *(meeting.slug for meeting in meetings.values())}
    entries = [person, *merged_entries(db, person)]
    written = [row for entry in entries for row in ledger_of(db, entry.id) if row.meeting in slugs]
    return PersonalData(
        person=ParticipantWithPrivate(**shown.model_dump()),
        availability=_answers(db, person, meetings),
        seats=_seats(db, person, meetings),
        released=[name for entry in entries for name in _names(db, entry, meetings)],
        ledger=[LedgerEntry.of(row, True) for row in sorted(written, key=lambda row: row.number)],
    )


def merged_entries(db: DbSession, person: ParticipantRow) -> Sequence[ParticipantRow]:
    """The entries that were found to be of the same person."""
    statement = (
        select(ParticipantRow)
        .join(MergedPersonRow, col(MergedPersonRow.participant_id) == ParticipantRow.id)
        .where(MergedPersonRow.into_id == person.id)
        .order_by(col(ParticipantRow.id))
    )
    return db.exec(statement).all()


def _meetings(db: DbSession, by: Actor) -> dict[int, MeetingRow]:
    statement = select(MeetingRow).order_by(col(MeetingRow.id))
    if by.meeting_id is not None:
        statement = statement.where(MeetingRow.id == by.meeting_id)
    return {row.id: row for row in db.exec(statement).all()}


def ledger_of(db: DbSession, person_id: int) -> Sequence[LedgerRow]:
    """The entries about a person, the oldest first."""
    about = col(LedgerRow.resource).in_(("participant", "availability"))
    statement = select(LedgerRow).where(about, LedgerRow.subject == str(person_id))
    return db.exec(statement.order_by(col(LedgerRow.number))).all()


def _answers(db: DbSession, person: ParticipantRow, meetings: dict[int, MeetingRow]) -> list[AnswerHeld]:
    statement = select(AvailabilityRow.meeting_id).where(AvailabilityRow.participant_id == person.id)
    found = [meetings[meeting] for meeting in db.exec(statement).all() if meeting in meetings]
    held = [(meeting.slug, availability_of(db, person.id, meeting)) for meeting in found]
    return [AnswerHeld(meeting=slug, answered=one.answered, windows=one.windows) for slug, one in held]


def _seats(db: DbSession, person: ParticipantRow, meetings: dict[int, MeetingRow]) -> list[SeatHeld]:
    statement = (
        select(AssignmentRow, SessionRow)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(AssignmentRow.participant_id == person.id)
        .order_by(col(AssignmentRow.id))
    )
    return [
        SeatHeld(meeting=meetings[session.meeting_id].slug, session=session.titles, seat=show_assignment(seat, session))
        for seat, session in db.exec(statement).all()
        if session.meeting_id in meetings
    ]


def _names(db: DbSession, person: ParticipantRow, meetings: dict[int, MeetingRow]) -> list[NameHeld]:
    statement = (
        select(PublishedSessionRow, SessionRow.meeting_id)
        .join(SessionRow, col(SessionRow.id) == PublishedSessionRow.session_id)
        .where(cast(col(PublishedSessionRow.document), Text).contains(str(person.uid)))
        .order_by(col(PublishedSessionRow.session_id), col(PublishedSessionRow.sequence))
    )
    return [
        NameHeld(
            meeting=meetings[meeting_id].slug,
            session=row.document.uid,
            sequence=row.sequence,
            published_at=row.updated_at,
            named=named,
        )
        for row, meeting_id in db.exec(statement).all()
        if meeting_id in meetings
        for named in row.document.named
        if named.uid == person.uid
    ]
