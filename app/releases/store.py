"""Storing a release: its rows, what it names, what it books."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col

from app import ledger
from app.access.models import Actor
from app.bookings import GUARDED, RoomBookingRow, SeatBookingRow
from app.database import DbSession
from app.errors import PlannerError
from app.meetings.models import MeetingRow
from app.programme.models import SessionRow
from app.releases.facts import mention
from app.releases.models import PublishedSessionRow, ReleaseRow, ReleaseSessionRow
from app.releases.newest import announce
from app.releases.next import Entry, Prepared
from app.releases.release import Release


class ReleaseBlocked(PlannerError):
    """The draft breaks rules of severity error. `conflicts` lists them."""

    code, status, title = "release-blocked", 409, "The draft has conflicts"


def store(db: DbSession, meeting: MeetingRow, prepared: Prepared, by: Actor, action: str) -> Release:
    """Make a prepared release the newest one. Raises ReleaseBlocked where the database refuses a double booking."""
    release = prepared.release
    row = ReleaseRow(
        meeting_id=meeting.id,
        number=release.number,
        published_at=release.published_at,
        ledger=ledger.latest(db) + 1,
        by=by.name,
        note=release.note,
        meeting=release.meeting,
        changes=list(release.changes),
    )
    db.add(row)
    db.flush()
    release_id = row.id
    _store_rows(db, row, prepared.entries)
    if prepared.is_of_draft:
        mention(db, row, [(entry.session, entry.booking) for entry in prepared.entries])
    _book(db, meeting, prepared.entries)
    _point(db, meeting, release.number, prepared.entries)
    ledger.record(db, by.name, action, "release", release.number, {"note": release.note}, meeting.slug)
    announce(db)
    return replace(release, id=release_id)


def _store_rows(db: DbSession, release: ReleaseRow, entries: Sequence[Entry]) -> None:
    fresh = [
        {
            "session_id": entry.session.id,
            "sequence": entry.row.sequence,
            "release_id": release.id,
            "updated_at": release.published_at,
            "document": entry.row.document,
        }
        for entry in entries
        if entry.is_new
    ]
    held = [
        {
            "release_id": release.id,
            "session_id": entry.session.id,
            "sequence": entry.row.sequence,
            "booking": entry.booking,
        }
        for entry in entries
    ]
    _insert(db, PublishedSessionRow, fresh)
    _insert(db, ReleaseSessionRow, held)


def _book(db: DbSession, meeting: MeetingRow, entries: Sequence[Entry]) -> None:
    """Rewrite what the meeting books. The database refuses an overlap, whoever let it come so far."""
    rooms: list[Mapping[str, object]] = []
    seats: list[Mapping[str, object]] = []
    for entry in entries:
        if entry.booking is None:
            continue
        span = {
            "session_id": entry.session.id,
            "meeting_id": meeting.id,
            "starts": entry.booking.starts,
            "ends": entry.booking.ends,
        }
        if entry.booking.room_id is not None:
            rooms.append({**span, "room_id": entry.booking.room_id})
        seats.extend({**span, "participant_id": person} for person in entry.booking.participant_ids)
    try:
        for table, rows in ((RoomBookingRow, rooms), (SeatBookingRow, seats)):
            db.connection().execute(delete(table).where(col(table.meeting_id) == meeting.id))
            _insert(db, table, rows)
    except IntegrityError as refusal:
        if not any(f"{table}_is_single" in str(refusal.orig) for table in GUARDED):
            raise
        raise ReleaseBlocked("A room or a person would be booked twice at one time.", conflicts=[]) from refusal


def _point(db: DbSession, meeting: MeetingRow, number: int, entries: Sequence[Entry]) -> None:
    """Let the draft know what is released, without an edit of it: no version rises."""
    execute = db.connection().execute
    execute(update(MeetingRow).where(col(MeetingRow.id) == meeting.id).values(newest_release=number))
    for entry in entries:
        document = entry.row.document
        released = (entry.row.sequence, document.starts, document.ends)
        held = (entry.session.released_sequence, entry.session.released_starts, entry.session.released_ends)
        if released != held:
            execute(
                update(SessionRow)
                .where(col(SessionRow.id) == entry.session.id)
                .values(released_sequence=released[0], released_starts=released[1], released_ends=released[2])
            )
    db.expire_all()


def _insert(db: DbSession, table: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        db.connection().execute(insert(table), rows)
