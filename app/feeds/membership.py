"""Which sessions a feed holds, read from the published documents and from nothing else.

A session that takes place is CANCELLED in no feed, since its UID is shared: it is held, or it is absent. A cancelled
document keeps the theme, the room and the named people it had, and so stays where it was.
"""

from dataclasses import dataclass
from uuid import UUID

from app.releases.record.document import Document
from app.releases.record.release import Published, Release
from app.rules.words import Kind

FOR_EVERY_DELEGATION = frozenset({Kind.OPENING, Kind.PLENARY, Kind.CLOSING})


@dataclass(frozen=True, slots=True)
class WholeMeeting:
    """Every session."""


@dataclass(frozen=True, slots=True)
class OfTheme:
    """The sessions under a theme, by its numeral."""

    numeral: str


@dataclass(frozen=True, slots=True)
class InRoom:
    """The sessions in a room, by its slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class OfDelegation:
    """The sessions that concern a delegation, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class OfParticipant:
    """The sessions in which a person is named, `also` under uids that were found to be theirs."""

    uid: UUID
    also: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class OneSession:
    """A single session."""

    uid: UUID


@dataclass(frozen=True, slots=True)
class OwnSelection:
    """The sessions that somebody ticked, wherever they move."""

    uids: frozenset[UUID]


Selection = WholeMeeting | OfTheme | InRoom | OfDelegation | OfParticipant | OneSession | OwnSelection


def members(release: Release, selection: Selection) -> tuple[Published, ...]:
    """The sessions of a feed, in the release's order. Breaks are in no feed."""
    return tuple(published for published in shown(release, selection) if published.document.kind is not Kind.BREAK)


def shown(release: Release, selection: Selection) -> tuple[Published, ...]:
    """The sessions of the selection's page and of its data, breaks included."""
    wanted = current(release, selection)
    return tuple(published for published in release.sessions if holds(wanted, published.document))


def current(release: Release, selection: Selection) -> Selection:
    """The selection as the release knows it: the address of somebody who was merged is that of who they turned out to be."""
    if not isinstance(selection, OfParticipant) or not release.meeting.merged:
        return selection
    survivors = {person.uid: person.into for person in release.meeting.merged}
    uid = survivors.get(selection.uid, selection.uid)
    return OfParticipant(uid, frozenset(person.uid for person in release.meeting.merged if person.into == uid))


def holds(selection: Selection, document: Document) -> bool:
    """Whether the session belongs to the selection."""
    match selection:
        case WholeMeeting():
            return True
        case OfTheme(numeral):
            return document.theme is not None and document.theme.numeral == numeral
        case InRoom(slug):
            return document.room is not None and document.room.slug == slug
        case OfDelegation(code):
            return concerns_delegation(document, code)
        case OfParticipant(uid, also):
            return any(person.uid == uid or person.uid in also for person in document.named)
        case OneSession(uid):
            return document.uid == uid
        case OwnSelection(uids):
            return document.uid in uids


def concerns_delegation(document: Document, code: str) -> bool:
    """Whether the session is for all delegations, is organised by this one or has one of its people on the panel."""
    return (
        document.kind in FOR_EVERY_DELEGATION
        or (document.organiser is not None and document.organiser.code == code)
        or any(person.delegation.code == code for person in document.named)
    )


def exists(release: Release, selection: Selection) -> bool:
    """Whether this or an earlier release of the meeting has named what the selection is about."""
    meeting = release.meeting
    match current(release, selection):
        case OfTheme(numeral):
            return any(theme.numeral == numeral for theme in meeting.themes)
        case InRoom(slug):
            return any(room.slug == slug for room in meeting.rooms)
        case OfDelegation(code):
            return any(delegation.code == code for delegation in meeting.delegations)
        case OfParticipant(uid):
            return any(person.uid == uid for person in meeting.people)
        case OneSession(uid):
            return uid in release.by_uid
        case WholeMeeting() | OwnSelection():
            return True
