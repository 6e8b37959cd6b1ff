"""What a paper is: a name in an address, a title, and a function from a release to content. One file a paper in `kinds/`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.errors import Invalid, NotFound
from app.papers.content import Document
from app.papers.writer import Writer
from app.releases.record.release import Release


class Need(StrEnum):
    """What an address must choose, or may."""

    NOTHING = ""
    DAY = "day"
    SESSION = "session"
    RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of a release. Without a day or a session a paper holds all of them, each on a page of its own.

    `since` is the earlier release that changes are counted from; None before the first.
    """

    day: date | None = None
    session: UUID | None = None
    since: Release | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """`title` is a message of the catalogue, `use` another one that says what the paper is for."""

    name: str
    title: str
    use: str
    make: Callable[[Writer, Choice], Document]
    need: Need = Need.NOTHING

    def expect(self, choice: Choice) -> None:
        """Go on only if what the paper needs is chosen. Raises Invalid."""
        if self.need is Need.DAY and choice.day is None:
            raise Invalid(("?day", "a day at the venue, such as 2027-03-01"))
        if self.need is Need.SESSION and choice.session is None:
            raise Invalid(("?session", "the uid of a session"))

    def expect_known(self, release: Release, choice: Choice) -> None:
        """Go on only if the release knows what is chosen. Raises NotFound."""
        meeting = release.meeting
        if self.need is Need.SESSION and choice.session not in release.by_uid:
            raise NotFound("No release of this meeting has this session.")
        if self.need is Need.DAY and choice.day is not None and not meeting.first_day <= choice.day <= meeting.last_day:
            held = any(published.document.starts.date() == choice.day for published in release.sessions)
            if not held:
                raise NotFound("The meeting has no such day.")
