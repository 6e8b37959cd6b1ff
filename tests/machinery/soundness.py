"""What must hold in a database at any moment, whatever happened to those who wrote: read row by row, by no query of ours."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from sqlmodel import SQLModel, select

from app.bookings import RoomBookingRow, SeatBookingRow
from app.database import Database, DbSession
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow
from app.releases.record.models import PublishedSessionRow, ReleaseRow, ReleaseSessionRow
from app.schema import METADATA
from app.settings import Settings
from app.upkeep.doctor import examine

NOBODY = "http://127.0.0.1:9"
Row = TypeVar("Row", bound=SQLModel)


def faults_of(url: str) -> list[str]:
    """What is lost, half-written or without its other half in this database; nothing where all is well."""
    database = Database(url)
    try:
        with database.reading() as db:
            found = [*_of_the_ledger(db), *_of_the_releases(db), *_of_the_rows(db), *_of_the_bookings(db)]
    finally:
        database.dispose()
    return found


def findings_of(url: str) -> list[str]:
    """What `planner doctor` finds unsound."""
    database = Database(url)
    settings = Settings(database_url=url, public_url=NOBODY)
    found = [f"{one.subject}: {one.seen}" for one in examine(settings, database) if not one.is_sound]
    database.dispose()
    return found


def contents(database: Database) -> dict[str, list[str]]:
    """Every row of every table."""
    with database.reading() as db:
        connection = db.connection()
        return {name: sorted(map(repr, connection.execute(table.select()))) for name, table in METADATA.tables.items()}


def _rows(db: DbSession, table: type[Row]) -> Sequence[Row]:
    return db.exec(select(table)).all()


def _of_the_ledger(db: DbSession) -> Iterator[str]:
    numbers = sorted(row.number for row in _rows(db, LedgerRow))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"The ledger has a gap: {numbers}"


def _of_the_releases(db: DbSession) -> Iterator[str]:
    """Numbers, dates, the pointer to the newest, and the ledger's entry of each; no entry of one that is not there."""
    told = {(row.meeting, row.subject): row.number for row in _rows(db, LedgerRow) if row.resource == "release"}
    releases = sorted(_rows(db, ReleaseRow), key=lambda row: row.number)
    for meeting in _rows(db, MeetingRow):
        own = [row for row in releases if row.meeting_id == meeting.id]
        if [row.number for row in own] != list(range(1, len(own) + 1)):
            yield f"{meeting.slug}: its releases have a gap"
        if meeting.newest_release != (len(own) or None):
            yield f"{meeting.slug}: points to release {meeting.newest_release} of {len(own)}"
        dates = [row.published_at for row in own]
        if any(later <= earlier for earlier, later in pairwise(dates)):
            yield f"{meeting.slug}: a release is not later than the one before"
        for row in own:
            if told.pop((meeting.slug, str(row.number)), None) != row.ledger:
                yield f"{meeting.slug}: the ledger does not tell of release {row.number} at {row.ledger}"
    yield from (f"The ledger tells of a release that is not there: {one}" for one in told)


def _of_the_rows(db: DbSession) -> Iterator[str]:
    """Every release has its rows, every row a release, and a session once released is in every release afterwards."""
    stored = {(row.session_id, row.sequence) for row in _rows(db, PublishedSessionRow)}
    held: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row in _rows(db, ReleaseSessionRow):
        held[row.release_id].add((row.session_id, row.sequence))
    if lost := set().union(*held.values()) - stored:
        yield f"A release holds rows that are not there: {lost}"
    if left := stored - set().union(*held.values()):
        yield f"Rows that no release holds: {left}"
    sequences: dict[int, list[int]] = defaultdict(list)
    for session, sequence in sorted(stored):
        sequences[session].append(sequence)
    yield from (f"Session {one} has sequences {all_}" for one, all_ in sequences.items() if all_ != [*range(len(all_))])
    known: dict[int, dict[int, int]] = defaultdict(dict)
    for release in sorted(_rows(db, ReleaseRow), key=lambda row: row.number):
        before, now = known[release.meeting_id], dict(held[release.id])
        if any(now.get(session, -1) < sequence for session, sequence in before.items()):
            yield f"Release {release.number} has lost a session or a sequence: {before}, then {now}"
        known[release.meeting_id] = now


def _of_the_bookings(db: DbSession) -> Iterator[str]:
    """What is booked is what the newest release of each meeting books, and nothing else."""
    newest = {row.id: row.newest_release for row in _rows(db, MeetingRow)}
    current = {row.id for row in _rows(db, ReleaseRow) if newest[row.meeting_id] == row.number}
    booked = [
        (row.session_id, row.booking)
        for row in _rows(db, ReleaseSessionRow)
        if row.release_id in current and row.booking
    ]
    rooms = {(session, one.room_id, one.starts, one.ends) for session, one in booked if one.room_id}
    seats = {(session, who, one.starts, one.ends) for session, one in booked for who in one.participant_ids}
    if rooms != {(row.session_id, row.room_id, row.starts, row.ends) for row in _rows(db, RoomBookingRow)}:
        yield "The rooms booked are not those of the newest releases"
    if seats != {(row.session_id, row.participant_id, row.starts, row.ends) for row in _rows(db, SeatBookingRow)}:
        yield "The seats booked are not those of the newest releases"
