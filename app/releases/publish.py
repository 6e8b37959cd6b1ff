"""Publishing: the draft as the next release, complete or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import JsonValue
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col, select

from app import ledger
from app.access.models import Actor
from app.bookings import GUARDED, RoomBookingRow, SeatBookingRow
from app.database import DbSession, now
from app.errors import PlannerError
from app.languages import Language
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow
from app.programme.conflicts import show_conflicts
from app.programme.facts import load_facts
from app.programme.models import AssignmentRow, SessionRow
from app.programme.queries import seats_of
from app.releases.changes import changes_between
from app.releases.compose import Names, compose
from app.releases.facts import load_names, mention, public_meeting
from app.releases.models import Booking, PublishedSessionRow, ReleaseRow, ReleaseSessionRow
from app.releases.newest import announce
from app.releases.queries import newest_release, release_of
from app.releases.release import Published, Release, in_order
from app.releases.sequence import Numbered, cancelled_row, next_row
from app.rules.check import check
from app.rules.conflict import Conflict, Severity
from app.rules.facts import released_view
from app.rules.index import Index
from app.rules.words import Status


class ReleaseBlocked(PlannerError):
    """The draft breaks rules of severity error. `conflicts` lists them."""

    code, status, title = "release-blocked", 409, "The draft has conflicts"


@dataclass(frozen=True)
class Entry:
    """A session as the next release holds it: its row, and what it books unless it is cancelled."""

    session: SessionRow
    row: Numbered
    booking: Booking | None


def publish(
    db: DbSession, meeting: MeetingRow, note: str | None, by: Actor, expected_ledger: int | None = None
) -> Release:
    """Freeze the draft as the next release of the meeting.

    Raises ReleaseBlocked where a rule of severity error is broken, VersionStale where something was written since
    `expected_ledger`. `published_at` is this moment, at least a second after the release before.
    """
    if expected_ledger is not None:
        ledger.expect_latest(db, expected_ledger)
    last = newest_release(db, meeting.slug)
    at = _moment(last)
    _expect_no_error(db, meeting, at)
    names = load_names(db, meeting)
    entries = list(_entries(db, meeting, names, last, at))
    release = _store(db, meeting, names, last, entries, at, note, by)
    _book(db, meeting, entries)
    _point(db, meeting, release, entries)
    ledger.record(db, by.name, "publish", "release", release.number, {"note": note}, meeting.slug)
    announce(db)
    return release_of(db, release.id)


def _moment(last: Release | None) -> datetime:
    moment = now().replace(microsecond=0)
    return max(moment, last.published_at + timedelta(seconds=1)) if last else moment


def _expect_no_error(db: DbSession, meeting: MeetingRow, at: datetime) -> None:
    index = Index(released_view(load_facts(db, meeting)))
    errors = [conflict for conflict in check(index, at) if conflict.severity is Severity.ERROR]
    if errors:
        raise _blocked(db, meeting, index, errors)


def _blocked(db: DbSession, meeting: MeetingRow, index: Index, errors: Sequence[Conflict]) -> ReleaseBlocked:
    shown = show_conflicts(db, meeting, index, errors, Language.EN)
    listed: list[JsonValue] = [conflict.model_dump(mode="json") for conflict in shown]
    return ReleaseBlocked(f"Errors must be solved first: {len(errors)}.", conflicts=listed)


def _entries(db: DbSession, meeting: MeetingRow, names: Names, last: Release | None, at: datetime) -> Iterable[Entry]:
    """One entry for every session ever released or released now."""
    statement = select(SessionRow).where(SessionRow.meeting_id == meeting.id).order_by(col(SessionRow.id))
    sessions = db.exec(statement).all()
    seats = seats_of(db, [session.id for session in sessions if session.id])
    known = {row.session_id: row for row in last.sessions} if last else {}
    edited = _edited_since(db, meeting, last)
    for session in sessions:
        before = known.get(session.id)
        if session.status in (Status.TENTATIVE, Status.CONFIRMED) and session.starts and session.ends:
            booking = _booking(session, seats[session.id])
            is_over = before and not before.document.is_cancelled and before.document.ends <= at
            if before and is_over and session.id not in edited:
                yield Entry(session, before, booking)
            else:
                yield Entry(session, next_row(before, compose(session, seats[session.id], names, meeting)), booking)
        elif before:
            yield Entry(session, cancelled_row(before, session.status is not Status.CANCELLED), None)


def _edited_since(db: DbSession, meeting: MeetingRow, last: Release | None) -> set[int]:
    """The sessions that somebody edited since the last release."""
    row = db.get(ReleaseRow, last.id) if last else None
    entries = select(LedgerRow.subject).where(LedgerRow.resource == "session", LedgerRow.meeting == meeting.slug)
    return {int(subject) for subject in db.exec(entries.where(LedgerRow.number > (row.ledger if row else 0))).all()}


def _booking(session: SessionRow, seats: Iterable[AssignmentRow]) -> Booking:
    assert session.starts
    assert session.ends
    return Booking(
        room_id=session.room_id,
        starts=session.starts,
        ends=session.ends,
        participant_ids=sorted(seat.participant_id for seat in seats if seat.invitation.is_active),
    )


def _store(
    db: DbSession,
    meeting: MeetingRow,
    names: Names,
    last: Release | None,
    entries: Sequence[Entry],
    at: datetime,
    note: str | None,
    by: Actor,
) -> ReleaseRow:
    shown = sorted((_as_published(entry, at) for entry in entries), key=in_order)
    release = ReleaseRow(
        meeting_id=meeting.id,
        number=last.number + 1 if last else 1,
        published_at=at,
        ledger=ledger.latest(db) + 1,
        by=by.name,
        note=note,
        meeting=public_meeting(db, meeting, names, last.meeting if last else None, [row.document for row in shown]),
        changes=list(changes_between(last.sessions if last else (), shown)),
    )
    db.add(release)
    db.flush()
    _store_rows(db, release, entries)
    mention(db, release, [(entry.session, entry.booking) for entry in entries])
    return release


def _as_published(entry: Entry, at: datetime) -> Published:
    """The row as readers will get it: one that was there before as it is, a new one dated now."""
    if isinstance(entry.row, Published):
        return entry.row
    return Published(entry.row.sequence, entry.row.document, session_id=entry.session.id, updated_at=at)


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
        if not isinstance(entry.row, Published)
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


def _point(db: DbSession, meeting: MeetingRow, release: ReleaseRow, entries: Sequence[Entry]) -> None:
    """Let the draft know what is released, without an edit of it: no version rises."""
    execute = db.connection().execute
    execute(update(MeetingRow).where(col(MeetingRow.id) == meeting.id).values(newest_release=release.number))
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
