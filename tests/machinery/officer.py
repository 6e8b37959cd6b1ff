"""A secretariat officer with a key, who works through the API as a person would: in few words."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from app.access.keys import create_key
from app.access.models import Right
from app.database import Database

JSON = dict[str, Any]
VIENNA = ZoneInfo("Europe/Vienna")
MONDAY = date(2027, 3, 1)


def make_key(database_url: str, role: Right, meeting_id: int | None = None) -> str:
    """A key of this role, made as `planner key create` makes it."""
    database = Database(database_url)
    with database.writing() as db:
        key = create_key(db, f"test {role.value}", role, meeting_id, "test")
    database.dispose()
    return key


def at(hours: str, day: int = 0, zone: ZoneInfo = VIENNA) -> JSON:
    """Start and end of "10:00-13:00" on the meeting's first day, or that many days later."""
    starts, ends = (datetime.fromisoformat(f"{MONDAY + timedelta(days=day)}T{hour}") for hour in hours.split("-"))
    return {"starts": starts.replace(tzinfo=zone).isoformat(), "ends": ends.replace(tzinfo=zone).isoformat()}


@dataclass
class Officer:
    """Makes what a test needs. Every call asserts that the API did it."""

    client: httpx.Client
    key: str
    meeting: str = "working-group"

    def __post_init__(self) -> None:
        self.numbers = count(1)

    def at(self, client: httpx.Client) -> "Officer":
        """The same officer, with the same meeting, at another server."""
        other = replace(self, client=client)
        other.themes, other.rooms, other.item = dict(self.themes), dict(self.rooms), dict(self.item)
        return other

    def ask(self, method: str, path: str, version: int | None = None, **given: Any) -> httpx.Response:
        """Any request, answered as it may be."""
        headers = {"Authorization": f"Bearer {self.key}"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.client.request(method, f"/api/v1{path}", headers=headers | given.pop("headers", {}), **given)

    def do(self, method: str, path: str, version: int | None = None, **given: Any) -> JSON:
        """A request that succeeds; its body."""
        answer = self.ask(method, path, version, **given)
        assert answer.is_success, answer.text
        body: JSON = answer.json() if answer.content else {}
        return body

    def get(self, path: str) -> JSON:
        """What is at an address."""
        return self.do("GET", path)

    def mandate(self) -> JSON:
        """A mandate with two themes."""
        themes = [
            {"numeral": numeral, "titles": {"en": {"text": title}, "fr": {"text": f"{title} (fr)"}}}
            for numeral, title in (("i", "Task forces"), ("ii", "Victims and witnesses"))
        ]
        return self.do("POST", "/mandates", json={"resolution": "6/4", "titles": {"en": "Mandate"}, "themes": themes})

    def open_meeting(self, **fields: Any) -> JSON:
        """A meeting of five days in Vienna with two rooms, an agenda item, a mandate and two delegations of its own."""
        mandate = self.mandate()
        for code, name, group in (("KEN", "Kenya", "african"), ("FRA", "France", "western_european_others")):
            given = {"code": code, "kind": "member_state", "names": {"en": name}, "regional_group": group}
            self.do("POST", "/delegations", json=given)
        return self.open_meeting_under(mandate, **fields)

    def open_meeting_in_seeded(self, **fields: Any) -> JSON:
        """The same meeting under the seeded mandate, where the delegations are there already."""
        return self.open_meeting_under(self.get("/mandates")["items"][0], **fields)

    def open_meeting_under(self, mandate: JSON, **fields: Any) -> JSON:
        """The same meeting under a mandate that is there."""
        self.themes = {theme["numeral"]: theme["id"] for theme in mandate["themes"]}
        given = {
            "slug": self.meeting,
            "titles": {"en": "Working Group, fourteenth session", "fr": "Groupe de travail, quatorzième session"},
            "venue": "Vienna International Centre",
            "zone": "Europe/Vienna",
            "first_day": MONDAY.isoformat(),
            "last_day": (MONDAY + timedelta(days=4)).isoformat(),
            "languages": ["en", "fr"],
            "mandate_id": mandate["id"],
            "mailbox": "secretariat@example.org",
        }
        opened = self.do("POST", "/meetings", json=given | fields)
        self.rooms = {name: self.room(name)["id"] for name in ("Boardroom A", "Boardroom D")}
        item = {"number": "2", "titles": {"en": "Item"}}
        self.item = self.do("POST", f"/meetings/{self.meeting}/agenda-items", json=item)
        return opened

    def room(self, name: str, **fields: Any) -> JSON:
        """A room with booths enough."""
        given = {"name": name, "booths": 6, "capacity": 200, "remote": True}
        return self.do("POST", f"/meetings/{self.meeting}/rooms", json=given | fields)

    def person(self, name: str = "", delegation: str = "KEN", **fields: Any) -> JSON:
        """A participant."""
        name = name or f"Panelist {next(self.numbers):02}"
        return self.do("POST", "/participants", json={"name": name, "delegation": delegation, **fields})

    def session(self, title: str = "Round table", room: str | None = "Boardroom A", **fields: Any) -> JSON:
        """A tentative round table on Monday morning, or as the fields say; the whole answer."""
        given = {
            "kind": "round_table",
            "titles": {"en": title},
            "status": "tentative",
            "languages": ["en", "fr"],
            "room_id": self.rooms[room] if room else None,
            **at("10:00-13:00"),
        }
        return self.do("POST", f"/meetings/{self.meeting}/sessions", json=given | fields)

    def change(self, session: JSON, **fields: Any) -> JSON:
        """Change a session as it stands now; the whole answer."""
        version = self.get(f"/sessions/{session['id']}")["version"]
        return self.do("PATCH", f"/sessions/{session['id']}", version, json=fields)

    def step(self, session: JSON, step: str) -> JSON:
        """Cancel or reinstate a session as it stands now; the whole answer."""
        version = self.get(f"/sessions/{session['id']}")["version"]
        return self.do("POST", f"/sessions/{session['id']}/{step}", version)

    def seats(self, session: JSON, *seats: JSON) -> JSON:
        """Make up the panel; the whole answer."""
        version = self.get(f"/sessions/{session['id']}")["version"]
        return self.do("PUT", f"/sessions/{session['id']}/assignments", version, json=list(seats))

    def panel(self, session: JSON, invitation: str = "accepted") -> list[JSON]:
        """A moderator and two panelists, all new people, seated; the people."""
        people = [self.person(delegation=code) for code in ("FRA", "KEN", "KEN")]
        roles = ("moderator", "panelist", "panelist")
        self.seats(
            session,
            *(
                {"participant_id": person["id"], "role": role, "invitation": invitation}
                for person, role in zip(people, roles, strict=True)
            ),
        )
        return people

    def round_table(self, title: str = "Round table", **fields: Any) -> JSON:
        """A confirmed round table with a complete panel that has accepted."""
        session: JSON = self.session(title, **fields)["session"]
        self.panel(session)
        confirmed: JSON = self.change(session, status="confirmed")["session"]
        return confirmed

    def publish(self, note: str | None = None) -> JSON:
        """The next release."""
        return self.do("POST", f"/meetings/{self.meeting}/releases", json={"note": note})
