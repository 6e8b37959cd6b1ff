"""One session on its own page."""

from dataclasses import dataclass

from babel import Locale

from app.pages.views.dates import moment_words, when_words
from app.pages.views.programme.cards import Card, card
from app.pages.views.reader import Reader, Text
from app.releases.record.document import Paper
from app.releases.record.release import Published
from app.wording import listed


@dataclass(frozen=True, slots=True)
class SessionPage:
    """All that is public of a session. `updated` is on the venue's clock; `before` is where it stood until it moved."""

    card: Card
    when: str
    before: str | None
    description: Text | None
    item_number: str | None
    item_title: Text | None
    languages: str
    papers: tuple[Paper, ...]
    webcast_url: str | None
    updated: str


def session_page(published: Published, reader: Reader) -> SessionPage:
    """A session as its own page shows it."""
    document, language = published.document, reader.language
    was, item = document.moved_from, document.agenda_item
    spoken = Locale.parse(language.value).languages
    return SessionPage(
        card=card(published, reader, in_full=True),
        when=when_words(document.starts, document.ends, language),
        before=reader.place(was.starts, was.ends, was.room, document.kind)
        if was and not document.is_cancelled
        else None,
        description=reader.optional(document.descriptions),
        item_number=item.number if item else None,
        item_title=reader.text(item.titles) if item else None,
        languages=listed((spoken[code] for code in document.languages), language),
        papers=document.documents,
        webcast_url=document.webcast_url,
        updated=moment_words(published.updated_at, document.zone, language),
    )
