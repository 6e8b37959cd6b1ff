"""Making, changing and resetting a selection. None of it touches the draft, so the ledger does not tell of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from app.access.secret import digest_of, new_token
from app.database import DbSession, expect, now
from app.errors import Invalid
from app.meetings.models import MeetingRow
from app.releases.reading.newest import announce
from app.releases.reading.queries import ReleaseNotFound, newest_release
from app.releases.record.release import Release
from app.selections.models import ReadTokenRow, SelectionRow
from app.selections.queries import ticked
from app.selections.tokens import read_token


def make_selection(db: DbSession, meeting: str, uids: Sequence[UUID]) -> tuple[SelectionRow, str]:
    """Keep a selection of a released meeting, and give the token that edits it: the only time it can be seen.

    Raises ReleaseNotFound where the meeting has no release, Invalid for a session that none ever held.
    """
    release = _newest(db, meeting)
    _expect_released(release, uids)
    edit_token = new_token()
    row = SelectionRow(
        meeting_id=db.exec(select(MeetingRow.id).where(MeetingRow.slug == meeting)).one(),
        edit_digest=digest_of(edit_token),
        session_uids=_once(uids),
        changed_at=_this_second(),
        at_release=release.number,
    )
    db.add(row)
    db.flush()
    _give_token(db, row, edit_token)
    announce(db)
    return row, edit_token


def change_selection(
    db: DbSession, row: SelectionRow, meeting: MeetingRow, uids: Sequence[UUID], version: int | None
) -> None:
    """Tick exactly these. Dated now, at least a second after what it replaces. Raises VersionStale, Invalid."""
    if version is not None:
        expect(row, version)
    release = _newest(db, meeting.slug)
    _expect_released(release, uids)
    if _once(uids) == row.session_uids:
        return
    before = ticked(row, meeting).last_modified(release)
    row.changed_at = max(_this_second(), before + timedelta(seconds=1))
    row.at_release, row.session_uids = release.number, _once(uids)
    db.flush()
    announce(db)


def reset_selection(db: DbSession, row: SelectionRow, edit_token: str, version: int | None) -> None:
    """Give the selection another address; the one it had is gone for good. Raises VersionStale."""
    if version is not None:
        expect(row, version)
    current = select(ReadTokenRow).where(ReadTokenRow.selection_id == row.id, col(ReadTokenRow.is_current))
    for token in db.exec(current).all():
        token.is_current = False
    row.resets += 1
    _give_token(db, row, edit_token)
    announce(db)


def _give_token(db: DbSession, row: SelectionRow, edit_token: str) -> None:
    db.add(ReadTokenRow(digest=digest_of(read_token(edit_token, row.resets)), selection_id=row.id))
    db.flush()


def _newest(db: DbSession, meeting: str) -> Release:
    release = newest_release(db, meeting)
    if release is None:
        raise ReleaseNotFound("There is no such meeting, or it has no release yet.")
    return release


def _expect_released(release: Release, uids: Sequence[UUID]) -> None:
    unknown = [place for place, uid in enumerate(uids) if uid not in release.by_uid]
    if unknown:
        raise Invalid(*((f"/session_uids/{place}", "no release of this meeting has this session") for place in unknown))


def _once(uids: Sequence[UUID]) -> list[UUID]:
    return list(dict.fromkeys(uids))


def _this_second() -> datetime:
    return now().replace(microsecond=0)
