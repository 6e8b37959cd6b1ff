"""The README's picture, of the demonstration meeting while it runs: `python -m tests.pages.picture docs/agenda.png`."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from tests.benchmarks.meeting import large_meeting
from tests.machinery.browser import running_browser
from tests.machinery.server import running_server

SESSIONS = 40
SIZE = {"width": 1180, "height": 960}


def running_at(client: httpx.Client, meeting: str) -> tuple[str, str]:
    """The second day on which themes are discussed, and a moment at which its first session on one runs."""
    items = client.get(f"{meeting}.json").json()["items"]
    starts = [item["starts"] for item in items if item["theme"]]
    first = next(instant for instant in starts if instant[:10] != starts[0][:10])
    return first[:10], (datetime.fromisoformat(first) + timedelta(minutes=30)).isoformat()


def take(path: Path) -> None:
    """Put the picture there."""
    with large_meeting(SESSIONS) as (database, slug), running_server(database) as client, running_browser() as browser:
        meeting = f"/meetings/{slug}"
        day, moment = running_at(client, meeting)
        context = browser.new_context(viewport=SIZE, timezone_id="Europe/Vienna")  # type: ignore[arg-type]
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(f"{client.base_url}{meeting}?lang=en&day={day}")
        page.screenshot(path=path)
        context.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
