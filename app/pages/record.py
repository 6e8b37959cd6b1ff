"""The release that a page shows, or that there is none."""

from app.errors import NotFound
from app.releases.reading.queries import PublicRecord
from app.releases.record.release import Release


def newest_of(releases: PublicRecord, meeting: str) -> Release:
    """The newest release of a meeting. Raises NotFound.

    No slug holds a control character, and PostgreSQL refuses to be asked for one.
    """
    release = releases.newest(meeting) if meeting.isprintable() else None
    if release is None:
        raise NotFound("There is no such meeting, or it has no release yet.")
    return release


def numbered_of(releases: PublicRecord, newest: Release, number: int) -> Release:
    """The release of the same meeting with this number. Raises NotFound."""
    release = releases.numbered(newest.meeting.slug, number) if number <= newest.number else None
    if release is None:
        raise NotFound(f"This meeting has no release {number}.")
    return release
