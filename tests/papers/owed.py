"""What a paper owes its reader, taken from the release itself and from nothing of the papers' own making."""

from collections.abc import Iterator

from app.languages import Language, text_in
from app.releases.record.changes import changes_between
from app.releases.record.document import Document, PersonName
from app.releases.record.release import Release
from app.rules.words import Kind, Role
from tests.pages.programme import TASK_FORCES
from tests.papers.programme import EARLIER

SPEAKING = (Role.PANELIST, Role.DISCUSSANT, Role.SPEAKER)


def owed(name: str, release: Release, language: Language) -> Iterator[str]:
    """The texts of the release that this paper must show in this language."""
    held = [row.document for row in release.sessions if not row.document.is_cancelled]
    first_day = release.sessions[0].document.starts.date()
    yield text_in(release.meeting.titles, language) if name != "name-plates" else ""
    match name:
        case "provisional-agenda" | "annotated-agenda":
            yield from _items(release, language, is_annotated=name == "annotated-agenda")
        case "organisation-of-work" | "poster":
            yield from _places(held, language)
        case "programme":
            yield from _places(held, language)
            yield from _people([person for document in held for person in document.named], language)
        case "day":
            yield from _places([document for document in held if document.starts.date() == first_day], language)
        case "running-order":
            order = release.by_uid[TASK_FORCES.uid].document
            yield from _places([order], language)
            yield from _people(order.named, language)
            yield from (str(seat.minutes) for seat in order.panel)
        case "participants" | "name-plates":
            yield from _people([person for row in release.sessions for person in row.document.named], language)
        case "speakers":
            seats = [seat for row in release.sessions for seat in row.document.panel if seat.role in SPEAKING]
            yield from _people([seat.person for seat in seats if seat.person], language)
        case "changes":
            changes = changes_between(EARLIER.sessions, release.sessions)
            yield from (text_in(release.by_uid[change.uid].document.titles, language) for change in changes)


def _items(release: Release, language: Language, is_annotated: bool) -> Iterator[str]:
    for item in release.meeting.agenda_items:
        yield text_in(item.titles, language)
        if is_annotated:
            yield from text_in(item.annotations, language).split("\n\n")


def _places(documents: list[Document], language: Language) -> Iterator[str]:
    for document in documents:
        yield text_in(document.titles, language)
        if document.room and document.kind is not Kind.BREAK:
            yield document.room.name


def _people(people: list[PersonName] | tuple[PersonName, ...], language: Language) -> Iterator[str]:
    for person in people:
        yield person.name
        yield text_in(person.functions, language)
        yield text_in(person.delegation.names, language)
