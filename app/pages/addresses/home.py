"""The first page."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.access.accounts import has_administrator
from app.database import Db
from app.pages.addresses.page import page
from app.pages.views.home import mandate_part, meeting_lines
from app.pages.views.reader import Reader
from app.pages.visit import Visiting
from app.releases.reading.queries import PublishedReleases

router = APIRouter()


def somebody_administers(db: Db) -> bool:
    """Whether the first administrator has been made: before that nobody can sign in."""
    return has_administrator(db)


@page(router, "/")
def home_page(
    visit: Visiting, releases: PublishedReleases, is_administered: Annotated[bool, Depends(somebody_administers)]
) -> Response:
    """The mandate with its themes, and the meetings that have a release."""

    def values(reader: Reader) -> Mapping[str, object]:
        released = releases.meetings()
        mandates = tuple(mandate_part(mandate, reader) for mandate in releases.mandates())
        return {
            "is_administered": is_administered,
            "is_new": len(released) < 2,
            "mandates": mandates,
            "meetings": meeting_lines(released, reader),
        }

    return visit.answer("home.html", values)
