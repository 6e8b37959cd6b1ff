"""Pictures of every page to look at: `python -m tests.pages.screenshots OUT_DIR [LANGUAGE…]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from app.languages import Language
from tests.machinery.browser import running_browser
from tests.pages.programme import P07, SLUG, TASK_FORCES, Shown
from tests.pages.serving import pages, serving

PAGES = {
    "home": "/",
    "agenda": f"/meetings/{SLUG}",
    "filtered": f"/meetings/{SLUG}?theme=ii&day=2027-03-02",
    "session": f"/meetings/{SLUG}/sessions/{TASK_FORCES.uid}",
    "theme": f"/meetings/{SLUG}/themes/ii",
    "delegation": f"/meetings/{SLUG}/delegations/KEN",
    "participant": f"/meetings/{SLUG}/participants/{P07.uid}",
    "papers": f"/meetings/{SLUG}/papers",
    "subscribe": f"/meetings/{SLUG}/subscribe",
    "releases": f"/meetings/{SLUG}/releases",
    "release": f"/meetings/{SLUG}/releases/2",
    "missing": "/meetings/none",
}
WIDTHS = (1280, 390)
DARK = ("home", "agenda", "session", "subscribe", "release")


def shots(languages: list[Language]) -> Iterator[tuple[str, str, int, str]]:
    """Name, address, width and scheme of every picture."""
    for language in languages:
        for name, address in PAGES.items():
            spoken = f"{address}{'&' if '?' in address else '?'}lang={language}"
            for width in WIDTHS:
                yield f"{name}-{language}-{width}", spoken, width, "light"
                if name in DARK and language in (Language.EN, Language.AR):
                    yield f"{name}-{language}-{width}-dark", spoken, width, "dark"


def take(browser: Browser, url: str, folder: Path, languages: list[Language]) -> int:
    """Put the pictures into the folder and say how many they are."""
    taken = 0
    for name, address, width, scheme in shots(languages):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(url + address)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        page.close()
        taken += 1
    return taken


def main() -> None:
    """Take every picture."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    languages = [Language(code) for code in sys.argv[2:]] or list(Language)
    with serving(pages(Shown())) as url, running_browser() as browser:
        print(f"{take(browser, url, folder, languages)} pictures in {folder}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
