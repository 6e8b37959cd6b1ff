"""Giving, changing and taking seats. Every one is an edit of the session, whose version rises."""

from collections.abc import Sequence

from pydantic import BaseModel
from sqlmodel import col, select

from app.access.models import Actor
from app.database import DbSession
from app.errors import Invalid, PlannerError
from app.meetings.models import MeetingRow
from app.people.models import ParticipantRow
from app.people.people import merged_into
from app.programme.actions import edit_seats
from app.programme.models import AssignmentIn, AssignmentRow, SessionRow
from app.programme.queries import seats_of
from app.resources.noun import Values


class AlreadySeated(PlannerError):
    """The person has a seat in this session. `assignment_id` names it."""

    code, status, title = "already-seated", 409, "The person already has a seat in this session"


def seat(
    db: DbSession, session: SessionRow, meeting: MeetingRow, body: AssignmentIn, version: int, by: Actor
) -> AssignmentRow:
    """Give a person a seat. Without an order it comes last. Raises VersionStale, Invalid, AlreadySeated."""
    row = AssignmentRow(session_id=session.id, **_values(body))

    def add() -> None:
        _expect_people(db, [body.participant_id], "/participant_id")
        seats = seats_of(db, [session.id])[session.id]
        if taken := [held for held in seats if held.participant_id == body.participant_id]:
            raise AlreadySeated(assignment_id=taken[0].id)
        if "order" not in body.model_fields_set:
            row.order = max((held.order for held in seats), default=-1) + 1
        db.add(row)

    edit_seats(db, session, meeting, version, by, "seat", add)
    return row


def reseat(
    db: DbSession, session: SessionRow, meeting: MeetingRow, seats: Sequence[AssignmentIn], version: int, by: Actor
) -> SessionRow:
    """Make the panel exactly this list, in this order unless orders are given; whoever stays keeps the seat.

    Raises VersionStale, Invalid.
    """

    def replace() -> None:
        people = [given.participant_id for given in seats]
        _expect_people(db, people, "/{}/participant_id")
        stored = {row.participant_id: row for row in seats_of(db, [session.id])[session.id]}
        for person in stored.keys() - set(people):
            db.delete(stored[person])
        for place, given in enumerate(seats):
            values = {**_values(given), "order": given.order if "order" in given.model_fields_set else place}
            row = stored.get(given.participant_id) or AssignmentRow(session_id=session.id, **values)
            for name, value in values.items():
                setattr(row, name, value)
            db.add(row)

    return edit_seats(db, session, meeting, version, by, "reseat", replace)


def change_seat(
    db: DbSession,
    row: AssignmentRow,
    session: SessionRow,
    meeting: MeetingRow,
    patch: BaseModel,
    version: int,
    by: Actor,
) -> AssignmentRow:
    """Change a seat: role, order, minutes, how far the invitation is. Raises VersionStale, Invalid, AlreadySeated."""

    def change() -> None:
        values = {name: getattr(patch, name) for name in patch.model_fields_set}
        person = values.get("participant_id", row.participant_id)
        if person != row.participant_id:
            _expect_people(db, [person], "/participant_id")
            seats = seats_of(db, [session.id])[session.id]
            if taken := [held for held in seats if held.participant_id == person]:
                raise AlreadySeated(assignment_id=taken[0].id)
        for name, value in values.items():
            setattr(row, name, value)
        db.add(row)

    edit_seats(db, session, meeting, version, by, "change_seat", change)
    return row


def unseat(
    db: DbSession, row: AssignmentRow, session: SessionRow, meeting: MeetingRow, version: int, by: Actor
) -> SessionRow:
    """Take a seat away. Raises VersionStale."""
    return edit_seats(db, session, meeting, version, by, "unseat", lambda: db.delete(row))


def _values(body: AssignmentIn) -> Values:
    return {name: getattr(body, name) for name in type(body).model_fields}


def _expect_people(db: DbSession, ids: Sequence[int], pointer: str) -> None:
    if len(set(ids)) != len(ids):
        twice = next(place for place, person in enumerate(ids) if person in ids[:place])
        raise Invalid((pointer.format(twice), "this person is in the list twice"))
    known = set(db.exec(select(ParticipantRow.id).where(col(ParticipantRow.id).in_(ids))).all())
    merged = merged_into(db, ids)
    for place, person in enumerate(ids):
        if person not in known:
            raise Invalid((pointer.format(place), f"there is no participant {person}"))
        if person in merged:
            raise Invalid((pointer.format(place), f"participant {person} was merged into {merged[person]}"))
