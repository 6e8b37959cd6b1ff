"""A release as its readers get it: plain, immutable values."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from app.releases.record.changes import Change
from app.releases.record.document import PublicMeeting
from app.releases.record.sequence import Numbered


@dataclass(frozen=True, kw_only=True)
class Published(Numbered):
    """A row (session, sequence): the document, and when the release that made it was published (UTC)."""

    session_id: int
    updated_at: datetime

    @property
    def uid(self) -> UUID:
        """The session's UID, the same in every feed for good."""
        return self.document.uid


@dataclass(frozen=True)
class Release:
    """A numbered, immutable state of a meeting's programme: one row for every session ever released.

    `sessions` are ordered by start, end, room and uid. `published_at` is UTC and rises strictly with the number.
    """

    id: int
    number: int
    published_at: datetime
    note: str | None
    meeting: PublicMeeting
    sessions: tuple[Published, ...]
    changes: tuple[Change, ...]

    @cached_property
    def by_uid(self) -> dict[UUID, Published]:
        """The rows by session."""
        return {published.uid: published for published in self.sessions}


def in_order(published: Published) -> tuple[object, ...]:
    """Sorts rows as readers see them: by start, end, room and uid."""
    document = published.document
    return (document.starts, document.ends, document.room.name if document.room else "", str(document.uid))
