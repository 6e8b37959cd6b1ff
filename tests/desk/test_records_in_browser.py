"""Import, merging, the next meeting and history in a real browser: the steps, with and without scripts, and accessibility."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from app.access.models import Right
from app.desk.frame.admission import COOKIE
from tests.desk.officer import signed_in
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, make_key
from tests.machinery.server import running_server

MEETING = "/desk/meetings/working-group"
TABLE = """Name,Country,E-mail,Themes,Colour
Adaeze Okafor,Kenya,okafor@state.example,i,blue
Jean Petit,Frence,jean,vii,
"""
RIGHT = """Name,Country,E-mail,Themes
Adaeze Okafor,Kenya,okafor@state.example,i
Jean Petit,France,jean@state.example,ii
"""


@dataclass(frozen=True)
class Place:
    """A running desk with a meeting in it, and the cookie of an administrator."""

    url: str
    cookie: str
    officer: Officer


@pytest.fixture
def place(sqlite: Template) -> Iterator[Place]:
    """A meeting with a seated person who is in the list twice."""
    database_url = sqlite.copy()
    with running_server(database_url) as client:
        officer = Officer(client, make_key(database_url, Right.ADMINISTRATOR))
        officer.open_meeting()
        officer.person("Adaeze Okafor", languages=["en"])
        twin = officer.person("OKAFOR, Adaeze", languages=["fr"], functions={"en": "Judge"})
        session = officer.session("Task forces")["session"]
        officer.seats(session, {"participant_id": twin["id"], "role": "panelist", "invitation": "accepted"})
        administrator = signed_in(client, database_url, "Okafor", Right.ADMINISTRATOR)
        yield Place(str(client.base_url).rstrip("/"), administrator.client.cookies[COOKIE], officer)
        administrator.client.close()


def visit(browser: Browser, place: Place, **context: object) -> Page:
    """A browser in which the administrator is signed in."""
    opened = browser.new_context(**context)  # type: ignore[arg-type]
    opened.add_cookies([{"name": COOKIE, "value": place.cookie, "url": place.url}])
    return opened.new_page()


def look_at(page: Page, place: Place, table: str) -> None:
    page.goto(f"{place.url}{MEETING}/imports/people")
    page.get_by_role("textbox", name="Table").fill(table)
    page.get_by_role("button", name="Look at what it does").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_table_is_looked_at_corrected_and_taken_in(browser: Browser, place: Place, scripts: bool) -> None:
    page = visit(browser, place, java_script_enabled=scripts)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    look_at(page, place, TABLE)
    problem = page.get_by_role("row").filter(has_text="Jean Petit")
    expect(problem).to_contain_text("There is no delegation “Frence”. Perhaps France (FRA)?")
    expect(problem).to_contain_text("The meeting has no theme “vii”; its themes are i, ii.")
    expect(page.get_by_role("row").filter(has_text="changed")).to_contain_text("– → okafor@state.example")
    expect(page.get_by_text("Nothing is taken in until every row is right.")).to_be_visible()
    assert page.get_by_role("button", name="Take it in").count() == 0
    page.get_by_role("textbox", name="Table").fill(RIGHT)
    page.get_by_role("button", name="Look at what it does").click()
    page.get_by_role("button", name="Take it in: 1 new, 1 changed").click()

    expect(page.get_by_role("status")).to_have_text("Taken in.")
    expect(page.get_by_role("link", name="Jean Petit", exact=True)).to_be_visible()
    assert said == []
    page.context.close()


def test_a_file_is_taken_in_and_an_export_of_it_changes_nothing(browser: Browser, place: Place) -> None:
    page = visit(browser, place)
    page.goto(f"{place.url}{MEETING}/imports/people")
    page.get_by_label("or a file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": RIGHT.replace(",", ";").encode("cp1252")}
    )
    page.get_by_role("button", name="Look at what it does").click()
    page.get_by_role("button", name="Take it in").click()

    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    page.goto(f"{place.url}{MEETING}/imports/people")
    page.get_by_label("or a file").set_input_files(download.value.path())
    page.get_by_role("button", name="Look at what it does").click()

    assert download.value.suggested_filename == "working-group-people.xlsx"
    expect(page.get_by_text("All of it is known already")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_entries_become_one_person_with_all_seats(browser: Browser, place: Place, scripts: bool) -> None:
    page = visit(browser, place, java_script_enabled=scripts)

    page.goto(f"{place.url}{MEETING}/people")
    page.get_by_role("link", name="Merge…").click()
    page.get_by_role("link", name="Compare Adaeze Okafor").click()
    page.get_by_role("radio", name="this one stays Adaeze Okafor").check()
    page.get_by_role("radio", name="Adaeze Okafor – Name as shown", exact=True).check()
    page.get_by_role("button", name="Merge the two").click()

    expect(page.get_by_role("status")).to_have_text("Merged: one person, with all seats.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Adaeze Okafor")
    expect(page.get_by_role("region", name="Seats in this meeting")).to_contain_text("Task forces")
    person = place.officer.get("/participants/1")
    assert (person["languages"], person["functions"]) == (["en", "fr"], {"en": "Judge"})
    page.goto(f"{place.url}{MEETING}/merging")
    expect(page.get_by_text("Nobody seems to be in the list twice.")).to_be_visible()
    page.context.close()


def test_the_next_meeting_is_made_and_its_history_told(browser: Browser, place: Place) -> None:
    page = visit(browser, place)

    page.goto(f"{place.url}{MEETING}/details")
    page.get_by_role("link", name="New meeting from this one").click()
    page.get_by_label("First day").fill("2028-07-03")
    page.get_by_label("Address").fill("fifteenth")
    page.get_by_role("button", name="Make the meeting").click()
    expect(page.get_by_role("link", name="Task forces")).to_be_visible()
    page.get_by_role("link", name="History").click()

    expect(page.get_by_text("Okafor made the session “Task forces”")).to_be_visible()
    page.get_by_label("What").select_option("room")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Okafor made the room “Boardroom A”")).to_be_visible()
    assert page.get_by_text("Task forces").count() == 0
    page.context.close()
