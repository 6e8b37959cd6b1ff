"""What a paper says, run by run, to be looked for in each of its forms."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.papers.content import (
    Code,
    Columns,
    Document,
    Entry,
    Fact,
    Group,
    Heading,
    Item,
    Paragraph,
    Plate,
    Row,
    Run,
    Table,
)


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


def shown(document: Document) -> Iterator[str]:
    """Every text of a paper's body in the order of reading, and nothing else: what a form of it gives back."""
    masthead = document.masthead
    if not document.is_bare:
        yield from _shown((masthead.organisation, masthead.symbol, masthead.meeting, masthead.place, masthead.aside))
        yield from _shown((document.title, document.subtitle))
    yield from _shown(document.blocks)


def _shown(value: Any) -> Iterator[str]:
    match value:
        case Run(text=text):
            yield text
        case Heading(number=number, words=words) | Paragraph(number=number, words=words):
            yield number or ""
            yield from _shown(words)
        case Item(label=label, words=words, parts=parts):
            yield label
            yield from _shown((words, parts))
        case Fact(name=name, lines=lines):
            yield from _shown((name, lines))
        case Table(head=head, rows=rows):
            yield from _shown((head, rows))
        case Row(cells=cells):
            yield from _shown(tuple(cell.lines for cell in cells))
        case Entry(margin=margin, heading=heading, blocks=blocks):
            yield from _shown((margin, heading, blocks))
        case Group(heading=heading, lines=lines):
            yield from _shown((heading, lines))
        case Columns(blocks=blocks):
            yield from _shown(blocks)
        case Plate(name=name, function=function, delegation=delegation):
            yield from _shown((name, function, delegation))
        case Code(words=words):
            yield from _shown(words)
        case tuple():
            for part in value:
                yield from _shown(part)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _shown(getattr(value, field.name))
