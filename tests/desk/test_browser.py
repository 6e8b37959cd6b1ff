"""The desk in a real browser: from the first link to a release, with JavaScript and without; focus; order by drag and key."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from app.access.accounts import offer_first_administrator
from app.database import Database
from tests.desk.office import MEETING, Office, running_office
from tests.machinery.databases import Template
from tests.machinery.server import running_server

PASSWORD = "a long way to Vienna"


@pytest.fixture(scope="module")
def office(sqlite: Template) -> Iterator[Office]:
    """A desk with something of everything in it."""
    with running_office(sqlite) as running:
        yield running


def test_what_is_wrong_has_the_focus_and_leads_to_its_input(browser: Browser, office: Office) -> None:
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/rooms/new")

    booths = page.get_by_label("Interpretation booths")
    booths.fill("900")
    page.get_by_role("button", name="Save").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Interpretation booths").click()
    expect(booths).to_be_focused()
    expect(booths).to_have_value("900")
    page.context.close()


def carry(page: Page, handle: Locator, onto: Locator, share: float) -> None:
    """Drag a line by its handle to this share of another one's height."""
    handle.hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] * share, steps=4)


def test_the_panel_is_put_in_order_by_drag_and_by_keyboard(browser: Browser, office: Office) -> None:
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/sessions/{office.session['id']}")
    lines, names = page.locator(".seats > li"), page.locator(".seats .who-sits > a:first-of-type")
    first, second, third = names.all_inner_texts()

    carry(page, lines.nth(2).locator(".handle"), lines.nth(0), 0.2)
    expect(lines.nth(0)).to_have_class("drop-before")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(names).to_have_text([first, second, third])
    carry(page, lines.nth(2).locator(".handle"), lines.nth(0), 0.2)
    page.mouse.up()

    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(names).to_have_text([third, first, second])
    page.get_by_role("button", name=f"Move {third} down").focus()
    for order in ([first, third, second], [first, second, third]):
        page.keyboard.press("Enter")
        expect(names).to_have_text(order)
        expect(page.get_by_role("button", name=f"Move {third} down")).to_be_focused()
    page.reload()
    expect(names).to_have_text([first, second, third])
    page.context.close()


def test_agenda_items_are_put_in_order_by_drag_and_by_keyboard(browser: Browser, office: Office) -> None:
    officer = office.officer
    where = f"/meetings/{officer.meeting}/agenda-items"
    for number, parent in (("4", None), ("4 (a)", "4"), ("5", None)):
        known = {item["number"]: item["id"] for item in officer.get(where)["items"]}
        given = {"number": number, "titles": {"en": f"Was {number}"}, "parent_id": known.get(parent or "")}
        officer.do("POST", where, json=given)
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/agenda-items")
    lines = page.locator("tbody tr")

    def titles() -> list[tuple[str, str]]:
        return [(row.locator("th").inner_text(), row.locator("td").first.inner_text()) for row in lines.all()]

    carry(page, lines.filter(has_text="Was 5").locator(".handle"), lines.filter(has_text="Another item"), 0.2)
    page.mouse.up()
    expect(page.get_by_role("status")).to_have_text("Moved.")
    assert titles()[1:] == [("3", "Was 5"), ("4", "Another item"), ("5", "Was 4"), ("5 (a)", "Was 4 (a)")]

    button = page.get_by_role("button", name="Move 3 down")
    button.press("Enter")
    expect(page.get_by_role("button", name="Move 4 down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move 5 down")).to_be_focused()
    assert titles()[1:] == [("3", "Another item"), ("4", "Was 4"), ("4 (a)", "Was 4 (a)"), ("5", "Was 5")]
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_officer_comes_in_plans_and_publishes(browser: Browser, sqlite: Template, has_scripts: bool) -> None:
    database_url = sqlite.copy()
    database = Database(database_url)
    with database.writing() as db:
        token = offer_first_administrator(db)
    database.dispose()
    with running_server(database_url) as client:
        url = str(client.base_url).rstrip("/")
        context = browser.new_context(java_script_enabled=has_scripts)
        page = context.new_page()
        page.set_default_timeout(15_000)
        _come_in(page, f"{url}/desk/first/{token}")
        _make_mandate_and_meeting(page, url)
        _make_people(page)
        _make_round_table(page)
        _publish(page)
        context.close()

        feed = httpx.get(f"{url}/meetings/fifteenth-session.ics").text

    assert "SUMMARY:Task forces" in feed
    assert "DTSTART;TZID=Europe/Vienna:20280306T100000" in feed
    assert "LOCATION:Boardroom A" in feed


