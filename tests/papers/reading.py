"""What a paper says, run by run, to be looked for in each of its forms."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.papers.content import Document, Heading, Item, Paragraph, Run


def runs(value: Any) -> Iterator[Run]:
    """Every run of some content."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from runs(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from runs(getattr(value, field.name))


def said(document: Document) -> Iterator[str]:
    """Every text of a paper that its forms show: title, content and foot, and the masthead where there is one."""
    yield document.mark or ""
    shown: list[Any] = [document.blocks, document.foot]
    if not document.is_bare:
        shown += [document.title, document.subtitle, document.masthead]
    for part in shown:
        yield from _said(part)


def _said(value: Any) -> Iterator[str]:
    match value:
        case Run(text=text):
            yield text
        case Heading(number=number, words=words) | Paragraph(number=number, words=words):
            yield number or ""
            yield from _said(words)
        case Item(label=label):
            yield label
            yield from _said(value.words)
            yield from _said(value.parts)
        case tuple() | list():
            for part in value:
                yield from _said(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _said(getattr(value, field.name))
