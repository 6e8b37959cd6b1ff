"""A session's panel, facts and place in words, as several papers show them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from app.papers.content import Fact, Line, Run, Style
from app.papers.conventions.numbers import item_reference, theme_label
from app.papers.writer import Writer, clean
from app.releases.record.document import Document, ItemName, PanelSeat, ThemeName
from app.rules.words import Kind, Role
from app.wording import N_, role_name

MANY = {
    Role.MODERATOR: N_("Moderators"),
    Role.PANELIST: N_("Panelists"),
    Role.DISCUSSANT: N_("Discussants"),
    Role.SPEAKER: N_("Speakers"),
}


def person_line(seat: PanelSeat, writer: Writer) -> Line:
    """Who sits there: name, function, delegation, and what they speak on; or that it is to be announced."""
    person = seat.person
    if person is None:
        return writer.said(N_("to be announced"), Style.QUIET)
    parts = [writer.person(person, Style.STRONG), writer.text(person.functions), writer.delegation(person.delegation)]
    line = writer.joined(parts)
    title = writer.text(seat.titles)
    return (*line, Run(" – "), title) if title.text else line


def panel_facts(document: Document, writer: Writer) -> Iterator[Fact]:
    """The panel: each role with those who have it, in the order of the seats."""
    seats = sorted(document.panel, key=lambda seat: seat.order)
    for role, held in groupby(seats, key=lambda seat: seat.role):
        lines = tuple(person_line(seat, writer) for seat in held)
        name = writer.words(MANY[role]) if len(lines) > 1 and role in MANY else role_name(role, writer.language)
        yield Fact((Run(name, Style.QUIET),), lines)


def subject_lines(document: Document, writer: Writer) -> Iterator[Line]:
    """What the session is about: its item and its theme, and who holds it."""
    item, theme = document.agenda_item, document.theme
    if item and theme and item.titles == theme.titles:
        yield _item_of_theme(item, theme, writer)
        item = theme = None
    if item:
        yield writer.item(item)
    if theme:
        numeral = theme_label(clean(theme.numeral), writer.language)
        yield writer.sentence(N_("Theme {numeral} {title}"), numeral=numeral, title=writer.text(theme.titles))
    if document.organiser:
        yield writer.sentence(N_("Organized by {name}"), name=writer.delegation(document.organiser))


def _item_of_theme(item: ItemName, theme: ThemeName, writer: Writer) -> Line:
    """An item that is the theme itself: its title once."""
    number = item_reference(clean(item.number), writer.language)
    numeral = theme_label(clean(theme.numeral), writer.language)
    title = writer.text(item.titles)
    return writer.sentence(N_("Item {number}, theme {numeral}. {title}"), number=number, numeral=numeral, title=title)


def place_line(document: Document, writer: Writer, with_languages: bool = True) -> Line:
    """What kind of session it is, where, in which languages, and how firm."""
    if document.kind is Kind.BREAK:
        return (writer.room(document.room),) if document.room else ()
    parts: list[Run] = [Run(writer.kind(document)), writer.room(document.room)]
    if with_languages:
        parts.append(Run(writer.spoken(document.languages)))
    if state := writer.state(document):
        parts.append(Run(state, Style.STRONG))
    return writer.joined(parts)


def held(documents: Iterable[Document]) -> list[Document]:
    """The sessions that take place."""
    return [document for document in documents if not document.is_cancelled]
