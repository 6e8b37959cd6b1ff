"""The papers in a real browser: rules of accessibility, a narrow telephone, and the archive with its progress."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.languages import Language
from app.papers.catalogue import PAPERS
from app.papers.routes import router
from tests.pages.programme import SLUG, TASK_FORCES, Shown
from tests.pages.serving import pages, serving
from tests.papers.programme import EARLIER, LATER

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PAPER = f"/meetings/{SLUG}/papers"
QUERIES = {"day": "&day=2027-03-01", "running-order": f"&session={TASK_FORCES.uid}"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a server with the papers of two releases."""
    app = pages(Shown((EARLIER, LATER)))
    app.include_router(router)
    with serving(app) as url:
        yield url


def addresses(language: Language) -> list[str]:
    """The list and every paper as a page."""
    return [
        f"{PAPER}?lang={language}",
        *(f"{PAPER}/{paper.name}.html?lang={language}{QUERIES.get(paper.name, '')}" for paper in PAPERS),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width"), [(Language.EN, 1440), (Language.AR, 390), (Language.ZH, 1024)])
def test_no_rule_of_accessibility_is_broken(browser: Browser, url: str, language: Language, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page, axe, broken = context.new_page(), Axe(), {}
    for address in addresses(language):
        page.goto(url + address)
        results = axe.run(page, options=RULES)
        if results.violations_count:
            broken[address] = results.generate_report()
    context.close()

    assert broken == {}


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_scrolls_sideways(browser: Browser, url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wide = []
    for language in Language:
        for address in addresses(language):
            page.goto(url + address)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(address)
    page.close()

    assert wide == []


def test_a_paper_asks_for_nothing_but_its_style_and_says_nothing_on_the_console(page: Page, url: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{url}{PAPER}/programme.html?lang=en")

    assert said == []
    assert all(address.startswith(url) for address in asked)
    assert len(asked) <= 3


def test_the_page_tells_how_many_files_of_the_archive_are_there(page: Page, url: str, tmp_path: Path) -> None:
    page.goto(f"{url}{PAPER}?lang=en")

    with page.expect_download() as coming:
        page.get_by_role("link", name="All in this language (ZIP)").click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)

    expect(page.get_by_role("status")).to_have_text(f"{2 * len(PAPERS)} of {2 * len(PAPERS)} files")
    with ZipFile(path) as archive:
        assert len(archive.namelist()) == 2 * len(PAPERS)


def test_a_day_is_chosen_on_the_page_and_leads_to_its_paper(page: Page, url: str) -> None:
    page.goto(f"{url}{PAPER}?lang=fr")
    form = page.locator("#day")

    form.get_by_label("Jour").select_option("2027-03-02")
    form.get_by_role("button", name="HTML").click()

    expect(page).to_have_url(f"{url}{PAPER}/day.html?lang=fr&day=2027-03-02")
    expect(page.get_by_role("heading", level=1)).to_have_text("Programme des séances")
