"""The table of the proposed organization of work: when, which item, what; what sits in parallel in a column of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.days import formal_day_words
from app.papers.content import Cell, Line, Paragraph, Row, Run, Style, Table, plain
from app.papers.conventions.days import headed
from app.papers.conventions.numbers import item_reference
from app.papers.writer import Writer, clean
from app.releases.record.document import Document
from app.rules.words import Kind
from app.wording import N_

MAIN = (Kind.OPENING, Kind.PLENARY, Kind.CLOSING, Kind.ROUND_TABLE, Kind.PANEL)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Sessions that begin and end together: the one the meeting follows, and the others."""

    starts: datetime
    ends: datetime
    main: Document | None
    parallel: tuple[Document, ...]


def work_table(writer: Writer) -> Table | Paragraph:
    """The table, or that nothing has been placed yet."""
    documents = [row.document for row in writer.release.sessions if not row.document.is_cancelled]
    sittings = tuple(_sittings(documents))
    if not sittings:
        return Paragraph(writer.said(N_("No meetings have been placed yet.")), is_quiet=True)
    has_parallel = any(sitting.parallel for sitting in sittings)
    head = [N_("Date and time"), N_("Agenda item"), N_("Title or description")]
    return Table(
        name=writer.words(N_("Proposed organization of work")),
        widths=(0, 0, 1, 1) if has_parallel else (0, 0, 1),
        head=tuple(writer.said(words) for words in ([*head, N_("In parallel")] if has_parallel else head)),
        rows=tuple(_rows(sittings, has_parallel, writer)),
    )


def _sittings(documents: Sequence[Document]) -> Iterable[Sitting]:
    rooms = [document.room.slug for document in documents if document.room and document.kind is Kind.OPENING]
    main_room = rooms[0] if rooms else None
    for (starts, ends), held in groupby(documents, key=lambda document: (document.starts, document.ends)):
        together = sorted(held, key=lambda document: _rank(document, main_room))
        yield Sitting(starts, ends, together[0], tuple(together[1:]))


def _rank(document: Document, main_room: str | None) -> tuple[int, bool]:
    """What the whole meeting follows comes first, and of its like what sits where the meeting was opened."""
    place = MAIN.index(document.kind) if document.kind in MAIN[:3] else 3 if document.kind in MAIN else 4
    return place, document.room is None or document.room.slug != main_room


def _rows(sittings: Sequence[Sitting], has_parallel: bool, writer: Writer) -> Iterable[Row]:
    seen: set[str] = set()
    for day, held in groupby(sittings, key=lambda sitting: sitting.starts.date()):
        yield Row((Cell(((Run(headed(formal_day_words(day, writer.language)), Style.STRONG),),)),), is_band=True)
        for sitting in held:
            yield Row(tuple(_cells(sitting, has_parallel, seen, writer)))


def _cells(sitting: Sitting, has_parallel: bool, seen: set[str], writer: Writer) -> Iterable[Cell]:
    yield Cell(((Run(writer.hours(sitting.starts, sitting.ends)),),), is_head=True)
    main = sitting.main
    yield Cell(tuple(_item_lines(main, seen, writer)) if main else ())
    yield Cell(tuple(_session_lines(main, writer)) if main else ())
    if has_parallel:
        yield Cell(tuple(line for other in sitting.parallel for line in _parallel_lines(other, seen, writer)))


def _item_lines(document: Document, seen: set[str], writer: Writer) -> Iterable[Line]:
    if reference := _reference(document, seen, writer):
        yield reference


def _reference(document: Document, seen: set[str], writer: Writer) -> Line:
    """The item's number, and that it goes on where it was taken up before."""
    item = document.agenda_item
    if item is None:
        return ()
    number = Run(item_reference(clean(item.number), writer.language))
    if item.number in seen:
        return writer.sentence(N_("{number} (continued)"), number=number)
    seen.add(item.number)
    return (number,)


def _session_lines(document: Document, writer: Writer) -> Iterable[Line]:
    if document.kind is Kind.BREAK:
        yield (writer.title(document, Style.QUIET, linked=False),)
        return
    yield (writer.title(document, Style.PLAIN),)
    yield _where(document, writer)


def _parallel_lines(document: Document, seen: set[str], writer: Writer) -> Iterable[Line]:
    title = writer.title(document, Style.PLAIN, linked=document.kind is not Kind.BREAK)
    reference = plain(_reference(document, seen, writer))
    yield (*writer.sentence(N_("Item {number}:"), number=reference), Run(" "), title) if reference else (title,)
    if document.kind is not Kind.BREAK:
        yield _where(document, writer)


def _where(document: Document, writer: Writer) -> Line:
    kind = Run(writer.kind(document), Style.QUIET)
    state = writer.state(document)
    return writer.joined([kind, writer.room(document.room, Style.QUIET), Run(state or "", Style.QUIET)])
