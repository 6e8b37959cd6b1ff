"""What the next release of a meeting would hold, from the draft as it stands. Nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from app.database import DbSession, now
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow
from app.programme.models import AssignmentRow, SessionRow
from app.programme.queries import seats_of
from app.releases.making.compose import Names, compose
from app.releases.making.facts import load_names, public_meeting
from app.releases.reading.queries import newest_release
from app.releases.record.changes import changes_between
from app.releases.record.models import Booking, ReleaseRow
from app.releases.record.release import Published, Release, in_order
from app.releases.record.sequence import Numbered, cancelled_row, next_row
from app.rules.words import Status


@dataclass(frozen=True)
class Entry:
    """A session as a release holds it: its row, and what it books unless it is cancelled."""

    session: SessionRow
    row: Numbered
    booking: Booking | None

    @property
    def is_new(self) -> bool:
        """Whether the row is made by this release; else it is one that a release before holds too."""
        return not isinstance(self.row, Published)


@dataclass(frozen=True)
class Prepared:
    """A release that is not stored, hence without an id (0), and the entries it would be stored as.

    `is_of_draft`: it is made from the draft, so it may name what no release has named before.
    """

    release: Release
    entries: tuple[Entry, ...]
    is_of_draft: bool = True


def prepare(db: DbSession, meeting: MeetingRow, note: str | None = None) -> Prepared:
    """The next release of the meeting, as of now: dated at least a second after the one before. No rule is asked."""
    last = newest_release(db, meeting.slug)
    at = next_date(last)
    names = load_names(db, meeting)
    entries = tuple(_entries(db, meeting, names, last, at))
    return Prepared(assemble(db, meeting, names, last, entries, at, note), entries)


def next_date(last: Release | None) -> datetime:
    """When a release that is made now is dated: this moment in whole seconds (UTC), at least one after the last."""
    at = now().replace(microsecond=0)
    return max(at, last.published_at + timedelta(seconds=1)) if last else at


def assemble(
    db: DbSession,
    meeting: MeetingRow,
    names: Names,
    last: Release | None,
    entries: Iterable[Entry],
    at: datetime,
    note: str | None,
) -> Release:
    """The release behind `last` that these entries make."""
    shown = tuple(sorted((as_published(entry, at) for entry in entries), key=in_order))
    documents = [row.document for row in shown]
    return Release(
        id=0,
        number=last.number + 1 if last else 1,
        published_at=at,
        note=note,
        meeting=public_meeting(db, meeting, names, last.meeting if last else None, documents),
        sessions=shown,
        changes=changes_between(last.sessions if last else (), shown),
    )


def as_published(entry: Entry, at: datetime) -> Published:
    """The row as readers will get it: one that was there before as it is, a new one dated now."""
    if isinstance(entry.row, Published):
        return entry.row
    return Published(entry.row.sequence, entry.row.document, session_id=entry.session.id, updated_at=at)


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
