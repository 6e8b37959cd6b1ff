"""The programme of the round tables: day by day, each session with its subject, place and panel."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from app.days import formal_day_words
from app.papers.content import Block, Document, Entry, Facts, Heading, Paragraph, Run, Style
from app.papers.conventions.days import headed
from app.papers.frame import framed
from app.papers.kinds.programme.session_parts import held, panel_facts, place_line, subject_lines
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.releases.record import document as released
from app.rules.words import Kind
from app.wording import N_

TITLE = N_("Programme of the round tables")


def make(writer: Writer, choice: Choice) -> Document:
    """Every session that takes place."""
    return framed(writer, writer.said(TITLE), _days(writer))


def _days(writer: Writer) -> Iterator[Block]:
    documents = held(row.document for row in writer.release.sessions)
    if not documents:
        yield Paragraph(writer.said(N_("No meetings have been placed yet.")), is_quiet=True)
    for day, of_day in groupby(documents, key=lambda document: document.starts.date()):
        yield Heading(1, (Run(headed(formal_day_words(day, writer.language))),))
        yield from entries(of_day, writer)


def entries(documents: Iterable[released.Document], writer: Writer) -> Iterator[Entry]:
    """The sessions with their hours in the margin, told once for those that begin and end together."""
    before: object = None
    for document in documents:
        hours = (document.starts, document.ends)
        margin = ((Run(writer.hours(*hours)),),) if hours != before else ()
        before = hours
        yield entry(document, margin, writer)


def entry(document: released.Document, margin: tuple[tuple[Run, ...], ...], writer: Writer) -> Entry:
    """One session."""
    if document.kind is Kind.BREAK:
        heading = Heading(2, (writer.title(document, Style.QUIET, linked=False),))
        place = place_line(document, writer)
        return Entry(margin, heading, (Paragraph(place, is_quiet=True),) if place else ())
    blocks: list[Paragraph | Facts] = [Paragraph(place_line(document, writer), is_quiet=True)]
    blocks.extend(Paragraph(line) for line in subject_lines(document, writer))
    if facts := tuple(panel_facts(document, writer)):
        blocks.append(Facts(facts))
    return Entry(margin, Heading(2, (writer.title(document),)), tuple(blocks))


PAPER = Paper("programme", TITLE, N_("Every session with its panel, day by day."), make)
