"""Own selections as people use them: with a form where no script runs, by ticking where one does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.access.models import Right
from app.pages.views.subscribe import qr_code
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import running_server
from tests.pages.test_browser import DESK, PHONE, RULES

SECRET = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@dataclass(frozen=True)
class Programme:
    """A released meeting of three sessions and a break on three days, and who may change it."""

    officer: Officer
    client: httpx.Client
    sessions: list[JSON]

    @property
    def meeting(self) -> str:
        """The address of the meeting."""
        return f"/meetings/{self.officer.meeting}"

    @property
    def url(self) -> str:
        """Where it is served."""
        return str(self.client.base_url).rstrip("/")

    def post(self, address: str, **form: object) -> httpx.Response:
        """What a form sends."""
        return self.client.post(address, data=form)

    def ticked(self, edit_token: str) -> list[str]:
        """The titles of what is ticked."""
        uids = self.client.get(f"/api/v1/selections/{edit_token}").json()["session_uids"]
        return [session["titles"]["en"] for session in self.sessions if session["uid"] in uids]


@pytest.fixture(scope="module")
def programme(sqlite: Template) -> Iterator[Programme]:
    """The programme, on a server of its own."""
    url = sqlite.copy()
    with running_server(url) as client:
        officer = Officer(client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        titles = [("First", 0), ("Second", 1), ("Third", 2)]
        made = [officer.session(title, **at("10:00-13:00", day=day))["session"] for title, day in titles]
        officer.session("Coffee", room=None, kind="break", **at("13:00-13:30", day=1))
        officer.publish()
        yield Programme(officer, client, made)
    sqlite.remove(url)


def action_of(page: httpx.Response) -> str:
    """Where the form of the page sends what is ticked."""
    return unescape(re.findall(r'<form class="choosing" method="post" action="([^"]+)"', page.text)[0])


def key_of(page: httpx.Response) -> str:
    """The key that the page shows."""
    keys: list[str] = re.findall(r'name="edit_token" value="([^"]+)"', page.text)
    return keys[0]


def checked(page: httpx.Response) -> list[str]:
    """The uids of the boxes that are ticked."""
    return re.findall(r'name="session" value="([^"]+)" checked', page.text)


def test_without_a_script_ticks_become_a_calendar_that_can_be_changed(programme: Programme) -> None:
    first, second, third = (session["uid"] for session in programme.sessions)

    made = programme.post(f"{programme.meeting}/selections?lang=fr", session=[first, third])
    action, key = action_of(made), key_of(made)
    changed = programme.post(action, edit_token=key, step="save", session=[second])

    assert made.status_code == httpx.codes.OK
    assert {name: made.headers[name] for name in SECRET} == SECRET
    assert checked(made) == [first, third]
    assert checked(changed) == [second]
    assert "Second" in programme.client.get(action).text
    assert action.endswith("?lang=fr")
    assert f"webcal:{programme.url.partition(':')[2]}{action.partition('?')[0]}.ics" in made.text


def test_the_code_carries_the_key_behind_the_address_where_no_log_sees_it(programme: Programme) -> None:
    made = programme.post(f"{programme.meeting}/selections?lang=en", session=[])
    action, key = action_of(made), key_of(made)

    assert f'<path d="{qr_code(f"{programme.url}{action}#edit={key}").path}"/>' in made.text
    assert key not in programme.client.get(action).text


def test_a_filtered_page_offers_a_calendar_of_what_it_shows(programme: Programme) -> None:
    page = programme.client.get(programme.meeting, params={"lang": "en", "interpretation": "fr", "day": "2027-03-02"})
    offer = page.text.partition('class="offer"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]+)"', offer))

    made = programme.post(f"{programme.meeting}/selections?lang=en", **fields)

    assert fields == {"interpretation": "fr", "day": "2027-03-02"}
    assert programme.ticked(key_of(made)) == ["Second"]


@pytest.mark.parametrize(
    ("query", "is_offered"),
    [
        ("", False),
        ("?room=boardroom-a", False),
        ("?theme=i", False),
        ("?day=2027-03-01", True),
        ("?room=boardroom-a&day=2027-03-01", True),
        ("?q=first", True),
        ("?q=nothing", False),
        ("?interpretation=fr", True),
    ],
)
def test_what_is_no_calendar_of_its_own_is_offered_as_an_own_selection(
    programme: Programme, query: str, is_offered: bool
) -> None:
    assert ('class="offer"' in programme.client.get(programme.meeting + query).text) is is_offered


def test_a_new_address_ends_the_old_one_and_the_key_stays(programme: Programme) -> None:
    made = programme.post(f"{programme.meeting}/selections?lang=en", session=[programme.sessions[0]["uid"]])
    action, key = action_of(made), key_of(made)

    moved = programme.post(action, edit_token=key, step="reset")

    assert key_of(moved) == key
    assert action_of(moved) != action
    assert programme.client.get(action).status_code == httpx.codes.GONE
    assert programme.client.get(action_of(moved)).status_code == httpx.codes.OK
    assert programme.post(action, edit_token=key).status_code == httpx.codes.NOT_FOUND


def test_nothing_is_changed_without_the_key_or_with_what_was_never_released(programme: Programme) -> None:
    made = programme.post(f"{programme.meeting}/selections", session=[programme.sessions[0]["uid"]])
    action, key = action_of(made), key_of(made)
    unknown = "50000000-0000-4000-8000-000000000009"

    wrong = programme.post(action, edit_token="wrong", step="save", session=[])
    never = programme.post(action, edit_token=key, step="save", session=[unknown])
    filtered = programme.post(f"{programme.meeting}/selections", room="none")

    assert (wrong.status_code, never.status_code, filtered.status_code) == (404, 422, 404)
    assert wrong.headers["Referrer-Policy"] == "no-referrer"
    assert programme.ticked(key) == ["First"]


@pytest.fixture
def device(browser: Browser) -> Iterator[BrowserContext]:
    """A device that nobody has used yet."""
    context = browser.new_context()
    yield context
    context.close()


def tick(page: Page, *titles: str) -> None:
    """Tick sessions on the agenda."""
    for title in titles:
        page.get_by_role("checkbox", name=title).check()


def stored(page: Page, meeting: str) -> JSON:
    """What the device keeps."""
    kept: JSON = page.evaluate(f"JSON.parse(localStorage.getItem('own:{meeting}'))")
    return kept


def test_ticks_become_a_calendar_that_follows_every_further_tick(programme: Programme, device: BrowserContext) -> None:
    page = device.new_page()
    page.goto(f"{programme.url}{programme.meeting}?lang=en")
    tick(page, "First", "Third")

    page.get_by_role("button", name="Make my calendar").click()
    expect(page.get_by_role("heading", name="My sessions", level=1)).to_be_visible()
    expect(page.locator("article.session h3")).to_have_text(["First", "Third"])

    page.get_by_role("link", name="The whole programme").click()
    tick(page, "Second")
    expect(page.locator("#own .state")).to_have_text("saved")
    token = stored(page, programme.officer.meeting)["token"]
    assert programme.ticked(token) == ["First", "Second", "Third"]

    page.get_by_role("link", name="My sessions").click()
    page.get_by_role("checkbox", name="First").uncheck()
    expect(page.locator("#own .state")).to_have_text("saved")
    assert programme.ticked(token) == ["Second", "Third"]


def test_a_code_makes_another_device_one_that_edits(
    programme: Programme, device: BrowserContext, browser: Browser
) -> None:
    page = device.new_page()
    page.goto(f"{programme.url}{programme.meeting}?lang=en")
    tick(page, "First")
    page.get_by_role("button", name="Make my calendar").click()
    page.get_by_role("button", name="Carry it to another device").click()
    key = page.locator("code.address").last.inner_text()
    address = page.get_by_role("link", name="The page with your sessions").evaluate("link => link.href")

    other = browser.new_context()
    telephone = other.new_page()
    telephone.goto(f"{address}#edit={key}")
    expect(telephone.locator(".mine")).to_be_visible()
    assert "#" not in telephone.url
    telephone.goto(f"{programme.url}{programme.meeting}?lang=en")
    expect(telephone.get_by_role("checkbox", name="First")).to_be_checked()
    tick(telephone, "Second")
    expect(telephone.locator("#own .state")).to_have_text("saved")
    other.close()

    page.goto(f"{programme.url}{programme.meeting}?lang=en")
    expect(page.get_by_role("checkbox", name="Second")).to_be_checked()
    assert programme.ticked(key) == ["First", "Second"]


def test_what_was_ticked_without_a_network_is_saved_on_top_of_what_came_in_between(
    programme: Programme, device: BrowserContext
) -> None:
    page = device.new_page()
    page.goto(f"{programme.url}{programme.meeting}?lang=en")
    tick(page, "First")
    page.get_by_role("button", name="Make my calendar").click()
    expect(page.get_by_role("heading", name="My sessions", level=1)).to_be_visible()
    page.goto(f"{programme.url}{programme.meeting}?lang=en")
    kept = stored(page, programme.officer.meeting)

    device.set_offline(True)
    tick(page, "Third")
    expect(page.locator("#own .state")).to_have_text("not saved: this device is not connected")
    uids = [session["uid"] for session in programme.sessions[:2]]
    programme.client.put(f"/api/v1/selections/{kept['token']}", json={"session_uids": uids})
    device.set_offline(False)

    expect(page.locator("#own .state")).to_have_text("saved")
    assert programme.ticked(kept["token"]) == ["First", "Second", "Third"]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ar", PHONE), ("fr", PHONE)])
def test_the_own_pages_break_no_rule_of_accessibility(
    programme: Programme, browser: Browser, language: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, bypass_csp=True)  # type: ignore[arg-type]
    page, axe = context.new_page(), Axe()
    page.goto(f"{programme.url}{programme.meeting}?lang={language}")
    page.locator(".tick").first.check()
    agenda = axe.run(page, options=RULES)
    page.locator("#own button").click()
    page.wait_for_url("**/my/*")
    mine = axe.run(page, options=RULES)
    is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.locator(".mine button").click()
    expect(page.locator(".choosing")).to_be_visible()
    edit = axe.run(page, options=RULES)
    is_wide = is_wide or page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()

    assert [found.generate_report() for found in (agenda, mine, edit) if found.violations_count] == []
    assert not is_wide


def test_someone_elses_page_is_read_and_not_changed(
    programme: Programme, device: BrowserContext, browser: Browser
) -> None:
    made = programme.post(f"{programme.meeting}/selections?lang=en", session=[programme.sessions[0]["uid"]])
    page = device.new_page()
    page.goto(programme.url + action_of(made))

    expect(page.locator(".mine")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="First")).not_to_be_checked()
    page.get_by_text("With the key that was shown").click()
    page.get_by_role("textbox", name="Key").fill(key_of(made))
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_role("checkbox", name="First")).to_be_checked()
