"""The programme: the agenda, a session, and the sessions of a theme, room, delegation or participant."""

from collections.abc import Callable, Hashable, Mapping

from fastapi import APIRouter, Response

from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, OneSession, Selection, shown
from app.pages.addresses.page import Filtering, page
from app.pages.links import meeting_path
from app.pages.record import newest_of
from app.pages.selection import expect_named, uid_of
from app.pages.views.changes import change_of
from app.pages.views.meeting import calendar
from app.pages.views.programme.agenda import chips, days, theme_marks
from app.pages.views.programme.event import meeting_event, session_event
from app.pages.views.programme.filters import filters
from app.pages.views.programme.session import session_page
from app.pages.views.programme.subject import subject
from app.pages.views.programme.wording import theme_wording
from app.pages.views.reader import Reader
from app.pages.visit import Values, Visit, Visiting
from app.releases.reading.queries import PublishedReleases
from app.releases.record.release import Release
from app.selections.models import MOST_SESSIONS

router = APIRouter()


@page(router, "/meetings/{meeting}")
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
            "event": meeting_event(release, reader),
            "filters": filters(release, chosen, reader),
            "offered": not chosen.is_one_calendar and 0 < len(published) <= MOST_SESSIONS,
            "subject": subject(chosen.calendar, release, reader),
            "themes": theme_marks(release, reader),
            "unfiltered": links.agenda(day=chosen.day),
        }

    return visit.answer_from(release, "agenda.html", values, chosen.given)


@page(router, "/meetings/{meeting}/sessions/{uid}")
def session_details_page(meeting: str, uid: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """A released session."""
    release, selection = newest_of(releases, meeting), OneSession(uid_of(uid))
    expect_named(release, selection)

    def values(reader: Reader) -> Mapping[str, object]:
        published = release.by_uid[selection.uid]
        return {
            "calendar": calendar(selection, reader),
            "change": change_of(release, published, reader),
            "event": session_event(published, release, reader),
            "session": session_page(published, reader),
        }

    return visit.answer_from(release, "session.html", values)


@page(router, "/meetings/{meeting}/themes/{numeral}")
def theme_page(meeting: str, numeral: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions under a theme of the mandate, with the theme's wording."""
    release, mandates = newest_of(releases, meeting), releases.mandates()
    return _subject_page(
        visit,
        release,
        OfTheme(numeral),
        lambda reader: {"wording": theme_wording(release.meeting, numeral, mandates, reader)},
        besides=repr(mandates),
    )


@page(router, "/meetings/{meeting}/rooms/{room}")
def room_page(meeting: str, room: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions in a room."""
    return _subject_page(visit, newest_of(releases, meeting), InRoom(room))


@page(router, "/meetings/{meeting}/delegations/{code}")
def delegation_page(meeting: str, code: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions that a delegation organises, sits in, or attends as all do."""
    return _subject_page(visit, newest_of(releases, meeting), OfDelegation(code))


@page(router, "/meetings/{meeting}/participants/{uid}")
def participant_page(meeting: str, uid: str, visit: Visiting, releases: PublishedReleases) -> Response:
    """The sessions in which a person is named."""
    return _subject_page(visit, newest_of(releases, meeting), OfParticipant(uid_of(uid)))


def _subject_page(
    visit: Visit,
    release: Release,
    selection: Selection,
    further: Callable[[Reader], Values] = lambda _: {},
    besides: Hashable = None,
) -> Response:
    expect_named(release, selection)

    def values(reader: Reader) -> Values:
        return {
            "calendar": calendar(selection, reader),
            "days": days(shown(release, selection), reader),
            "subject": subject(selection, release, reader),
            **further(reader),
        }

    return visit.answer_from(release, "subject.html", values, besides=besides)
