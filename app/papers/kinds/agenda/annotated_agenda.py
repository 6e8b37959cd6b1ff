"""The annotated provisional agenda: the agenda, then each item with its annotation, its meetings and documents."""

from collections.abc import Iterator
from itertools import count

from app.days import formal_dated_day_words, formal_day_words
from app.papers.content import Block, Document, Heading, Item, Items, Line, PageBreak, Paragraph, Run, Style
from app.papers.conventions.hours import hour_words
from app.papers.conventions.numbers import item_label, paragraph_label
from app.papers.frame import framed
from app.papers.kinds.agenda.agenda_items import agenda_list, in_reading_order
from app.papers.kinds.agenda.documents import documents_list
from app.papers.kinds.agenda.work_table import work_table
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer, clean
from app.releases.record import document as released
from app.rules.words import Kind
from app.wording import N_

TITLE = N_("Annotated provisional agenda")


def make(writer: Writer, choice: Choice) -> Document:
    """Agenda, annotations, and the organization of work as an annex."""
    blocks = [
        Heading(1, writer.said(N_("Provisional agenda"))),
        agenda_list(writer),
        Heading(1, writer.said(N_("Annotations"))),
        *_annotations(writer),
        PageBreak(),
        Heading(1, (*writer.said(N_("Annex")), Run(" – "), *writer.said(N_("Proposed organization of work")))),
        work_table(writer),
    ]
    return framed(writer, writer.said(TITLE), blocks)


def _annotations(writer: Writer) -> Iterator[Block]:
    """Item by item with the agenda's own numbers; paragraphs are numbered through, so that all versions can quote them."""
    items = writer.release.meeting.agenda_items
    sessions = [row.document for row in writer.release.sessions if not row.document.is_cancelled]
    numbers = count(1)
    opening = _opening(sessions, writer)
    for depth, item in in_reading_order(items):
        label = item_label(clean(item.number), item.parent and clean(item.parent), writer.language)
        yield Heading(min(depth + 2, 3), (writer.text(item.titles),), label)
        if opening:
            yield Paragraph(opening, paragraph_label(next(numbers), writer.language))
            opening = ()
        for words in writer.paragraphs(item.annotations):
            yield Paragraph(words, paragraph_label(next(numbers), writer.language))
        yield from _under(item, sessions, writer)


def _opening(sessions: list[released.Document], writer: Writer) -> Line:
    """The first annotation says when and where the meeting is opened."""
    opening = next((document for document in sessions if document.kind is Kind.OPENING), None)
    if opening is None:
        return ()
    venue = writer.name(writer.release.meeting.venue)
    day, hour = (
        formal_dated_day_words(opening.starts.date(), writer.language),
        hour_words(opening.starts, writer.language),
    )
    if opening.room is None:
        return writer.sentence(
            N_("The session will be opened on {day} at {hour}, at {venue}."), venue=venue, day=day, hour=hour
        )
    return writer.sentence(
        N_("The session will be opened on {day} at {hour}, in {room}, {venue}."),
        venue=venue,
        room=writer.name(opening.room.name),
        day=day,
        hour=hour,
    )


def _under(item: released.AgendaItemFact, sessions: list[released.Document], writer: Writer) -> Iterator[Block]:
    """The meetings at which the item is taken up, and the documents before them."""
    held = [document for document in sessions if document.agenda_item and document.agenda_item.number == item.number]
    if not held:
        return
    yield Paragraph(writer.said(N_("Meetings on this item"), Style.QUIET), leads=True)
    yield Items(tuple(Item("–", _meeting(document, writer)) for document in held))
    papers = tuple(dict.fromkeys(paper for document in held for paper in document.documents))
    if papers:
        yield Paragraph(writer.said(N_("Documentation"), Style.QUIET), leads=True)
        yield documents_list(papers, writer)


def _meeting(document: released.Document, writer: Writer) -> Line:
    day = Run(formal_day_words(document.starts.date(), writer.language))
    hours = Run(writer.hours(document.starts, document.ends))
    return writer.joined([writer.title(document, Style.PLAIN), day, hours, writer.room(document.room)])


PAPER = Paper("annotated-agenda", TITLE, N_("The items with their annotations, meetings and documents."), make)
