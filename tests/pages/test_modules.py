"""What the pages' ES modules add in a real browser, on a clock and in a zone that the test sets."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.pages.addresses import MEETING
from tests.pages.programme import CODE, TASK_FORCES, WITNESSES

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
MONDAY_MORNING, TUESDAY_MORNING = "2027-03-01T09:30:00Z", "2027-03-02T09:30:00Z"
MONDAY_NIGHT, BEFORE, AFTER = "2027-03-01T20:00:00Z", "2027-02-01T09:00:00Z", "2027-03-04T09:00:00Z"


@contextmanager
def reading(browser: Browser, at: str, size: dict[str, int] = DESK, zone: str = "Europe/Vienna") -> Iterator[Page]:
    """A reader's page at a moment, on a screen of a size, in a zone."""
    context: BrowserContext = browser.new_context(viewport=size, timezone_id=zone)  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.install(time=at)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    assert faults == []
    context.close()


def lines(page: Page, part: str) -> list[str]:
    """The sessions under "now" or "next"."""
    return [" ".join(text.split()) for text in page.locator(f".around .{part} li").all_inner_texts()]


def days(page: Page) -> list[str]:
    """The days that are seen."""
    return page.locator(".day:visible > h2").all_inner_texts()


def test_what_is_on_and_what_is_next_stand_first_while_the_meeting_runs(browser: Browser, url: str) -> None:
    with reading(browser, TUESDAY_MORNING) as page:
        page.goto(f"{url}{MEETING}?lang=en")

        assert lines(page, "now") == [
            "10:00–12:00 Witness protection between jurisdictions Boardroom D · Languages: ar en es fr ru zh"
        ]
        assert lines(page, "next") == ["12:00–14:00 Coffee"]
        assert page.locator(".hours .tag").all_inner_texts() == ["now", "next"]

        page.clock.fast_forward("03:00:00")

        assert lines(page, "now") == ["12:00–14:00 Coffee"]
        assert lines(page, "next") == [
            "15:00–17:00 Reading the threat: tools in use Boardroom D · Languages: ar en es fr ru zh"
        ]


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_nothing_is_said_of_now_while_the_meeting_does_not_run(browser: Browser, url: str, moment: str) -> None:
    with reading(browser, moment) as page:
        page.goto(f"{url}{MEETING}?lang=en")

        expect(page.locator(".around")).to_have_count(0)
        expect(page.locator(".hours .tag")).to_have_count(0)


def test_in_the_evening_the_next_day_is_next(browser: Browser, url: str) -> None:
    with reading(browser, MONDAY_NIGHT, PHONE) as page:
        page.goto(f"{url}{MEETING}?lang=en")

        expect(page.locator(".around .now")).to_be_hidden()
        assert lines(page, "next")[0].startswith("10:00–12:00 Witness protection")
        assert days(page) == ["Tuesday 2 March"]


def test_without_a_script_every_day_is_there_and_nothing_is_said_of_now(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{url}{MEETING}?lang=en")

    assert len(days(page)) == 3
    assert page.get_by_text("now", exact=True).count() == 0
    context.close()


def test_a_telephone_shows_one_day_at_a_time(browser: Browser, url: str) -> None:
    with reading(browser, TUESDAY_MORNING, PHONE) as page:
        page.goto(f"{url}{MEETING}?lang=en")
        assert days(page) == ["Tuesday 2 March"]

        page.get_by_role("link", name="Wed 3").click()
        assert days(page) == ["Wednesday 3 March"]
        assert page.url.endswith("?day=2027-03-03&lang=en")
        expect(page.locator(".days [aria-current]")).to_have_text("Wed 3")

        page.go_back()
        assert days(page) == ["Tuesday 2 March"]

        page.get_by_role("link", name="All days").click()
        assert len(days(page)) == 3

        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        assert len(days(page)) == 3


def test_an_address_with_a_day_keeps_it_on_a_telephone(browser: Browser, url: str) -> None:
    with reading(browser, TUESDAY_MORNING, PHONE) as page:
        page.goto(f"{url}{MEETING}?lang=en&day=2027-03-01")
        assert days(page) == ["Monday 1 March"]

        page.get_by_role("link", name="Wed 3").click()
        expect(page.locator(".day:visible > h2")).to_have_text("Wednesday 3 March")


def test_the_readers_time_stands_beside_where_it_is_another(browser: Browser, url: str) -> None:
    with reading(browser, BEFORE, zone="Asia/Tokyo") as page:
        page.goto(f"{url}{MEETING}?lang=en")
        assert page.locator(".zone").inner_text() == (
            "All times are those of the venue: Vienna, UTC+1."
            " Your device is set to \u2068Japan Standard Time\u2069 (\u2068UTC+9\u2069); your time stands beside."
        )
        beside = page.locator(".day .yours").all_inner_texts()
        assert beside[:2] == ["your time 18:00–20:00", "your time Tue 00:00–02:00"]

        page.goto(f"{url}{MEETING}/sessions/{TASK_FORCES.uid}?lang=en")
        expect(page.locator("dd .yours")).to_have_text("your time Tue 00:00–02:00")


def test_another_zone_with_the_same_clock_is_not_mentioned(browser: Browser, url: str) -> None:
    with reading(browser, BEFORE, zone="Africa/Lagos") as page:
        page.goto(f"{url}{MEETING}?lang=en")

        expect(page.locator(".yours")).to_have_count(0)
        assert "Your device" not in page.locator(".zone").inner_text()


def test_search_filters_while_one_types_and_asks_the_server_when_sent(browser: Browser, url: str) -> None:
    with reading(browser, TUESDAY_MORNING, PHONE) as page:
        page.goto(f"{url}{MEETING}?lang=en")
        field = page.get_by_role("searchbox", name="Search")

        field.fill("PANELIST 07 kénya")
        titles = page.locator("article.session:visible h3")
        expect(page.locator("#found")).to_have_text("Sessions found: 3")
        assert titles.all_inner_texts() == [
            "Task forces: who leads, who pays",
            "Witness protection between jurisdictions",
            "From Convention to code",
        ]

        field.fill("")
        expect(page.locator("#found")).to_be_hidden()
        assert days(page) == ["Tuesday 2 March"]

        field.fill("three agencies")
        field.press("Enter")
        expect(page.locator("article.session h3")).to_have_text(["Task forces: who leads, who pays"])
        assert "q=three+agencies" in page.url


def test_ticks_are_kept_on_the_device(browser: Browser, url: str) -> None:
    with reading(browser, BEFORE) as page:
        page.goto(f"{url}{MEETING}?lang=en")
        page.get_by_role("checkbox", name="Witness protection").check()
        page.get_by_role("checkbox", name="From Convention to code").check()
        expect(page.locator("#own")).to_be_in_viewport()
        expect(page.locator("#own .count")).to_have_text("Ticked: 2")

        page.goto(f"{url}{MEETING}/sessions/{WITNESSES.uid}?lang=fr")
        expect(page.locator(f'.tick[value="{WITNESSES.uid}"]')).to_be_checked()
        page.locator(".tick").uncheck()

        page.goto(f"{url}{MEETING}?lang=en")
        expect(page.locator(".tick:checked")).to_have_count(1)
        expect(page.locator(f'.tick[value="{CODE.uid}"]')).to_be_checked()
