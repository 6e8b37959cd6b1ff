"""The board in a real browser: by mouse, by touch, by keyboard, without a script, with a colleague."""

from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from app.access.models import Right
from tests.desk.board.browsing import BoardPage, at_board, lower_end, middle
from tests.desk.conftest import SignIn
from tests.desk.office import RULES
from tests.desk.officer import DeskOfficer
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at

MONDAY, TUESDAY = "2027-03-01", "2027-03-02"


@pytest.fixture(scope="session")
def database(sqlite: Template) -> Template:
    """A browser does not see which database is behind it: one kind is enough."""
    return sqlite


@pytest.fixture
def url(server: httpx.Client) -> str:
    """Where the product answers."""
    return str(server.base_url)


@pytest.fixture
def okafor(sign_in: SignIn, officer: Officer) -> DeskOfficer:
    """An editor, at a meeting with two sessions in the morning and a third in the afternoon, which shares a person."""
    held = officer.session("Task forces", theme_id=officer.themes["ii"], **at("10:00-11:30"))["session"]
    officer.session("Joint teams", **at("11:30-13:00"))
    busy = officer.session("Early signs", room="Boardroom D", **at("15:00-18:00"))["session"]
    person = officer.person("Panelist 93")
    for session in (held, busy):
        officer.seats(session, {"participant_id": person["id"], "role": "speaker"})
    officer.session("Waiting", room=None, starts=None, ends=None)
    return sign_in("Okafor", Right.EDITOR)


@pytest.fixture
def board(browser: Browser, url: str, okafor: DeskOfficer) -> Iterator[BoardPage]:
    """The board open before an officer; at the end nothing was complained of in the browser."""
    with at_board(browser, url, okafor) as opened:
        yield opened
        assert opened.said == []


def test_a_session_is_carried_by_mouse_and_every_cell_says_what_it_would_break(
    board: BoardPage, officer: Officer
) -> None:
    clash, free = (
        board.cell(day, hour, officer.rooms["Boardroom D"]) for day, hour in ((MONDAY, "1500"), (TUESDAY, "1000"))
    )

    board.drag("Task forces", free, drop=False)

    expect(clash).to_have_attribute("data-why", "✕ taken +2")
    expect(free).to_have_attribute("data-why", "✓ 10:00–11:30")
    expect(free).to_have_class("m yes aim")
    expect(board.page.locator("#aim")).to_contain_text("Tuesday 2 March, 10:00–11:30, Boardroom D")
    board.page.mouse.move(*lower_end(clash))
    expect(board.page.locator("#reasons")).to_contain_text("same room and time as “Early signs” (Boardroom D, 15:00)")
    expect(board.page.locator("#reasons")).to_contain_text("Panelist 93 also in “Early signs”")
    board.page.mouse.move(*middle(free))
    board.page.mouse.up()

    board.expect_in("Task forces", free)
    expect(board.happened).to_have_text("“Task forces” moved to Tue 2 10:00–11:30, Boardroom D")
    expect(board.page.locator("td.m")).to_have_count(0)
    expect(board.page.locator("#board-counts")).to_contain_text("0 errors")


def test_escape_and_a_drop_beside_the_board_put_the_session_back(board: BoardPage, officer: Officer) -> None:
    home = board.cell(MONDAY, "1000", officer.rooms["Boardroom A"])
    board.drag("Task forces", board.cell(TUESDAY, "1000", officer.rooms["Boardroom A"]), drop=False)
    board.page.keyboard.press("Escape")
    expect(board.happened).to_have_text("Task forces is back where it was.")
    board.page.mouse.up()

    board.drag("Joint teams", board.page.locator("header.bar"))

    expect(board.happened).to_have_text("Joint teams is back where it was.")
    for title in ("Task forces", "Joint teams"):
        board.expect_in(title, home)


def test_dropping_on_another_session_offers_to_change_places(board: BoardPage, officer: Officer) -> None:
    board.drag("Joint teams", board.card("Early signs"))

    dialog = board.page.get_by_role("dialog")
    expect(dialog).to_contain_text("The place is taken. Change places?")
    expect(dialog).to_contain_text("Mon 1 15:00–16:30, Boardroom D")
    dialog.get_by_role("button", name="Change places").click()

    board.expect_in("Joint teams", board.cell(MONDAY, "1500", officer.rooms["Boardroom D"]))
    board.expect_in("Early signs", board.cell(MONDAY, "1000", officer.rooms["Boardroom A"]))
    board.page.keyboard.press("Control+z")
    board.expect_in("Joint teams", board.cell(MONDAY, "1000", officer.rooms["Boardroom A"]))
    expect(board.happened).to_contain_text("Taken back")
    board.page.reload()
    expect(board.page.get_by_role("button", name="Redo")).to_be_enabled()


