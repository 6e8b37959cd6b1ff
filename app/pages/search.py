"""Finding sessions by words, whatever the language, case and marks of the letters."""

import unicodedata
from collections.abc import Iterator

from app.releases.record.document import Document


def matches(document: Document, wanted: str) -> bool:
    """Whether the session says every one of these words, or a part of a word, in any of its languages."""
    said = plain(" ".join(_said(document)))
    return all(word in said for word in plain(wanted).split())


def plain(text: str) -> str:
    """Letters without marks or case, as the page's own search compares them."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(sign))


def _said(document: Document) -> Iterator[str]:
    yield from document.titles.values()
    yield from document.descriptions.values()
    if document.theme:
        yield from document.theme.titles.values()
    if document.room:
        yield document.room.name
    if document.organiser:
        yield from document.organiser.names.values()
    for paper in document.documents:
        yield from filter(None, (paper.symbol, paper.title))
    for seat in document.panel:
        yield from seat.titles.values()
        if seat.person:
            yield seat.person.name
            yield from seat.person.functions.values()
            yield from seat.person.delegation.names.values()
