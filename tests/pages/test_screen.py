"""The lobby's screen in a browser: what it shows at a moment, how it keeps up, what it does without a network."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.access.models import Right
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import running_server

HALL = {"width": 1920, "height": 1080}
MORNING = "2027-03-01T09:30:00Z"


@dataclass
class Hall:
    """A screen in a hall and the meeting that it shows."""

    officer: Officer
    page: Page
    context: BrowserContext
    url: str

    def open(self, query: str = "?lang=en") -> "Hall":
        """Open the screen."""
        self.page.goto(f"{self.url}/meetings/{self.officer.meeting}/screen{query}")
        return self

    def rows(self) -> list[list[str]]:
        """What the rows say: room, now, next."""
        rows = self.page.locator("#rooms tbody tr").all()
        return [[" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()] for row in rows]


@pytest.fixture
def hall(browser: Browser, sqlite: Template) -> Iterator[Hall]:
    """A screen of a meeting with two rooms, at half past ten on its first day, that nobody has opened yet."""
    url = sqlite.copy()
    with running_server(url) as client:
        officer = Officer(client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        context = browser.new_context(viewport=HALL, timezone_id="Asia/Tokyo")  # type: ignore[arg-type]
        page = context.new_page()
        page.clock.install(time=MORNING)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        yield Hall(officer, page, context, str(client.base_url).rstrip("/"))
        context.close()
        assert [text for text in said if "ERR_INTERNET_DISCONNECTED" not in text] == []
    sqlite.remove(url)


def programme(officer: Officer) -> dict[str, JSON]:
    """Sessions in two rooms on two days, by title, published."""
    given = (
        ("Opening", "Boardroom D", "10:00-11:00", 0),
        ("Task forces", "Boardroom D", "11:00-13:00", 0),
        ("Victims", "Boardroom A", "15:00-16:00", 0),
        ("Tools", "Boardroom A", "16:00-18:00", 0),
        ("Codes", "Boardroom A", "10:00-12:00", 1),
    )
    made = {title: officer.session(title, room=room, **at(hours, day))["session"] for title, room, hours, day in given}
    officer.publish()
    return made


def test_each_room_says_what_is_on_and_what_is_next_on_the_venues_clock(hall: Hall) -> None:
    programme(hall.officer)
    hall.open()

    expect(hall.page.locator("#clock")).to_have_text("10:30")
    expect(hall.page.locator("#day")).to_have_text("Monday 1 March")
    assert hall.rows() == [
        ["Boardroom A", "", "Victims 15:00–16:00 en fr"],
        ["Boardroom D", "Opening until 11:00 en fr", "Task forces 11:00–13:00 en fr"],
    ]

    hall.page.clock.fast_forward("05:00:00")

    expect(hall.page.locator("#clock")).to_have_text("15:30")
    assert hall.rows() == [["Boardroom A", "Victims until 16:00 en fr", "Tools 16:00–18:00 en fr"]]

    hall.page.clock.fast_forward("03:00:00")

    expect(hall.page.locator("#day")).to_have_text("Tuesday 2 March")
    assert hall.rows() == [["Boardroom A", "", "Codes 10:00–12:00 en fr"]]

    hall.page.clock.fast_forward("24:00:00")

    expect(hall.page.get_by_text("Nothing more is planned.")).to_be_visible()
    expect(hall.page.locator("#rooms")).to_be_hidden()


def test_a_release_reaches_the_screen_by_itself(hall: Hall) -> None:
    sessions = programme(hall.officer)
    hall.open()
    expect(hall.page.locator("#rooms tbody tr")).to_have_count(2)

    hall.officer.step(sessions["Victims"], "cancel")
    hall.officer.change(sessions["Task forces"], room_id=hall.officer.rooms["Boardroom A"])
    hall.officer.publish()
    hall.page.clock.fast_forward("00:30")

    expect(hall.page.locator("#rooms .moved:visible")).to_have_count(1)
    assert hall.rows() == [
        ["Boardroom A", "", "Task forces 11:00–13:00 en fr moved"],
        ["Boardroom D", "Opening until 11:00 en fr", ""],
    ]

    hall.page.clock.fast_forward("03:00:00")

    assert hall.rows() == [["Boardroom A", "", "Victims 15:00–16:00 en fr cancelled Tools 16:00–18:00 en fr"]]


def test_without_a_network_it_goes_on_with_what_it_has_and_says_since_when(hall: Hall) -> None:
    programme(hall.officer)
    hall.open()
    expect(hall.page.locator("#rooms tbody tr")).to_have_count(2)

    hall.context.set_offline(True)
    expect(hall.page.locator("#state")).to_have_text("No connection since 10:30. What is shown was right then.")
    hall.page.clock.fast_forward("01:00:00")

    expect(hall.page.locator("#state")).to_have_text("No connection since 10:30. What is shown was right then.")
    assert hall.rows()[1] == ["Boardroom D", "Task forces until 13:00 en fr", ""]

    hall.context.set_offline(False)
    expect(hall.page.locator("#state")).to_be_hidden()


def test_an_unchanged_programme_is_asked_for_without_a_byte(hall: Hall) -> None:
    programme(hall.officer)
    hall.open()
    expect(hall.page.locator("#rooms tbody tr")).to_have_count(2)
    with hall.page.expect_response("**/meetings/*.json*") as told:
        hall.page.clock.fast_forward("00:30")

    held = told.value.all_headers()["etag"]
    again = hall.officer.client.get(told.value.url, headers={"If-None-Match": held})
    assert again.status_code == httpx.codes.NOT_MODIFIED


def test_the_screen_at_a_door_shows_its_room(hall: Hall) -> None:
    programme(hall.officer)
    hall.open("?lang=fr&room=boardroom-d")

    expect(hall.page.get_by_role("heading", level=1)).to_have_text("Boardroom D")
    expect(hall.page.locator("#day")).to_have_text("lundi 1er mars")
    assert [row[0] for row in hall.rows()] == ["Boardroom D"]


@pytest.mark.parametrize("size", [HALL, {"width": 1366, "height": 768}])
def test_long_names_of_rooms_are_not_broken_and_leave_the_foot_on_the_screen(hall: Hall, size: dict[str, int]) -> None:
    names = ("Plenary Hall (Board Room B)", "Conference Room 1", "Boardroom D", "Boardroom A", "Boardroom C5")
    officer = hall.officer
    for place, name in enumerate(names):
        if name not in officer.rooms:
            officer.rooms[name] = officer.room(name)["id"]
        title = f"Assistance in harmonizing national legislation with the Convention, part {place}"
        officer.session(title, room=name, languages=["en"], **at("15:00-16:00"))
    officer.publish()
    hall.page.set_viewport_size(size)  # type: ignore[arg-type]
    hall.open()
    expect(hall.page.locator("#rooms tbody tr")).to_have_count(len(names))

    expect(hall.page.locator("footer .qr")).to_be_in_viewport(ratio=1)
    heads = hall.page.locator("#rooms tbody th")
    wide = "cell => { const own = document.createRange(); own.selectNodeContents(cell); return own.getClientRects().length }"
    lines = {name: head.evaluate(wide) for head in heads.all() for name in [head.inner_text()]}
    assert {name: count for name, count in lines.items() if count > len(name.split())} == {}
    assert hall.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_without_a_script_the_screen_leads_to_the_programme(browser: Browser, hall: Hall) -> None:
    programme(hall.officer)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hall.url}/meetings/{hall.officer.meeting}/screen?lang=en")

    expect(page.get_by_role("link", name="The whole programme")).to_be_visible()
    expect(page.locator("#rooms")).to_be_hidden()
    context.close()
