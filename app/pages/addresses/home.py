"""The first page."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from app.pages.addresses.page import page
from app.pages.views.home import mandate_part, meeting_lines
from app.pages.views.reader import Reader
from app.pages.visit import Visiting
from app.releases.queries import PublishedReleases

router = APIRouter()


@page(router, "/")
def home_page(visit: Visiting, releases: PublishedReleases) -> Response:
    """The mandate with its themes, and the meetings that have a release."""

    def values(reader: Reader) -> Mapping[str, object]:
        released = releases.meetings()
        mandates = tuple(mandate_part(mandate, reader) for mandate in releases.mandates())
        return {"mandates": mandates, "meetings": meeting_lines(released, reader), "is_new": len(released) < 2}

    return visit.answer("home.html", values)
