"""The board on paper."""

from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser

from app.access.models import Right
from tests.desk.board.browsing import at_board
from tests.desk.officer import signed_in
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import running_server

A3_LANDSCAPE = pytest.approx((1191, 842), abs=2)
"""In points."""


@pytest.fixture
def printed(browser: Browser, sqlite: Template) -> Iterator[pypdfium2.PdfDocument]:
    """A board of eight rooms, as an officer who works in the dark prints it."""
    database_url = sqlite.copy()
    with running_server(database_url) as client:
        officer = Officer(client, make_key(database_url, Right.ADMINISTRATOR))
        officer.open_meeting()
        for number in range(6):
            officer.room(f"Room C{number}")
        officer.session("Task forces", **at("10:00-11:30"))
        officer.session("Witnesses", room="Boardroom D", **at("15:00-18:00", day=4))
        who = signed_in(client, database_url, "Okafor", Right.VIEWER)
        with at_board(browser, str(client.base_url), who, color_scheme="dark") as board:
            yield pypdfium2.PdfDocument(board.page.pdf(prefer_css_page_size=True, print_background=False))
        who.client.close()


def test_a_board_is_printed_on_a3_with_its_meeting_its_rooms_and_whole_days(printed: pypdfium2.PdfDocument) -> None:
    pages = [page.get_textpage().get_text_bounded() for page in printed]

    assert [page.get_size() for page in printed] == [A3_LANDSCAPE] * len(pages)
    assert "Working Group, fourteenth session" in pages[0]
    assert [f"Room C{number}" in pages[0] for number in range(6)] == [True] * 6
    assert "Task forces" in pages[0]
    assert "Witnesses" in pages[-1]
    days = ("Monday 1 March", "Tuesday 2 March", "Wednesday 3 March", "Thursday 4 March", "Friday 5 March")
    assert [sum(day in page for page in pages) for day in days] == [1] * 5
    assert not any("Undo" in page or "Sign out" in page or "Not placed" in page for page in pages)


def test_what_is_printed_is_dark_on_white(printed: pypdfium2.PdfDocument) -> None:
    picture = bytes(printed[0].render(scale=0.5, grayscale=True).buffer)

    shades, all_of_it = Counter(picture), len(picture)

    assert sum(number for shade, number in shades.items() if shade >= 200) > 0.8 * all_of_it
    assert sum(number for shade, number in shades.items() if shade < 80) > 0.001 * all_of_it
