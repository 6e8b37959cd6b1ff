"""The desk in a real browser: from the first link to a release, with JavaScript and without; accessibility; the policy."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.access.accounts import offer_first_administrator
from app.access.models import Right
from app.database import Database
from app.desk.frame.admission import COOKIE
from app.languages import Language
from tests.desk.officer import signed_in
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import running_server

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PHONE, TABLET, WIDE = ({"width": width, "height": height} for width, height in ((390, 844), (1024, 768), (1440, 900)))
PASSWORD = "a long way to Vienna"
MEETING = "/desk/meetings/working-group"


@dataclass(frozen=True)
class Place:
    """A running desk with a meeting in it: its address, the cookie of an administrator, the pages there are."""

    url: str
    cookie: str
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def place(sqlite: Template) -> Iterator[Place]:
    """A meeting with conflicts of both severities, an accepted warning, panels, two releases."""
    database_url = sqlite.copy()
    with running_server(database_url) as client:
        officer = Officer(client, make_key(database_url, Right.ADMINISTRATOR))
        officer.open_meeting()
        pages = _programme(officer)
        administrator = signed_in(client, database_url, "Okafor", Right.ADMINISTRATOR)
        yield Place(str(client.base_url).rstrip("/"), administrator.client.cookies[COOKIE], pages)
        administrator.client.close()


def _programme(officer: Officer) -> tuple[str, ...]:
    session = officer.round_table("Task forces", theme_id=officer.themes["i"])
    officer.publish("First")
    officer.change(session, **at("15:00-18:00"))
    officer.publish("Second")
    other = officer.session("Witnesses", theme_id=officer.themes["ii"], **at("15:00-18:00"))["session"]
    officer.session("Late", room="Boardroom D", **at("19:00-20:00"))
    officer.step(officer.session("Cancelled", **at("10:00-11:00", day=2))["session"], "cancel")
    officer.session("Waiting", room=None, starts=None, ends=None)
    where = f"/meetings/{officer.meeting}"
    officer.do("POST", f"{where}/slots", json={"starts_at": "10:00", "ends_at": "13:00"})
    warning = next(one for one in officer.get(f"{where}/conflicts")["items"] if one["severity"] == "warning")
    officer.do("POST", f"{where}/acknowledgements", json={"key": warning["key"], "reason": "The bureau agreed."})
    person = officer.get(f"/sessions/{session['id']}")["assignments"][0]["participant_id"]
    inside = (
        *("sessions", "sessions/new", f"sessions/{session['id']}?searched=yes", f"sessions/{other['id']}"),
        *("people", "people/new", f"people/{person}", "details", "rooms", f"rooms/{officer.rooms['Boardroom A']}"),
        *("slots", "slots/new", "agenda-items", f"agenda-items/{officer.item['id']}", "conflicts", "publish"),
        *("releases", "releases/2", "releases/1/republish", "compare?earlier=1&later=2"),
    )
    outside = ("mandates", "mandates/1", "delegations", "delegations/KEN", "accounts", "accounts/new", "accounts/1")
    office = ("/desk", "/desk/me", "/desk/new-meeting", "/desk/keys", *(f"/desk/{part}" for part in outside))
    return ("/sign-in", *office, *(f"{MEETING}/{part}" for part in inside))


def visit(browser: Browser, place: Place, **context: object) -> Page:
    """A browser in which the administrator is signed in."""
    opened = browser.new_context(**context)  # type: ignore[arg-type]
    opened.add_cookies([{"name": COOKIE, "value": place.cookie, "url": place.url}])
    return opened.new_page()


def spoken(address: str, language: Language) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [
        (Language.EN, "light", WIDE),
        (Language.AR, "light", PHONE),
        (Language.FR, "dark", TABLET),
    ],
)
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, place: Place, language: Language, scheme: str, size: dict[str, int]
) -> None:
    page, axe = visit(browser, place, viewport=size, color_scheme=scheme, bypass_csp=True), Axe()

    broken = {}
    for address in place.pages:
        answer = page.goto(place.url + spoken(address, language))
        assert answer
        assert answer.status == 200, address
        page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
        results = axe.run(page, options=RULES)
        if results.violations_count:
            broken[address] = results.generate_report()
    page.context.close()

    assert broken == {}


@pytest.mark.slow
def test_nothing_scrolls_sideways_at_any_width(browser: Browser, place: Place) -> None:
    page = visit(browser, place)

    wide = []
    for size in (PHONE, TABLET, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for language in (Language.EN, Language.AR):
            for address in place.pages:
                page.goto(place.url + spoken(address, language))
                page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append((size["width"], spoken(address, language)))
    page.context.close()

    assert wide == []


def test_the_policy_refuses_nothing_that_a_page_asks_for(browser: Browser, place: Place) -> None:
    page = visit(browser, place)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    for address in place.pages:
        page.goto(place.url + address)
    page.context.close()

    assert said == []
    assert [url for url in asked if not url.startswith(place.url)] == []


def test_what_is_wrong_has_the_focus_and_leads_to_its_input(browser: Browser, place: Place) -> None:
    page = visit(browser, place)
    page.goto(f"{place.url}{MEETING}/rooms/new")

    booths = page.get_by_label("Interpretation booths")
    booths.fill("900")
    page.get_by_role("button", name="Save").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Interpretation booths").click()
    expect(booths).to_be_focused()
    expect(booths).to_have_value("900")
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
