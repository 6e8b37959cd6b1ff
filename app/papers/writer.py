"""One paper's voice: its language, what it tells of, and how texts, names, days and hours become runs."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter

from babel import Locale

from app.languages import Language, language_of, text_in
from app.papers.content import Line, Run, Style
from app.papers.conventions.hours import hours_words
from app.papers.conventions.numbers import item_reference
from app.papers.house import PLAIN, House
from app.releases.record.document import DelegationName, Document, ItemName, PersonName, RoomName
from app.releases.record.published import session_url
from app.releases.record.release import Release
from app.rules.words import Kind, Status
from app.wording import N_, kind_name, listed, wording

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Writer:
    """Writes of one release in one language. `is_draft`: the release is not stored."""

    release: Release
    language: Language
    public_url: str
    is_draft: bool = False
    house: House = PLAIN

    def words(self, message: str, **values: str) -> str:
        """A message of the catalogue."""
        said = wording(self.language).gettext(message)
        return said.format(**values) if values else said

    def said(self, message: str, style: Style = Style.PLAIN) -> Line:
        """A message as a line."""
        return (Run(self.words(message), style),)

    def sentence(self, message: str, **values: Run | str) -> Line:
        """A message whose values stay runs of their own, with their own language and direction."""
        runs: list[Run] = []
        for literal, name, _, _ in Formatter().parse(wording(self.language).gettext(message)):
            if literal:
                runs.append(Run(literal))
            if name is not None:
                value = values[name]
                runs.append(Run(value) if isinstance(value, str) else value)
        return tuple(runs)

    def text(self, texts: Mapping[Language, str], style: Style = Style.PLAIN, link: str | None = None) -> Run:
        """A text in several languages as this paper has it: on one line, in its language or the nearest there is."""
        language = language_of(texts, self.language)
        text = " ".join(clean(text_in(texts, self.language)).split())
        differs = None if language is self.language else language
        return Run(text, style, differs, differs and self._other(differs.direction), link)

    def paragraphs(self, texts: Mapping[Language, str]) -> tuple[Line, ...]:
        """A longer text, a line for each of its paragraphs."""
        language = language_of(texts, self.language)
        differs = None if language is self.language else language
        direction = differs and self._other(differs.direction)
        parts = (" ".join(part.split()) for part in clean(text_in(texts, self.language)).split("\n"))
        return tuple((Run(part, Style.PLAIN, differs, direction),) for part in parts if part)

    def name(self, name: str, style: Style = Style.PLAIN, link: str | None = None) -> Run:
        """A name, symbol or address that is the same in every language: it keeps its own direction."""
        text = " ".join(clean(name).split())
        return Run(text, style, None, self._other(direction_of(text) or self.language.direction), link)

    def person(self, person: PersonName, style: Style = Style.PLAIN) -> Run:
        """A person with the honorific."""
        return self.name(" ".join(part for part in (person.honorific, person.name) if part), style)

    def delegation(self, delegation: DelegationName, style: Style = Style.PLAIN) -> Run:
        """A delegation by its name."""
        return self.text(delegation.names, style)

    def room(self, room: RoomName | None, style: Style = Style.PLAIN) -> Run:
        """A room, or that it is to be announced."""
        return self.name(room.name, style) if room else Run(self.words(N_("room to be announced")), style)

    def title(self, document: Document, style: Style = Style.STRONG, linked: bool = True) -> Run:
        """A session's title, which leads to its page; struck through where it will not take place."""
        link = session_url(self.public_url, self.release.meeting.slug, document.uid) if linked else None
        return self.text(document.titles, Style.STRUCK if document.is_cancelled else style, link)

    def item(self, item: ItemName) -> Line:
        """An item of the agenda: "Item 2 (b). Title"."""
        number = Run(item_reference(clean(item.number), self.language))
        return self.sentence(N_("Item {number}. {title}"), number=number, title=self.text(item.titles))

    def hours(self, starts: datetime, ends: datetime) -> str:
        """The hours of a session at the venue."""
        return hours_words(starts, ends, self.language)

    def kind(self, document: Document) -> str:
        """What kind of session it is; nothing where its title says that anyway."""
        is_told = document.kind in (Kind.OPENING, Kind.CLOSING, Kind.BREAK)
        return "" if is_told else kind_name(document.kind, self.language)

    def spoken(self, languages: Sequence[Language]) -> str:
        """The names of languages, or that they are all those of the meeting."""
        if len(languages) > 2 and set(languages) == set(self.release.meeting.languages):
            return self.words(N_("all languages"))
        names = Locale.parse(self.language.value).languages
        return listed((names[language.value] for language in languages), self.language)

    def state(self, document: Document) -> str | None:
        """A word on how firm a session is, None where it is confirmed."""
        if document.is_cancelled:
            return self.words(N_("postponed") if document.postponed else N_("cancelled"))
        return self.words(N_("tentative")) if document.status is Status.TENTATIVE else None

    def joined(self, parts: Iterable[Line | Run], separator: str | None = None) -> Line:
        """Lines behind one another, with the comma of the language between them."""
        between = Run(listed(("", ""), self.language) if separator is None else separator)
        runs: list[Run] = []
        for part in parts:
            line = (part,) if isinstance(part, Run) else part
            if not any(run.text for run in line):
                continue
            if runs:
                runs.append(between)
            runs.extend(line)
        return tuple(runs)

    def page_url(self, *parts: str) -> str:
        """The address of a page of the meeting."""
        return "/".join((self.public_url, "meetings", self.release.meeting.slug, *parts))

    def _other(self, direction: str) -> str | None:
        return direction if direction != self.language.direction else None


def clean(text: str) -> str:
    """A text without what could reorder its neighbours or break a file: bidi controls, control characters, noncharacters."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or (sign not in BIDI_CONTROLS and unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co"))
    )


def direction_of(text: str) -> str | None:
    """The direction of the first letter that has one (UAX 9, P2), None where none has."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return None


def days_of(documents: Iterable[Document]) -> tuple[date, ...]:
    """The days at the venue on which these begin."""
    return tuple(sorted({document.starts.date() for document in documents}))
