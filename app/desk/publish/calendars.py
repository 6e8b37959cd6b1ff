"""What the calendars that people subscribe to will show once a release is out: event by event, for those it concerns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.feeds.membership import FOR_EVERY_DELEGATION
from app.releases.record.changes import Change
from app.releases.record.document import Document
from app.releases.record.release import Release
from app.releases.record.sequence import is_moved
from app.rules.words import Kind

CalendarKind = Literal["meeting", "theme", "room", "delegation", "participant"]
Effect = Literal["new", "moved", "cancelled", "gone", "edited"]

EVERY = "*"
"""Stands for the calendars of all delegations."""


@dataclass(frozen=True, slots=True)
class Event:
    """What becomes of a session in a calendar."""

    uid: UUID
    effect: Effect


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar of a kind, named by numeral, slug, code or uid, and what it will show otherwise."""

    kind: CalendarKind
    name: str
    events: tuple[Event, ...]

    @property
    def effects(self) -> Mapping[Effect, int]:
        """How many events of each effect."""
        return Counter(event.effect for event in self.events)


def calendars_concerned(before: Release | None, after: Release, changes: Iterable[Change]) -> list[Calendar]:
    """Every calendar in which a change shows. A change that no calendar shows, such as of a break, is in none."""
    found: dict[tuple[CalendarKind, str], list[Event]] = {}
    for change in changes:
        was = before.by_uid.get(change.uid) if before else None
        now = after.by_uid[change.uid].document
        if now.kind is Kind.BREAK:
            continue
        held = set(_calendars_of(was.document)) if was else set()
        for calendar in sorted(held | set(_calendars_of(now))):
            effect = _effect(
                was.document if was and calendar in held else None, now, calendar in set(_calendars_of(now))
            )
            if effect:
                found.setdefault(calendar, []).append(Event(change.uid, effect))
    return [Calendar(kind, name, tuple(events)) for (kind, name), events in found.items()]


def _calendars_of(document: Document) -> Iterator[tuple[CalendarKind, str]]:
    """The calendars that hold a session with this document."""
    yield "meeting", ""
    if document.theme:
        yield "theme", document.theme.numeral
    if document.room:
        yield "room", document.room.slug
    if document.kind in FOR_EVERY_DELEGATION:
        yield "delegation", EVERY
    else:
        if document.organiser:
            yield "delegation", document.organiser.code
        for person in document.named:
            yield "delegation", person.delegation.code
    for person in document.named:
        yield "participant", str(person.uid)


def _effect(was: Document | None, now: Document, is_held: bool) -> Effect | None:
    if not is_held:
        return None if was is None else "gone"
    if was is None or was.is_cancelled:
        return None if now.is_cancelled else "new"
    if now.is_cancelled:
        return "cancelled"
    return "moved" if is_moved(was, now) else "edited"
