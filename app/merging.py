"""Merging two entries of one person: every seat is kept, the other entry is retired, its address goes on as this one's."""

from typing import Any

from pydantic import BaseModel
from sqlmodel import col, select

from app import ledger
from app.access.models import Actor, Right
from app.access.roles import enter
from app.database import DbSession, all_or_nothing, expect
from app.errors import Invalid
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_of
from app.people.availability import answer, availability_of
from app.people.models import AvailabilityRow, MergedPersonRow, ParticipantRow
from app.people.people import PARTICIPANTS, expect_unmerged
from app.programme.actions import edit_seats
from app.programme.models import AssignmentRow, SessionRow
from app.programme.queries import seats_of
from app.resources.actions import change
from app.rules.words import Invitation

BLANK: dict[str, Any] = {"email": None, "gender": None, "needs": None, "step_free": False, "retired": True}
"""What becomes of the other entry: nothing private is kept twice."""

FURTHEST = (
    Invitation.ACCEPTED,
    Invitation.TENTATIVE,
    Invitation.INVITED,
    Invitation.TO_INVITE,
    Invitation.DECLINED,
    Invitation.WITHDRAWN,
)
"""Of two seats in one session the one whose invitation has come further holds."""

WHOLE_VIEW = Actor("the ledger", Right.ADMINISTRATOR)


def merge(
    db: DbSession,
    kept: ParticipantRow,
    other: ParticipantRow,
    patch: BaseModel,
    versions: tuple[int, int],
    by: Actor,
) -> ParticipantRow:
    """Let the kept entry have the seats and answers of the other, and the fields that the patch sets; all or nothing.

    A seat that both have in one session becomes one. An answer about a meeting is taken over where there is none. Raises
    Invalid, WrongState where one was merged before, VersionStale, Forbidden where the other sits in a meeting that the
    actor is not for.
    """
    if kept.id == other.id:
        raise Invalid(("", "a person cannot be merged with themselves"))
    for row, version in ((kept, versions[0]), (other, versions[1])):
        expect(row, version)
        expect_unmerged(db, row)
    with all_or_nothing(db), ledger.as_step(db, "merge"):
        for seat, session, meeting in _seats(db, other):
            enter(by, meeting.id)
            _move_seat(db, kept, seat, session, meeting, by)
        for meeting in _answered(db, other):
            enter(by, meeting.id)
            _move_answer(db, kept, other, meeting, by)
        change(db, PARTICIPANTS, kept, patch, kept.version, by)
        _retire(db, kept, other, by)
    return kept


def _seats(db: DbSession, person: ParticipantRow) -> list[tuple[AssignmentRow, SessionRow, MeetingRow]]:
    statement = (
        select(AssignmentRow, SessionRow)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(AssignmentRow.participant_id == person.id)
        .order_by(col(AssignmentRow.id))
    )
    return [(seat, session, meeting_of(db, session.meeting_id)) for seat, session in db.exec(statement).all()]


def _answered(db: DbSession, person: ParticipantRow) -> list[MeetingRow]:
    statement = select(AvailabilityRow.meeting_id).where(
        AvailabilityRow.participant_id == person.id, col(AvailabilityRow.answered)
    )
    return [meeting_of(db, meeting_id) for meeting_id in db.exec(statement).all()]


def _move_seat(
    db: DbSession, kept: ParticipantRow, seat: AssignmentRow, session: SessionRow, meeting: MeetingRow, by: Actor
) -> None:
    def move() -> None:
        own = next((held for held in seats_of(db, [session.id])[session.id] if held.participant_id == kept.id), None)
        if own is None:
            seat.participant_id = kept.id
            db.add(seat)
            return
        if FURTHEST.index(seat.invitation) < FURTHEST.index(own.invitation):
            for name in ("role", "order", "minutes", "titles", "attendance", "invitation"):
                setattr(own, name, getattr(seat, name))
            db.add(own)
        db.delete(seat)

    edit_seats(db, session, meeting, session.version, by, "merge", move)


def _move_answer(db: DbSession, kept: ParticipantRow, other: ParticipantRow, meeting: MeetingRow, by: Actor) -> None:
    own, theirs = availability_of(db, kept.id, meeting), availability_of(db, other.id, meeting)
    if not own.answered:
        answer(db, kept.id, meeting, theirs.windows, own.version, by)
    answer(db, other.id, meeting, None, theirs.version, by)


def _retire(db: DbSession, kept: ParticipantRow, other: ParticipantRow, by: Actor) -> None:
    before = _fields(db, other)
    for name, value in BLANK.items():
        setattr(other, name, value)
    db.add(other)
    for earlier in db.exec(select(MergedPersonRow).where(MergedPersonRow.into_id == other.id)).all():
        earlier.into_id = kept.id
    db.add(MergedPersonRow(participant_id=other.id, into_id=kept.id))
    db.flush()
    changed = ledger.difference(before, _fields(db, other))
    ledger.record(db, by.name, "merge", "participant", other.id, changed)


def _fields(db: DbSession, person: ParticipantRow) -> ledger.Fields:
    return PARTICIPANTS.show(db, [person], WHOLE_VIEW)[0].model_dump(mode="json")
