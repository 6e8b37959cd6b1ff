"""The releases of a meeting, and what each changed."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from app.pages.addresses import atom
from app.pages.addresses.page import page
from app.pages.record import newest_of, numbered_of
from app.pages.views.changes import change_lines, release_entries
from app.pages.views.dates import moment_words
from app.pages.views.reader import Reader
from app.pages.visit import Visiting
from app.releases.reading.queries import PublishedReleases

router = APIRouter()
router.include_router(atom.router)


@page(router, "/meetings/{meeting}/releases")
def releases_page(meeting: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The releases of a meeting, the newest first."""
    release = newest_of(releases, meeting)

    def values(reader: Reader) -> Mapping[str, object]:
        lines = releases.all_of(meeting)
        return {"calendar": None, "lines": release_entries(lines, release.meeting.zone, reader)}

    return visit.answer_from(release, "releases.html", values)


@page(router, "/meetings/{meeting}/releases/{number:int}")
def release_page(meeting: str, number: int, visit: Visiting, releases: PublishedReleases) -> Response:
    """What a release changed, in words."""
    newest = newest_of(releases, meeting)
    release = numbered_of(releases, newest, number)

    def values(reader: Reader) -> Mapping[str, object]:
        links = reader.links
        return {
            "calendar": None,
            "changes": change_lines(release, reader),
            "earlier": links.release(number - 1) if number > 1 else None,
            "later": links.release(number + 1) if number < newest.number else None,
            "note": release.note,
            "number": number,
            "published": moment_words(release.published_at, release.meeting.zone, reader.language),
        }

    return visit.answer_from(newest, "release.html", values)
