"""A person's answer for a meeting: not answered, answered without limits, or windows of time."""

from collections.abc import Sequence

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.errors import Invalid, VersionStale
from app.meetings.models import MeetingRow
from app.people.models import AvailabilityOut, AvailabilityRow, AvailabilityWindow
from app.zones import zone

MOST_WINDOWS = 200


def availability_of(db: DbSession, participant_id: int, meeting: MeetingRow) -> AvailabilityOut:
    """The answer, windows at the venue's offset; version 0 where there never was one."""
    row = db.get(AvailabilityRow, (participant_id, meeting.id))
    if row is None:
        return AvailabilityOut(answered=False, windows=[], version=0)
    venue = zone(meeting.zone)
    windows = [
        AvailabilityWindow(kind=window.kind, starts=window.starts.astimezone(venue), ends=window.ends.astimezone(venue))
        for window in row.windows
    ]
    return AvailabilityOut(answered=row.answered, windows=windows, version=row.version)


def answer(
    db: DbSession,
    participant_id: int,
    meeting: MeetingRow,
    windows: Sequence[AvailabilityWindow] | None,
    version: int,
    by: Actor,
) -> AvailabilityOut:
    """Keep a person's answer; an empty list is "no limits", None takes the answer back. Raises VersionStale, Invalid."""
    if windows is not None and len(windows) > MOST_WINDOWS:
        raise Invalid(("", f"at most {MOST_WINDOWS} windows"))
    before = availability_of(db, participant_id, meeting)
    if before.version != version:
        raise VersionStale(f"You saw version {version}; the current one is {before.version}.", version=before.version)
    row = db.get(AvailabilityRow, (participant_id, meeting.id))
    row = row or AvailabilityRow(participant_id=participant_id, meeting_id=meeting.id, answered=False, windows=[])
    row.answered = windows is not None
    row.windows = sorted(windows or (), key=lambda window: (window.starts, window.ends, window.kind))
    db.add(row)
    db.flush()
    after = availability_of(db, participant_id, meeting)
    if changed := ledger.difference(before.model_dump(mode="json"), after.model_dump(mode="json")):
        ledger.record(db, by.name, "answer", "availability", participant_id, changed, meeting.slug)
    return after
