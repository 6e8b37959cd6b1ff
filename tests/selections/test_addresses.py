"""The page, the calendar and the data of an own selection, on the running application."""

import time
from collections.abc import Callable

import httpx
import pytest

from tests.machinery.officer import JSON, Officer, at

SECRET = {"Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}


@pytest.fixture
def sessions(officer: Officer) -> list[JSON]:
    """Three released sessions on three days."""
    titles = [("First", 0), ("Second", 1), ("Third", 2)]
    made: list[JSON] = [officer.session(title, **at("10:00-13:00", day=day))["session"] for title, day in titles]
    officer.publish()
    return made


def make(officer: Officer, *sessions: JSON) -> JSON:
    body = {"session_uids": [session["uid"] for session in sessions]}
    answer = officer.client.post(f"/api/v1/meetings/{officer.meeting}/selections", json=body)
    made: JSON = answer.json()
    return made


def tick(officer: Officer, made: JSON, *sessions: JSON) -> None:
    body = {"session_uids": [session["uid"] for session in sessions]}
    assert officer.client.put(f"/api/v1/selections/{made['edit_token']}", json=body).status_code == 200


def held(calendar: str) -> dict[str, str]:
    """The status of every event by its title."""
    events = calendar.split("BEGIN:VEVENT")[1:]
    lines = [dict(line.split(":", 1) for line in event.splitlines() if ":" in line) for event in events]
    return {event["SUMMARY"]: event["STATUS"] for event in lines}


def test_all_three_forms_show_what_is_ticked_and_keep_the_address_to_themselves(
    officer: Officer, sessions: list[JSON]
) -> None:
    made = make(officer, *sessions[:2])

    page, feed, data = (officer.client.get(made["page_url"] + suffix) for suffix in ("", ".ics", ".json"))

    assert [answer.status_code for answer in (page, feed, data)] == [200] * 3
    for answer in (page, feed, data):
        assert {name: answer.headers[name] for name in SECRET} == SECRET
    assert held(feed.text) == {"First": "TENTATIVE", "Second": "TENTATIVE"}
    assert "X-WR-CALNAME:My sessions – Working Group" in feed.text
    assert [item["title"] for item in data.json()["items"]] == ["First", "Second"]
    assert "First" in page.text
    assert "Third" not in page.text
    assert f'href="webcal:{made["feed_url"].partition(":")[2]}"' in page.text
    for suffix in ("", ".ics", ".json"):
        assert officer.client.head(made["page_url"] + suffix).status_code == 200
        assert officer.client.request("PROPFIND", made["page_url"] + suffix).status_code == 405


def test_a_tick_survives_every_status_and_place_and_an_empty_selection_is_a_calendar(
    officer: Officer, sessions: list[JSON]
) -> None:
    made = make(officer, *sessions[:2])
    officer.change(sessions[0], room_id=officer.rooms["Boardroom D"], theme_id=None, **at("15:00-18:00", day=3))
    officer.step(sessions[1], "cancel")
    officer.publish()

    feed = officer.client.get(made["feed_url"]).text
    tick(officer, made)
    empty = officer.client.get(made["feed_url"])

    assert held(feed) == {"First": "TENTATIVE", "Cancelled: Second": "CANCELLED"}
    assert (empty.status_code, held(empty.text), "BEGIN:VTIMEZONE" in empty.text) == (200, {}, True)


def test_a_subscriber_that_asks_by_date_alone_misses_no_change_however_fast_they_follow(
    officer: Officer, sessions: list[JSON]
) -> None:
    made = make(officer, *sessions[:1])
    steps: list[Callable[[], object]] = [
        lambda: officer.change(sessions[0], titles={"en": "Renamed"}) and officer.publish(),
        lambda: tick(officer, made, *sessions[:2]),
        lambda: officer.change(sessions[1], titles={"en": "Renamed too"}) and officer.publish(),
        lambda: tick(officer, made),
        lambda: tick(officer, made, sessions[0]),
        lambda: officer.change(sessions[0], titles={"en": "Renamed again"}) and officer.publish(),
        officer.publish,
        lambda: tick(officer, made, sessions[2]),
    ]
    known, dates = officer.client.get(made["feed_url"]), []

    for step in steps:
        step()
        since = known.headers["Last-Modified"]
        news = officer.client.get(made["feed_url"], headers={"If-Modified-Since": since})
        assert news.status_code == 200
        assert officer.client.get(made["feed_url"]).headers["ETag"] == news.headers["ETag"]
        dates.append(httpx.Headers({"date": news.headers["Last-Modified"]})["date"])
        known = news
        again = officer.client.get(made["feed_url"], headers={"If-None-Match": news.headers["ETag"]})
        assert again.status_code == 304

    assert len(set(dates)) == len(steps)


def test_a_reset_address_is_gone_and_the_new_one_answers(officer: Officer, sessions: list[JSON]) -> None:
    made = make(officer, *sessions)
    before = officer.client.get(made["feed_url"])

    new = officer.client.post(f"/api/v1/selections/{made['edit_token']}/reset").json()

    for suffix in ("", ".ics", ".json"):
        gone = officer.client.get(made["page_url"] + suffix, headers={"If-None-Match": before.headers["ETag"]})
        assert (gone.status_code, gone.headers["Referrer-Policy"]) == (410, "no-referrer")
    assert officer.client.get(made["feed_url"]).json()["code"] == "token-reset"
    after = officer.client.get(new["feed_url"]).text.replace("\r\n ", "")
    assert after.replace(new["feed_url"], made["feed_url"]) == before.text.replace("\r\n ", "")


def test_neither_another_token_nor_the_one_that_edits_reads(officer: Officer, sessions: list[JSON]) -> None:
    made = make(officer, *sessions)

    for token in ("unknown", made["edit_token"], "a%00b"):
        for suffix in ("", ".ics", ".json"):
            answer = officer.client.get(f"/my/{token}{suffix}")
            assert (answer.status_code, answer.headers["Referrer-Policy"]) == (404, "no-referrer")


def test_what_no_selection_concerns_makes_no_calendar_anew(officer: Officer, sessions: list[JSON]) -> None:
    made = make(officer, *sessions)
    before = officer.client.get(made["feed_url"])

    make(officer, sessions[0])
    officer.person()
    time.sleep(1.1)

    after = officer.client.get(made["feed_url"])
    assert (after.headers["ETag"], after.headers["Last-Modified"]) == (
        before.headers["ETag"],
        before.headers["Last-Modified"],
    )
