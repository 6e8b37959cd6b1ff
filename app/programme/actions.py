"""What an officer does to a session of the draft: each one thing, complete or not at all, recorded in the ledger.

Conflicts never hinder saving: a draft may be wrong. Actions flush, they do not commit.
"""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from sqlmodel import select

from app import ledger
from app.access.models import Actor, Right
from app.database import DbSession, expect, touch
from app.errors import Invalid, WrongState
from app.meetings.models import AgendaItemRow, MeetingRow, RoomRow, ThemeRow
from app.people.models import DelegationRow
from app.programme.facts import amend_draft, draft_index, knows, seat_fact, session_fact
from app.programme.models import SessionIn, SessionRow
from app.programme.queries import seats_of, show_sessions
from app.resources.actions import refuse_if_in_use
from app.resources.noun import Values
from app.rules.index import Index
from app.rules.words import Kind, Status

WHOLE_VIEW = Actor("the ledger", Right.ADMINISTRATOR)


def create_session(db: DbSession, meeting: MeetingRow, body: SessionIn, by: Actor) -> SessionRow:
    """Add a session to the draft. Raises Invalid, WrongState."""
    values: Values = {name: getattr(body, name) for name in type(body).model_fields}
    if values["status"] is Status.CANCELLED:
        raise WrongState("A session is cancelled by its own step, after it was made.")
    uid = values.pop("uid")
    if uid is not None:
        _expect_new_uid(db, uid)
        values["uid"] = uid
    session = SessionRow(meeting_id=meeting.id, **values)
    _expect_sound(db, session, meeting)
    index = draft_index(db, meeting)
    db.add(session)
    db.flush()
    fields = ledger.difference({}, _fields(db, session, meeting))
    ledger.record(db, by.name, "create", "session", session.id, fields, meeting.slug)
    _carry(db, meeting, index, session)
    return session


def change_session(
    db: DbSession, session: SessionRow, meeting: MeetingRow, patch: BaseModel, version: int, by: Actor
) -> SessionRow:
    """Change the fields that the patch sets: a move, a new title, another status. Raises VersionStale, Invalid, WrongState."""

    def change() -> None:
        values: Values = {name: getattr(patch, name) for name in patch.model_fields_set}
        if values.get("uid", session.uid) != session.uid:
            raise Invalid(("/uid", "a uid never changes"))
        _expect_step(session, values.get("status", session.status))
        _expect_kind_may_change(db, session, values.get("kind", session.kind))
        for name, value in values.items():
            setattr(session, name, value)
        _expect_sound(db, session, meeting)

    return _edit(db, session, meeting, version, by, "change", change)


def cancel_session(db: DbSession, session: SessionRow, meeting: MeetingRow, version: int, by: Actor) -> SessionRow:
    """Say that the session will not take place; its place, panel and status before are kept. Raises WrongState."""

    def cancel() -> None:
        if session.status is Status.CANCELLED:
            raise WrongState("The session is cancelled already.")
        session.status_before, session.status = session.status, Status.CANCELLED

    return _edit(db, session, meeting, version, by, "cancel", cancel)


def reinstate_session(db: DbSession, session: SessionRow, meeting: MeetingRow, version: int, by: Actor) -> SessionRow:
    """Take a cancellation back: the session has the status it had before. Raises WrongState."""

    def reinstate() -> None:
        if session.status is not Status.CANCELLED:
            raise WrongState("Only a cancelled session can be reinstated.")
        session.status, session.status_before = session.status_before or Status.DRAFT, None

    return _edit(db, session, meeting, version, by, "reinstate", reinstate)


def delete_session(db: DbSession, session: SessionRow, meeting: MeetingRow, version: int, by: Actor) -> None:
    """Remove a session that no release names. Raises VersionStale, InUse."""
    expect(session, version)
    refuse_if_in_use(db, session)
    index, session_id = draft_index(db, meeting), session.id
    fields = ledger.difference(_fields(db, session, meeting), {})
    db.delete(session)
    db.flush()
    ledger.record(db, by.name, "delete", "session", session_id, fields, meeting.slug)
    amend_draft(db, meeting, index, lambda index: index.without_session(session_id))


