"""For whom a page is made, and how texts and names reach them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.days import day_words
from app.languages import Language, language_of, text_in
from app.pages.links import MeetingLinks
from app.pages.views.dates import span_words
from app.releases.record.document import RoomName
from app.rules.words import Kind
from app.wording import N_, listed, wording


@dataclass(frozen=True, slots=True)
class Text:
    """A released text. `language` is the one it is in where that is not the page's."""

    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to its page."""

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's language and the addresses they get."""

    language: Language
    links: MeetingLinks

    def text(self, texts: Mapping[Language, str]) -> Text:
        """The text as this reader gets it."""
        if own := texts.get(self.language):
            return Text(own)
        language = language_of(texts, self.language)
        return Text(text_in(texts, self.language), None if language is self.language else language)

    def optional(self, texts: Mapping[Language, str]) -> Text | None:
        """The text, None where there is none in any language."""
        return self.text(texts) if any(texts.values()) else None

    def place(self, starts: datetime, ends: datetime, room: RoomName | None, kind: Kind) -> str:
        """A day, hours and a room: "Monday 1 March, 10:00–13:00, Boardroom D". A break needs no room."""
        parts = [day_words(starts.date(), self.language), span_words(starts, ends)]
        if room:
            parts.append(self.apart(room.name))
        elif kind is not Kind.BREAK:
            parts.append(self.words(N_("room to be announced")))
        return listed(parts, self.language)

    def words(self, message: str, **values: str) -> str:
        """A message of the catalogue with its values put in."""
        return wording(self.language).gettext(message).format(**values)

    def apart(self, name: str) -> str:
        """A name inside a sentence: in Arabic it keeps its own direction and does not reorder what stands around it."""
        return f"\u2068{name}\u2069" if self.language is Language.AR else name
