"""The whole API in one story on an empty database: each operation of the document once, by the document's own examples.

`python -m tests.documentation.story` writes what is answered into the document as its examples.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from app.access.models import Right
from app.documentation.completing import operations_of
from app.documentation.examples import ANSWERS
from tests.machinery.databases import SQLiteTemplate
from tests.machinery.officer import make_key
from tests.machinery.server import running_server

JSON = dict[str, Any]
TYPICAL = object()
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")
PREFIX = re.compile(r"[0-9a-f]{8}")
LAPSING = ("page_url", "feed_url", "edit_token", "url")


@dataclass(frozen=True)
class Step:
    """A request of an operation. `at` replaces examples of the address, `version` is If-Match, `body` a further body.

    A step with a body of its own, or `again`, is there for the story only: its answer is not the example.
    """

    operation: str
    at: Mapping[str, object] = field(default_factory=dict)
    version: int | None = None
    body: Any = TYPICAL
    example: str = ""
    again: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether the answer is the example of its operation."""
        return self.body is TYPICAL and not self.example and not self.again


def noun(singular: str, further: Any, at: Mapping[str, object], *between: Step) -> list[Step]:
    """A noun made, listed, shown and changed as the examples say, and a further one made and deleted."""
    return [
        Step(f"create_{singular}"),
        Step(f"list_{singular}s"),
        Step(f"get_{singular}"),
        Step(f"change_{singular}", version=1),
        *between,
        Step(f"create_{singular}", body=further),
        Step(f"delete_{singular}", at=at, version=1),
    ]


def person(name: str, code: str) -> JSON:
    """A further participant."""
    return {"name": name, "delegation": code, "languages": ["en"]}


MEETING = {
    "titles": {"en": "A meeting by mistake"},
    "venue": "Vienna",
    "zone": "Europe/Vienna",
    "first_day": "2027-06-07",
    "last_day": "2027-06-07",
    "languages": ["en"],
}
THEMES = [{"numeral": "i", "titles": {"en": {"text": "A theme"}}}]
FRANCE = {"code": "FRA", "kind": "member_state", "names": {"en": "France"}, "regional_group": "western_european_others"}
BRIEFING = {"starts": "2027-03-01T15:00:00+01:00", "ends": "2027-03-01T16:00:00+01:00", "status": "confirmed"}
SEAT = {"participant_id": 4, "role": "discussant", "order": 3}

STORY: list[Step] = [
    *noun("mandate", {"resolution": "9/9", "titles": {"en": "Other"}, "themes": THEMES}, {"id": 2}),
    Step("create_delegation", body=FRANCE),
    *noun("delegation", {"code": "NGO", "kind": "organisation", "names": {"en": "NGO"}}, {"code": "NGO"}),
    *noun("meeting", MEETING, {"meeting": "a-meeting-by-mistake"}),
    *noun("room", {"name": "Corridor"}, {"id": 3}, Step("create_room", body={"name": "Boardroom A"})),
    *noun("agenda_item", {"number": "9", "titles": {"en": "Other"}}, {"id": 2}),
    *noun("slot", {"starts_at": "20:00", "ends_at": "21:00"}, {"id": 2}),
    Step("create_participant"),
    *(Step("create_participant", body=person(*who)) for who in (("B. Martin", "FRA"), ("C. Mwangi", "KEN"))),
    *(Step("create_participant", body=person(*who)) for who in (("D. Leroy", "FRA"), ("Twice", "FRA"))),
    Step("list_participants"),
    Step("get_participant"),
    Step("change_participant", version=1),
    Step("delete_participant", at={"id": 5}, version=1),
    Step("put_availability", version=0),
    Step("get_availability"),
    Step("create_session"),
    Step("create_session", example="imported"),
    Step("create_session", body={"kind": "break", "titles": {"en": "By mistake"}, "languages": ["en"]}),
    Step("list_sessions"),
    Step("get_session"),
    Step("create_assignment", version=1),
    Step("get_assignment"),
    Step("put_assignments", version=2),
    Step("create_assignment", version=3, body=SEAT),
    Step("list_assignments"),
    Step("change_assignment", at={"id": 2}, version=4),
    Step("delete_assignment", at={"id": 4}, version=5),
    Step("change_session", version=6),
    Step("change_session", version=7, example="confirmed"),
    Step("change_session", at={"id": 2}, version=1, body={**BRIEFING, "room_id": 1}),
    Step("check_session"),
    Step("list_conflicts"),
    Step("create_acknowledgement"),
    Step("get_acknowledgement"),
    Step("list_acknowledgements"),
    Step("delete_acknowledgement", version=1),
    Step("delete_session", at={"id": 3}, version=1),
    Step("change_session", at={"id": 2}, version=2, body={"room_id": 2}),
    Step("publish_release"),
    Step("cancel_session", version=8),
    Step("publish_release", body={"note": None}),
    Step("reinstate_session", version=9),
    Step("list_releases"),
    Step("get_release"),
    Step("get_release_changes", at={"number": "2"}),
    Step("republish_release"),
    Step("create_selection"),
    Step("get_selection"),
    Step("put_selection"),
    Step("reset_selection"),
    Step("get_health"),
    Step("get_readiness"),
    *(Step(f"get_{noun}_data") for noun in ("meeting", "theme", "room", "delegation", "session", "selection")),
    Step("get_participant_data"),
    Step("releases_data"),
    Step("changes_data", at={"number": 2}),
    Step("export_participant"),
    Step("erase_participant", version=2),
    Step("delete_availability", version=2),
    Step("list_ledger"),
]
"""In this order every id is known: an empty database counts from 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step, its operation in the document, and how it was answered."""

    step: Step
    operation: JSON
    answer: httpx.Response


