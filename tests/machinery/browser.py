"""The Chromium that the browser tests drive."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium without a window, and stop it. Raises where there is none: a browser test is never skipped."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(playwright), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _chromium(playwright: Playwright) -> str:
    """CHROMIUM, else the one on PATH, else Playwright's own: the order in which `.ci/browser` looks and installs."""
    names = ("chromium", "chromium-browser", "google-chrome")
    on_path = next(filter(None, map(shutil.which, names)), None)
    return os.environ.get("CHROMIUM") or on_path or playwright.chromium.executable_path
