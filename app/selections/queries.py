"""Finding a selection by one of its tokens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlmodel import select

from app.access.secret import digest_of
from app.database import Database, DbSession
from app.errors import NotFound, PlannerError
from app.meetings.models import MeetingRow
from app.meetings.queries import meeting_of
from app.releases.record.release import Release
from app.selections.models import ReadTokenRow, SelectionRow

SECRET = MappingProxyType({"Referrer-Policy": "no-referrer"})
"""What every answer under a secret address carries."""


class TokenReset(PlannerError):
    """The address of this selection was reset; only its owner knows the new one."""

    code, status, title = "token-reset", 410, "This address was reset"
    headers = SECRET


class SelectionNotFound(NotFound):
    """No selection has this token."""

    headers = SECRET


@dataclass(frozen=True, slots=True)
class Ticked:
    """A selection as readers get it: the meeting's slug, what is ticked, when that changed and at which release."""

    meeting: str
    uids: frozenset[UUID]
    changed_at: datetime
    at_release: int

    def last_modified(self, release: Release) -> datetime:
        """When the selection of this release last changed (UTC).

        The later of both dates. It rises with every release and every change, also within one second: each release since
        the change counts for at least a second.
        """
        since = timedelta(seconds=release.number - self.at_release)
        return max(release.published_at, self.changed_at + since)


def edited_selection(db: DbSession, edit_token: str) -> tuple[SelectionRow, MeetingRow]:
    """The selection that this token edits, and its meeting. Raises NotFound."""
    row = db.exec(select(SelectionRow).where(SelectionRow.edit_digest == digest_of(edit_token))).first()
    if row is None:
        raise SelectionNotFound("No selection has this token.")
    return row, meeting_of(db, row.meeting_id)


def read_selection(db: DbSession, token: str) -> Ticked:
    """The selection that this token reads. Raises NotFound, TokenReset."""
    found = db.get(ReadTokenRow, digest_of(token))
    row = db.get(SelectionRow, found.selection_id) if found else None
    if found is None or row is None:
        raise SelectionNotFound("No selection has this address.")
    if not found.is_current:
        raise TokenReset("This address was reset. Ask whoever gave it to you for the new one.")
    return ticked(row, meeting_of(db, row.meeting_id))


def ticked(row: SelectionRow, meeting: MeetingRow) -> Ticked:
    """A stored selection as readers get it."""
    return Ticked(meeting.slug, frozenset(row.session_uids), row.changed_at, row.at_release)


class OwnSelections:
    """The own selections of one database, each read in a transaction of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, token: str) -> Ticked:
        """The selection that this token reads. Raises NotFound, TokenReset, and what the database raises."""
        with self._database.reading() as db:
            return read_selection(db, token)
