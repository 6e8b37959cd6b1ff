"""Republishing: an earlier release as the next one. The draft stays as it is."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from sqlmodel import col, select

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.meetings.models import MeetingRow
from app.people.models import ParticipantRow
from app.programme.facts import facts_of
from app.programme.models import SessionRow
from app.releases.making.next import Entry, Prepared, as_published, next_date
from app.releases.making.publish import expect_no_error
from app.releases.making.store import store
from app.releases.reading.queries import ReleaseNotFound, newest_release
from app.releases.record.changes import changes_between
from app.releases.record.document import Document, PublicMeeting, ThemeName
from app.releases.record.models import Booking, ReleaseSessionRow
from app.releases.record.release import Release, in_order
from app.releases.record.sequence import cancelled_row, next_row
from app.rules.facts import Seat, Session, Span
from app.rules.index import Index

Rewrite = Callable[[Document], Document]


def republish(
    db: DbSession,
    meeting: MeetingRow,
    source: Release,
    note: str | None,
    by: Actor,
    expected_ledger: int | None = None,
) -> Release:
    """Make a new release from the documents and bookings of an earlier one of the meeting.

    Sessions released since become cancelled, said to be postponed. Raises ReleaseBlocked where an error stands against
    it now, such as a person released elsewhere in the meantime, VersionStale as publishing does.
    """
    if expected_ledger is not None:
        ledger.expect_unmoved(db, meeting.slug, expected_ledger)
    prepared = prepare_again(db, meeting, source, note)
    expect_no_error(db, meeting, index_again(db, meeting, prepared), prepared.release.published_at)
    return store(db, meeting, prepared, by, "republish")


def index_again(db: DbSession, meeting: MeetingRow, prepared: Prepared) -> Index:
    """What the earlier release says to the rules of today."""
    return Index(facts_of(db, meeting, tuple(_facts(db, prepared.entries))))


def prepare_again(
    db: DbSession, meeting: MeetingRow, source: Release, note: str | None, rewrite: Rewrite = lambda document: document
) -> Prepared:
    """What republishing would make, not stored; no rule is asked. `rewrite` is put on every document."""
    last = newest_release(db, meeting.slug)
    if last is None:
        raise ReleaseNotFound(f"The meeting {meeting.slug} has no release yet.")
    entries = tuple(_entries(db, meeting, source, last, rewrite))
    at = next_date(last)
    shown = tuple(sorted((as_published(entry, at) for entry in entries), key=in_order))
    release = Release(
        id=0,
        number=last.number + 1,
        published_at=at,
        note=note,
        meeting=_public_meeting(source.meeting, last.meeting),
        sessions=shown,
        changes=changes_between(last.sessions, shown),
    )
    return Prepared(release, entries, is_of_draft=False)


def _entries(db: DbSession, meeting: MeetingRow, source: Release, last: Release, rewrite: Rewrite) -> Iterable[Entry]:
    """One entry for every session ever released; each row goes on from the newest one."""
    sessions = {row.id: row for row in db.exec(select(SessionRow).where(SessionRow.meeting_id == meeting.id)).all()}
    bookings = _bookings(db, source)
    for newest in last.sessions:
        session, then = sessions[newest.session_id], source.by_uid.get(newest.uid)
        if then is None:
            yield Entry(session, cancelled_row(newest, postponed=True), None)
        else:
            yield Entry(session, next_row(newest, rewrite(then.document)), bookings[newest.session_id])


def _bookings(db: DbSession, release: Release) -> dict[int, Booking | None]:
    rows = db.exec(select(ReleaseSessionRow).where(ReleaseSessionRow.release_id == release.id)).all()
    return {row.session_id: row.booking for row in rows}


def _public_meeting(source: PublicMeeting, last: PublicMeeting) -> PublicMeeting:
    """The meeting as the earlier release told it; whatever was named since stays named, so that its address stays valid."""
    themes: dict[str, ThemeName] = {theme.numeral: theme for theme in (*last.themes, *source.themes)}
    kept = {"themes": tuple(themes.values()), "rooms": last.rooms, "delegations": last.delegations}
    return source.model_copy(update={**kept, "people": last.people, "merged": last.merged})


def _facts(db: DbSession, entries: Iterable[Entry]) -> Iterable[Session]:
    """What the entries say to the rules: time, room, languages, who sits there in which role."""
    booked = [(entry, entry.booking) for entry in entries if entry.booking]
    people = {person for _, booking in booked for person in booking.participant_ids}
    known = select(ParticipantRow.uid, ParticipantRow.id).where(col(ParticipantRow.id).in_(people))
    ids: dict[UUID, int] = dict(db.exec(known).all())
    for entry, booking in booked:
        document = entry.row.document
        yield Session(
            id=entry.session.id,
            kind=document.kind,
            status=document.status,
            organiser=document.organiser.code if document.organiser else None,
            span=Span(booking.starts, booking.ends),
            room=booking.room_id,
            languages=document.languages,
            seats=tuple(_seats(document, booking, ids)),
        )


def _seats(document: Document, booking: Booking, ids: Mapping[UUID, int]) -> Iterable[Seat]:
    """Each role with a person: the named one, else one of those booked whom the document does not name."""
    named = {ids.get(person.uid) for person in document.named}
    unnamed = iter(person for person in booking.participant_ids if person not in named)
    for seat in document.panel:
        person = ids.get(seat.person.uid) if seat.person else next(unnamed, None)
        if person is not None:
            yield Seat(person=person, role=seat.role, accepted=seat.person is not None)
