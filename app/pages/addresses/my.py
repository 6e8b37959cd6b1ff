"""The page of an own selection. Its address is a secret: no cache keeps it and no link tells of it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Path, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from app.database import Db
from app.feeds.membership import OwnSelection, shown
from app.meetings.models import MeetingRow
from app.pages.addresses.page import ANSWERS, HTML
from app.pages.answers.modules import policy_of
from app.pages.answers.page import SECURITY, answer, rendered
from app.pages.record import newest_of
from app.pages.selection import Filter, expect_named
from app.pages.views.meeting import head
from app.pages.views.own import editing_url, own_calendar, own_title
from app.pages.views.programme.agenda import days
from app.pages.views.subscribe import clients, qr_code
from app.pages.visit import Visit, Visiting
from app.releases.reading.queries import PublishedReleases
from app.releases.record.release import Release
from app.rules.words import Kind
from app.selections.actions import change_selection, make_selection, reset_selection
from app.selections.limits import count_change, count_making
from app.selections.models import MOST_SESSIONS, SelectionRow
from app.selections.queries import SECRET, SelectionNotFound, edited_selection, read_selection
from app.selections.tokens import read_token

router = APIRouter()

RESET: dict[int | str, dict[str, Any]] = {410: {"description": "The address was reset", **HTML}}
MAKING = [Depends(count_making)]
SHOWN: dict[str, Any] = {"response_class": HTMLResponse, "responses": {**ANSWERS, **RESET}}
WRITTEN: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page that edits it"},
    404: ANSWERS[404],
    413: {"description": "The form is too large", **HTML},
    422: {"description": "The form cannot be read, or ticks what was never released", **HTML},
    429: {"description": "Too many in a short time", **HTML},
    503: ANSWERS[503],
}

Token = Annotated[str, Path(max_length=100)]
Uids = Annotated[list[UUID], Field(max_length=MOST_SESSIONS)]


class Ticks(Filter):
    """What the agenda's form sends: the ticked sessions, or the filters of a page whose sessions are meant."""

    session: Uids = Field(default=[])


class Edit(BaseModel):
    """What the form of an own selection sends. `step` says what is wanted: the form itself, a change, another address."""

    model_config = ConfigDict(frozen=True)

    edit_token: str = Field(max_length=100)
    step: Literal["show", "save", "reset"] = "show"
    session: Uids = Field(default=[])


@router.get("/my/{token}", name="own_page", summary="Own selection: the page", **SHOWN)
@router.head("/my/{token}", name="head_own_page", summary="Own selection: the page, headers only", **SHOWN)
def own_page(token: Token, db: Db, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions that somebody ticked, wherever they moved."""
    ticked = read_selection(db, token)
    release = newest_of(releases, ticked.meeting)
    reader = visit.reader(release)
    calendar = own_calendar(token, reader)
    values = {
        "calendar": calendar,
        "clients": clients(calendar, own_title(release, reader), reader),
        "days": days(shown(release, OwnSelection(ticked.uids)), reader),
        "head": head(release, reader),
        "qr": qr_code(calendar.webcal),
    }
    response = answer(visit.request, rendered(visit.page("my.html", reader, values), policy_of("my.html")))
    response.headers.update({**SECRET, "Cache-Control": "private, no-cache"})
    return response


@router.post(
    "/meetings/{meeting}/selections",
    summary="Own selection: make one with the agenda's form",
    response_class=HTMLResponse,
    responses=WRITTEN,
    dependencies=MAKING,
)
def make_own_selection(
    meeting: str, given: Annotated[Ticks, Form()], db: Db, visit: Visiting, releases: PublishedReleases
) -> Response:
    """Make an own selection of what is ticked, or of all that a filtered page shows, and give the page that edits it."""
    release = newest_of(releases, meeting)
    row, edit_token = make_selection(db, meeting, given.session or _filtered(given, release))
    return _edit_page(visit, release, row, edit_token)


@router.post(
    "/my/{token}",
    summary="Own selection: change it with its form",
    response_class=HTMLResponse,
    responses=WRITTEN,
)
def edit_own_selection(
    token: Token, given: Annotated[Edit, Form()], db: Db, visit: Visiting, releases: PublishedReleases
) -> Response:
    """The page that edits an own selection, after whatever it was asked to do. Only the second token may."""
    row, meeting = edited_selection(db, given.edit_token)
    if read_token(given.edit_token, row.resets) != token:
        raise SelectionNotFound("No selection has this address and this key.")
    release = newest_of(releases, meeting.slug)
    if given.step != "show":
        count_change(visit.request, row.id)
    _do(given, db, row, meeting)
    return _edit_page(visit, release, row, given.edit_token, given.step)


def _do(given: Edit, db: Db, row: SelectionRow, meeting: MeetingRow) -> None:
    if given.step == "save":
        change_selection(db, row, meeting, given.session, version=None)
    elif given.step == "reset":
        reset_selection(db, row, given.edit_token, version=None)


def _filtered(given: Ticks, release: Release) -> list[UUID]:
    """The sessions that the filters show; none where nothing is chosen. Breaks are in no calendar."""
    expect_named(release, *given.selections)
    if not given.given:
        return []
    return [published.uid for published in given.shown(release) if published.document.kind is not Kind.BREAK]


def _edit_page(visit: Visit, release: Release, row: SelectionRow, edit_token: str, step: str = "show") -> Response:
    reader, token = visit.reader(release), read_token(edit_token, row.resets)
    values = {
        "action": reader.links.page(f"/my/{token}"),
        "calendar": own_calendar(token, reader),
        "days": days(release.sessions, reader),
        "edit_token": edit_token,
        "head": head(release, reader),
        "qr": qr_code(editing_url(token, edit_token, reader)),
        "step": step,
        "ticked": frozenset(map(str, row.session_uids)),
    }
    page = visit.page("edit.html", reader, values, path=f"/my/{token}")
    policy = {"Content-Security-Policy": policy_of("edit.html")}
    return HTMLResponse(page, headers={**SECURITY, **policy, **SECRET, "Cache-Control": "no-store"})
