"""Releases as JSON, the data of the pages that list them: one language, and the feed's rules for entity tags."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from app.errors import Invalid, NotFound, problems
from app.feeds.data import SelectedMeeting
from app.feeds.http.answer import Answer, Origin, wanted_of
from app.feeds.http.openapi import TOLD
from app.languages import Language, text_in
from app.pages.record import newest_of, numbered_of
from app.releases.reading.queries import PublishedReleases
from app.releases.record.changes import Change
from app.releases.record.release import Release
from app.zones import zone

router = APIRouter()

READ: dict[int | str, dict[str, Any]] = {
    200: {"headers": TOLD},
    304: {"description": "What the reader has is still it", "headers": TOLD},
    **problems(NotFound, Invalid),
}
Lang = Annotated[Language | None, Query(description="Default: the meeting's first language.")]


class ListedRelease(BaseModel):
    """A release in the list. `published_at` carries the venue's offset."""

    number: int
    published_at: datetime
    note: str | None


class ReleasesData(BaseModel):
    """The releases of a meeting, the newest first."""

    meeting: SelectedMeeting
    language: Language
    items: list[ListedRelease]


class ChangesData(BaseModel):
    """What a release changed."""

    meeting: SelectedMeeting
    language: Language
    items: list[Change]


@router.get(
    "/meetings/{meeting}/releases.json", summary="The releases as data", response_model=ReleasesData, responses=READ
)
@router.head(
    "/meetings/{meeting}/releases.json",
    name="head_releases_data",
    summary="The releases as data, headers only",
    responses=READ,
)
def releases_data(meeting: str, request: Request, releases: PublishedReleases, lang: Lang = None) -> Response:
    """The releases of a meeting, the newest first."""
    newest = newest_of(releases, meeting)
    venue = zone(newest.meeting.zone)
    items = [
        ListedRelease(number=line.number, published_at=line.published_at.astimezone(venue), note=line.note)
        for line in releases.all_of(meeting)
    ]
    data = ReleasesData(meeting=_named(newest, lang), language=lang or newest.meeting.language, items=items)
    return _answer(request, newest, data)


@router.get(
    "/meetings/{meeting}/releases/{number:int}.json",
    summary="What a release changed, as data",
    response_model=ChangesData,
    responses=READ,
)
@router.head(
    "/meetings/{meeting}/releases/{number:int}.json",
    name="head_changes_data",
    summary="What a release changed, as data, headers only",
    responses=READ,
)
def changes_data(
    meeting: str, number: int, request: Request, releases: PublishedReleases, lang: Lang = None
) -> Response:
    """What a release changed against the one before: kinds, fields, before and after."""
    newest = newest_of(releases, meeting)
    release = numbered_of(releases, newest, number)
    data = ChangesData(
        meeting=_named(release, lang), language=lang or release.meeting.language, items=list(release.changes)
    )
    return _answer(request, newest, data)


def _named(release: Release, lang: Language | None) -> SelectedMeeting:
    meeting = release.meeting
    title = text_in(meeting.titles, lang or meeting.language)
    return SelectedMeeting(slug=meeting.slug, title=title, zone=meeting.zone)


def _answer(request: Request, newest: Release, data: BaseModel) -> Response:
    return told(request, newest, data.model_dump_json().encode(), "application/json")


def told(request: Request, newest: Release, content: bytes, media_type: str) -> Response:
    """The answer with what was made of the newest release, or that the reader holds it, by the rules of the feeds."""
    wanted = wanted_of(request.headers.raw)
    origin = Origin(newest.meeting.slug, newest.id, newest.published_at)
    made = Answer(content, media_type, wanted.takes_gzip, origin, "public, no-cache")
    is_held = made.is_held(wanted)
    response = Response(b"" if is_held else made.body["body"], 304 if is_held else 200)
    response.raw_headers = list((made.unchanged if is_held else made.full)["headers"])
    return response
