"""The desk in a real browser: where the focus goes, order by drag and by key."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.desk.office import MEETING, Office, running_office
from tests.machinery.databases import Template


@pytest.fixture(scope="module")
def office(sqlite: Template) -> Iterator[Office]:
    """A desk with something of everything in it."""
    with running_office(sqlite) as running:
        yield running


def test_what_is_wrong_has_the_focus_and_leads_to_its_input(browser: Browser, office: Office) -> None:
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/rooms/new")

    booths = page.get_by_label("Interpretation booths")
    booths.fill("900")
    page.get_by_role("button", name="Save").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Interpretation booths").click()
    expect(booths).to_be_focused()
    expect(booths).to_have_value("900")
    page.context.close()


def carry(page: Page, handle: Locator, onto: Locator, share: float) -> None:
    """Drag a line by its handle to this share of another one's height."""
    handle.hover()
    page.mouse.down()
    box = onto.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] * share, steps=4)


def test_the_panel_is_put_in_order_by_drag_and_by_keyboard(browser: Browser, office: Office) -> None:
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/sessions/{office.session['id']}")
    lines, names = page.locator(".seats > li"), page.locator(".seats .who-sits > a:first-of-type")
    first, second, third = names.all_inner_texts()

    carry(page, lines.nth(2).locator(".handle"), lines.nth(0), 0.2)
    expect(lines.nth(0)).to_have_class("drop-before")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(names).to_have_text([first, second, third])
    carry(page, lines.nth(2).locator(".handle"), lines.nth(0), 0.2)
    page.mouse.up()

    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(names).to_have_text([third, first, second])
    page.get_by_role("button", name=f"Move {third} down").focus()
    for order in ([first, third, second], [first, second, third]):
        page.keyboard.press("Enter")
        expect(names).to_have_text(order)
        expect(page.get_by_role("button", name=f"Move {third} down")).to_be_focused()
    page.reload()
    expect(names).to_have_text([first, second, third])
    page.context.close()


def test_agenda_items_are_put_in_order_by_drag_and_by_keyboard(browser: Browser, office: Office) -> None:
    officer = office.officer
    where = f"/meetings/{officer.meeting}/agenda-items"
    for number, parent in (("4", None), ("4 (a)", "4"), ("5", None)):
        known = {item["number"]: item["id"] for item in officer.get(where)["items"]}
        given = {"number": number, "titles": {"en": f"Was {number}"}, "parent_id": known.get(parent or "")}
        officer.do("POST", where, json=given)
    page = office.visit(browser)
    page.goto(f"{office.url}{MEETING}/agenda-items")
    lines = page.locator("tbody tr")

    def titles() -> list[tuple[str, str]]:
        return [(row.locator("th").inner_text(), row.locator("td").first.inner_text()) for row in lines.all()]

    carry(page, lines.filter(has_text="Was 5").locator(".handle"), lines.filter(has_text="Another item"), 0.2)
    page.mouse.up()
    expect(page.get_by_role("status")).to_have_text("Moved.")
    assert titles()[1:] == [("3", "Was 5"), ("4", "Another item"), ("5", "Was 4"), ("5 (a)", "Was 4 (a)")]

    button = page.get_by_role("button", name="Move 3 down")
    button.press("Enter")
    expect(page.get_by_role("button", name="Move 4 down")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move 5 down")).to_be_focused()
    assert titles()[1:] == [("3", "Another item"), ("4", "Was 4"), ("4 (a)", "Was 4 (a)"), ("5", "Was 5")]
    page.context.close()
