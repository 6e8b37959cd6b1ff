"""The board of 300 sessions in a real browser: opening it, picking up, putting down. The browser's own entries, medians."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.access.models import Right
from app.desk.frame.admission import COOKIE
from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.desk.board.browsing import middle
from tests.desk.officer import signed_in
from tests.machinery.browser import running_browser
from tests.machinery.server import running_product

TIMES = 7
SIZE = {"width": 1440, "height": 900}
LONG_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.tasks.push(one.duration); })
  .observe({ type: "longtask", buffered: true });
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
})
  .observe({ type: "layout-shift", buffered: true });
"""
BETWEEN = """([from, to]) => {
  const [begun, ended] = [from, to].map((name) => performance.getEntriesByName(name).at(-1).startTime);
  return ended - begun;
}"""


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug), running_product(url) as product, running_browser() as browser:
        officer = signed_in(product.client, url, "Okafor", Right.EDITOR)
        bench = Bench(browser, f"{product.url}/desk/meetings/{slug}/board", officer.client.cookies[COOKIE])
        yield from opening(bench)
        yield from carrying(bench)


@dataclass(frozen=True)
class Bench:
    """A browser and an officer who is signed in."""

    browser: Browser
    address: str
    cookie: str

    @contextmanager
    def opened(self) -> Iterator[Page]:
        """The board in a browser that has nothing of it yet, once it can be used."""
        context: BrowserContext = self.browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
        context.add_cookies([{"name": COOKIE, "value": self.cookie, "url": self.address}])
        page = context.new_page()
        page.add_init_script(LONG_TASKS)
        page.goto(self.address)
        page.wait_for_timeout(500)
        yield page
        context.close()


def opening(bench: Bench) -> Iterator[Figure]:
    """From the navigation until cards can be picked up; what that transfers and whether anything jumps or blocks."""
    found: list[dict[str, Any]] = []
    for number in range(TIMES + 1):
        with bench.opened() as page:
            seen = page.evaluate(
                """() => {
                  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
                  return {
                    usable: performance.getEntriesByName("board:usable")[0].startTime,
                    octets: entries.reduce((sum, one) => sum + one.transferSize, 0),
                    requests: entries.length,
                    task: Math.max(0, ...window.tasks),
                    shifts: window.shifts,
                    edge: document.querySelector("thead th:last-child").getBoundingClientRect().right,
                    cards: document.querySelectorAll(".card").length,
                  };
                }"""
            )
        if number:
            found.append(seen)

    def middling(name: str) -> float:
        return float(median(one[name] for one in found))

    assert middling("cards") >= LARGE
    yield Figure(f"board of {LARGE} sessions: usable after navigation", middling("usable") / 1e3, "s", 0.6)
    yield Figure("board: transferred", middling("octets") / 1e3, "KB", 150)
    yield Figure("board: requests", middling("requests"), "", 9)
    yield Figure("board: longest task while opening", middling("task"), "ms", 50)
    yield Figure("board: cumulative layout shift", max(one["shifts"] for one in found), "", 0)
    yield Figure("board: end of the last room's column at 1440 pixels", middling("edge"), "px", 1440)


def carrying(bench: Bench) -> Iterator[Figure]:
    """Picking up until every cell is marked, dropping until the card has settled, for several cards in turn."""
    marked, settled, tasks = [], [], []
    with bench.opened() as page:
        for number in range(TIMES + 1):
            page.evaluate("window.tasks.length = 0")
            card = page.locator("tbody .card[data-theme]:not(.cancelled)").nth(number)
            pick_up(page, card.get_attribute("id") or "")
            expect(page.locator("td.m").first).to_be_attached()
            page.wait_for_timeout(50)
            now = page.evaluate(BETWEEN, ["board:picked", "board:marked"])
            target = page.locator("td:is(.yes, .hm):not(:has(.card))").first
            # Not near an edge, where the board scrolls on under whoever carries.
            target.evaluate("(cell) => cell.scrollIntoView({ block: 'center' })")
            page.mouse.move(*middle(target), steps=3)
            page.mouse.up()
            expect(page.locator(".ghost")).to_have_count(0)
            expect(page.locator(".happened.good")).to_be_attached()
            if number:
                marked.append(now)
                settled.append(page.evaluate(BETWEEN, ["board:dropped", "board:settled"]))
                tasks.append(max([0, *page.evaluate("window.tasks")]))
            page.keyboard.press("Control+z")
            page.wait_for_timeout(600)
    yield Figure("board: marks on every cell after picking up", median(marked), "ms", 50)
    yield Figure("board: saved and settled after dropping", median(settled), "ms", 100)
    yield Figure("board: longest task while carrying", median(tasks), "ms", 50)


def pick_up(page: Page, card: str) -> None:
    """Press a card and begin to carry it."""
    held = page.locator(f"#{card}")
    held.scroll_into_view_if_needed()
    x, y = middle(held)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 8, steps=2)
