"""What an event says of its session in plain text: a reader in a corridor with nothing but a telephone."""

from collections.abc import Iterator
from datetime import datetime

from babel import Locale

from app.languages import Language, text_in
from app.releases.record.document import Document, PanelSeat, Paper, PersonName, RoomName
from app.wording import listed, role_name, wording

LONGEST_TEXT = 1000


def description(document: Document, language: Language, address: str) -> str:
    """The event's DESCRIPTION. `address` is that of the session's page."""
    parts = (
        _subject(document, language),
        (seat_words(seat, language) for seat in document.panel),
        _frame(document, language),
        _own_text(document, language, address),
        (paper_words(paper) for paper in document.documents),
        _links(document, language, address),
    )
    return "\n\n".join(text for part in parts if (text := "\n".join(part)))


def theme_words(numeral: str, language: Language) -> str:
    """What a theme is called by its numeral."""
    return wording(language).gettext("Theme {numeral}").format(numeral=numeral)


def room_words(room: RoomName | None, language: Language) -> str:
    """The room's name, or that it will follow."""
    return room.name if room else wording(language).gettext("to be announced")


def seat_words(seat: PanelSeat, language: Language) -> str:
    """A seat of the panel with the person in it, or that the person is to be announced."""
    who = person_words(seat.person, language) if seat.person else wording(language).gettext("to be announced")
    return _labelled(role_name(seat.role, language), who, language)


def person_words(person: PersonName, language: Language) -> str:
    """A person with honorific, function and delegation."""
    name = f"{person.honorific} {person.name}" if person.honorific else person.name
    known = (name, text_in(person.functions, language), text_in(person.delegation.names, language))
    return listed((part for part in known if part), language)


def paper_words(paper: Paper) -> str:
    """A document before the session: symbol, title and link, as far as given."""
    named = " – ".join(part for part in (paper.symbol, paper.title) if part)
    return ": ".join(part for part in (named, paper.url) if part)


def _subject(document: Document, language: Language) -> Iterator[str]:
    words = wording(language).gettext
    if theme := document.theme:
        yield _labelled(theme_words(theme.numeral, language), text_in(theme.titles, language), language)
    if item := document.agenda_item:
        label = words("Agenda item {number}").format(number=item.number)
        yield _labelled(label, text_in(item.titles, language), language)
    if organiser := document.organiser:
        yield _labelled(words("Organizer"), text_in(organiser.names, language), language)
    if moved := document.moved_from:
        before = _placed(moved.starts, moved.ends, moved.room, language)
        now = _placed(document.starts, document.ends, document.room, language)
        change = words("was {before}, now {now}").format(before=before, now=now)
        yield _labelled(words("Moved"), change, language)


def _frame(document: Document, language: Language) -> Iterator[str]:
    words = wording(language).gettext
    names = Locale.parse(language.value).languages
    spoken = listed((names[code.value] for code in document.languages), language)
    yield _labelled(words("Room"), room_words(document.room, language), language)
    yield _labelled(words("Languages"), spoken, language)


def _own_text(document: Document, language: Language, address: str) -> Iterator[str]:
    text = text_in(document.descriptions, language)
    yield text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}… {address}"


def _links(document: Document, language: Language, address: str) -> Iterator[str]:
    words = wording(language).gettext
    if document.webcast_url:
        yield _labelled(words("Webcast"), document.webcast_url, language)
    yield _labelled(words("Details"), address, language)


def _placed(starts: datetime, ends: datetime, room: RoomName | None, language: Language) -> str:
    return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M} ({room_words(room, language)})"


def _labelled(label: str, value: str, language: Language) -> str:
    return wording(language).gettext("{label}: {value}").format(label=label, value=value)