def _come_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("E-mail address").fill("okafor@office.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The password again").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("okafor@office.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Meetings")).to_be_visible()


def _make_mandate_and_meeting(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/mandates/new")
    page.locator("[name=resolution]").fill("6/4")
    page.locator("[name='titles/en']").fill("Technical assistance")
    page.locator("[name='themes/0/numeral']").fill("i")
    page.locator("[name='themes/0/titles/en/text']").fill("Inter-agency task forces")
    page.get_by_role("button", name="Save").click()
    for code, name in (("KEN", "Kenya"), ("FRA", "France")):
        page.goto(f"{url}/desk/delegations/new")
        page.locator("[name=code]").fill(code)
        page.locator("[name='names/en']").fill(name)
        page.get_by_role("button", name="Save").click()
    page.goto(f"{url}/desk/new-meeting")
    page.locator("[name='titles/en']").fill("Fifteenth session")
    page.locator("[name=mandate_id]").select_option(index=1)
    page.get_by_label("Venue").fill("Vienna International Centre")
    page.get_by_label("Time zone").fill("Europe/Vienna")
    page.get_by_label("First day").fill("2028-03-06")
    page.get_by_label("Last day").fill("2028-03-10")
    page.get_by_role("button", name="Make the meeting").click()
    page.get_by_role("link", name="New room").click()
    page.get_by_label("Name").fill("Boardroom A")
    page.get_by_label("Interpretation booths").fill("6")
    page.get_by_role("button", name="Save").click()


def _make_people(page: Page) -> None:
    for name, delegation in (("A. Okafor", "KEN"), ("B. Dupont", "FRA"), ("C. Otieno", "KEN")):
        page.get_by_role("link", name="People", exact=True).click()
        page.get_by_role("link", name="New person").click()
        page.get_by_label("Name as shown").fill(name)
        page.get_by_label("Delegation").select_option(delegation)
        page.get_by_label("English", exact=True).first.check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Created.")


def _make_round_table(page: Page) -> None:
    page.get_by_role("link", name="Sessions", exact=True).click()
    page.get_by_role("link", name="New session").click()
    page.locator("[name='titles/en']").fill("Task forces")
    page.get_by_label("Theme").select_option(index=1)
    page.get_by_label("Day", exact=True).select_option("2028-03-06")
    page.get_by_label("From", exact=True).fill("10")
    page.get_by_label("To", exact=True).fill("13:00")
    page.get_by_label("Room", exact=True).select_option(index=1)
    page.get_by_role("button", name="Make the session").click()
    for name, role in (("B. Dupont", "moderator"), ("A. Okafor", "panelist"), ("C. Otieno", "panelist")):
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Find").click()
        page.get_by_label(f"Role of {name}").select_option(role)
        page.get_by_role("button", name=f"Seat {name}").click()
        expect(page.get_by_role("status")).to_have_text("Saved.")
    for name in ("A. Okafor", "B. Dupont", "C. Otieno"):
        page.get_by_label(f"Invitation {name}").select_option("accepted")
    page.get_by_role("button", name="Move C. Otieno up").click()
    expect(page.get_by_label("Place of C. Otieno")).to_have_value("2")
    page.get_by_label("Status").select_option("confirmed")
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("No rule is broken.")).to_be_visible()


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_text("A. Okafor (Kenya)")).to_be_visible()
    page.get_by_label("Note").fill("First programme")
    page.get_by_role("button", name="Publish release 1").click()
    expect(page.get_by_role("heading", name="Release 1")).to_be_visible()
