"""The proposed organization of work: a table of date and time, agenda item, title or description."""

from app.papers.content import Document
from app.papers.frame import framed
from app.papers.kinds.agenda.work_table import work_table
from app.papers.paper import Choice, Paper
from app.papers.writer import Writer
from app.wording import N_

TITLE = N_("Proposed organization of work")


def make(writer: Writer, choice: Choice) -> Document:
    """Every session that takes place, day by day."""
    return framed(writer, writer.said(TITLE), [work_table(writer)])


PAPER = Paper("organisation-of-work", TITLE, N_("When each item is taken up, and what sits in parallel."), make)
