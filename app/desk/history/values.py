"""What stood and stands in a field of an entry, in words: names instead of ids, hours at the venue."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.database import DbSession
from app.desk.frame.words import ATTENDANCES, DELEGATION_KINDS, GENDERS, INVITATIONS, REGIONS, RIGHTS, STATUSES
from app.languages import Language, text_in
from app.meetings.models import AgendaItemRow, MandateRow, RoomRow, ThemeRow
from app.people.models import DelegationRow, ParticipantRow
from app.wording import KINDS, N_, ROLES, listed, wording

LONGEST = 300
NOTHING = "–"
FIELDS = {
    "agenda_item_id": N_("Agenda item"),
    "annotations": N_("Annotation"),
    "answered": N_("Answered"),
    "assignments": N_("Panel"),
    "booths": N_("Interpretation booths"),
    "capacity": N_("Places"),
    "closed": N_("Closed"),
    "code": N_("Rule"),
    "day": N_("Day"),
    "delegation": N_("Delegation"),
    "descriptions": N_("Description"),
    "discussion_minutes": N_("Minutes kept for discussion"),
    "documents": N_("Documents"),
    "email": N_("E-mail address"),
    "ends": N_("To"),
    "ends_at": N_("To"),
    "expected_attendance": N_("Expected attendance"),
    "first_day": N_("First day"),
    "functions": N_("Function"),
    "gender": N_("Gender, where given"),
    "honorific": N_("Form of address"),
    "joining_url": N_("Joining link"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "languages": N_("Languages"),
    "last_day": N_("Last day"),
    "mailbox": N_("Mailbox of the office"),
    "mandate_id": N_("Mandate"),
    "meeting_roles": N_("Role"),
    "merged_into": N_("Merged into"),
    "name": N_("Name"),
    "names": N_("Name"),
    "needs": N_("Other needs"),
    "note": N_("Note"),
    "number": N_("Number"),
    "openings": N_("Openings"),
    "organiser": N_("Organizer"),
    "parent_id": N_("Part of"),
    "reason": N_("Reason"),
    "regional_group": N_("Regional group"),
    "remote": N_("Remote participation is possible"),
    "retired": N_("No longer in use"),
    "role": N_("Role"),
    "room_id": N_("Room"),
    "slug": N_("Address"),
    "starts": N_("From"),
    "starts_at": N_("From"),
    "status": N_("Status"),
    "step_free": N_("Step-free access"),
    "symbol": N_("Symbol"),
    "theme_id": N_("Theme"),
    "theme_ids": N_("Themes"),
    "titles": N_("Title"),
    "venue": N_("Venue"),
    "webcast_url": N_("Webcast"),
    "windows": N_("Times"),
    "zone": N_("Time zone"),
}
LEFT_OUT = ("id", "uid", "meeting", "key")
"""Fields that tell a reader nothing."""

WORDS: Mapping[str, Mapping[Any, str]] = {
    "kind": {**KINDS, **DELEGATION_KINDS},
    "status": STATUSES,
    "gender": GENDERS,
    "regional_group": REGIONS,
    "role": {**ROLES, **RIGHTS},
    "invitation": INVITATIONS,
    "attendance": ATTENDANCES,
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A field with what stood in it and what stands in it, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ValueWords:
    """Says values in a language. Times are those of a zone, of a meeting's entries the venue's."""

    db: DbSession
    zone: ZoneInfo
    language: Language

    def words(self, message: str) -> str:
        """A message of the catalogue."""
        return wording(self.language).gettext(message)

    def changes(self, fields: Mapping[str, Any]) -> Iterator[ChangeLine]:
        """Every field that an entry tells of. What is no change, such as a note, only stands."""
        for name, change in fields.items():
            if name in LEFT_OUT:
                continue
            if not isinstance(change, dict) or change.keys() != {"before", "after"}:
                yield ChangeLine(self.label(name), "", self.value(name, change))
            elif name == "assignments":
                yield from self._panel(change["before"] or [], change["after"] or [])
            elif _in_languages(change["before"]) or _in_languages(change["after"]):
                yield from self._texts(name, change["before"] or {}, change["after"] or {})
            else:
                before, after = self.value(name, change["before"]), self.value(name, change["after"])
                if before != after:
                    yield ChangeLine(self.label(name), before, after)

    def label(self, name: str) -> str:
        """What a field is called."""
        return self.words(FIELDS[name]) if name in FIELDS else name.replace("_", " ")

    def value(self, name: str, value: Any) -> str:
        """A value in words."""
        if value in (None, "", [], {}):
            return NOTHING
        if isinstance(value, bool):
            return self.words(N_("yes")) if value else self.words(N_("no"))
        if name in WORDS and value in WORDS[name]:
            return self.words(WORDS[name][value])
        if name in ("starts", "ends"):
            return f"{datetime.fromisoformat(value).astimezone(self.zone):%Y-%m-%d %H:%M}"
        if isinstance(value, int) and (called := self._called(name, value)):
            return called
        if name in ("delegation", "organiser"):
            row = self.db.get(DelegationRow, value)
            return text_in(row.names, self.language) if row else str(value)
        if isinstance(value, list):
            return listed([self._part(name, part) for part in value], self.language)
        return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def person(self, person_id: int) -> str:
        """Somebody by the name they have now."""
        row = self.db.get(ParticipantRow, person_id)
        return row.name if row else self.words(N_("somebody who is gone"))

    def _called(self, name: str, value: int) -> str:
        """What an id stands for, as it is called now; empty for a plain number."""
        if name == "room_id":
            room = self.db.get(RoomRow, value)
            return room.name if room else str(value)
        if name in ("theme_id", "theme_ids"):
            theme = self.db.get(ThemeRow, value)
            return theme.numeral if theme else str(value)
        if name in ("agenda_item_id", "parent_id"):
            item = self.db.get(AgendaItemRow, value)
            return item.number if item else str(value)
        if name == "mandate_id":
            mandate = self.db.get(MandateRow, value)
            return mandate.resolution if mandate else str(value)
        return self.person(value) if name == "merged_into" else ""

    def _part(self, name: str, part: Any) -> str:
        if isinstance(part, dict):
            if {"starts", "ends"} <= part.keys():
                kind = {"unavailable": N_("cannot come"), "available": N_("can come")}.get(part.get("kind", ""))
                span = f"{self.value('starts', part['starts'])} – {self.value('ends', part['ends'])}"
                return f"{self.words(kind)} {span}" if kind else span
            told = [part[key] for key in ("symbol", "numeral", "title") if part.get(key)]
            return " ".join(map(str, told)) or _cut(json.dumps(part, ensure_ascii=False))
        return self.value(name, part) if isinstance(part, int) else str(part)

    def _texts(self, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ChangeLine]:
        for language in Language:
            old, new = before.get(language), after.get(language)
            if old != new:
                yield ChangeLine(f"{self.label(name)} ({language})", self.value("", old), self.value("", new))

    def _panel(self, before: list[Any], after: list[Any]) -> Iterator[ChangeLine]:
        """Who came, who left, whose seat is another."""
        old, new = ({seat["participant_id"]: seat for seat in seats} for seats in (before, after))
        for person in (*old, *(one for one in new if one not in old)):
            if old.get(person) != new.get(person):
                was, stands = self._seat(old.get(person)), self._seat(new.get(person), old.get(person))
                yield ChangeLine(self.person(person), was, stands)

    def _seat(self, seat: Mapping[str, Any] | None, against: Mapping[str, Any] | None = None) -> str:
        if seat is None:
            return NOTHING
        told = [self.value(name, seat[name]) for name in ("role", "invitation")]
        if seat.get("attendance") == "remote":
            told.append(self.value("attendance", "remote"))
        if seat.get("minutes") is not None:
            told.append(self.words(N_("{n} min")).format(n=seat["minutes"]))
        if against and against.get("order") != seat.get("order"):
            told.append(self.words(N_("place {n}")).format(n=seat["order"] + 1))
        return listed(told, self.language)


def _in_languages(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= {language.value for language in Language}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
