"""The filters of an agenda page, and which calendar follows them."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.errors import NotFound
from app.feeds.membership import (
    InRoom,
    OfDelegation,
    OfParticipant,
    OfTheme,
    Selection,
    WholeMeeting,
    current,
    exists,
    holds,
)
from app.given import AnyDay
from app.languages import Language
from app.pages.search import matches
from app.releases.record.document import Document
from app.releases.record.release import Published, Release


class Filter(BaseModel):
    """What part of the programme is shown: all that is given must hold. An empty value, as a form sends it, is none."""

    model_config = ConfigDict(frozen=True)

    theme: str = Field(default="", description="A theme's numeral.", examples=["i"])
    room: str = Field(default="", description="A room's slug.")
    delegation: str = Field(default="", description="A delegation's code: it organises, sits or is present as all are.")
    participant: str = Field(default="", description="The uid of a named person.")
    interpretation: Language | Literal[""] = Field(default="", description="A language the session is held in.")
    day: AnyDay | Literal[""] = Field(default="", description="A day at the venue.", examples=["2027-03-01"])
    q: str = Field(default="", max_length=100, description="Words that the session says, in any of its languages.")

    @property
    def selections(self) -> tuple[Selection, ...]:
        """What is chosen of themes, rooms, delegations and people. Raises NotFound for a uid that is none."""
        chosen: list[Selection] = []
        if self.theme:
            chosen.append(OfTheme(self.theme))
        if self.room:
            chosen.append(InRoom(self.room))
        if self.delegation:
            chosen.append(OfDelegation(self.delegation))
        if self.participant:
            chosen.append(OfParticipant(uid_of(self.participant)))
        return tuple(chosen)

    @property
    def calendar(self) -> Selection:
        """The calendar that follows: of the one thing that is chosen, else of the whole meeting."""
        chosen = self.selections
        return chosen[0] if len(chosen) == 1 and not self.interpretation and not self.q else WholeMeeting()

    @property
    def is_one_calendar(self) -> bool:
        """Whether one of the calendars there are holds just this: one thing is chosen, or nothing."""
        return not self.given or (len(self.given) == 1 and self.calendar != WholeMeeting())

    @property
    def is_filtered(self) -> bool:
        """Whether more than a day is chosen."""
        return bool(self.given.keys() - {"day"})

    @property
    def given(self) -> Mapping[str, object]:
        """The filters that are set, as an address has them."""
        return {name: value for name, value in self if value}

    def shown(self, release: Release) -> tuple[Published, ...]:
        """The sessions to show, in the release's order."""
        chosen = tuple(current(release, selection) for selection in self.selections)
        return tuple(published for published in release.sessions if self._holds(published.document, chosen))

    def _holds(self, document: Document, chosen: tuple[Selection, ...]) -> bool:
        return (
            (not self.day or document.starts.date() == self.day)
            and (not self.interpretation or self.interpretation in document.languages)
            and all(holds(selection, document) for selection in chosen)
            and (not self.q or matches(document, self.q))
        )


def expect_named(release: Release, *selections: Selection) -> None:
    """Go on only if a release of this meeting has named all of this. Raises NotFound."""
    if not all(exists(release, selection) for selection in selections):
        raise NotFound("No release of this meeting has named this.")


def uid_of(text: str) -> UUID:
    """The uid that an address names. Raises NotFound for what is none, or is one in another spelling than the feeds'."""
    try:
        uid = UUID(text)
    except ValueError as error:
        raise NotFound("No release of this meeting has named this.") from error
    if str(uid) != text:
        raise NotFound("No release of this meeting has named this.")
    return uid
