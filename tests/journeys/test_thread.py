"""From the mandate to a delegate's calendar, with the real command, the real server and a real key."""

from collections.abc import Iterator

import httpx
import pytest
from icalendar import Calendar

from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at
from tests.machinery.server import Product, running_product


@pytest.fixture
def seeded(database: Template) -> Iterator[Product]:
    """The product on a fresh, seeded database."""
    url = database.copy()
    with running_product(url, "--migrate") as product:
        yield product
    database.remove(url)


class Subscriber:
    """A calendar program: asks with what it holds, and keeps what it is told."""

    def __init__(self, client: httpx.Client, address: str) -> None:
        self.client, self.address = client, address
        self.tag, self.body, self.answers = "", b"", list[int]()

    def poll(self) -> "Subscriber":
        answer = self.client.get(self.address, headers={"If-None-Match": self.tag} if self.tag else {})
        self.answers.append(answer.status_code)
        if answer.status_code == httpx.codes.OK:
            self.tag, self.body = answer.headers["ETag"], answer.content
        return self

    @property
    def events(self) -> dict[str, tuple[int, str, str]]:
        """Sequence, status and local start of each event, by title."""
        events = Calendar.from_ical(self.body).walk("VEVENT")
        return {
            str(event["SUMMARY"]).rpartition(": ")[2]: (
                int(str(event["SEQUENCE"])),
                str(event["STATUS"]),
                f"{event.decoded('DTSTART'):%Y-%m-%dT%H:%M}",
            )
            for event in events
        }


def test_an_officer_goes_from_the_mandate_to_a_delegates_calendar(seeded: Product) -> None:
    key = seeded.planner("key", "create", "officer", "--role", "administrator")
    officer = Officer(seeded.client, key, meeting="round-tables-2027")

    mandate = next(one for one in officer.get("/mandates")["items"] if one["resolution"] == "6/4")
    assert [theme["numeral"] for theme in mandate["themes"]] == ["i", "ii", "iii", "iv", "v"]
    officer.do(
        "POST",
        "/meetings",
        json={
            "slug": officer.meeting,
            "titles": {"en": "Eighth session", "fr": "Huitième session"},
            "venue": "Vienna",
            "zone": "Europe/Vienna",
            "first_day": "2027-03-01",
            "last_day": "2027-03-03",
            "languages": ["en", "fr"],
            "mandate_id": mandate["id"],
        },
    )
    officer.rooms = {"Boardroom A": officer.room("Boardroom A")["id"]}
    table: JSON = officer.session("Task forces", status="confirmed", theme_id=mandate["themes"][0]["id"])["session"]
    told = officer.seats(
        table,
        *(
            {"participant_id": officer.person(delegation=code)["id"], "role": role, "invitation": "accepted"}
            for code, role in (("FRA", "moderator"), ("KEN", "panelist"), ("PER", "panelist"))
        ),
    )
    assert [one for one in told["conflicts"] if one["severity"] == "error"] == []
    clash = officer.session("Briefing", kind="briefing", **at("12:00-14:00"))
    assert [one["code"] for one in clash["conflicts"] if one["severity"] == "error"] == ["room-double-booked"]
    assert seeded.client.get("/meetings/round-tables-2027").status_code == 404
    refused = officer.ask("POST", "/meetings/round-tables-2027/releases", json={})
    assert refused.status_code == 409
    officer.change(clash["session"], **at("14:00-15:00"))

    assert seeded.planner("publish", officer.meeting, "--note", "First") == "1"

    subscriber = Subscriber(seeded.client, "/meetings/round-tables-2027.ics").poll()
    assert subscriber.events == {
        "Task forces": (0, "CONFIRMED", "2027-03-01T10:00"),
        "Briefing": (0, "TENTATIVE", "2027-03-01T14:00"),
    }
    assert subscriber.body.decode() == seeded.planner("feed", officer.meeting).replace("\n", "\r\n") + "\r\n"
    page = seeded.client.get("/meetings/round-tables-2027?lang=fr").text
    assert "Huitième session" in page
    assert "Panelist 01" in page


def test_a_subscriber_follows_every_release_and_is_told_nothing_when_nothing_changed(officer: Officer) -> None:
    moved, cancelled, taken_back = (
        officer.session(title, **at(hours))["session"]
        for title, hours in (("Moved", "10:00-11:00"), ("Cancelled", "11:00-12:00"), ("Taken back", "12:00-13:00"))
    )
    officer.publish()
    subscriber = Subscriber(officer.client, f"/meetings/{officer.meeting}.ics").poll()
    first = subscriber.body

    officer.publish("Nothing changed")
    assert subscriber.poll().answers == [200, 304]
    assert officer.client.get(subscriber.address).content == first

    officer.change(moved, **at("15:00-16:00"))
    officer.publish()
    assert subscriber.poll().events["Moved"] == (1, "TENTATIVE", "2027-03-01T15:00")

    officer.step(cancelled, "cancel")
    officer.publish()
    assert subscriber.poll().events["Cancelled"] == (1, "CANCELLED", "2027-03-01T11:00")

    for status, shown in (("draft", (1, "CANCELLED")), ("tentative", (2, "TENTATIVE"))):
        officer.change(taken_back, status=status)
        officer.publish()
        assert subscriber.poll().events["Taken back"][:2] == shown

    assert subscriber.answers == [200, 304, 200, 200, 200, 200]
    assert subscriber.poll().answers[-1] == 304
    assert subscriber.events == {
        "Moved": (1, "TENTATIVE", "2027-03-01T15:00"),
        "Cancelled": (1, "CANCELLED", "2027-03-01T11:00"),
        "Taken back": (2, "TENTATIVE", "2027-03-01T12:00"),
    }
