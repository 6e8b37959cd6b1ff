"""The poster of the week: days beside one another, A3."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from app.days import days_words, formal_day_words
from app.papers.content import (
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Sheet,
    Style,
    Table,
)
from app.papers.conventions.days import days_between, headed
from app.papers.conventions.hours import hours_words
from app.papers.frame import framed
from app.papers.kinds.programme.session_parts import held
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer, days_of
from app.releases.record import document as released
from app.rules.words import Kind
from app.wording import N_

TITLE = N_("The week at a glance")
DAYS_A_SHEET = 7


@dataclass(frozen=True, slots=True)
class Band:
    """A part of every day: a working time of the meeting, or what lies before, between and behind them."""

    starts_at: time
    ends_at: time
    is_slot: bool


def make(writer: Writer, choice: Choice) -> Document:
    """Every session that takes place; a sheet for each week."""
    documents = held(row.document for row in writer.release.sessions)
    return framed(writer, writer.said(TITLE), _sheets(documents, writer), sheet=Sheet.A3_WIDE, fits_page=True)


def _sheets(documents: Sequence[released.Document], writer: Writer) -> Iterator[Block]:
    meeting = writer.release.meeting
    every = sorted({*days_between(meeting.first_day, meeting.last_day), *days_of(documents)})
    busy = {document.starts.date() for document in documents}
    weeks = list(_weeks([day for day in every if day in busy or day.weekday() < 5]))
    if not documents or not weeks:
        yield Paragraph(writer.said(N_("No meetings have been placed yet.")))
        return
    for place, days in enumerate(weeks):
        if place:
            yield PageBreak()
        if len(weeks) > 1:
            yield Heading(1, (Run(days_words(days[0], days[-1], writer.language)),))
        yield _week(days, [document for document in documents if document.starts.date() in days], writer)
    yield Code(
        writer.page_url(),
        writer.sentence(N_("The current programme: {address}"), address=writer.name(writer.page_url())),
    )


def _weeks(days: Sequence[date]) -> Iterator[tuple[date, ...]]:
    week: list[date] = []
    for day in days:
        if week and (day.isocalendar()[:2] != week[0].isocalendar()[:2] or len(week) == DAYS_A_SHEET):
            yield tuple(week)
            week = []
        week.append(day)
    if week:
        yield tuple(week)


def _week(days: tuple[date, ...], documents: Sequence[released.Document], writer: Writer) -> Table:
    bands = [band for band in _bands(writer) if any(_is_in(document, band) for document in documents) or band.is_slot]
    return Table(
        name=writer.words(TITLE),
        widths=(0, *(1 for _ in days)),
        head=(writer.said(N_("Time")), *((Run(headed(formal_day_words(day, writer.language))),) for day in days)),
        rows=tuple(_row(band, days, documents, writer) for band in bands),
        is_dense=True,
    )


def _bands(writer: Writer) -> Iterator[Band]:
    """The working times of the meeting with what lies around them."""
    spans = sorted({(slot.starts_at, slot.ends_at) for slot in writer.release.meeting.slots})
    last = time.min
    for starts, ends in spans:
        if starts > last:
            yield Band(last, starts, is_slot=False)
        if ends > max(starts, last):
            yield Band(max(starts, last), ends, is_slot=True)
            last = ends
    yield Band(last, time.max, is_slot=False)


def _is_in(document: released.Document, band: Band) -> bool:
    return band.starts_at <= document.starts.time() < band.ends_at


def _row(band: Band, days: Sequence[date], documents: Sequence[released.Document], writer: Writer) -> Row:
    within = [document for document in documents if _is_in(document, band)]
    cells = [
        Cell(tuple(_lines([document for document in within if document.starts.date() == day], band, writer)))
        for day in days
    ]
    return Row((Cell(((Run(_label(band, within, writer), Style.STRONG),),), is_head=True), *cells))


def _label(band: Band, within: Sequence[released.Document], writer: Writer) -> str:
    """The band's hours; around the working times, from the first start to the last end."""
    if band.is_slot:
        return hours_words(band.starts_at, band.ends_at, writer.language)
    starts = min(document.starts.time() for document in within)
    ends = max(_ends_of(document) for document in within)
    return hours_words(starts, ends, writer.language)


def _ends_of(document: released.Document) -> time:
    same_day = document.ends.date() == document.starts.date()
    return document.ends.time() if same_day else time(23, 59)


def _lines(documents: Sequence[released.Document], band: Band, writer: Writer) -> Iterator[Line]:
    for place, document in enumerate(documents):
        title = writer.title(document, Style.QUIET if document.kind is Kind.BREAK else Style.STRONG, linked=False)
        told = [writer.room(document.room, Style.QUIET)] if document.kind is not Kind.BREAK or document.room else []
        if (document.starts.time(), _ends_of(document)) != (band.starts_at, band.ends_at):
            told.insert(0, Run(writer.hours(document.starts, document.ends), Style.QUIET))
        yield from [()] if place else []
        yield (title,)
        yield from [writer.joined(told)] if told else []


PAPER = Paper("poster", TITLE, N_("The week beside one another, for the wall (A3)."), make)
