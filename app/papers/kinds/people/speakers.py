"""The list of speakers: who speaks at each session, in which order and for how long."""

from collections.abc import Iterator
from itertools import groupby

from app.days import formal_day_words
from app.papers.content import Block, Cell, Document, Heading, Line, Paragraph, Row, Run, Style, Table
from app.papers.conventions.days import headed
from app.papers.frame import framed
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.releases.record import document as released
from app.rules.words import Role
from app.wording import N_, role_name

TITLE = N_("List of speakers")
SPEAKING = (Role.PANELIST, Role.DISCUSSANT, Role.SPEAKER)


def make(writer: Writer, choice: Choice) -> Document:
    """Panelists, discussants and speakers by session; one that will not take place says so."""
    return framed(writer, writer.said(TITLE), _blocks(writer))


def _blocks(writer: Writer) -> Iterator[Block]:
    spoken = [row.document for row in writer.release.sessions if any(_speaks(seat) for seat in row.document.panel)]
    if not spoken:
        yield Paragraph(writer.said(N_("Nobody has been named yet.")), is_quiet=True)
    for day, held in groupby(spoken, key=lambda document: document.starts.date()):
        yield Heading(1, (Run(headed(formal_day_words(day, writer.language))),))
        for document in held:
            yield Heading(2, (writer.title(document),))
            yield Paragraph(_when(document, writer), is_quiet=True, leads=True)
            yield _table(document, writer)


def _speaks(seat: released.PanelSeat) -> bool:
    return seat.role in SPEAKING and seat.person is not None


def _when(document: released.Document, writer: Writer) -> Line:
    state = writer.state(document)
    hours = Run(writer.hours(document.starts, document.ends))
    return writer.joined([hours, writer.room(document.room), Run(state or "", Style.STRONG)])


def _table(document: released.Document, writer: Writer) -> Table:
    seats = sorted((seat for seat in document.panel if _speaks(seat)), key=lambda seat: seat.order)
    head = (N_("No."), N_("Delegation"), N_("Name and function"), N_("Minutes"), N_("Spoken"))
    return Table(
        name=writer.text(document.titles).text,
        widths=(0, 2, 4, 0, 0),
        head=tuple(writer.said(words) for words in head),
        rows=tuple(_row(place, seat, writer) for place, seat in enumerate(seats, 1)),
    )


def _row(place: int, seat: released.PanelSeat, writer: Writer) -> Row:
    assert seat.person
    role = Run(role_name(seat.role, writer.language), Style.QUIET) if seat.role is not Role.PANELIST else Run("")
    who = writer.joined([writer.person(seat.person, Style.STRONG), writer.text(seat.person.functions), role])
    title = writer.text(seat.titles)
    return Row(
        (
            Cell(((Run(str(place)),),), is_head=True),
            Cell(((writer.delegation(seat.person.delegation),),)),
            Cell((who, (title,)) if title.text else (who,)),
            Cell(((Run(str(seat.minutes or "")),),)),
            Cell(((Run("□"),),)),
        )
    )


PAPER = Paper("speakers", TITLE, N_("Panelists, discussants and speakers, session by session."), make)
