"""The list of participants: everybody named, by delegation."""

from collections.abc import Iterator

from app.papers.content import Block, Columns, Document, Group, Heading, Line, Paragraph
from app.papers.frame import framed
from app.papers.kinds.people.delegations import Delegated, delegations
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.wording import N_

TITLE = N_("List of participants")


def make(writer: Writer, choice: Choice) -> Document:
    """States and parties, then organisations, each in alphabetical order."""
    return framed(writer, writer.said(TITLE), _blocks(writer))


def _blocks(writer: Writer) -> Iterator[Block]:
    every = delegations(writer)
    if not every:
        yield Paragraph(writer.said(N_("Nobody has been named yet.")), is_quiet=True)
    for is_organisation, words in ((False, N_("States and parties")), (True, N_("Organizations"))):
        held = [group for group in every if group.is_organisation is is_organisation]
        if held:
            yield Heading(1, writer.said(words))
            yield Columns(tuple(_group(group, writer) for group in held))


def _group(group: Delegated, writer: Writer) -> Group:
    lines: tuple[Line, ...] = tuple(
        writer.joined([writer.person(person), writer.text(person.functions)]) for person in group.people
    )
    return Group(Heading(2, (writer.delegation(group.delegation),)), lines)


PAPER = Paper("participants", TITLE, N_("Everybody named, by delegation."), make)
