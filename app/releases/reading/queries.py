"""Reading releases: the newest one, one by number, the list of them. Nothing here reads the draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from sqlmodel import col, select

from app.database import Database, Db, DbSession
from app.errors import NotFound
from app.languages import Language
from app.meetings.models import MandateRow, MeetingRow, ThemeText
from app.meetings.queries import themes_of
from app.releases.reading.kept import Kept
from app.releases.record.models import PublishedSessionRow, ReleaseRow, ReleaseSessionRow
from app.releases.record.release import Published, Release, in_order


@dataclass(frozen=True)
class ReleaseLine:
    """A release in the list of a meeting's releases."""

    number: int
    published_at: datetime
    note: str | None
    changes: int


@dataclass(frozen=True)
class MandateText:
    """A mandate for its public page: the text and its themes, with the status of each wording."""

    resolution: str
    paragraph: str | None
    body: str | None
    titles: Mapping[Language, str]
    request: Mapping[Language, str]
    themes: tuple[tuple[str, Mapping[Language, ThemeText]], ...]


class ReleaseNotFound(NotFound):
    """The meeting has no release, or none with this number."""


def newest_release(db: DbSession, slug: str) -> Release | None:
    """The newest release of the meeting; None where it has none."""
    statement = (
        select(ReleaseRow.id, ReleaseRow.edition)
        .join(MeetingRow, col(MeetingRow.id) == ReleaseRow.meeting_id)
        .where(MeetingRow.slug == slug, ReleaseRow.number == MeetingRow.newest_release)
    )
    found = db.exec(statement).first()
    return release_of(db, *found) if found else None


def numbered_release(db: DbSession, slug: str, number: int) -> Release:
    """The release of the meeting with this number. Raises ReleaseNotFound."""
    statement = (
        select(ReleaseRow.id, ReleaseRow.edition)
        .join(MeetingRow, col(MeetingRow.id) == ReleaseRow.meeting_id)
        .where(MeetingRow.slug == slug, ReleaseRow.number == number)
    )
    found = db.exec(statement).first()
    if found is None:
        raise ReleaseNotFound(f"The meeting {slug} has no release {number}.")
    return release_of(db, *found)


def release_of(db: DbSession, release_id: int, edition: int) -> Release:
    """A release by its id: loaded once in each of its editions, then remembered, since nothing else changes it.

    What a transaction reads that has written is not remembered: if it is undone, another release may get the id.
    """
    database: Database = db.info["database"]
    kept: Kept = database.kept.setdefault("releases", Kept())
    release = kept.get(release_id, edition) or _load(db, release_id)
    return release if db.info.get("has_written") else kept.keep(release, edition)


def _load(db: DbSession, release_id: int) -> Release:
    row = db.get(ReleaseRow, release_id)
    assert row is not None
    statement = (
        select(PublishedSessionRow)
        .join(ReleaseSessionRow, col(ReleaseSessionRow.session_id) == PublishedSessionRow.session_id)
        .where(
            ReleaseSessionRow.release_id == release_id,
            ReleaseSessionRow.sequence == PublishedSessionRow.sequence,
        )
    )
    rows = db.exec(statement.order_by(col(PublishedSessionRow.session_id))).all()
    return Release(
        id=row.id,
        number=row.number,
        published_at=row.published_at,
        note=row.note,
        meeting=row.meeting,
        sessions=tuple(sorted(map(published, rows), key=in_order)),
        changes=tuple(row.changes),
    )


def published(row: PublishedSessionRow) -> Published:
    """A stored row as its readers get it."""
    return Published(row.sequence, row.document, session_id=row.session_id, updated_at=row.updated_at)


@dataclass(frozen=True)
class PublicRecord:
    """What the public may read, in one transaction: releases and mandates."""

    db: DbSession

    def newest(self, slug: str) -> Release | None:
        """The newest release of a meeting; None where it has none."""
        return newest_release(self.db, slug)

    def numbered(self, slug: str, number: int) -> Release | None:
        """The release with this number; None where there is none."""
        try:
            return numbered_release(self.db, slug, number)
        except ReleaseNotFound:
            return None

    def all_of(self, slug: str) -> list[ReleaseLine]:
        """Every release of a meeting, the newest first."""
        statement = (
            select(ReleaseRow)
            .join(MeetingRow, col(MeetingRow.id) == ReleaseRow.meeting_id)
            .where(MeetingRow.slug == slug)
            .order_by(col(ReleaseRow.number).desc())
            .limit(1_000)
        )
        rows = self.db.exec(statement).all()
        return [ReleaseLine(row.number, row.published_at, row.note, len(row.changes)) for row in rows]

    def meetings(self) -> list[Release]:
        """The newest release of each meeting that has one, the meeting that begins last first."""
        statement = (
            select(ReleaseRow.id, ReleaseRow.edition)
            .join(MeetingRow, col(MeetingRow.id) == ReleaseRow.meeting_id)
            .where(ReleaseRow.number == MeetingRow.newest_release)
            .order_by(col(MeetingRow.first_day).desc(), col(MeetingRow.id).desc())
            .limit(100)
        )
        return [release_of(self.db, *found) for found in self.db.exec(statement).all()]

    def mandates(self) -> list[MandateText]:
        """The mandates, in the order they were entered."""
        rows = self.db.exec(select(MandateRow).order_by(col(MandateRow.id)).limit(20)).all()
        return [
            MandateText(
                resolution=row.resolution,
                paragraph=row.paragraph,
                body=row.body,
                titles=row.titles,
                request=row.request,
                themes=tuple((theme.numeral, theme.titles) for theme in themes_of(self.db, row.id)),
            )
            for row in rows
        ]


def public_record(db: Db) -> PublicRecord:
    """The public record in the request's transaction."""
    return PublicRecord(db)


PublishedReleases = Annotated[PublicRecord, Depends(public_record)]
