"""The running order of a session for whoever moderates it: who speaks when and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.days import formal_dated_day_words
from app.papers.content import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
)
from app.papers.conventions.days import headed
from app.papers.conventions.hours import clock_words
from app.papers.frame import framed
from app.papers.kinds.agenda.documents import document_line
from app.papers.kinds.programme.session_parts import held, person_line, subject_lines
from app.papers.paper import Choice, Need, Paper
from app.papers.writer import Writer
from app.releases.record import document as released
from app.rules.words import PANELS, Role
from app.wording import N_, role_name

TITLE = N_("Running order")
PRESIDING = (Role.CHAIR, Role.MODERATOR, Role.RAPPORTEUR, Role.SECRETARY)
"""Whoever has one of these speaks between the others: without minutes of their own, they take none from the clock."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of the session. `at` is None once somebody before speaks for as long as nobody has said."""

    at: datetime | None
    minutes: int | None
    words: tuple[Line, ...]


def make(writer: Writer, choice: Choice) -> Document:
    """The session, or every session with a panel on a page of its own."""
    if choice.session is not None:
        document = writer.release.by_uid[choice.session].document
        title = (writer.title(document, Style.PLAIN, linked=False),)
        return framed(writer, writer.said(TITLE), _session(document, writer), subtitle=title)
    blocks: list[Block] = []
    for document in held(row.document for row in writer.release.sessions):
        if document.kind in PANELS or document.panel:
            blocks.extend([PageBreak()] if blocks else [])
            blocks.append(Heading(1, (writer.title(document),)))
            blocks.extend(_session(document, writer))
    return framed(
        writer, writer.said(TITLE), blocks or [Paragraph(writer.said(N_("No meetings have been placed yet.")))]
    )


def _session(document: released.Document, writer: Writer) -> Iterator[Block]:
    if document.is_cancelled:
        yield Paragraph(writer.said(N_("This meeting will not take place."), Style.STRONG))
    yield Facts(tuple(_facts(document, writer)))
    for words in writer.paragraphs(document.descriptions):
        yield Paragraph(words)
    turns = tuple(_turns(document, writer))
    yield Table(
        name=writer.words(TITLE),
        widths=(0, 0, 5, 2),
        head=tuple(writer.said(words) for words in (N_("Time"), N_("Minutes"), N_("Speaker"), N_("Notes"))),
        rows=tuple(_row(turn, writer) for turn in turns),
    )
    if any(turn.at is None for turn in turns):
        yield Paragraph(
            writer.said(N_("Where no time stands, the minutes of a speaker are not known yet.")), is_quiet=True
        )


def _facts(document: released.Document, writer: Writer) -> Iterator[Fact]:
    def fact(name: str, *lines: Line) -> Fact:
        return Fact(writer.said(name, Style.QUIET), lines)

    day = Run(headed(formal_dated_day_words(document.starts.date(), writer.language)))
    yield fact(N_("Date and time"), writer.joined([day, Run(writer.hours(document.starts, document.ends))]))
    yield fact(N_("Room"), (writer.room(document.room),))
    yield fact(N_("Languages"), (Run(writer.spoken(document.languages)),))
    if subjects := tuple(subject_lines(document, writer)):
        yield fact(N_("Subject"), *subjects)
    if document.documents:
        yield fact(N_("Documents"), *(document_line(paper, writer) for paper in document.documents))


def _turns(document: released.Document, writer: Writer) -> Iterator[Turn]:
    """The seats in their order by the clock; what then remains of the session is for discussion."""
    at: datetime | None = document.starts
    for seat in sorted(document.panel, key=lambda seat: seat.order):
        role = Run(role_name(seat.role, writer.language), Style.QUIET)
        yield Turn(at, seat.minutes, ((role,), person_line(seat, writer)))
        minutes = seat.minutes if seat.minutes is not None else 0 if seat.role in PRESIDING else None
        at = at + timedelta(minutes=minutes) if at is not None and minutes is not None else None
    if at is None or at < document.ends:
        rest = int((document.ends - at).total_seconds()) // 60 if at is not None else None
        yield Turn(at, rest, (writer.said(N_("Discussion"), Style.STRONG),))
    yield Turn(document.ends, None, (writer.said(N_("Close of the meeting")),))


def _row(turn: Turn, writer: Writer) -> Row:
    at = clock_words(turn.at, writer.language) if turn.at else ""
    minutes = str(turn.minutes) if turn.minutes is not None else ""
    return Row((Cell(((Run(at),),), is_head=True), Cell(((Run(minutes),),)), Cell(turn.words), Cell()))


PAPER = Paper("running-order", TITLE, N_("For the moderator: who speaks when, to the minute."), make, Need.SESSION)
