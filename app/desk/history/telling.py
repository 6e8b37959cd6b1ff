"""An entry of the ledger in words: who did what to what, when, with the way to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from app.days import day_words
from app.desk.deeds import quoted
from app.desk.frame.desk import Office
from app.desk.history.values import ChangeLine, ValueWords
from app.languages import Language, text_in
from app.ledger import LedgerRow
from app.meetings.models import AgendaItemRow, MandateRow, MeetingRow, RoomRow
from app.people.models import DelegationRow, ParticipantRow
from app.programme.models import SessionRow
from app.wording import N_

THINGS = {
    "session": N_("the session {name}"),
    "participant": N_("the person {name}"),
    "room": N_("the room {name}"),
    "slot": N_("a slot"),
    "agenda_item": N_("the agenda item {name}"),
    "meeting": N_("the meeting {name}"),
    "release": N_("release {name}"),
    "delegation": N_("the delegation {name}"),
    "mandate": N_("the mandate {name}"),
    "account": N_("the account {name}"),
    "key": N_("the key {name}"),
}
OTHERWISE = N_("something")
DEEDS = {
    "create": N_("{by} made {thing}"),
    "change": N_("{by} changed {thing}"),
    "delete": N_("{by} deleted {thing}"),
    "cancel": N_("{by} cancelled {thing}"),
    "reinstate": N_("{by} reinstated {thing}"),
    "seat": N_("{by} gave a seat in {thing}"),
    "reseat": N_("{by} changed the panel: {thing}"),
    "change_seat": N_("{by} changed a seat in {thing}"),
    "unseat": N_("{by} took a seat away in {thing}"),
    "swap": N_("{by} swapped places: {thing}"),
    "undo": N_("{by} took a step back: {thing}"),
    "redo": N_("{by} repeated a step: {thing}"),
    "merge": N_("{by} merged two people: {thing}"),
    "publish": N_("{by} published {thing}"),
    "republish": N_("{by} published an earlier release again, as {thing}"),
    "erase": N_("{by} erased {thing}"),
    "invite": N_("{by} invited the holder of {thing}"),
    "revoke": N_("{by} revoked {thing}"),
}
SPECIAL = {
    ("availability", "answer"): N_("{by} kept an answer about availability: {thing}"),
    ("acknowledgement", "create"): N_("{by} accepted a warning"),
    ("acknowledgement", "delete"): N_("{by} took the acceptance of a warning back"),
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry: its number, the time at the venue, the sentence, where it leads, what changed from what to what."""

    number: int
    time: str
    sentence: str
    href: str
    changes: Sequence[ChangeLine]


@dataclass(frozen=True, slots=True)
class DayLines:
    """The entries of a day."""

    day: str
    lines: list[EntryLine] = field(default_factory=list)


@dataclass(frozen=True)
class Historian:
    """Tells entries to an officer; `with_fields` says whether they may know what changed. `home` is where people lead to."""

    office: Office
    values: ValueWords
    with_fields: bool
    home: str

    def days(self, rows: Iterable[LedgerRow]) -> list[DayLines]:
        """The entries by day, in their order."""
        found: list[DayLines] = []
        for row in rows:
            local = row.at.astimezone(self.values.zone)
            day = f"{day_words(local.date(), self.office.language)} {local.year}"
            if not found or found[-1].day != day:
                found.append(DayLines(day))
            changes = tuple(self.values.changes(row.fields)) if self.with_fields else ()
            found[-1].lines.append(
                EntryLine(row.number, f"{local:%H:%M:%S}", self.sentence(row), self.address(row), changes)
            )
        return found

    def sentence(self, row: LedgerRow) -> str:
        """Who did what to what."""
        deed = SPECIAL.get((row.resource, row.action)) or DEEDS.get(row.action, DEEDS["change"])
        return self.office.words(deed, by=row.by, thing=self._thing(row))

    def address(self, row: LedgerRow) -> str:
        """Where the thing can be seen; empty where it is gone, or never had a page."""
        below = f"/desk/meetings/{row.meeting}" if row.meeting else ""
        subject = row.subject
        match row.resource:
            case "session" if self._row(SessionRow, subject):
                return f"{below}/sessions/{subject}"
            case "participant" | "availability" if self.home and self._row(ParticipantRow, subject):
                return f"{below or self.home}/people/{subject}"
            case "room" if self._row(RoomRow, subject):
                return f"{below}/rooms/{subject}"
            case "agenda_item" if self._row(AgendaItemRow, subject):
                return f"{below}/agenda-items/{subject}"
            case "release":
                return f"{below}/releases/{subject}"
            case "meeting" | "slot" | "acknowledgement" if below:
                return below + {"meeting": "/details", "slot": "/slots", "acknowledgement": "/conflicts"}[row.resource]
            case "delegation" | "mandate" if self.office.is_administrator:
                return f"/desk/{row.resource}s/{subject}"
        return ""

    def _thing(self, row: LedgerRow) -> str:
        resource = "participant" if row.resource == "availability" else row.resource
        name = quoted(self._name(resource, row), self.office.language)
        if resource in ("release", "account", "key"):
            name = row.subject
        return self.office.words(THINGS.get(resource, OTHERWISE), name=name)

    def _name(self, resource: str, row: LedgerRow) -> str:
        """What it is called now, or was called in the entry itself where that may be told."""
        language = self.office.language
        match resource:
            case "session" if session := self._row(SessionRow, row.subject):
                return text_in(session.titles, language)
            case "participant" if person := self._row(ParticipantRow, row.subject):
                return str(person.name)
            case "room" if room := self._row(RoomRow, row.subject):
                return str(room.name)
            case "agenda_item" if item := self._row(AgendaItemRow, row.subject):
                return f"{item.number} {text_in(item.titles, language)}"
            case "mandate" if mandate := self._row(MandateRow, row.subject):
                return str(mandate.resolution)
            case "delegation" if sent := self.office.db.get(DelegationRow, row.subject):
                return text_in(sent.names, language)
            case "meeting" if meeting := self._meeting(row.subject):
                return text_in(meeting.titles, language)
        return (_told(row.fields, language) if self.with_fields else "") or row.subject

    def _row(self, table: type[Any], subject: str) -> Any:
        return self.office.db.get(table, int(subject)) if subject.isdecimal() else None

    def _meeting(self, slug: str) -> MeetingRow | None:
        return self.office.db.exec(select(MeetingRow).where(col(MeetingRow.slug) == slug)).first()


def _told(fields: Mapping[str, Any], language: Language) -> str:
    """What a deleted thing was called."""
    for name in ("titles", "names", "name", "resolution"):
        change = fields.get(name)
        value = (change.get("before") or change.get("after")) if isinstance(change, dict) else None
        if isinstance(value, dict):
            return text_in({Language(key): text for key, text in value.items()}, language)
        if isinstance(value, str):
            return value
    return ""
