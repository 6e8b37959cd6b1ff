"""Publishing: the draft as the next release, complete or not at all."""

from datetime import datetime

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.meetings.models import MeetingRow
from app.programme.facts import draft_index
from app.releases.making.next import prepare
from app.releases.making.store import blocked, store
from app.releases.record.release import Release
from app.rules.check import check
from app.rules.conflict import Conflict, Severity
from app.rules.facts import released_view
from app.rules.index import Index


def publish(
    db: DbSession, meeting: MeetingRow, note: str | None, by: Actor, expected_ledger: int | None = None
) -> Release:
    """Freeze the draft as the next release of the meeting.

    Raises ReleaseBlocked where a rule of severity error is broken, VersionStale where the draft moved on since
    `expected_ledger`. `published_at` is this moment, at least a second after the release before.
    """
    if expected_ledger is not None:
        ledger.expect_unmoved(db, meeting.slug, expected_ledger)
    index = Index(released_view(draft_index(db, meeting).facts))
    prepared = prepare(db, meeting, note)
    expect_no_error(db, meeting, index, prepared.release.published_at)
    return store(db, meeting, prepared, by, "publish")


def expect_no_error(db: DbSession, meeting: MeetingRow, index: Index, at: datetime) -> None:
    """Go on only if the rules find nothing of severity error in what would be released. Raises ReleaseBlocked."""
    errors = errors_in(index, at)
    if errors:
        raise blocked(db, meeting, index, errors)


def errors_in(index: Index, at: datetime) -> list[Conflict]:
    """What of severity error would block these facts from being released."""
    return [conflict for conflict in check(index, at) if conflict.severity is Severity.ERROR]
