"""The documents before a session as a list."""

from collections.abc import Iterable

from app.papers.content import Item, Items, Line, Run
from app.papers.writer import Writer, clean
from app.releases.record.document import Paper


def documents_list(papers: Iterable[Paper], writer: Writer) -> Items:
    """Symbol, title and link of each document."""
    return Items(tuple(Item("–", document_line(paper, writer)) for paper in papers))


def document_line(paper: Paper, writer: Writer) -> Line:
    """One document: its title with the symbol in brackets, or what there is of it."""
    link = clean(paper.url) if paper.url else None
    title = writer.name(paper.title, link=link) if paper.title else None
    symbol = writer.name(paper.symbol, link=None if title else link) if paper.symbol else None
    if title and symbol:
        return (title, Run(" ("), symbol, Run(")"))
    return tuple(run for run in (title, symbol) if run) or ((writer.name(paper.url, link=link),) if paper.url else ())
