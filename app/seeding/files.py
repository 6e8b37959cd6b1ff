"""The files of `seed/`: what each holds, checked as it is read."""

import csv
import json
from datetime import date, time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.given import Proses, Texts, Titles
from app.languages import Language
from app.meetings.models import MandateIn, RoomIn, SlotIn
from app.people.models import DelegationIn
from app.programme.models import PaperGiven
from app.rules.words import DelegationKind, Kind, Region, Status

SEED = Path(__file__).parents[2] / "seed"


class Part(BaseModel):
    """A part of a file; a field that is not known is a mistake in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemFile(Part):
    """An agenda item; `parent` is a number, `themes` are numerals. Without titles it has those of its theme."""

    number: str
    parent: str | None = None
    titles: Texts = {}
    annotations: Proses = {}
    themes: list[str] = []


class SessionFile(Part):
    """A session by the words of its file: theme by numeral, item by number, room by slug.

    `day` counts from 1, the meeting's first; times are the venue's. `key` names the session within the file.
    `panelists`, where given, is how many a placeholder panel has.
    """

    key: str
    kind: Kind
    status: Status = Status.DRAFT
    theme: str | None = None
    item: str | None = None
    organiser: str | None = None
    day: int | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    room: str | None = None
    titles: Titles
    languages: list[Language]
    expected_attendance: int | None = None
    discussion_minutes: int | None = None
    documents: list[PaperGiven] = []
    webcast_url: str | None = None
    joining_url: str | None = None
    panelists: int | None = None


class MeetingFile(Part):
    """A meeting with what it holds. `meeting` are its fields; mandate and days stand beside them."""

    note: list[str]
    mandate: str
    first_day: date | None = None
    days: int
    meeting: dict[str, Any]
    slots: list[SlotIn]
    rooms: list[RoomIn]
    agenda_items: list[ItemFile]
    descriptions: dict[Kind, Proses] = {}
    sessions: list[SessionFile]


class PeopleFile(Part):
    """Where placeholder people come from, in this order again and again, and what they are shown as."""

    delegations: list[str]
    state_functions: list[Titles]
    other_function: Titles
    languages: list[Language]


class FurtherFile(Part):
    """How further sessions are called: titles by kind, with places for `number` and the theme's short name."""

    titles: dict[Kind, Titles]
    themes: dict[str, Titles]
    organisers: list[str]


class ChangesFile(Part):
    """What the draft of the demonstration says beyond its release."""

    release_note: str
    new_title: Titles
    new_sessions: list[SessionFile]


class DemonstrationFile(MeetingFile):
    """The demonstration meeting."""

    people: PeopleFile
    further: FurtherFile
    changes: ChangesFile


def mandate() -> MandateIn:
    """Resolution 6/4 with its themes."""
    given = json.loads((SEED / "mandate-6-4.json").read_text(encoding="utf-8"))
    asked = given["mandate"]
    return MandateIn.model_validate(
        {
            "resolution": asked["resolution"],
            "paragraph": asked["paragraph"],
            "body": asked["body"],
            "titles": {language: title["text"] for language, title in asked["title"].items()},
            "request": {language: request["text"] for language, request in asked["request"].items()},
            "themes": given["themes"],
        }
    )


def delegations() -> list[DelegationIn]:
    """States, parties that are neither member nor observer, and organisations, each with the names that are known."""
    found = []
    for name in ("states", "parties", "organisations"):
        with (SEED / "delegations" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            found += [_delegation(row) for row in csv.DictReader(lines, strict=True)]
    return found


def _delegation(row: dict[str, str]) -> DelegationIn:
    return DelegationIn(
        code=row["code"],
        kind=DelegationKind(row["kind"]),
        regional_group=Region(row["regional_group"]),
        names={language: row[f"name_{language}"] for language in Language if row[f"name_{language}"]},
    )


def meetings() -> list[MeetingFile]:
    """The meetings that every installation begins with."""
    paths = sorted((SEED / "meetings").glob("*.json"))
    return [MeetingFile.model_validate_json(path.read_text(encoding="utf-8")) for path in paths]


def demonstration() -> DemonstrationFile:
    """The demonstration meeting that `planner demo` makes."""
    return DemonstrationFile.model_validate_json((SEED / "demonstration.json").read_text(encoding="utf-8"))
