"""Erasing a person: from the draft, from the ledger and, as the only change a release ever sees, from what is released."""

from typing import Any
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import JSON, Text, cast, select, type_coerce, update
from sqlmodel import SQLModel, col
from sqlmodel import select as select_rows

from app import ledger
from app.access.models import Actor
from app.access.roles import enter
from app.database import DbSession, expect
from app.errors import WrongState
from app.meetings.models import MeetingRow
from app.people.models import AvailabilityRow, ParticipantRow
from app.personal_data.export import ledger_of, merged_entries
from app.personal_data.nameless import ERASED, nameless, nameless_document
from app.releases.making.republish import prepare_again
from app.releases.making.store import store
from app.releases.reading.queries import newest_release
from app.releases.record.document import PublicMeeting
from app.releases.record.models import PublishedSessionRow, ReleaseRow

BLANK: dict[str, Any] = {
    "name": ERASED,
    "honorific": None,
    "functions": {},
    "email": None,
    "gender": None,
    "needs": None,
    "step_free": False,
    "retired": True,
}
"""What is left of a person. The delegation stays, so that programmes of the past still say who was represented."""

WRITTEN: tuple[tuple[type[SQLModel], str], ...] = (
    (PublishedSessionRow, "document"),
    (ReleaseRow, "meeting"),
    (ReleaseRow, "changes"),
)
"""Where what is released names people."""


def erase(db: DbSession, person: ParticipantRow, version: int, by: Actor) -> ParticipantRow:
    """Take everything that tells who a person is out of the draft, the ledger and every release, for good.

    Entries that were merged into this one are the same person, and erased with it.
    The newest release of each meeting that named the person is made anew, so that calendars learn of it. Raises
    VersionStale, Forbidden for a key of one meeting, WrongState where the person is erased already.
    """
    enter(by, None)
    expect(person, version)
    if person.name == ERASED:
        raise WrongState("This person is erased already.")
    for entry in (person, *merged_entries(db, person)):
        if entry.name != ERASED:
            _erase_entry(db, entry, by)
    return person


def _erase_entry(db: DbSession, person: ParticipantRow, by: Actor) -> None:
    uid, person_id = person.uid, person.id
    _release_anew(db, uid, by)
    _rewrite_releases(db, uid)
    _blank_ledger(db, person_id)
    for row in db.exec(select_rows(AvailabilityRow).where(AvailabilityRow.participant_id == person_id)).all():
        row.answered, row.windows = False, []
    for name, value in BLANK.items():
        setattr(person, name, value)
    db.flush()
    ledger.record(db, by.name, "erase", "participant", person_id, {})


def _release_anew(db: DbSession, uid: UUID, by: Actor) -> None:
    """Make the newest release of every meeting that named the person the next one, without the name.

    No rule is asked: nothing moves, and nothing may stand in the way of an erasure.
    """
    released = select_rows(MeetingRow).where(col(MeetingRow.newest_release).is_not(None)).order_by(col(MeetingRow.id))
    for meeting in db.exec(released).all():
        newest = newest_release(db, meeting.slug)
        if newest and uid in _addresses(newest.meeting):
            prepared = prepare_again(db, meeting, newest, None, lambda document: nameless_document(document, uid))
            store(db, meeting, prepared, by, "republish")


def _addresses(meeting: PublicMeeting) -> set[UUID]:
    """The uids of everybody whom a release of the meeting has named."""
    return {person.uid for person in meeting.people} | {person.uid for person in meeting.merged}


def _rewrite_releases(db: DbSession, uid: UUID) -> None:
    """Rewrite what names the person, and raise the edition of every release that holds it."""
    connection = db.connection()
    for model, name in WRITTEN:
        table = SQLModel.metadata.tables[str(model.__tablename__)]
        column, keys = table.c[name], list(table.primary_key.columns)
        naming = select(*keys, type_coerce(column, JSON)).where(cast(column, Text).contains(str(uid)))
        for *key, value in connection.execute(naming).all():
            where = [column == part for column, part in zip(keys, key, strict=True)]
            connection.execute(update(table).where(*where).values({name: nameless(value, uid)}))
    meetings = select_rows(ReleaseRow.meeting_id).where(cast(col(ReleaseRow.meeting), Text).contains(str(uid)))
    rewritten = col(ReleaseRow.meeting_id).in_(meetings)
    connection.execute(update(ReleaseRow).where(rewritten).values(edition=ReleaseRow.edition + 1))
    db.expire_all()


def _blank_ledger(db: DbSession, person_id: int) -> None:
    """Leave of every entry about the person which fields were written, not what."""
    for row in ledger_of(db, person_id):
        blank: dict[str, JsonValue] = {name: {"before": None, "after": None} for name in row.fields}
        row.fields = blank
    db.flush()
