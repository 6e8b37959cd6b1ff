"""The provisional agenda: the items with their numbers."""

from app.papers.content import Document
from app.papers.frame import framed
from app.papers.kinds.agenda.agenda_items import agenda_list
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.wording import N_

TITLE = N_("Provisional agenda")


def make(writer: Writer, choice: Choice) -> Document:
    """The agenda of the meeting."""
    return framed(writer, writer.said(TITLE), [agenda_list(writer)])


PAPER = Paper("provisional-agenda", TITLE, N_("The items of the agenda."), make)
