"""The releases and what each changed, as an Atom feed (RFC 4287) for whoever follows changes and not the calendar."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.errors import Invalid, NotFound, problems
from app.feeds.http.openapi import TOLD
from app.languages import Language
from app.pages.addresses.data import told
from app.pages.answers.templating import render
from app.pages.links import MeetingLinks, meeting_path
from app.pages.record import newest_of
from app.pages.views.changes import feed_entries
from app.pages.views.reader import Reader
from app.releases.reading.queries import PublishedReleases

router = APIRouter()

ATOM = "application/atom+xml"
MOST_ENTRIES = 20
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a text may hold and XML may not (XML 1.0 §2.2)."""
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The feed", "content": {ATOM: {"schema": {"type": "string"}}}, "headers": TOLD},
    304: {"description": "What the reader has is still it", "headers": TOLD},
    **problems(NotFound, Invalid),
}
Lang = Annotated[Language | None, Query(description="Default: the meeting's first language.")]


@router.get(
    "/meetings/{meeting}/releases.atom", summary="The releases as Atom", response_class=Response, responses=ANSWERS
)
@router.head(
    "/meetings/{meeting}/releases.atom",
    name="head_releases_atom",
    summary="The releases as Atom, headers only",
    response_class=Response,
    responses=ANSWERS,
)
def releases_atom(meeting: str, request: Request, releases: PublishedReleases, lang: Lang = None) -> Response:
    """The last releases with their changes in words."""
    newest = newest_of(releases, meeting)
    language = lang or newest.meeting.language
    links = MeetingLinks(request.app.state.settings.public, lang, meeting, lang)
    numbers = range(newest.number, max(0, newest.number - MOST_ENTRIES), -1)
    numbered = filter(None, (releases.numbered(meeting, number) for number in numbers))
    reader = Reader(language, links)
    content = render(
        "releases.xml",
        language,
        links=links,
        address=links.public_url + meeting_path(meeting, "releases"),
        title=reader.text(newest.meeting.titles).text,
        updated=newest.published_at.isoformat(),
        entries=feed_entries(numbered, reader),
    )
    return told(request, newest, NOT_XML.sub("", content.decode()).encode(), ATOM)
