"""What the query string of a paper's address may choose, and how it is found in the releases."""

from collections.abc import Callable
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.errors import Invalid, NotFound
from app.given import AnyDay
from app.languages import Language
from app.papers.paper import Choice, Need, Paper
from app.releases.record.release import Release

Numbered = Callable[[int], Release | None]


class PaperQuery(BaseModel):
    """The parameters of a paper; what is not one of these is ignored."""

    model_config = ConfigDict(frozen=True)

    lang: Language | None = Field(default=None, description="The language.")
    day: AnyDay | None = Field(default=None, description="`day`: a day at the venue.", examples=["2027-03-01"])
    session: UUID | None = Field(default=None, description="`running-order`: the uid of a session.")
    since: int | None = Field(default=None, alias="from", ge=1, description="`changes`: the earlier release.")
    until: int | None = Field(default=None, alias="to", ge=1, description="`changes`: the later release.")


def chosen(paper: Paper, query: PaperQuery, newest: Release, numbered: Numbered) -> tuple[Release, Choice]:
    """The release that the paper is made of, and what of it.

    Raises Invalid where something that the paper needs is missing, NotFound where it is not there. A parameter of
    another paper is ignored.
    """
    if paper.need is Need.RELEASES:
        return _compared(query, newest, numbered)
    choice = Choice(
        day=query.day if paper.need is Need.DAY else None,
        session=query.session if paper.need is Need.SESSION else None,
    )
    paper.expect(choice)
    paper.expect_known(newest, choice)
    return newest, choice


def _compared(query: PaperQuery, newest: Release, numbered: Numbered) -> tuple[Release, Choice]:
    """The newest release against the one before, unless the address says which."""

    def found(number: int) -> Release:
        release = numbered(number) if number <= max(newest.number, 0) else None
        if release is None:
            raise NotFound(f"The meeting has no release {number}.")
        return release

    later = newest if query.until is None or query.until == newest.number else found(query.until)
    if query.since is not None and query.since >= later.number:
        raise Invalid(("?from", f"a release before {later.number}"))
    before = query.since or later.number - 1
    return later, Choice(since=found(before) if before else None)
