"""The pages in a real browser: rules of accessibility, a narrow telephone, and what the policy lets through."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from app.languages import Language
from tests.pages.addresses import PAGES

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PHONE = {"width": 390, "height": 844}
TABLET, DESK = {"width": 1024, "height": 768}, {"width": 1440, "height": 900}
ALL = (*PAGES, "/meetings/none", "/meetings/wg-14?theme=ii&room=c3")


def spoken(address: str, language: Language) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "scheme", "size", "addresses"),
    [
        (Language.AR, "light", PHONE, ALL),
        (Language.EN, "light", DESK, ALL),
        (Language.ES, "dark", TABLET, ALL[::2]),
        (Language.FR, "dark", PHONE, ALL[1::2]),
        (Language.RU, "light", TABLET, ALL[1::2]),
        (Language.ZH, "dark", DESK, ALL[::2]),
    ],
)
def test_no_rule_of_accessibility_is_broken_and_nothing_scrolls_sideways(
    browser: Browser, url: str, language: Language, scheme: str, size: dict[str, int], addresses: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page, axe = context.new_page(), Axe()

    broken = {}
    for address in addresses:
        page.goto(url + spoken(address, language))
        page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
        results = axe.run(page, options=RULES)
        if results.violations_count:
            broken[address] = results.generate_report()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            broken[address] = "scrolls sideways"
    context.close()

    assert broken == {}


@pytest.mark.slow
def test_nothing_scrolls_sideways_on_a_telephone(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()

    wide = []
    for language in Language:
        for address in ALL:
            page.goto(url + spoken(address, language))
            page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true })")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(spoken(address, language))
    context.close()

    assert wide == []


def test_the_policy_refuses_nothing_that_a_page_asks_for(browser: Browser, url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))

    for address in PAGES:
        # The screen's data comes from the server in front, which is not here.
        if not address.endswith("/screen"):
            page.goto(url + address)
    context.close()

    assert said == []
    assert all(address.startswith(url) for address in asked)


def test_the_filter_is_used_without_a_script(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{url}/meetings/wg-14?lang=en&day=2027-03-02")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("combobox", name="Theme").select_option("ii")
    page.get_by_role("button", name="Show").click()

    assert "day=2027-03-02" in page.url
    assert "lang=en" in page.url
    assert page.locator("article.session h3").all_inner_texts() == ["Witness protection between jurisdictions"]
    context.close()