def test_a_session_leaves_the_tray_with_the_length_chosen_and_goes_back_to_it(
    board: BoardPage, officer: Officer
) -> None:
    cell = board.cell(TUESDAY, "1500", officer.rooms["Boardroom A"])
    board.page.get_by_label("Length when placed").select_option("45")
    board.drag("Waiting", cell)
    board.expect_in("Waiting", cell)
    expect(board.card("Waiting")).to_contain_text("15:00–15:45")

    board.drag("Waiting", board.page.locator("#off"))

    board.expect_in("Waiting", board.page.locator("#ctray"))


def test_the_whole_path_goes_by_keyboard(board: BoardPage, officer: Officer) -> None:
    keyboard = board.page.keyboard
    board.card("Task forces").get_by_role("link", name="Task forces", exact=True).focus()

    keyboard.press("Space")
    expect(board.happened).to_contain_text("Task forces picked up.")
    expect(board.page.locator("td.m").first).to_be_attached()
    keyboard.press("ArrowDown")
    expect(board.happened).to_have_text(
        "Monday 1 March, 15:00–16:30, Boardroom A: error Panelist 93 also in “Early signs” (Boardroom D, 15:00); "
        "warning Kenya: 2 sessions at once, 1 people: “Early signs” (Boardroom D, 15:00)"
    )
    for key in ("ArrowUp", "ArrowRight"):
        keyboard.press(key)
    expect(board.happened).to_have_text("Monday 1 March, 10:00–11:30, Boardroom D: free")
    keyboard.press("Escape")
    expect(board.happened).to_have_text("Task forces is back where it was.")
    assert board.page.evaluate("document.activeElement.textContent") == "Task forces"

    keyboard.press("Space")
    for key in ("PageDown", "End", "ArrowDown"):
        keyboard.press(key)
    expect(board.happened).to_have_text("Tuesday 2 March, 15:00–16:30, Boardroom D: free")
    keyboard.press("Enter")
    board.expect_in("Task forces", board.cell(TUESDAY, "1500", officer.rooms["Boardroom D"]))
    assert board.page.evaluate("document.activeElement.textContent") == "Task forces"
    keyboard.press("m")
    dialog = board.page.get_by_role("dialog")
    expect(dialog.get_by_label("Day")).to_be_focused()
    dialog.get_by_role("button", name="Take off the board").press("Enter")
    board.expect_in("Task forces", board.page.locator("#ctray"))
    keyboard.press("Control+z")
    board.expect_in("Task forces", board.cell(TUESDAY, "1500", officer.rooms["Boardroom D"]))


def test_a_finger_carries_a_session_by_its_grip(
    browser: Browser, url: str, okafor: DeskOfficer, officer: Officer
) -> None:
    with at_board(browser, url, okafor, has_touch=True) as board:
        target = board.cell(TUESDAY, "1000", officer.rooms["Boardroom A"])
        begun, ended = middle(board.card("Task forces").locator(".grip")), middle(target)
        session = board.page.context.new_cdp_session(board.page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            given = {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
            session.send("Input.dispatchTouchEvent", given)

        touch("touchStart", begun)
        touch("touchMove", (begun[0] - 20, begun[1] + 20))
        expect(board.page.locator("td.m").first).to_be_visible()
        touch("touchMove", ended)
        touch("touchEnd")

        board.expect_in("Task forces", target)
        assert board.said == []


def test_without_a_script_the_same_goes_by_forms(
    browser: Browser, url: str, okafor: DeskOfficer, officer: Officer
) -> None:
    with at_board(browser, url, okafor, java_script_enabled=False) as board:
        page = board.page
        board.card("Task forces").locator(".grip").click()
        page.get_by_role("button", name="10:00–11:30, Boardroom D").first.click()
        board.expect_in("Task forces", board.cell(MONDAY, "1000", officer.rooms["Boardroom D"]))
        expect(page.get_by_role("status").first).to_have_text("Moved.")

        page.get_by_role("button", name="Undo").click()
        board.expect_in("Task forces", board.cell(MONDAY, "1000", officer.rooms["Boardroom A"]))
        board.card("Task forces").locator(".grip").click()
        page.get_by_label("Or change places with").select_option(label="15:00 Early signs")
        page.get_by_role("button", name="See what that does").click()
        page.get_by_role("button", name="Change places").click()
        board.expect_in("Early signs", board.cell(MONDAY, "1000", officer.rooms["Boardroom A"]))
        page.get_by_text("Filter", exact=True).click()
        page.get_by_label("Theme").select_option("ii")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".card:not(.off)")).to_have_count(1)


