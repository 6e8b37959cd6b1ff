"""What a release changed, in words: from where a session moved, who joined a panel, which text is another one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.feeds.membership import OneSession
from app.pages.views.dates import moment_words
from app.pages.views.reader import Link, Reader
from app.releases.reading.queries import ReleaseLine
from app.releases.record.changes import Change, ChangeKind
from app.releases.record.document import Document, PersonName
from app.releases.record.release import Published, Release
from app.rules.words import Status
from app.wording import CHANGES, N_, listed

NAMES = {
    "kind": N_("Kind"),
    "descriptions": N_("Description"),
    "agenda_item": N_("Agenda item"),
    "languages": N_("Languages"),
    "organiser": N_("Organizer"),
    "documents": N_("Documents"),
    "webcast_url": N_("Webcast"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One session's change. `word` is the kind in a word, `details` say what else is different."""

    kind: ChangeKind
    word: str
    session: Link
    sentence: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseEntry:
    """A release in the list of them."""

    number: int
    href: str
    published: str
    note: str | None
    changes: int


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A release in the feed of releases. `published` is an instant for machines, `href` its page."""

    number: int
    href: str
    published: str
    note: str | None
    changes: tuple[ChangeLine, ...]


def feed_entries(releases: Iterable[Release], reader: Reader) -> tuple[FeedEntry, ...]:
    """The releases with all that each changed, in the order given."""
    return tuple(
        FeedEntry(
            number=release.number,
            href=reader.links.public_url + reader.links.release(release.number),
            published=release.published_at.isoformat(),
            note=release.note,
            changes=change_lines(release, reader),
        )
        for release in releases
    )


def release_entries(lines: Iterable[ReleaseLine], zone: str, reader: Reader) -> tuple[ReleaseEntry, ...]:
    """The releases in the order given."""
    return tuple(
        ReleaseEntry(
            number=line.number,
            href=reader.links.release(line.number),
            published=moment_words(line.published_at, zone, reader.language),
            note=line.note,
            changes=line.changes,
        )
        for line in lines
    )


def change_lines(release: Release, reader: Reader) -> tuple[ChangeLine, ...]:
    """The changes of a release in the order of the programme."""
    by_uid = {change.uid: change for change in release.changes}
    return tuple(
        _change_line(by_uid[published.uid], published.document, reader)
        for published in release.sessions
        if published.uid in by_uid
    )


def change_of(release: Release, published: Published, reader: Reader) -> ChangeLine | None:
    """What the release changed of one session, None where it did not."""
    change = next((change for change in release.changes if change.uid == published.uid), None)
    return _change_line(change, published.document, reader) if change else None


def _change_line(change: Change, document: Document, reader: Reader) -> ChangeLine:
    before = _document_before(change, document)
    return ChangeLine(
        kind=change.kind,
        word=reader.words(CHANGES[change.kind]),
        session=Link(reader.text(document.titles), reader.links.of(OneSession(document.uid))),
        sentence=_sentence(change.kind, before, document, reader),
        details=() if document.is_cancelled else tuple(_details(before, document, reader)),
    )


def _document_before(change: Change, document: Document) -> Document:
    """The document that the change replaced: the fields that differ as they were, the rest as it is."""
    return Document.model_validate(
        {**document.model_dump(mode="json"), **{field.field: field.before for field in change.fields}}
    )


def _sentence(kind: ChangeKind, before: Document, after: Document, reader: Reader) -> str:
    was, now = (reader.place(told.starts, told.ends, told.room, told.kind) for told in (before, after))
    match kind:
        case "cancelled":
            return reader.words(N_("It will not take place. It stood at {place}."), place=was)
        case "postponed":
            return reader.words(N_("It is not in the programme for now. It stood at {place}."), place=was)
        case "moved":
            return reader.words(N_("From {before} to {after}."), before=was, after=now)
    return now


def _details(before: Document, after: Document, reader: Reader) -> Iterator[str]:
    was, now = reader.text(before.titles).text, reader.text(after.titles).text
    if was != now:
        yield reader.words(N_("Title before: {title}"), title=reader.apart(was))
    if before.theme and before.theme != after.theme:
        yield reader.words(N_("Theme before: {title}"), title=reader.apart(reader.text(before.theme.titles).text))
    if before.room and after.room and before.room.slug == after.room.slug and before.room != after.room:
        yield reader.words(N_("The room was called {name}."), name=reader.apart(before.room.name))
    yield from _panel_details(before, after, reader)
    edited = [reader.words(name) for field, name in NAMES.items() if getattr(before, field) != getattr(after, field)]
    if edited:
        yield reader.words(N_("Edited: {fields}"), fields=listed(edited, reader.language))


def _panel_details(before: Document, after: Document, reader: Reader) -> Iterator[str]:
    seated, named = ({person.uid for person in document.named} for document in (before, after))
    if joined := [person for person in after.named if person.uid not in seated]:
        yield reader.words(N_("Joins the panel: {names}"), names=_people(joined, reader))
    if left := [person for person in before.named if person.uid not in named]:
        yield reader.words(N_("No longer on the panel: {names}"), names=_people(left, reader))
    if before.panel != after.panel and not joined and not left:
        yield reader.words(N_("Roles or details of the panel are new."))
    if before.status is Status.TENTATIVE and after.status is Status.CONFIRMED:
        yield reader.words(N_("It is confirmed."))
    if before.status is Status.CONFIRMED and after.status is Status.TENTATIVE:
        yield reader.words(N_("It is tentative again."))


def _people(people: Iterable[PersonName], reader: Reader) -> str:
    named = ((person.name, reader.text(person.delegation.names).text) for person in people)
    return listed((f"{reader.apart(name)} ({reader.apart(delegation)})" for name, delegation in named), reader.language)
