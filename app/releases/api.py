"""The routes of releases: publish, show, list, what changed."""

from datetime import datetime
from typing import Annotated, Any

from annotated_types import Ge, Le
from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel
from sqlmodel import col, select

from app.access.models import Actor
from app.access.roles import Publisher, Viewer
from app.conditions import MADE, etag_of
from app.database import Db, DbSession
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated, VersionStale, problems
from app.given import NO_TRUTH, Given, Prose
from app.languages import Language
from app.listing import LARGEST, Page, Paging, page_of, paged_by
from app.meetings.queries import meeting_for
from app.releases.making.publish import publish
from app.releases.making.republish import republish
from app.releases.making.store import ReleaseBlocked
from app.releases.reading.queries import ReleaseNotFound, newest_release, numbered_release
from app.releases.record.changes import Change
from app.releases.record.models import ReleaseRow
from app.releases.record.published import PublishedSession, published_session
from app.releases.record.release import Release
from app.settings import Settings
from app.zones import zone

router = APIRouter(prefix="/meetings/{meeting}/releases", tags=["releases"])

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)
PUBLISH = {**problems(Unauthenticated, Forbidden, NotFound, ReleaseBlocked, VersionStale, Invalid), **MADE}

Number = Annotated[str, Path(pattern=r"^([1-9][0-9]{0,8}|latest)$", description="A release's number, or `latest`.")]
Lang = Annotated[Language | None, Query(alias="lang", description="Default: the meeting's first language.")]


NOTE: Any = {
    "typical": {"value": {"note": "Panels of themes i and ii."}},
    "what was seen": {
        "summary": "Only if the draft is still what `ledger` of its conflicts said",
        "value": {"expected_ledger": 40},
    },
}
BACK: Any = {"typical": {"value": {"note": "Back to the programme of Monday."}}}


class ReleaseIn(Given):
    """A release to make. The note is public. `expected_ledger`: publish only if the draft has not moved on since."""

    note: Prose | None = None
    expected_ledger: Annotated[int, Ge(0), Le(LARGEST), NO_TRUTH] | None = None


class ReleaseOut(BaseModel):
    """A release in one language. Instants carry the venue's offset."""

    number: int
    published_at: datetime
    note: str | None
    sessions: list[PublishedSession]


class ReleaseSummary(BaseModel):
    """A release in the list: without its sessions."""

    number: int
    published_at: datetime
    note: str | None
    changes: int


class Changes(BaseModel):
    """What changed from one release to the next."""

    items: list[Change]


@router.get("", name="list_releases", summary="List releases", responses=READ)
def list_releases(
    meeting: str, db: Db, by: Viewer, paged: Annotated[Paging, paged_by("id", "number")]
) -> Page[ReleaseSummary]:
    """The releases of the meeting; `sort=-number`: the newest first."""
    found = meeting_for(db, meeting, by)
    statement = select(ReleaseRow).where(ReleaseRow.meeting_id == found.id)
    rows, following = page_of(db, statement, {"id": col(ReleaseRow.id), "number": col(ReleaseRow.number)}, paged)
    items = [
        ReleaseSummary(
            number=row.number,
            published_at=row.published_at.astimezone(zone(found.zone)),
            note=row.note,
            changes=len(row.changes),
        )
        for row in rows
    ]
    return Page[ReleaseSummary](items=items, next=following)


@router.post("", name="publish_release", summary="Publish", status_code=201, responses=PUBLISH)
def publish_release(
    meeting: str,
    request: Request,
    response: Response,
    db: Db,
    by: Publisher,
    body: Annotated[ReleaseIn | None, Body(openapi_examples=NOTE)] = None,
    lang: Lang = None,
) -> ReleaseOut:
    """Freeze the draft as the next release. Drafts, cancelled and unplaced sessions are not in it."""
    given = body or ReleaseIn()
    release = publish(db, meeting_for(db, meeting, by), given.note, by, given.expected_ledger)
    return _made(release, lang, request, response)


@router.post("/{number}/republish", name="republish_release", summary="Republish", status_code=201, responses=PUBLISH)
def republish_release(
    meeting: str,
    number: Number,
    request: Request,
    response: Response,
    db: Db,
    by: Publisher,
    body: Annotated[ReleaseIn | None, Body(openapi_examples=BACK)] = None,
    lang: Lang = None,
) -> ReleaseOut:
    """Make an earlier release the next one. The draft stays as it is; what was released since becomes postponed."""
    found, given = meeting_for(db, meeting, by), body or ReleaseIn()
    source = _release(db, meeting, number, by)
    release = republish(db, found, source, given.note, by, given.expected_ledger)
    return _made(release, lang, request, response)


@router.get("/{number}", name="get_release", summary="Show a release", responses=READ)
def show_release(meeting: str, number: Number, request: Request, db: Db, by: Viewer, lang: Lang = None) -> ReleaseOut:
    """One release, or the newest: every session ever released, as this release shows it."""
    return _shown(_release(db, meeting, number, by), lang, request)


@router.get("/{number}/changes", name="get_release_changes", summary="Show what changed", responses=READ)
def show_changes(meeting: str, number: Number, db: Db, by: Viewer) -> Changes:
    """What a release changed against the one before."""
    return Changes(items=list(_release(db, meeting, number, by).changes))


def _release(db: DbSession, slug: str, number: str, by: Actor) -> Release:
    found = meeting_for(db, slug, by)
    release = newest_release(db, found.slug) if number == "latest" else numbered_release(db, found.slug, int(number))
    if release is None:
        raise ReleaseNotFound(f"The meeting {slug} has no release yet.")
    return release


def _made(release: Release, language: Language | None, request: Request, response: Response) -> ReleaseOut:
    response.headers["Location"] = f"/api/v1/meetings/{release.meeting.slug}/releases/{release.number}"
    response.headers["ETag"] = etag_of(release.number)
    return _shown(release, language, request)


def _shown(release: Release, language: Language | None, request: Request) -> ReleaseOut:
    settings: Settings = request.app.state.settings
    spoken, slug = language or release.meeting.language, release.meeting.slug
    return ReleaseOut(
        number=release.number,
        published_at=release.published_at.astimezone(zone(release.meeting.zone)),
        note=release.note,
        sessions=[published_session(row, spoken, slug, settings.public) for row in release.sessions],
    )
