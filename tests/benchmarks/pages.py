"""The agenda page of a large meeting: what making it costs, and what it asks of a reader's browser."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

import httpx
from playwright.sync_api import Browser, Response

from app.languages import Language
from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.machinery.browser import running_browser
from tests.machinery.server import running_product

ROUNDS, REPEATS = 5, 100
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}

WATCH = """
window.shift = 0; window.shown = null;
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
  .observe({ type: "layout-shift", buffered: true });
const look = () => document.querySelector(".session")
  ? requestAnimationFrame(() => window.shown = performance.now()) : requestAnimationFrame(look);
requestAnimationFrame(look);
"""


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug), running_product(url) as product, running_browser() as browser:
        yield from making(product.client, f"/meetings/{slug}")
        yield from reading(browser, product.client, f"{product.url}/meetings/{slug}")


def making(client: httpx.Client, address: str) -> Iterator[Figure]:
    """The first build in each language, and the same again; the best counts, since disturbance only slows.

    The list of releases is asked for before, so that the release is in memory.
    """
    client.get(f"{address}/releases")
    first = min(timed(client, f"{address}?lang={language}") for language in Language)
    again = min(timed(client, f"{address}?lang=en") for _ in range(REPEATS))
    yield Figure(f"agenda page of {LARGE} sessions: first build", first * 1e3, "ms", 60)
    yield Figure(f"agenda page of {LARGE} sessions: repeated", again * 1e3, "ms", 3)


def timed(client: httpx.Client, address: str) -> float:
    """Seconds until the whole answer is there."""
    begun = perf_counter()
    assert client.get(address).is_success
    return perf_counter() - begun


def reading(browser: Browser, client: httpx.Client, address: str) -> Iterator[Figure]:
    """What a browser that has never been here asks for, and when it shows sessions; on a telephone, while it runs."""
    running = client.get(f"{address}.json").json()["items"][LARGE // 2]["starts"]
    visits = [visit(browser, address, DESK, running) for _ in range(ROUNDS)]
    octets, requests, _, shift = (median(each) for each in zip(*visits, strict=True))
    seconds = min(each for _, _, each, _ in visits)
    phone = visit(browser, address, PHONE, running)[-1]
    yield Figure("agenda page in a browser: transferred", octets / 1e3, "KB", 100)
    yield Figure("agenda page in a browser: requests", requests, "", 7)
    yield Figure("agenda page in a browser: sessions are shown after", seconds, "s", 0.4)
    yield Figure("agenda page in a browser: layout shift", shift, "", 0)
    yield Figure("agenda page on a telephone: layout shift", phone, "", 0)


def visit(browser: Browser, address: str, size: dict[str, int], moment: str) -> tuple[float, float, float, float]:
    """Octets, requests, seconds until the first session is painted, and layout shift of a first visit."""
    context = browser.new_context(viewport=size, timezone_id="Africa/Nairobi")  # type: ignore[arg-type]
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.add_init_script(WATCH)
    page.clock.set_fixed_time(moment)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(300)
    sizes = [answer.request.sizes() for answer in answers]
    octets = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    shown, shift = page.evaluate("[window.shown, window.shift]")
    assert page.locator(".around").count(), "The page does not say what is on."
    context.close()
    return octets, len(answers), shown / 1e3, shift
