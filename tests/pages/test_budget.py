"""What the agenda of a large meeting asks of a reader's line and patience: octets, requests, a page that stands still."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from app.languages import Language
from app.releases.record.document import RoomName
from app.releases.record.sequence import Numbered
from app.rules.words import Kind
from tests.benchmarks.pages import DESK, PHONE, visit
from tests.pages.mandate import THEMES
from tests.pages.programme import P07, P12, P21, P30, SLUG, Shown, at, release, seats, session
from tests.pages.serving import pages, serving

SESSIONS = 300
OCTETS, REQUESTS = 100_000, 7
HOURS = (9, 11, 13, 15, 17)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The agenda of three days with twenty sessions at a time."""
    rows = []
    for number in range(SESSIONS):
        day, hour, room = number // 100, HOURS[number // 20 % 5], number % 20
        title = {language: f"{language.own_name} {number}: who leads, who pays" for language in Language}
        named = seats(*(P12, P07, P21, P30)[number % 3 :], None)
        given = {"room": RoomName(slug=f"c{room}", name=f"C{room}"), "theme": THEMES[number % 5], "panel": named}
        document = session(number, Kind.ROUND_TABLE, title, day, hour, **given)
        uid = UUID(int=(number * 0x9E3779B97F4A7C15F39CC0605CEDC835) % 2**128)
        rows.append(Numbered(0, document.model_copy(update={"uid": uid})))
    with serving(pages(Shown((release(1, rows),)))) as url:
        yield f"{url}/meetings/{SLUG}"


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_first_visit_to_a_large_meeting_costs_little_and_nothing_moves(
    browser: Browser, address: str, size: dict[str, int]
) -> None:
    moment = at(1, HOURS[1]) + timedelta(minutes=10)

    octets, requests, _, shift = visit(browser, address, size, moment.isoformat())

    assert octets < OCTETS
    assert requests <= REQUESTS
    assert shift == 0


@pytest.mark.slow
def test_a_telephone_shows_one_day_in_few_lines_a_session(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.clock.set_fixed_time(at(1, 10))
    page.goto(f"{address}?lang=en")

    cards = page.locator("article.session:visible")
    shown = cards.count()
    heights = cards.evaluate_all("cards => cards.map(card => card.getBoundingClientRect().height)")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.close()

    assert shown == SESSIONS // 3
    assert max(heights) < 180
    assert not wide