def edit_seats(
    db: DbSession,
    session: SessionRow,
    meeting: MeetingRow,
    version: int,
    by: Actor,
    action: str,
    change: Callable[[], None],
) -> SessionRow:
    """Change the seats of a session as one edit of the session itself: its version rises. Raises VersionStale, Invalid."""

    def change_seats() -> None:
        if session.kind is Kind.BREAK:
            raise Invalid(("", "a break has no seats"))
        change()

    return _edit(db, session, meeting, version, by, action, change_seats)


def _edit(
    db: DbSession,
    session: SessionRow,
    meeting: MeetingRow,
    version: int,
    by: Actor,
    action: str,
    change: Callable[[], None],
) -> SessionRow:
    expect(session, version)
    index, before = draft_index(db, meeting), _fields(db, session, meeting)
    with db.no_autoflush:
        change()
    db.flush()
    if fields := ledger.difference(before, _fields(db, session, meeting)):
        if session.version == version:
            touch(session)
            db.flush()
        ledger.record(db, by.name, action, "session", session.id, fields, meeting.slug)
        _carry(db, meeting, index, session)
    return session


def _carry(db: DbSession, meeting: MeetingRow, index: Index, session: SessionRow) -> None:
    """Carry the index of the draft over a write of this session, where it knows whom the session refers to."""
    seats = [seat_fact(seat) for seat in seats_of(db, [session.id])[session.id] if seat.invitation.is_active]
    fact = session_fact(session, seats)
    if knows(index, fact):
        amend_draft(db, meeting, index, lambda index: index.with_session(fact))


def _fields(db: DbSession, session: SessionRow, meeting: MeetingRow) -> ledger.Fields:
    shown = show_sessions(db, [session], meeting, WHOLE_VIEW)[0].model_dump(
        mode="json", exclude={"released", "version"}
    )
    for seat in shown["assignments"]:
        del seat["version"]
    return shown


def _expect_step(session: SessionRow, status: Status) -> None:
    """Cancelled is entered and left only by cancelling and reinstating."""
    if status is not session.status and Status.CANCELLED in (status, session.status):
        raise WrongState("A session becomes cancelled by /cancel and leaves it by /reinstate.")


def _expect_kind_may_change(db: DbSession, session: SessionRow, kind: Kind) -> None:
    if kind is session.kind or Kind.BREAK not in (kind, session.kind):
        return
    if session.released_sequence is not None:
        raise WrongState("A released session cannot become a break, nor a break something else.")
    if kind is Kind.BREAK and seats_of(db, [session.id]):
        raise Invalid(("/kind", "a break has no seats, and this session has some"))


def _expect_new_uid(db: DbSession, uid: Any) -> None:
    if db.exec(select(SessionRow.id).where(SessionRow.uid == uid)).first() is not None:
        raise Invalid(("/uid", "another session has it"))


def _expect_sound(db: DbSession, session: SessionRow, meeting: MeetingRow) -> None:
    """What no single field can say: the order of times, and that everything named belongs to this meeting."""
    if (session.starts is None) != (session.ends is None):
        raise Invalid(("/ends" if session.ends is None else "/starts", "starts and ends come together"))
    if session.starts is not None and session.ends is not None and session.ends <= session.starts:
        raise Invalid(("/ends", "must be after starts"))
    theme = db.get(ThemeRow, session.theme_id) if session.theme_id else None
    if session.theme_id and (theme is None or theme.mandate_id != meeting.mandate_id):
        raise Invalid(("/theme_id", f"the meeting's mandate has no theme {session.theme_id}"))
    item = db.get(AgendaItemRow, session.agenda_item_id) if session.agenda_item_id else None
    if session.agenda_item_id and (item is None or item.meeting_id != meeting.id):
        raise Invalid(("/agenda_item_id", f"the meeting has no agenda item {session.agenda_item_id}"))
    room = db.get(RoomRow, session.room_id) if session.room_id else None
    if session.room_id and (room is None or room.meeting_id != meeting.id):
        raise Invalid(("/room_id", f"the meeting has no room {session.room_id}"))
    if session.organiser and db.get(DelegationRow, session.organiser) is None:
        raise Invalid(("/organiser", f"there is no delegation {session.organiser}"))
