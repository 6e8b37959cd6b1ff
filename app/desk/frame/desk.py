"""One request at the desk: who acts, in which language, in which transaction, and how the page goes out."""

import gzip
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.access.models import Actor, Right
from app.access.sign_in import Officer
from app.database import DbSession
from app.desk.frame.broken import Broken, Counts, broken_in
from app.desk.frame.templating import HEADERS, render
from app.feeds.http.answer import takes_gzip
from app.languages import Language, text_in
from app.meetings.models import MeetingRow
from app.wording import N_, wording
from app.zones import zone

SAID = {
    "saved": N_("Saved."),
    "created": N_("Created."),
    "deleted": N_("Deleted."),
    "cancelled": N_("Cancelled."),
    "reinstated": N_("Reinstated."),
    "moved": N_("Moved."),
    "published": N_("Published."),
    "accepted": N_("Accepted."),
    "reopened": N_("Open again."),
    "unchanged": N_("Nothing was changed."),
    "imported": N_("Taken in."),
    "merged": N_("Merged: one person, with all seats."),
}
"""What a page says after a step, by the word that its address carries."""


@dataclass(frozen=True, slots=True)
class Office:
    """An officer's request about what belongs to all meetings, or to the officer alone."""

    request: Request
    db: DbSession
    officer: Officer
    by: Actor
    language: Language

    @property
    def is_administrator(self) -> bool:
        """Whether accounts, keys, mandates and delegations are theirs to keep."""
        return self.officer.role is Right.ADMINISTRATOR

    def words(self, message: str, **values: object) -> str:
        """A message of the catalogue with its values put in."""
        return wording(self.language).gettext(message).format(**values)

    def said(self) -> str | None:
        """What the page says about the step before."""
        word = self.request.query_params.get("said", "")
        return self.words(SAID[word]) if word in SAID else None

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page for this officer, packed where the browser takes that."""
        page = render(template, self.language, status, desk=self, officer=self.officer, **values)
        if takes_gzip(self.request.headers.get("accept-encoding", "").encode("latin-1")):
            page.body = gzip.compress(bytes(page.body), compresslevel=4, mtime=0)
            page.headers.update({"Content-Encoding": "gzip", "Content-Length": str(len(page.body))})
        page.headers["Vary"] = "Accept-Encoding"
        return page

    def go(self, path: str, said: str = "", place: str = "", **query: object) -> Response:
        """Send the browser on after a step, so that loading again does not repeat it. `path` is one of ours.

        `place` is the id of what then has the focus, or is in view.
        """
        given = {name: str(value) for name, value in {**query, "said": said}.items() if value}
        separator = "&" if "?" in path else "?"
        address = f"{path}{separator}{urlencode(given)}" if given else path
        return RedirectResponse(f"{address}#{place}" if place else address, 303, headers={**HEADERS})


@dataclass(frozen=True, slots=True)
class Desk(Office):
    """An officer's request about one meeting."""

    meeting: MeetingRow

    @property
    def title(self) -> str:
        """The meeting's title in the page's language."""
        return text_in(self.meeting.titles, self.language)

    @property
    def may_edit(self) -> bool:
        """Whether the officer may change the draft."""
        return self.by.may(Right.EDITOR)

    @property
    def may_publish(self) -> bool:
        """Whether the officer may publish."""
        return self.by.may(Right.PUBLISHER)

    @property
    def broken(self) -> Broken:
        """What the draft breaks, as this officer may know: found once a request, before the request changes anything."""
        state = self.request.state
        if not hasattr(state, "broken"):
            state.broken = broken_in(self.db, self.meeting, self.by)
        found: Broken = state.broken
        return found

    @property
    def counts(self) -> Counts:
        """How many errors and warnings the draft has."""
        return self.broken.counts

    @property
    def zone(self) -> ZoneInfo:
        """The venue's zone."""
        return zone(self.meeting.zone)

    def at(self, *parts: object) -> str:
        """The address of a page of this meeting."""
        return "/".join(["/desk/meetings", self.meeting.slug, *map(str, parts)])