def test_what_a_colleague_does_appears_and_neither_overwrites_the_other(
    browser: Browser, url: str, okafor: DeskOfficer, officer: Officer, sign_in: SignIn
) -> None:
    mbeki = sign_in("A. Mbeki", Right.EDITOR)
    boardroom_a, boardroom_d = officer.rooms["Boardroom A"], officer.rooms["Boardroom D"]
    with at_board(browser, url, okafor) as one, at_board(browser, url, mbeki) as other:
        other.drag("Joint teams", other.cell(TUESDAY, "1000", boardroom_d))
        expect(one.happened).to_have_text(
            "A. Mbeki moved “Joint teams” to Tue 2 10:00–11:30, Boardroom D, just now", timeout=2_000
        )
        one.expect_in("Joint teams", one.cell(TUESDAY, "1000", boardroom_d))

        other.page.route("**/changes*", lambda route: route.abort())
        one.drag("Task forces", one.cell(TUESDAY, "1500", boardroom_a))
        one.expect_in("Task forces", one.cell(TUESDAY, "1500", boardroom_a))
        other.drag("Task forces", other.cell(TUESDAY, "1500", boardroom_d))

        dialog = other.page.get_by_role("dialog")
        expect(dialog).to_contain_text("Okafor changed Task forces while you had it before you.")
        expect(dialog).to_contain_text("Tue 2 15:00–16:30, Boardroom A")
        expect(dialog).to_contain_text("Tue 2 15:00–16:30, Boardroom D")
        other.expect_in("Task forces", other.cell(TUESDAY, "1500", boardroom_a))
        dialog.get_by_role("button", name="Move it to").click()
        other.expect_in("Task forces", other.cell(TUESDAY, "1500", boardroom_d))


@pytest.mark.parametrize(("query", "scheme"), [("?lang=fr", "dark"), ("?lang=ar", "light")])
def test_no_rule_of_accessibility_is_broken_while_a_session_is_moved(
    browser: Browser, url: str, okafor: DeskOfficer, officer: Officer, query: str, scheme: str
) -> None:
    with at_board(browser, url, okafor, query, color_scheme=scheme) as board:
        axe, page = Axe(), board.page
        found: list[str] = []

        def look(when: str) -> None:
            violations = axe.run(page, options=RULES).response["violations"]
            found.extend(f"{when}: {one['id']} at {node['target']}" for one in violations for node in one["nodes"])

        page.locator(".plan .card .t").first.press("Space")
        expect(page.locator("td.m").first).to_be_attached()
        page.keyboard.press("ArrowDown")
        look("held")
        page.keyboard.press("Escape")
        page.locator(".grip").first.click()
        expect(page.locator("dialog[open]")).to_be_visible()
        look("dialog")
        page.set_viewport_size({"width": 390, "height": 844})
        look("dialog on a phone")
        assert board.said == []

    assert found == []


def test_nothing_jumps_and_all_rooms_of_a_day_are_in_view(board: BoardPage, officer: Officer) -> None:
    for number in range(6):
        officer.room(f"C{number}")
    board.page.add_init_script(
        "addEventListener('layout-shift', () => {});"
        "window.shifts = []; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.shifts.push(one.value); }).observe({ type: 'layout-shift', buffered: true });"
    )
    board.page.reload()
    expect(board.page.locator("thead th")).to_have_count(9)
    board.drag("Task forces", board.cell(TUESDAY, "1000", officer.rooms["Boardroom A"]))
    board.expect_in("Task forces", board.cell(TUESDAY, "1000", officer.rooms["Boardroom A"]))

    assert board.page.evaluate("window.shifts") == []
    edges = board.page.evaluate(
        "[...document.querySelectorAll('thead th')].map((head) => head.getBoundingClientRect().right)"
    )
    assert max(edges) <= 1440
    assert board.page.evaluate("document.documentElement.scrollWidth") == 1440
