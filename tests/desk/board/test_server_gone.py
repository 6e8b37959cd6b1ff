"""The board while the server is killed and started again."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect

from app.access.models import Right
from tests.desk.board.browsing import at_board
from tests.desk.officer import signed_in
from tests.machinery.command import PLANNER, environment
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import Product, running_product, running_server, wait_until_ready

MONDAY, TUESDAY = "2027-03-01", "2027-03-02"


@contextmanager
def started_again(product: Product) -> Iterator[None]:
    """The same product at the same address."""
    process = subprocess.Popen([PLANNER, "serve"], env=environment(**product.settings), stdin=subprocess.DEVNULL)
    try:
        wait_until_ready(product.url, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_card_in_the_air_survives_the_end_of_the_server(browser: Browser, sqlite: Template) -> None:
    database_url = sqlite.copy()
    with running_server(database_url) as server:
        officer = Officer(server, make_key(database_url, Right.ADMINISTRATOR))
        officer.open_meeting()
        officer.session("Task forces", **at("10:00-11:30"))
        okafor = signed_in(server, database_url, "Okafor", Right.EDITOR)
    with running_product(database_url) as product, at_board(browser, product.url, okafor) as board:
        home, target = (board.cell(day, "1000", officer.rooms["Boardroom A"]) for day in (MONDAY, TUESDAY))
        board.drag("Task forces", target, drop=False)
        product.process.send_signal(signal.SIGKILL)
        product.process.wait(timeout=10)
        board.page.mouse.up()

        expect(board.happened).to_have_text("Not saved: the server does not answer. Task forces is back where it was.")
        board.expect_in("Task forces", home)
        with started_again(product):
            expect(board.happened).to_have_text("Connected again.", timeout=15_000)
            board.drag("Task forces", target)
            board.expect_in("Task forces", target)
