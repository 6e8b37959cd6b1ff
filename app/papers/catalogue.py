"""Every paper there is, in the order in which they are listed."""

from app.errors import NotFound
from app.papers.kinds.agenda import annotated_agenda, organisation_of_work, provisional_agenda
from app.papers.kinds.people import name_plates, participants, speakers
from app.papers.kinds.programme import changes, day, poster, programme, running_order
from app.papers.paper import Paper

PAPERS = (
    provisional_agenda.PAPER,
    annotated_agenda.PAPER,
    organisation_of_work.PAPER,
    programme.PAPER,
    day.PAPER,
    running_order.PAPER,
    participants.PAPER,
    speakers.PAPER,
    name_plates.PAPER,
    changes.PAPER,
    poster.PAPER,
)
BY_NAME = {paper.name: paper for paper in PAPERS}


def paper_named(name: str) -> Paper:
    """The paper of this name. Raises NotFound."""
    try:
        return BY_NAME[name]
    except KeyError as error:
        raise NotFound("There is no such paper.") from error
