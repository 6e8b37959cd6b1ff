"""The page of an own selection. Its address is a secret: no cache keeps it and no link tells of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from fastapi.responses import HTMLResponse

from app.database import Db
from app.feeds.membership import OwnSelection, shown
from app.pages.addresses.page import ANSWERS
from app.pages.answers.page import answer, rendered
from app.pages.record import newest_of
from app.pages.views.meeting import Calendar, head
from app.pages.views.programme.agenda import days
from app.pages.views.reader import Reader
from app.pages.visit import Visiting
from app.releases.queries import PublishedReleases
from app.selections.queries import SECRET, read_selection

router = APIRouter()

RESET: dict[int | str, dict[str, Any]] = {410: {"description": "The address was reset", "content": {"text/html": {}}}}


@router.get("/my/{token}", name="own_page", response_class=HTMLResponse, responses={**ANSWERS, **RESET})
@router.head("/my/{token}", name="head_own_page", include_in_schema=False)
def own_page(
    token: Annotated[str, Path(max_length=100)], db: Db, visit: Visiting, releases: PublishedReleases
) -> Response:
    """The sessions that somebody ticked, wherever they moved."""
    ticked = read_selection(db, token)
    release = newest_of(releases, ticked.meeting)
    reader = visit.reader(release)
    values = {
        "calendar": _calendar(token, reader),
        "days": days(shown(release, OwnSelection(ticked.uids)), reader),
        "head": head(release, reader),
    }
    response = answer(visit.request, rendered(visit.page("my.html", reader, values)))
    response.headers.update({**SECRET, "Cache-Control": "private, no-cache"})
    return response


def _calendar(token: str, reader: Reader) -> Calendar:
    links = reader.links
    https = f"{links.public_url}/my/{token}.ics" + (f"?lang={links.calendar}" if links.calendar else "")
    return Calendar("webcal:" + https.partition(":")[2], https, links.subscribe())
