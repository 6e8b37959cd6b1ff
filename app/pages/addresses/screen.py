"""The lobby's screen."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from app.days import day_words
from app.pages.addresses.page import Filtering, page
from app.pages.record import newest_of
from app.pages.selection import expect_named
from app.pages.views.programme.agenda import days_of
from app.pages.views.programme.subject import subject
from app.pages.views.reader import Reader
from app.pages.views.subscribe import qr_code
from app.pages.visit import Visiting
from app.releases.reading.queries import PublishedReleases

router = APIRouter()


@page(router, "/meetings/{meeting}/screen")
def screen_page(meeting: str, visit: Visiting, releases: PublishedReleases, chosen: Filtering) -> Response:
    """What is on now and next in each room, for a screen in the lobby; of one room, for the screen at its door."""
    release = newest_of(releases, meeting)
    expect_named(release, *chosen.selections)

    def values(reader: Reader) -> Mapping[str, object]:
        links = reader.links
        return {
            "days": {day.isoformat(): day_words(day, reader.language) for day in days_of(release)},
            "qr": qr_code(links.public_url + links.of(chosen.calendar)),
            "source": links.data(chosen.calendar, reader.language),
            "subject": subject(chosen.calendar, release, reader),
        }

    return visit.answer_from(release, "screen.html", values, chosen.given)
