"""Which row (session, sequence) a release holds: the last one where a reader would see no difference, else the next."""

from dataclasses import dataclass

from app.releases.record.document import Document, MovedFrom
from app.rules.words import Status


@dataclass(frozen=True)
class Numbered:
    """A document and its SEQUENCE."""

    sequence: int
    document: Document


def next_row(last: Numbered | None, document: Document) -> Numbered:
    """The row that shows this document (RFC 5545 §3.8.7.4): the last one if equal, else one further.

    Never down, also when an earlier release is republished: some clients drop an event that is older than what they hold.
    The move that a sequence told is not part of the comparison.
    """
    if last is None:
        return Numbered(0, document)
    if _plain(last.document) == _plain(document):
        return last
    return Numbered(last.sequence + 1, document.model_copy(update={"moved_from": moved_from(last.document, document)}))


def cancelled_row(last: Numbered, postponed: bool) -> Numbered:
    """The row that says "will not take place" of a session released before; the last one if that says so already."""
    if last.document.is_cancelled:
        return last
    update = {"status": Status.CANCELLED, "postponed": postponed, "moved_from": None}
    return Numbered(last.sequence + 1, last.document.model_copy(update=update))


def moved_from(before: Document, after: Document) -> MovedFrom | None:
    """Where the session stood, if it now takes place at another time or in another room. A renamed room is the same."""
    if after.is_cancelled or not is_moved(before, after):
        return None
    return MovedFrom(starts=before.starts, ends=before.ends, zone=before.zone, room=before.room)


def is_moved(before: Document, after: Document) -> bool:
    """Whether time or room differ."""
    places = [(shown.starts, shown.ends, shown.room and shown.room.slug) for shown in (before, after)]
    return places[0] != places[1]


def _plain(document: Document) -> Document:
    return document.model_copy(update={"moved_from": None})
