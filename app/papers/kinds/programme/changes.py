"""What changed in the programme between two releases."""

from collections.abc import Iterator

from app.days import formal_day_words
from app.papers.content import Block, Cell, Document, Line, Paragraph, Row, Run, Style, Table
from app.papers.conventions.days import headed, released_words
from app.papers.frame import framed
from app.papers.kinds.programme.session_parts import person_line
from app.papers.paper import Choice, Need, Paper
from app.papers.writer import Writer
from app.releases.record import document as released
from app.releases.record.changes import Change, changes_between
from app.rules.words import Kind
from app.wording import CHANGES, N_, role_name

TITLE = N_("Changes in the programme")


def make(writer: Writer, choice: Choice) -> Document:
    """Each session that changed, as it was and as it is now."""
    return framed(writer, writer.said(TITLE), _blocks(writer, choice), subtitle=_subtitle(writer, choice))


def _subtitle(writer: Writer, choice: Choice) -> Line:
    release, since = writer.release, choice.since
    zone = release.meeting.zone
    if writer.is_draft and since:
        return writer.sentence(N_("Draft, compared with release {number}"), number=str(since.number))
    if since is None:
        return writer.sentence(N_("Release {number}, the first"), number=str(release.number))
    return writer.sentence(
        N_("Release {later} of {later_date}, compared with release {earlier} of {earlier_date}"),
        later=str(release.number),
        later_date=released_words(release.published_at, zone, writer.language),
        earlier=str(since.number),
        earlier_date=released_words(since.published_at, zone, writer.language),
    )


def _blocks(writer: Writer, choice: Choice) -> Iterator[Block]:
    since = choice.since
    before = {row.uid: row.document for row in since.sessions} if since else {}
    changes = changes_between(since.sessions if since else (), writer.release.sessions)
    if not changes:
        yield Paragraph(writer.said(N_("Nothing in the programme has changed.")))
        return
    yield Table(
        name=writer.words(TITLE),
        widths=(2.6, 0, 3, 3),
        head=tuple(writer.said(words) for words in (N_("Title or description"), N_("Change"), N_("Before"), N_("Now"))),
        rows=tuple(_row(change, before.get(change.uid), writer) for change in changes),
    )


def _row(change: Change, before: released.Document | None, writer: Writer) -> Row:
    after = writer.release.by_uid[change.uid].document
    was, now = (tuple(_told(document, other, writer)) for document, other in ((before, after), (after, before)))
    return Row(
        (
            Cell(((writer.title(after),),), is_head=True),
            Cell((writer.said(CHANGES[change.kind], Style.STRONG),)),
            Cell(was),
            Cell(() if after.is_cancelled else now),
        )
    )


def _told(document: released.Document | None, other: released.Document | None, writer: Writer) -> Iterator[Line]:
    """What of a session differs from the other state of it; where it is new or cancelled, its place."""
    if document is None:
        return
    is_whole = other is None or other.is_cancelled or document.is_cancelled
    place = (document.starts, document.ends, document.room)
    if is_whole or other is None or place != (other.starts, other.ends, other.room):
        yield _place(document, writer)
    if is_whole or other is None:
        return
    if document.titles != other.titles:
        yield (writer.text(document.titles),)
    if document.status is not other.status:
        yield (Run(writer.state(document) or writer.words(N_("confirmed"))),)
    if document.theme != other.theme and document.theme:
        yield writer.sentence(
            N_("{label}: {value}"), label=writer.words(N_("Theme")), value=writer.text(document.theme.titles)
        )
    if document.agenda_item != other.agenda_item and document.agenda_item:
        yield writer.item(document.agenda_item)
    if document.panel != other.panel:
        yield from _panel(document, other, writer)
    if document.languages != other.languages:
        yield (Run(writer.spoken(document.languages)),)
    edited = [words for words, is_new in _unseen(document, other) if is_new]
    yield from (writer.said(words) for words in edited)


def _unseen(document: released.Document, other: released.Document) -> tuple[tuple[str, bool], ...]:
    """What is too long to be told twice: it is only said that it differs."""
    return (
        (N_("Description"), document.descriptions != other.descriptions),
        (N_("Documents"), document.documents != other.documents),
        (N_("Organizer"), document.organiser != other.organiser),
        (N_("Webcast"), document.webcast_url != other.webcast_url),
        (N_("Kind"), document.kind is not other.kind),
    )


def _place(document: released.Document, writer: Writer) -> Line:
    day = Run(headed(formal_day_words(document.starts.date(), writer.language)))
    hours = Run(writer.hours(document.starts, document.ends))
    needs_room = document.room is not None or document.kind is not Kind.BREAK
    return writer.joined([day, hours, *([writer.room(document.room)] if needs_room else [])])


def _panel(document: released.Document, other: released.Document, writer: Writer) -> Iterator[Line]:
    """The seats that the other state does not have."""
    for seat in document.panel:
        if seat not in other.panel:
            role = role_name(seat.role, writer.language)
            yield (*writer.sentence(N_("{label}: {value}"), label=role, value=""), *person_line(seat, writer))


PAPER = Paper("changes", TITLE, N_("What is different from an earlier release."), make, Need.RELEASES)
