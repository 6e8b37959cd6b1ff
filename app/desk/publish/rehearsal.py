"""The rehearsal of a release: what blocks it, what changes, whom it concerns, who is not named yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import col, select

from app import ledger
from app.desk.frame.desk import Desk
from app.desk.frame.words import INVITATIONS
from app.desk.panel.people import people_with
from app.desk.publish.calendars import EVERY, Calendar, CalendarKind, Effect, calendars_concerned
from app.languages import text_in
from app.pages.links import MeetingLinks
from app.pages.views.changes import ChangeLine, change_lines
from app.pages.views.reader import Link, Reader
from app.programme.conflicts import show_conflicts
from app.programme.facts import draft_index
from app.programme.models import ConflictOut, SessionRow
from app.programme.queries import seats_of
from app.releases.making.next import Prepared, prepare
from app.releases.making.publish import errors_in
from app.releases.making.republish import index_again, prepare_again
from app.releases.reading.queries import newest_release
from app.releases.record.release import Release
from app.rules.facts import released_view
from app.rules.index import Index
from app.rules.words import Invitation, Status
from app.wording import N_, ROLES

CALENDARS: Mapping[CalendarKind, str] = {
    "meeting": N_("The calendar of the meeting"),
    "theme": N_("Calendars of themes"),
    "room": N_("Calendars of rooms"),
    "delegation": N_("Calendars of delegations"),
    "participant": N_("Calendars of people"),
}
EFFECTS: Mapping[Effect, str] = {
    "new": N_("new"),
    "moved": N_("moved"),
    "cancelled": N_("cancelled"),
    "gone": N_("gone"),
    "edited": N_("edited"),
}


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A calendar, and its events by effect: the word, its kind for a colour, and the titles."""

    name: str
    effects: Sequence[tuple[str, Effect, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class CalendarGroup:
    """The calendars of one kind that show a change."""

    title: str
    kind: CalendarKind
    lines: Sequence[CalendarLine]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A session whose panel is not named whole. `why` is said of the session, `seats` are those who have not accepted."""

    href: str
    title: str
    why: str
    seats: Sequence[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A session that the release does not hold, and why."""

    href: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Everything an officer sees before publishing. `ledger` is the state of the draft it was made from."""

    number: int
    ledger: int
    errors: Sequence[ConflictOut]
    changes: Sequence[ChangeLine]
    calendars: Sequence[CalendarGroup]
    unnamed: Sequence[Unnamed]
    left_out: Sequence[LeftOut]


def rehearse(desk: Desk) -> Rehearsal:
    """The next release as the draft would make it now. Nothing is stored."""
    prepared = prepare(desk.db, desk.meeting)
    index = Index(released_view(draft_index(desk.db, desk.meeting).facts))
    return _rehearsal(
        desk, prepared, _errors(desk, index, prepared), _unnamed(desk, prepared), _left_out(desk, prepared)
    )


def rehearse_again(desk: Desk, source: Release) -> Rehearsal:
    """The next release as an earlier one would make it now. Nothing is stored."""
    prepared = prepare_again(desk.db, desk.meeting, source, None)
    return _rehearsal(desk, prepared, _errors(desk, index_again(desk.db, desk.meeting, prepared), prepared))


def _rehearsal(
    desk: Desk,
    prepared: Prepared,
    errors: Sequence[ConflictOut],
    unnamed: Sequence[Unnamed] = (),
    left_out: Sequence[LeftOut] = (),
) -> Rehearsal:
    """The rehearsal of a prepared release against the newest one."""
    last = newest_release(desk.db, desk.meeting.slug)
    release = prepared.release
    hrefs = {entry.session.uid: desk.at("sessions", entry.session.id) for entry in prepared.entries}
    return Rehearsal(
        number=release.number,
        ledger=ledger.latest(desk.db),
        errors=errors,
        changes=lines_at_desk(desk, release, hrefs),
        calendars=_groups(desk, last, release),
        unnamed=unnamed,
        left_out=left_out,
    )


def lines_at_desk(desk: Desk, release: Release, hrefs: Mapping[UUID, str]) -> list[ChangeLine]:
    """The changes of a release in words; each leads to its session at the desk."""
    changed = {change.uid for change in release.changes}
    uids = [published.uid for published in release.sessions if published.uid in changed]
    lines = change_lines(release, reader_at(desk))
    return [
        replace(line, session=Link(line.session.text, hrefs[uid])) if uid in hrefs else line
        for uid, line in zip(uids, lines, strict=True)
    ]


def reader_at(desk: Desk) -> Reader:
    """The officer as a reader of released pages."""
    return Reader(desk.language, MeetingLinks(desk.request.app.state.settings.public, meeting=desk.meeting.slug))


def _errors(desk: Desk, index: Index, prepared: Prepared) -> list[ConflictOut]:
    """What blocks the release: the errors of what it would hold."""
    found = errors_in(index, prepared.release.published_at)
    return show_conflicts(desk.db, desk.meeting, index, found, desk.language, desk.may_edit)


def _groups(desk: Desk, last: Release | None, release: Release) -> list[CalendarGroup]:
    titles = {one.uid: text_in(one.document.titles, desk.language) for one in release.sessions}
    names = _names(desk, [one for one in (last, release) if one])
    calendars = calendars_concerned(last, release, release.changes)
    groups = []
    for kind, said in CALENDARS.items():
        lines = [_line(desk, one, names, titles) for one in calendars if one.kind == kind]
        if lines:
            groups.append(CalendarGroup(desk.words(said), kind, sorted(lines, key=lambda line: line.name)))
    return groups


def _line(
    desk: Desk, calendar: Calendar, names: Mapping[tuple[str, str], str], titles: Mapping[UUID, str]
) -> CalendarLine:
    effects = [
        (desk.words(said), effect, [titles[event.uid] for event in calendar.events if event.effect == effect])
        for effect, said in EFFECTS.items()
        if calendar.effects.get(effect)
    ]
    return CalendarLine(names.get((calendar.kind, calendar.name), calendar.name), effects)


def _names(desk: Desk, releases: Iterable[Release]) -> dict[tuple[str, str], str]:
    """What the calendars are called, by kind and name."""
    found = {("meeting", ""): desk.title, ("delegation", EVERY): desk.words("every delegation")}
    for release in releases:
        meeting = release.meeting
        for theme in meeting.themes:
            found["theme", theme.numeral] = f"{theme.numeral}  {text_in(theme.titles, desk.language)}"
        found |= {("room", room.slug): room.name for room in meeting.rooms}
        for delegation in meeting.delegations:
            found["delegation", delegation.code] = text_in(delegation.names, desk.language)
        for person in meeting.people:
            found["participant", str(person.uid)] = f"{person.name} ({text_in(person.delegation.names, desk.language)})"
    return found


def _unnamed(desk: Desk, prepared: Prepared) -> list[Unnamed]:
    """Sessions in which an active seat will show as its role, to be announced."""
    held = [entry.session for entry in prepared.entries if entry.booking is not None]
    seats = seats_of(desk.db, [session.id for session in held])
    waiting = {
        session.id: [
            seat
            for seat in seats[session.id]
            if seat.invitation.is_active
            and (seat.invitation is not Invitation.ACCEPTED or session.status is Status.TENTATIVE)
        ]
        for session in held
    }
    people = people_with(desk, {seat.participant_id for seats in waiting.values() for seat in seats})
    lines = []
    for session in held:
        if not waiting[session.id]:
            continue
        is_tentative = session.status is Status.TENTATIVE
        said = [
            f"{people[seat.participant_id].name} ({desk.words(ROLES[seat.role])}, {desk.words(INVITATIONS[seat.invitation])})"
            for seat in waiting[session.id]
        ]
        why = desk.words("tentative: nobody of its panel is named") if is_tentative else ""
        lines.append(Unnamed(desk.at("sessions", session.id), text_in(session.titles, desk.language), why, said))
    return lines


def _left_out(desk: Desk, prepared: Prepared) -> list[LeftOut]:
    """Sessions of the draft that take place for officers but are not in the release."""
    held = {entry.session.id for entry in prepared.entries if entry.booking is not None}
    lines = []
    statement = select(SessionRow).where(SessionRow.meeting_id == desk.meeting.id)
    for session in desk.db.exec(statement.order_by(col(SessionRow.starts), col(SessionRow.id))).all():
        if session.id in held or session.status is Status.CANCELLED:
            continue
        is_draft = session.status is Status.DRAFT
        why = desk.words("it is a draft") if is_draft else desk.words("it has no time yet")
        lines.append(LeftOut(desk.at("sessions", session.id), text_in(session.titles, desk.language), why))
    return lines
