"""The released pages: each finds its release and says which view goes into which template."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from app.errors import NotFound
from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, OneSession, Selection, shown
from app.pages import data
from app.pages.answers.assets import assets
from app.pages.answers.page import packs
from app.pages.answers.templating import warm
from app.pages.links import meeting_path
from app.pages.record import newest_of, numbered_of
from app.pages.selection import Filter, expect_named, uid_of
from app.pages.views.agenda import calendar, chips, days, filters, theme_marks
from app.pages.views.changes import change_lines, release_entries
from app.pages.views.dates import moment_words
from app.pages.views.home import mandate_part, meeting_lines
from app.pages.views.reader import Reader
from app.pages.views.session import session_page
from app.pages.views.subject import subject
from app.pages.views.subscribe import clients, qr_code
from app.pages.visit import Visit, Visiting
from app.releases.queries import PublishedReleases
from app.releases.release import Release


@asynccontextmanager
async def _warm(_: object) -> AsyncIterator[None]:
    warm()
    yield


router = APIRouter(tags=["released"], lifespan=_warm)
router.include_router(data.router)

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])
Filtering = Annotated[Filter, Query()]

HTML: dict[str, Any] = {"content": {"text/html": {}}}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page"},
    304: {"description": "What the reader has is still it"},
    404: {"description": "Unknown, or never named in a release of this meeting", **HTML},
    422: {"description": "Not an official language, or a filter that cannot be read", **HTML},
}


def page(path: str) -> Callable[[Endpoint], Endpoint]:
    """Serve a page for GET and HEAD. The sentence of its docstring says in the API's document what it is."""

    def serve(endpoint: Endpoint) -> Endpoint:
        name = endpoint.__name__
        summary = name.removesuffix("_page").replace("_", " ").capitalize()
        told: dict[str, Any] = {"response_class": HTMLResponse, "responses": ANSWERS}
        router.get(path, name=name, summary=f"{summary}: the page", **told)(endpoint)
        return router.head(path, name=f"head_{name}", summary=f"{summary}: the page, headers only", **told)(endpoint)

    return serve


@page("/")
def home_page(visit: Visiting, releases: PublishedReleases) -> Response:
    """The mandate with its themes, and the meetings that have a release."""

    def values(reader: Reader) -> Mapping[str, object]:
        released = releases.meetings()
        mandates = tuple(mandate_part(mandate, reader) for mandate in releases.mandates())
        return {"mandates": mandates, "meetings": meeting_lines(released, reader), "is_new": len(released) < 2}

    return visit.answer("home.html", values)


@page("/meetings/{meeting}")
def agenda_page(meeting: str, visit: Visiting, releases: PublishedReleases, chosen: Filtering) -> Response:
    """The programme of a meeting by day, or the part that the filters hold."""
    release = newest_of(releases, meeting)
    expect_named(release, *chosen.selections)
    published = chosen.shown(release)

    def values(reader: Reader) -> Mapping[str, object]:
        links = reader.links
        return {
            "action": meeting_path(meeting),
            "all_days": links.agenda(**{**chosen.given, "day": None}),
            "calendar": calendar(chosen.calendar, reader),
            "chips": chips(release, chosen, reader),
            "chosen": chosen,
            "count": len(published),
            "days": days(published, reader),
            "filters": filters(release, chosen, reader),
            "subject": subject(chosen.calendar, release, reader),
            "themes": theme_marks(release, reader),
            "unfiltered": links.agenda(day=chosen.day),
        }

    return visit.answer_from(release, "agenda.html", values, chosen.given)


@page("/meetings/{meeting}/sessions/{uid}")
def session_details_page(meeting: str, uid: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """A released session."""
    release, selection = newest_of(releases, meeting), OneSession(uid_of(uid))
    expect_named(release, selection)

    def values(reader: Reader) -> Mapping[str, object]:
        published = release.by_uid[selection.uid]
        return {"calendar": calendar(selection, reader), "session": session_page(published, reader)}

    return visit.answer_from(release, "session.html", values)


@page("/meetings/{meeting}/themes/{numeral}")
def theme_page(meeting: str, numeral: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions under a theme of the mandate."""
    return _subject_page(visit, newest_of(releases, meeting), OfTheme(numeral))


@page("/meetings/{meeting}/rooms/{room}")
def room_page(meeting: str, room: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions in a room."""
    return _subject_page(visit, newest_of(releases, meeting), InRoom(room))


@page("/meetings/{meeting}/delegations/{code}")
def delegation_page(meeting: str, code: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions that a delegation organises, sits in, or attends as all do."""
    return _subject_page(visit, newest_of(releases, meeting), OfDelegation(code))


@page("/meetings/{meeting}/participants/{uid}")
def participant_page(meeting: str, uid: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions in which a person is named."""
    return _subject_page(visit, newest_of(releases, meeting), OfParticipant(uid_of(uid)))


@page("/meetings/{meeting}/subscribe")
def subscribe_page(meeting: str, visit: Visiting, releases: PublishedReleases, chosen: Filtering) -> Response:
    """How to subscribe to the calendar of a meeting, or of one theme, room, delegation or participant."""
    release = newest_of(releases, meeting)
    expect_named(release, *chosen.selections)

    def values(reader: Reader) -> Mapping[str, object]:
        return {
            "action": meeting_path(meeting, "subscribe"),
            "calendar": calendar(chosen.calendar, reader),
            "clients": clients(reader.language),
            "filters": filters(release, chosen, reader),
            "qr": qr_code(reader.links.webcal(chosen.calendar)),
            "subject": subject(chosen.calendar, release, reader),
        }

    return visit.answer_from(release, "subscribe.html", values, chosen.given)


@page("/meetings/{meeting}/releases")
def releases_page(meeting: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The releases of a meeting, the newest first."""
    release = newest_of(releases, meeting)

    def values(reader: Reader) -> Mapping[str, object]:
        lines = releases.all_of(meeting)
        return {"calendar": None, "lines": release_entries(lines, release.meeting.zone, reader)}

    return visit.answer_from(release, "releases.html", values)


@page("/meetings/{meeting}/releases/{number:int}")
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


@router.get("/static/{version}/{name}", include_in_schema=False)
@router.head("/static/{version}/{name}", include_in_schema=False)
def asset_file(version: str, name: str, request: Request) -> Response:
    """A file of the pages. Under the version of its content it never changes."""
    asset = assets().get(name)
    if asset is None:
        raise NotFound("There is no such file.")
    kept = "public, max-age=31536000, immutable" if version == asset.version else "public, no-cache"
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if packs(request):
        return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.media_type, headers=headers)


def _subject_page(visit: Visit, release: Release, selection: Selection) -> Response:
    expect_named(release, selection)

    def values(reader: Reader) -> Mapping[str, object]:
        return {
            "calendar": calendar(selection, reader),
            "days": days(shown(release, selection), reader),
            "subject": subject(selection, release, reader),
        }

    return visit.answer_from(release, "subject.html", values)
