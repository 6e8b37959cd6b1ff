"""Every page of the desk, by the table of its routes: accessible, within the window, under the policy, in one language."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.languages import Language
from tests.desk.office import MEETING, PHONE, RULES, TABLET, WIDE, Office, running_office, spoken
from tests.machinery.databases import Template
from tests.machinery.officer import at

ALL = slice(None)


@pytest.fixture(scope="module")
def office(sqlite: Template) -> Iterator[Office]:
    """A desk with something of everything in it."""
    with running_office(sqlite) as running:
        yield running


@dataclass
class Judge:
    """Looks at what a browser shows, and remembers what is wrong by the name of the page."""

    page: Page
    axe: Axe = field(default_factory=Axe)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def look(self, name: str, status: int | None = 200) -> None:
        """Look at the page that is open."""
        self.page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        found = [f"the browser says: {text}" for text in self.said if not self._is_of(status, text)]
        results = self.axe.run(self.page, options=RULES)
        found += [f"{one['id']} at {node['target']}" for one in results.response["violations"] for node in one["nodes"]]
        size = self.page.viewport_size
        assert size
        for other in (PHONE, TABLET, WIDE):
            self.page.set_viewport_size(other)  # type: ignore[arg-type]
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"scrolls sideways at {other['width']} pixels")
        self.page.set_viewport_size(size)
        self.said.clear()
        if found:
            self.wrong[name] = found

    def _is_of(self, status: int | None, text: str) -> bool:
        """Whether the browser only says that the answer had this status."""
        return status != 200 and "Failed to load resource" in text and f"status of {status}" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "scheme", "size", "part"),
    [
        (Language.EN, "light", WIDE, ALL),
        (Language.FR, "dark", TABLET, slice(0, None, 2)),
        (Language.AR, "light", PHONE, slice(1, None, 2)),
    ],
)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways_or_is_refused_what_it_asks_for(
    browser: Browser, office: Office, language: Language, scheme: str, size: dict[str, int], part: slice
) -> None:
    page = office.visit(browser, viewport=size, color_scheme=scheme)
    judge = Judge(page)

    for address in office.pages[part]:
        answer = page.goto(spoken(address if address.startswith("http") else office.url + address, language))
        assert answer
        assert answer.status == 200, address
        judge.look(address)
    for name, (status, show) in list(STATES.items())[part]:
        show(page, office, language)
        judge.look(name, status)
    page.context.close()

    assert [f"{name}: {one}" for name, found in judge.wrong.items() for one in found] == []


def refuse_a_form(page: Page, office: Office, language: Language) -> None:
    page.goto(spoken(f"{office.url}{MEETING}/rooms/new", language))
    page.locator("#booths").fill("900")
    page.locator("main form button").click()


def find_nothing(page: Page, office: Office, language: Language) -> None:
    page.goto(spoken(f"{office.url}{MEETING}/nowhere", language))


def preview_a_table(page: Page, office: Office, language: Language) -> None:
    page.goto(spoken(f"{office.url}{MEETING}/imports/people", language))
    page.locator("#table").fill(
        "Name,Country,E-mail,Colour\nAdaeze Okafor,Kenya,a@state.example,blue\nJean,Frence,jean,\n"
    )
    page.locator("form[enctype] button").first.click()


def meet_a_colleague_at_a_form(page: Page, office: Office, language: Language) -> None:
    address = f"{MEETING}/sessions/{office.session['id']}"
    page.goto(spoken(office.url + address, language))
    office.officer.change(office.session, expected_attendance=100 + list(Language).index(language))
    page.locator("[name='titles/en']").fill("Task forces in practice")
    page.locator("#details .actions button").click()


def meet_a_colleague_at_the_board(page: Page, office: Office, language: Language) -> None:
    page.goto(spoken(f"{office.url}{MEETING}/board/move?session={office.session['id']}", language))
    office.officer.change(office.session, **at("15:00-16:00", day=len(language)))
    office.officer.change(office.session, **at("15:00-18:00"))
    page.locator("button[name=to][value=given]").click()


def contest_a_step(page: Page, office: Office, language: Language) -> None:
    page.goto(spoken(f"{office.url}{MEETING}/board/move?session={office.session['id']}", language))
    page.locator("[name=day]").select_option("2027-03-03")
    page.locator("button[name=to][value=given]").click()
    office.officer.change(office.session, **at("10:00-11:00", day=3))
    page.goto(spoken(f"{office.url}{MEETING}/steps", language))
    page.locator("button[name=way][value=undo]").first.click()
    page.locator("[aria-labelledby=contested-title]").wait_for()
    office.officer.change(office.session, **at("15:00-18:00"))


STATES: dict[str, tuple[int, Callable[[Page, Office, Language], None]]] = {
    "a form that is refused": (422, refuse_a_form),
    "no such page": (404, find_nothing),
    "a table that is looked at": (200, preview_a_table),
    "both versions of a session": (412, meet_a_colleague_at_a_form),
    "both moves of a session": (412, meet_a_colleague_at_the_board),
    "a step that a colleague went over": (409, contest_a_step),
}


class Words(HTMLParser):
    """What a page says in its own language: texts, titles and labels, without what is marked as another language."""

    VOID = ("input", "link", "meta", "br", "img", "hr")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_foreign = bool(self._open and self._open[-1][1]) or (tag != "html" and "lang" in given)
        is_foreign = is_foreign or tag in ("script", "style", "textarea")
        if not is_foreign:
            self.found += [given[name] for name in ("title", "aria-label", "placeholder", "label") if name in given]
            self.found += json.loads(given.get("data-words", "{}")).values()
        if tag not in self.VOID:
            self._open.append((tag, is_foreign))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self._open and self._open[-1][1]):
            self.found.append(" ".join(data.split()))


ENGLISH = re.compile(
    r"\b(the|is|are|of|this|that|there|with|has|was|be|must|which|your|you|and|not|by|to|for|at)\b", re.I
)


def test_a_page_in_french_says_no_word_of_english(office: Office) -> None:
    client, left, typed = office.administrator.client, {}, typed_in(office)

    for address in office.pages:
        if address.startswith("http"):
            continue
        said = Words()
        said.feed(client.get(spoken(address, Language.FR)).text)
        ours = {text: without(text, typed) for text in said.found}
        if english := sorted(text for text, our in ours.items() if ENGLISH.search(our)):
            left[address] = english

    assert left == {}


def typed_in(office: Office) -> list[str]:
    """What people wrote, the longest first: a page shows that as it is, in whatever language."""
    inside = ("sessions", "rooms", "agenda-items", "acknowledgements", "releases")
    paths = [
        "/mandates",
        "/participants",
        "/meetings",
        *(f"/meetings/{office.officer.meeting}/{one}" for one in inside),
    ]
    found = {text for path in paths for text in texts_in(office.officer.get(path))}
    return sorted(found, key=len, reverse=True)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def without(text: str, typed: list[str]) -> str:
    """A text without what people wrote."""
    for one in typed:
        if len(one) > 1:
            text = text.replace(one, "")
    return text
