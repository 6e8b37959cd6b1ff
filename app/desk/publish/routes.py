"""Publishing: rehearse, publish, look at what came out, compare two releases, republish an earlier one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError
from sqlmodel import select

from app.desk.frame.admission import Posted, PublisherDesk, ViewerDesk
from app.desk.frame.desk import Desk
from app.desk.publish.rehearsal import Rehearsal, lines_at_desk, reader_at, rehearse, rehearse_again
from app.errors import Invalid, VersionStale
from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, Selection, WholeMeeting
from app.given import Ref
from app.languages import text_in
from app.pages.views.changes import release_entries
from app.pages.views.dates import moment_words
from app.papers.catalogue import PAPERS
from app.papers.paper import Need
from app.programme.models import SessionRow
from app.releases.api import ReleaseIn
from app.releases.making.publish import publish
from app.releases.making.republish import republish
from app.releases.making.store import ReleaseBlocked
from app.releases.reading.queries import PublicRecord, numbered_release
from app.releases.record.changes import changes_between
from app.releases.record.release import Release

router = APIRouter(prefix="/desk/meetings/{meeting}")

Number = Annotated[int, Query(ge=1, le=2**31 - 1)]


@router.get("/publish", name="desk_publish_page")
@router.head("/publish", name="desk_publish_page_head")
def show_rehearsal(desk: ViewerDesk) -> Response:
    """What publishing now would do."""
    return _rehearsal_page(desk, rehearse(desk))


@router.post("/publish", name="desk_publish")
def publish_draft(desk: PublisherDesk, given: Posted) -> Response:
    """Freeze the draft as the next release, if it still is what was rehearsed."""

    def do(body: ReleaseIn) -> Release:
        return publish(desk.db, desk.meeting, body.note, desk.by, body.expected_ledger)

    done = _release(desk, given, do)
    if isinstance(done, Release):
        return desk.go(desk.at("releases", done.number), "published")
    return _rehearsal_page(desk, rehearse(desk), str(given.get("note") or ""), done)


@router.get("/releases", name="desk_releases")
@router.head("/releases", name="desk_releases_head")
def show_releases(desk: ViewerDesk) -> Response:
    """Every release, the newest first, and any two of them to compare."""
    lines = release_entries(PublicRecord(desk.db).all_of(desk.meeting.slug), desk.meeting.zone, reader_at(desk))
    return desk.page("publish/releases.html", lines=lines)


@router.get("/releases/{number}", name="desk_release")
@router.head("/releases/{number}", name="desk_release_head")
def show_release(desk: ViewerDesk, number: Ref) -> Response:
    """One release: what it changed, where it is read and subscribed to."""
    release = numbered_release(desk.db, desk.meeting.slug, number)
    return desk.page(
        "publish/release.html",
        release=release,
        published=moment_words(release.published_at, desk.meeting.zone, desk.language),
        changes=lines_at_desk(desk, release, _hrefs(desk)),
        links=reader_at(desk).links,
        feeds=_feeds(desk, release),
        is_newest=number == desk.meeting.newest_release,
    )


@router.get("/compare", name="desk_compare")
@router.head("/compare", name="desk_compare_head")
def compare(desk: ViewerDesk, earlier: Number, later: Number) -> Response:
    """What differs between any two releases."""
    before, after = (numbered_release(desk.db, desk.meeting.slug, number) for number in sorted((earlier, later)))
    compared = replace(after, changes=changes_between(before.sessions, after.sessions))
    return desk.page(
        "publish/compare.html", earlier=before, later=after, changes=lines_at_desk(desk, compared, _hrefs(desk))
    )


@router.get("/releases/{number}/republish", name="desk_republish_page")
@router.head("/releases/{number}/republish", name="desk_republish_page_head")
def show_republishing(desk: PublisherDesk, number: Ref) -> Response:
    """What publishing an earlier release again would do."""
    source = numbered_release(desk.db, desk.meeting.slug, number)
    return _rehearsal_page(desk, rehearse_again(desk, source), source=source)


@router.post("/releases/{number}/republish", name="desk_republish")
def republish_release(desk: PublisherDesk, number: Ref, given: Posted) -> Response:
    """Make an earlier release the next one. The draft stays as it is."""
    source = numbered_release(desk.db, desk.meeting.slug, number)

    def do(body: ReleaseIn) -> Release:
        return republish(desk.db, desk.meeting, source, body.note, desk.by, body.expected_ledger)

    done = _release(desk, given, do)
    if isinstance(done, Release):
        return desk.go(desk.at("releases", done.number), "published")
    return _rehearsal_page(desk, rehearse_again(desk, source), str(given.get("note") or ""), done, source)


class _Refused:
    """Why nothing was published."""

    def __init__(self, sentence: str, status: int) -> None:
        self.sentence, self.status = sentence, status


def _release(desk: Desk, given: Posted, do: Callable[[ReleaseIn], Release]) -> "Release | _Refused":
    """Publish in a savepoint, or say why not."""
    note, seen = str(given.get("note") or "").strip(), str(given.get("ledger") or "")
    try:
        body = ReleaseIn.model_validate({"note": note or None, "expected_ledger": seen})
    except ValidationError as error:
        raise Invalid(("/note", "a note that can be read, and the state of the draft")) from error
    try:
        with desk.db.begin_nested():
            return do(body)
    except VersionStale:
        sentence = desk.words(
            "The draft was changed since you looked. Nothing was published: look again, then publish."
        )
        return _Refused(sentence, 412)
    except ReleaseBlocked:
        return _Refused(desk.words("Errors must be solved first. Nothing was published."), 409)


def _rehearsal_page(
    desk: Desk, rehearsal: Rehearsal, note: str = "", refused: "_Refused | None" = None, source: Release | None = None
) -> Response:
    return desk.page(
        "publish/rehearsal.html",
        refused.status if refused else 200,
        rehearsal=rehearsal,
        papers=[
            (paper.name, desk.words(paper.title)) for paper in PAPERS if paper.need in (Need.NOTHING, Need.RELEASES)
        ],
        note=note,
        refused=refused,
        source=source,
        warnings=desk.counts.warnings,
    )


def _hrefs(desk: Desk) -> dict[UUID, str]:
    rows = desk.db.exec(select(SessionRow).where(SessionRow.meeting_id == desk.meeting.id)).all()
    return {row.uid: desk.at("sessions", row.id) for row in rows}


def _feeds(desk: Desk, release: Release) -> list[tuple[str, str, str]]:
    """The calendars of a release: what each is called, its address, its page."""
    links, meeting = reader_at(desk).links, release.meeting
    named: list[tuple[str, Selection]] = [(desk.words("The whole meeting"), WholeMeeting())]
    named += [(f"{one.numeral}  {text_in(one.titles, desk.language)}", OfTheme(one.numeral)) for one in meeting.themes]
    named += [(one.name, InRoom(one.slug)) for one in meeting.rooms]
    named += [(text_in(one.names, desk.language), OfDelegation(one.code)) for one in meeting.delegations]
    named += [(one.name, OfParticipant(one.uid)) for one in meeting.people]
    return [(name, links.https(selection), links.of(selection)) for name, selection in named]
