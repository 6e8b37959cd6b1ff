"""Own selections through the API: made, changed and reset without an account."""

import re
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from app.database import Database
from app.selections.limits import MAKING, MOST_CHANGES, MOST_MADE, TooManySelections, Writes
from tests.machinery.officer import JSON, Officer, at


@pytest.fixture
def released(officer: Officer) -> list[str]:
    """The uids of three released sessions."""
    titles = [("First", 0), ("Second", 1), ("Third", 2)]
    sessions = [officer.session(title, **at("10:00-13:00", day=day))["session"] for title, day in titles]
    officer.publish()
    return [session["uid"] for session in sessions]


def make(officer: Officer, uids: list[str], meeting: str = "") -> httpx.Response:
    path = f"/api/v1/meetings/{meeting or officer.meeting}/selections"
    return officer.client.post(path, json={"session_uids": uids})


def test_anybody_makes_one_changes_it_and_sees_it_again(officer: Officer, released: list[str]) -> None:
    answer = make(officer, released[:2])

    made = answer.json()
    address = f"/api/v1/selections/{made['edit_token']}"
    assert (answer.status_code, answer.headers["Location"], answer.headers["ETag"]) == (201, address, '"1"')
    assert re.fullmatch(rf"{re.escape(str(officer.client.base_url))}/my/[\w-]{{43}}", made["page_url"])
    assert made["feed_url"] == f"{made['page_url']}.ics"
    assert made["session_uids"] == released[:2]
    assert officer.client.get(address).json() == made
    changed = officer.client.put(address, json={"session_uids": [released[2], released[2]]})
    assert (changed.status_code, changed.json()) == (200, {**made, "session_uids": [released[2]]})
    assert officer.client.put(address, json={"session_uids": []}).json() == {**made, "session_uids": []}
    assert officer.client.get(address).json() == {**made, "session_uids": []}


def test_reset_gives_it_another_address_and_keeps_the_token_that_edits(officer: Officer, released: list[str]) -> None:
    made = make(officer, released).json()
    address = f"/api/v1/selections/{made['edit_token']}"

    reset = officer.client.post(f"{address}/reset")

    assert reset.status_code == 200
    assert reset.json()["page_url"] != made["page_url"]
    assert reset.json() | {"page_url": 0, "feed_url": 0} == made | {"page_url": 0, "feed_url": 0}
    assert officer.client.get(address).json() == reset.json()


def test_a_session_that_was_never_released_cannot_be_ticked_whether_or_not_a_draft_has_it(
    officer: Officer, released: list[str]
) -> None:
    draft = officer.session("Draft", **at("15:00-18:00"))["session"]["uid"]
    made = make(officer, [])

    for uid in (draft, str(uuid4())):
        refused = make(officer, [released[0], uid])
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/session_uids/1"]
        address = f"/api/v1/selections/{made.json()['edit_token']}"
        assert officer.client.put(address, json={"session_uids": [uid]}).status_code == 422
    assert made.status_code == 201


def test_what_was_taken_back_can_still_be_ticked(officer: Officer, released: list[str]) -> None:
    session = officer.get(f"/meetings/{officer.meeting}/sessions")["items"][0]
    officer.change(session, status="draft")
    officer.publish()

    assert make(officer, [session["uid"]]).status_code == 201


def test_a_meeting_without_a_release_and_a_token_that_is_none_are_not_found(officer: Officer) -> None:
    nowhere = [make(officer, []), make(officer, [], "no-such-meeting")]
    unknown = officer.client.get("/api/v1/selections/no-such-token")

    assert [answer.status_code for answer in [*nowhere, unknown]] == [404, 404, 404]


def test_a_change_of_an_older_version_is_refused_where_one_is_named(officer: Officer, released: list[str]) -> None:
    address = f"/api/v1/selections/{make(officer, released).json()['edit_token']}"
    body = {"session_uids": released[:1]}

    assert officer.client.put(address, json=body, headers={"If-Match": '"1"'}).headers["ETag"] == '"2"'
    assert officer.client.put(address, json=body, headers={"If-Match": '"1"'}).status_code == 412
    assert officer.client.post(f"{address}/reset", headers={"If-Match": '"1"'}).status_code == 412


def test_a_plenary_behind_one_address_makes_its_calendars_and_no_address_makes_them_without_end() -> None:
    made = Writes()

    for _ in range(MOST_MADE):
        made.count(MAKING, "by 192.0.2.1")
    with pytest.raises(TooManySelections) as refusal:
        made.count(MAKING, "by 192.0.2.1")

    made.count(MAKING, "by 192.0.2.2")
    assert MOST_MADE > 500
    assert 1 <= int(refusal.value.headers["Retry-After"]) <= 601


def test_what_is_asked_for_too_often_from_one_address_is_refused(officer: Officer, released: list[str]) -> None:
    path = f"/api/v1/meetings/{officer.meeting}/selections"
    address = f"/api/v1/selections/{make(officer, []).json()['edit_token']}"

    answers = [officer.client.post(path, content=b"") for _ in range(MOST_MADE - 1)]

    assert {answer.status_code for answer in answers} == {422}
    refused = make(officer, released)
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many")
    assert int(refused.headers["Retry-After"]) >= 1
    assert officer.client.put(address, json={"session_uids": released}).status_code == 200


def test_what_one_delegate_changes_is_not_held_against_another(officer: Officer, released: list[str]) -> None:
    one, other = (f"/api/v1/selections/{make(officer, []).json()['edit_token']}" for _ in range(2))
    ticks = [released[:1], released[:2]]

    answers = [officer.client.put(one, json={"session_uids": ticks[turn % 2]}) for turn in range(MOST_CHANGES)]

    assert {answer.status_code for answer in answers} == {200}
    refused = [officer.client.put(one, json={"session_uids": []}), officer.client.post(f"{one}/reset")]
    assert [answer.status_code for answer in refused] == [429, 429]
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 61
    assert officer.client.get(one).json()["session_uids"] == released[:2]
    assert officer.client.put(other, json={"session_uids": released}).status_code == 200


def test_neither_token_is_stored_nor_does_the_ledger_tell_of_it(
    officer: Officer, released: list[str], database_url: str
) -> None:
    before = officer.get("/ledger?limit=200")
    made: JSON = make(officer, released).json()
    read = made["page_url"].rpartition("/")[2]
    database = Database(database_url)

    with database.engine.connect() as connection:
        tables = {"selection", "read_token", "ledger"}
        stored = [str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")).all()]
    database.dispose()

    assert [row for row in stored if made["edit_token"] in row or read in row] == []
    assert officer.get("/ledger?limit=200") == before
