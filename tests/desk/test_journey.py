"""The whole way in a real browser: from the first link to a feed, by mouse, by keyboard alone, and without JavaScript."""

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from app.access.accounts import offer_first_administrator
from app.database import Database
from tests.desk.hands import Hands, Keyboard, Mouse
from tests.machinery.databases import Template
from tests.machinery.server import running_server

PASSWORD = "a long way to Vienna"


def first_link(database_url: str) -> str:
    """The address that makes the first administrator."""
    database = Database(database_url)
    with database.writing() as db:
        token = offer_first_administrator(db)
    database.dispose()
    return f"/desk/first/{token}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hands_of", "has_scripts"),
    [(Mouse, True), (Keyboard, True), (Mouse, False)],
    ids=["by mouse", "by keyboard alone", "without JavaScript"],
)
def test_an_officer_comes_in_plans_and_publishes(
    browser: Browser, sqlite: Template, hands_of: type[Mouse] | type[Keyboard], has_scripts: bool
) -> None:
    database_url = sqlite.copy()
    link, said = first_link(database_url), list[str]()
    with running_server(database_url) as client:
        url = str(client.base_url).rstrip("/")
        context = browser.new_context(java_script_enabled=has_scripts, locale="en-US")
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: said.append(message.text))
        hands = hands_of(page)
        come_in(hands, url + link)
        make_mandate_and_meeting(hands, url)
        make_people(hands)
        make_round_table(hands)
        publish(hands)
        context.close()

        feed = httpx.get(f"{url}/meetings/fifteenth-session.ics").text

    assert "SUMMARY:Task forces" in feed
    assert "DTSTART;TZID=Europe/Vienna:20280306T100000" in feed
    assert "LOCATION:Boardroom A" in feed
    assert said == []


def come_in(hands: Hands, link: str) -> None:
    """Make the first account, go out, come in by password."""
    page = hands.page
    page.goto(link)
    hands.write(page.get_by_label("E-mail address"), "okafor@office.example")
    hands.write(page.get_by_label("Password", exact=True), PASSWORD)
    hands.write(page.get_by_label("The password again"), PASSWORD)
    hands.press(page.get_by_role("button", name="Make the account"))
    hands.press(page.get_by_role("button", name="Sign out"))
    hands.write(page.get_by_label("E-mail address"), "okafor@office.example")
    hands.write(page.get_by_label("Password"), PASSWORD)
    hands.press(page.get_by_role("button", name="Sign in"))
    expect(page.get_by_role("heading", name="Meetings")).to_be_visible()


def make_mandate_and_meeting(hands: Hands, url: str) -> None:
    """A mandate with a theme, two delegations, a meeting with a room."""
    page = hands.page
    page.goto(f"{url}/desk/mandates/new")
    hands.write(page.locator("[name=resolution]"), "6/4")
    hands.write(page.locator("[name='titles/en']"), "Technical assistance")
    hands.write(page.locator("[name='themes/0/numeral']"), "i")
    hands.write(page.locator("[name='themes/0/titles/en/text']"), "Inter-agency task forces")
    hands.press(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Created.")
    for code, name in (("KEN", "Kenya"), ("FRA", "France")):
        page.goto(f"{url}/desk/delegations/new")
        hands.write(page.locator("[name=code]"), code)
        hands.write(page.locator("[name='names/en']"), name)
        hands.press(page.get_by_role("button", name="Save"))
        expect(page.get_by_role("status")).to_have_text("Created.")
    page.goto(f"{url}/desk/new-meeting")
    hands.write(page.locator("[name='titles/en']"), "Fifteenth session")
    hands.choose(page.locator("[name=mandate_id]"), "1")
    hands.write(page.get_by_label("Venue"), "Vienna International Centre")
    hands.write(page.get_by_label("Time zone"), "Europe/Vienna")
    hands.write(page.get_by_label("First day"), "2028-03-06")
    hands.write(page.get_by_label("Last day"), "2028-03-10")
    hands.press(page.get_by_role("button", name="Make the meeting"))
    hands.press(page.get_by_role("link", name="New room"))
    hands.write(page.get_by_label("Name"), "Boardroom A")
    hands.write(page.get_by_label("Interpretation booths"), "6")
    hands.press(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Created.")


def make_people(hands: Hands) -> None:
    """Three people of two delegations."""
    page = hands.page
    for name, delegation in (("A. Okafor", "KEN"), ("B. Dupont", "FRA"), ("C. Otieno", "KEN")):
        hands.press(page.get_by_role("link", name="People", exact=True))
        hands.press(page.get_by_role("link", name="New person"))
        hands.write(page.get_by_label("Name as shown"), name)
        hands.choose(page.get_by_label("Delegation"), delegation)
        hands.press(page.get_by_label("English", exact=True).first)
        hands.press(page.get_by_role("button", name="Save", exact=True))
        expect(page.get_by_role("status")).to_have_text("Created.")


def make_round_table(hands: Hands) -> None:
    """A session with a time, a room and a panel that has accepted, confirmed."""
    page = hands.page
    hands.press(page.get_by_role("link", name="Sessions", exact=True))
    hands.press(page.get_by_role("link", name="New session"))
    hands.choose(page.get_by_label("Theme"), "1")
    hands.choose(page.get_by_label("Day", exact=True), "2028-03-06")
    hands.write(page.get_by_label("From", exact=True), "10")
    hands.write(page.get_by_label("To", exact=True), "13:00")
    hands.choose(page.get_by_label("Room", exact=True), "1")
    hands.write(page.locator("[name='titles/en']"), "Task forces")
    hands.press(page.get_by_role("button", name="Make the session"))
    hands.press(page.get_by_role("button", name="Find"))
    for name, role in (("B. Dupont", "moderator"), ("A. Okafor", "panelist"), ("C. Otieno", "panelist")):
        hands.choose(page.get_by_label(f"Role of {name}"), role)
        hands.press(page.get_by_role("button", name=f"Seat {name}"))
        expect(page.locator(".who-sits").filter(has_text=name)).to_be_visible()
    for name in ("B. Dupont", "A. Okafor", "C. Otieno"):
        hands.choose(page.get_by_label(f"Invitation {name}"), "accepted")
    hands.press(page.get_by_role("button", name="Move C. Otieno up"))
    expect(page.get_by_label("Place of C. Otieno")).to_have_value("2")
    hands.choose(page.get_by_label("Status"), "confirmed")
    hands.press(page.get_by_role("button", name="Save the session"))
    expect(page.get_by_text("No rule is broken.")).to_be_visible()


def publish(hands: Hands) -> None:
    """Look at the rehearsal and publish."""
    page: Page = hands.page
    hands.press(page.get_by_role("link", name="Publish", exact=True))
    expect(page.get_by_text("A. Okafor (Kenya)")).to_be_visible()
    hands.write(page.get_by_label("Note"), "First programme")
    hands.press(page.get_by_role("button", name="Publish release 1"))
    expect(page.get_by_role("heading", name="Release 1")).to_be_visible()
