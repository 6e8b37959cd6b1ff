"""The programme of one day on one page, as it lies on the table in the morning."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from app.days import formal_dated_day_words
from app.papers.content import Block, Cell, Document, Heading, Line, PageBreak, Paragraph, Row, Run, Style, Table
from app.papers.conventions.days import headed
from app.papers.frame import framed
from app.papers.kinds.programme.session_parts import held
from app.papers.paper import Choice, Need, Paper
from app.papers.writer import Writer, days_of
from app.releases.record import document as released
from app.rules.words import Kind, Role
from app.wording import N_, role_name

TITLE = N_("Programme of meetings")
LEADING = (Role.CHAIR, Role.MODERATOR)


def make(writer: Writer, choice: Choice) -> Document:
    """The day, or each day on a page of its own."""
    documents = held(row.document for row in writer.release.sessions)
    days = (choice.day,) if choice.day else days_of(documents)
    blocks: list[Block] = []
    for day in days:
        if blocks:
            blocks.append(PageBreak())
        if choice.day is None:
            blocks.append(Heading(1, (Run(headed(formal_dated_day_words(day, writer.language))),)))
        blocks.extend(_day(day, documents, writer))
    subtitle = (Run(headed(formal_dated_day_words(choice.day, writer.language))),) if choice.day else ()
    return framed(writer, writer.said(TITLE), blocks, subtitle=subtitle, fits_page=choice.day is not None)


def _day(day: date, documents: list[released.Document], writer: Writer) -> Iterator[Block]:
    of_day = [document for document in documents if document.starts.date() == day]
    if of_day:
        yield Table(
            name=formal_dated_day_words(day, writer.language),
            widths=(0, 4.2, 1.8),
            head=tuple(writer.said(words) for words in (N_("Time"), N_("Title or description"), N_("Room"))),
            rows=tuple(_rows(of_day, writer)),
            is_dense=True,
        )
    else:
        yield Paragraph(writer.said(N_("No meetings on this day.")))
    if mailbox := writer.release.meeting.mailbox:
        address = writer.name(mailbox, link=f"mailto:{mailbox}")
        yield Paragraph(writer.sentence(N_("Questions about the programme: {address}"), address=address), is_quiet=True)


def _rows(documents: list[released.Document], writer: Writer) -> Iterator[Row]:
    for (starts, ends), group in groupby(documents, key=lambda document: (document.starts, document.ends)):
        together = list(group)
        hours = Cell(((Run(writer.hours(starts, ends), Style.STRONG),),), rows=len(together), is_head=True)
        for place, document in enumerate(together):
            own = (
                Cell(tuple(_meeting(document, writer))),
                Cell(((writer.room(document.room),),) if _has_room(document) else ()),
            )
            yield Row((hours, *own) if place == 0 else own)


def _has_room(document: released.Document) -> bool:
    return document.kind is not Kind.BREAK or document.room is not None


def _meeting(document: released.Document, writer: Writer) -> Iterator[Line]:
    if document.kind is Kind.BREAK:
        yield (writer.title(document, Style.QUIET, linked=False),)
        return
    yield (writer.title(document),)
    kind = Run(writer.kind(document), Style.QUIET)
    yield writer.joined([kind, Run(writer.spoken(document.languages), Style.QUIET), Run(writer.state(document) or "")])
    for seat in document.panel:
        if seat.role in LEADING and seat.person:
            role = role_name(seat.role, writer.language)
            yield writer.sentence(N_("{label}: {value}"), label=role, value=writer.person(seat.person))


PAPER = Paper("day", TITLE, N_("The meetings of one day on one page."), make, Need.DAY)
