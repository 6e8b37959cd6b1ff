"""How to subscribe."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from app.pages.addresses.page import Filtering, page
from app.pages.links import meeting_path
from app.pages.record import newest_of
from app.pages.selection import expect_named
from app.pages.views.meeting import calendar
from app.pages.views.programme.filters import filters
from app.pages.views.programme.subject import subject
from app.pages.views.reader import Reader
from app.pages.views.subscribe import clients, qr_code
from app.pages.visit import Visiting
from app.releases.reading.queries import PublishedReleases

router = APIRouter()


@page(router, "/meetings/{meeting}/subscribe")
def subscribe_page(meeting: str, visit: Visiting, releases: PublishedReleases, chosen: Filtering) -> Response:
    """How to subscribe to the calendar of a meeting, or of one theme, room, delegation or participant."""
    release = newest_of(releases, meeting)
    expect_named(release, *chosen.selections)

    def values(reader: Reader) -> Mapping[str, object]:
        about = subject(chosen.calendar, release, reader)
        title = about.name if about else reader.text(release.meeting.titles)
        offered = calendar(chosen.calendar, reader)
        return {
            "action": meeting_path(meeting, "subscribe"),
            "calendar": offered,
            "clients": clients(offered, title.text, reader),
            "filters": filters(release, chosen, reader),
            "qr": qr_code(offered.webcal),
            "subject": about,
        }

    return visit.answer_from(release, "subscribe.html", values, chosen.given)
