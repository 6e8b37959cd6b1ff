"""Storing a release: its rows, what it names, what it books."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import JsonValue
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col, select

from app import ledger
from app.access.models import Actor
from app.bookings import GUARDED, RoomBookingRow, SeatBookingRow
from app.database import DbSession
from app.errors import PlannerError
from app.languages import Language
from app.meetings.models import MeetingRow
from app.programme.conflicts import show_conflicts
from app.programme.facts import draft_index
from app.programme.models import SessionRow
from app.releases.making.facts import mention
from app.releases.making.next import Entry, Prepared
from app.releases.reading.newest import announce
from app.releases.record.models import PublishedSessionRow, ReleaseRow, ReleaseSessionRow
from app.releases.record.release import Release
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Engagement, Span
from app.rules.index import Index

ROOM, PERSON = "room-double-booked", "person-double-booked"
Booked = TypeVar("Booked", RoomBookingRow, SeatBookingRow)


class ReleaseBlocked(PlannerError):
    """The draft breaks rules of severity error. `conflicts` lists them."""

    code, status, title = "release-blocked", 409, "The draft has conflicts"


def blocked(db: DbSession, meeting: MeetingRow, index: Index, errors: Sequence[Conflict]) -> ReleaseBlocked:
    """The refusal that lists these errors with their sentences."""
    shown = show_conflicts(db, meeting, index, errors, Language.EN)
    listed: list[JsonValue] = [conflict.model_dump(mode="json") for conflict in shown]
    return ReleaseBlocked(f"Errors must be solved first: {len(errors)}.", conflicts=listed)


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
    """Make the meeting's bookings those of the release. The database refuses an overlap, whoever let it come so far."""
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
        with db.begin_nested():
            _rewrite(db, RoomBookingRow, meeting, rooms)
            _rewrite(db, SeatBookingRow, meeting, seats)
    except IntegrityError as refusal:
        if not any(f"{table}_is_single" in str(refusal.orig) for table in GUARDED):
            raise
        raise blocked(db, meeting, draft_index(db, meeting), list(_clashes(db, meeting, rooms, seats))) from refusal


def _rewrite(db: DbSession, table: type[Booked], meeting: MeetingRow, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rewrite the bookings of those sessions of the meeting that book another thing than before."""
    who = GUARDED[str(table.__tablename__)]
    is_here = col(table.meeting_id) == meeting.id
    columns = (col(table.session_id), getattr(table, who), col(table.starts), col(table.ends))
    held = set(map(tuple, db.connection().execute(select(*columns).where(is_here)).all()))
    wanted = {(row["session_id"], row[who], row["starts"], row["ends"]) for row in rows}
    moved = {session_id for session_id, *_ in held ^ wanted}
    db.connection().execute(delete(table).where(is_here, col(table.session_id).in_(moved)))
    _insert(db, table, [row for row in rows if row["session_id"] in moved])


def _clashes(
    db: DbSession, meeting: MeetingRow, rooms: Iterable[Mapping[str, Any]], seats: Iterable[Mapping[str, Any]]
) -> Iterator[Conflict]:
    """What other meetings' bookings stand in the way, told as the rules tell it."""
    for row in rooms:
        taken = _in_the_way(db, RoomBookingRow, meeting, row, "room_id")
        yield from (Conflict(ROOM, Severity.ERROR, (row["session_id"],), room=row["room_id"]) for _ in taken)
    for row in seats:
        for other in _in_the_way(db, SeatBookingRow, meeting, row, "participant_id"):
            elsewhere = Engagement(Span(other.starts, other.ends), other.meeting_id, other.session_id)
            person = (row["participant_id"],)
            yield Conflict(PERSON, Severity.ERROR, (row["session_id"],), people=person, engagement=elsewhere)


def _in_the_way(
    db: DbSession, table: type[Booked], meeting: MeetingRow, row: Mapping[str, Any], who: str
) -> Sequence[Booked]:
    overlapping = select(table).where(
        col(table.meeting_id) != meeting.id,
        getattr(table, who) == row[who],
        col(table.starts) < row["ends"],
        col(table.ends) > row["starts"],
    )
    return db.exec(overlapping.order_by(col(table.session_id))).all()


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
