"""An officer at the board in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.desk.frame.admission import COOKIE
from tests.desk.officer import DeskOfficer

SIZE = {"width": 1440, "height": 900}


@dataclass
class BoardPage:
    """A page on which an officer has the board open."""

    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def card(self, title: str) -> Locator:
        """The card of a session."""
        return self.page.locator(".plan .card", has=self.page.get_by_role("link", name=title, exact=True))

    def cell(self, day: str, slot: str, room: int) -> Locator:
        """The cell of a slot and a room."""
        return self.page.locator(f'[id="c{day}-{slot}-{room}"]')

    @property
    def happened(self) -> Locator:
        """What the page says of the last step."""
        return self.page.locator("#happened")

    def drag(self, title: str, onto: Locator, drop: bool = True) -> None:
        """Pick a card up with the mouse, carry it and put it down."""
        self.card(title).scroll_into_view_if_needed()
        begun = middle(self.card(title))
        mouse = self.page.mouse
        mouse.move(*begun)
        mouse.down()
        mouse.move(begun[0] + 12, begun[1] + 8, steps=2)
        expect(self.page.locator("td.m").first).to_be_visible()
        mouse.move(*middle(onto), steps=4)
        if drop:
            mouse.up()

    def expect_in(self, title: str, cell: Locator) -> None:
        """The card is in this cell, and settled."""
        expect(cell.locator(".card", has=self.page.get_by_role("link", name=title, exact=True))).to_be_visible()
        expect(self.page.locator(".ghost")).to_have_count(0)


def middle(locator: Locator) -> tuple[float, float]:
    """The middle of what is shown."""
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def lower_end(locator: Locator) -> tuple[float, float]:
    """Where a cell has room below its cards."""
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 6


@contextmanager
def at_board(browser: Browser, url: str, officer: DeskOfficer, query: str = "", **given: Any) -> Iterator[BoardPage]:
    """A browser of its own in which the officer is signed in, with the board open."""
    context = browser.new_context(**{"viewport": SIZE, **given})
    sign_in(context, url, officer)
    board = BoardPage(context.new_page())
    board.page.goto(f"{url}/desk/meetings/working-group/board{query}")
    yield board
    context.close()


def sign_in(context: BrowserContext, url: str, officer: DeskOfficer) -> None:
    """Give the browser the officer's sign-in."""
    context.add_cookies([{"name": COOKIE, "value": officer.client.cookies[COOKIE], "url": url}])
