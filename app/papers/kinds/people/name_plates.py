"""Name plates: a sheet for everybody named, to be folded along its middle."""

from app.papers.content import Block, Document, Paragraph, Plate, Style
from app.papers.frame import framed
from app.papers.kinds.people.delegations import delegations
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.wording import N_

TITLE = N_("Name plates")


def make(writer: Writer, choice: Choice) -> Document:
    """By delegation, in the order of the list of participants."""
    blocks: list[Block] = [
        Plate(
            name=(writer.person(person, Style.STRONG),),
            function=(writer.text(person.functions),),
            delegation=(writer.delegation(group.delegation),),
        )
        for group in delegations(writer)
        for person in group.people
    ]
    nobody = Paragraph(writer.said(N_("Nobody has been named yet.")), is_quiet=True)
    return framed(writer, writer.said(TITLE), blocks or [nobody], is_bare=bool(blocks))


PAPER = Paper("name-plates", TITLE, N_("A plate for everybody named, to fold and set up."), make)