class Teller:
    """Tells the story to a server, with an administrator's key. `places` are the tokens that the story is given."""

    def __init__(self, client: httpx.Client, key: str) -> None:
        self.client = client
        self.document: JSON = client.get("/openapi.json").json()
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for method, path, operation in operations_of(self.document)
        }
        self.places: dict[str, object] = {}
        self._headers = {"Authorization": f"Bearer {key}"}

    def tell(self, steps: list[Step] = STORY) -> Iterator[Told]:
        """Take each step and give what was answered."""
        for step in steps:
            method, path, operation = self.operations[step.operation]
            answer = self.client.request(method, self._url(step, path, operation), **self._sent(step, operation))
            if answer.is_success:
                self._remember(step, answer)
            yield Told(step, operation, answer)

    def _remember(self, step: Step, answer: httpx.Response) -> None:
        """What the story is given and later addresses name."""
        if step.operation in ("create_selection", "reset_selection"):
            self.places["edit_token"] = answer.json()["edit_token"]
            self.places["token"] = answer.json()["page_url"].rpartition("/")[2]
        elif step.operation == "get_participant":
            self.places["participant"] = answer.json()["uid"]

    def _url(self, step: Step, path: str, operation: JSON) -> str:
        parameters = [one for one in operation["parameters"] if one.get("required") and one["in"] != "header"]
        named = {one["name"]: one["example"] for one in parameters} | self.places | dict(step.at)
        if "/participants/{uid}" in path:
            named["uid"] = self.places["participant"]
        query = "&".join(f"{one['name']}={named[one['name']]}" for one in parameters if one["in"] == "query")
        return path.format(**named) + (f"?{query}" if query else "")

    def _sent(self, step: Step, operation: JSON) -> JSON:
        version = {} if step.version is None else {"If-Match": f'"{step.version}"'}
        sent: JSON = {"headers": self._headers | version}
        if "requestBody" in operation:
            examples = operation["requestBody"]["content"]["application/json"]["examples"]
            shown = examples[step.example] if step.example else next(iter(examples.values()))
            sent["json"] = shown["value"] if step.body is TYPICAL else step.body
        return sent


def known_of(teller: Teller) -> dict[str, list[Any]]:
    """What addresses may name once the story is told, by place and name of the parameter."""
    return {
        "path.meeting": ["working-group-14"],
        "query.meeting": ["working-group-14"],
        "path.id": [1, 2, 3],
        "path.code": ["KEN", "FRA"],
        "path.number": ["1", "2", "latest"],
        "path.numeral": ["i", "ii"],
        "path.room": ["boardroom-d", "boardroom-a"],
        "path.uid": ["6a1f6a0e-8f1d-4d0b-9a55-0c6c0e6f1a01", teller.places["participant"]],
        "path.token": [teller.places["token"]],
        "path.edit_token": [teller.places["edit_token"]],
        "header.If-Match": [f'"{version}"' for version in range(1, 11)],
    }


def shown(answer: httpx.Response) -> Any:
    """The body as the document shows it: of a list the first item."""
    body = answer.json()
    if isinstance(body, dict) and isinstance(body.get("items"), list):
        return body | {"items": body["items"][:1]}
    return body


def told_alike(value: Any, name: str = "") -> Any:
    """An answer without what differs at each telling: random ids, moments of today, tokens and the server's address."""
    if isinstance(value, dict):
        return {name: told_alike(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [told_alike(part, name) for part in value]
    if not isinstance(value, str):
        return value
    if name in LAPSING or (name == "id" and PREFIX.fullmatch(value)):
        return name
    return MOMENT.sub(lambda found: found[0] if found[0].startswith("2027-03-0") else "moment", UID.sub("uid", value))


def answers(client: httpx.Client, key: str) -> JSON:
    """What each operation answers in the story, by operation id."""
    found: JSON = {}
    for told in Teller(client, key).tell():
        assert told.answer.is_success, (told.step, told.answer.text)
        if told.step.is_shown and told.answer.content:
            found[told.step.operation] = shown(told.answer)
    return found


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        url = SQLiteTemplate(Path(folder)).copy()
        with running_server(url) as server:
            found = answers(server, make_key(url, Right.ADMINISTRATOR))
    ANSWERS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
