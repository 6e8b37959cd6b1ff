"""The pages of the real application, from what an officer published."""

import httpx
import pytest

from app.access.accounts import make_first_administrator, offer_first_administrator
from app.database import Database
from tests.machinery.officer import Officer, at


def test_readers_see_a_release_and_then_the_next(officer: Officer, server: httpx.Client) -> None:
    session = officer.round_table("Task forces", theme_id=officer.themes["i"])
    before = server.get("/meetings/working-group")

    officer.publish("First programme.")
    first = server.get("/meetings/working-group")
    officer.change(session, **at("15:00-18:00", day=1), room_id=officer.rooms["Boardroom D"])
    officer.publish()
    second = server.get("/meetings/working-group", headers={"If-None-Match": first.headers["ETag"]})
    changed = server.get("/meetings/working-group/releases/2")

    assert before.status_code == httpx.codes.NOT_FOUND
    assert "10:00–13:00" in first.text
    assert "moved from Mon 1, 10:00, Boardroom A" in second.text
    assert "From Monday 1 March, 10:00–13:00, Boardroom A to Tuesday 2 March, 15:00–18:00, Boardroom D." in changed.text
    assert "First programme." in server.get("/meetings/working-group/releases").text
    assert 'href="/meetings/working-group"' in server.get("/").text


def test_a_draft_is_on_no_page(officer: Officer, server: httpx.Client) -> None:
    officer.round_table("Published")
    officer.publish()
    draft = officer.session("Whispered", room="Boardroom D")["session"]

    assert "Whispered" not in server.get("/meetings/working-group").text
    assert server.get(f"/meetings/working-group/sessions/{draft['uid']}").status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize("address", ["/meetings/%00", "/meetings/none", "/nowhere", "/meetings/%F0%9F%98%80/rooms/%22"])
def test_what_is_not_there_is_said_in_the_readers_language(server: httpx.Client, address: str) -> None:
    page = server.get(address, headers={"Accept-Language": "zh-CN"})

    assert page.status_code == httpx.codes.NOT_FOUND
    assert "未找到页面" in page.text


def test_a_page_is_only_read(server: httpx.Client) -> None:
    page = server.post("/", headers={"Accept-Language": "ru"})

    assert page.status_code == httpx.codes.METHOD_NOT_ALLOWED
    assert "Здесь это невозможно" in page.text


def test_the_first_page_says_how_to_make_the_first_administrator_until_there_is_one(
    server: httpx.Client, database_url: str
) -> None:
    before = server.get("/", params={"lang": "en"}).text
    database = Database(database_url)
    with database.writing() as db:
        token = offer_first_administrator(db)
        assert token is not None
        make_first_administrator(db, token, "first@office.example", "a long enough password")
    database.dispose()
    after = server.get("/", params={"lang": "en"}).text

    assert "a line begins with “First administrator:”" in before
    assert 'href="/sign-in"' not in before
    assert "First administrator" not in after
    assert 'href="/sign-in"' in after
