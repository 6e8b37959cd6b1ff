"""A clock that is set back: what is published later is dated later all the same, and no sequence falls."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
import time_machine
from icalendar import Calendar

from app.access.models import Right
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, at, make_key
from tests.machinery.server import running_server
from tests.machinery.soundness import faults_of

NOON = datetime(2027, 2, 1, 12, 0, 0, 500_000, UTC)
FEED = "/meetings/working-group.ics"


@pytest.fixture
def office(sqlite: Template) -> Iterator[tuple[Officer, str]]:
    """An officer with an open meeting, and the database."""
    url = sqlite.copy()
    with running_server(url) as client:
        officer = Officer(client, make_key(url, Right.ADMINISTRATOR))
        officer.open_meeting()
        yield officer, url
    sqlite.remove(url)


def dates(answer: httpx.Response) -> tuple[datetime, datetime, int]:
    """Last-Modified of the answer, and LAST-MODIFIED and SEQUENCE of its only event."""
    event: Any
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt
    modified = parsedate_to_datetime(answer.headers["Last-Modified"])
    return modified, event["LAST-MODIFIED"].dt, int(event["SEQUENCE"])


def test_dates_and_sequences_rise_though_the_clock_is_set_back_between_releases(office: tuple[Officer, str]) -> None:
    officer, url = office
    client, seen, published = officer.client, list[tuple[datetime, datetime, int]](), list[datetime]()
    known = "Thu, 01 Jan 1970 00:00:00 GMT"
    with time_machine.travel(NOON, tick=False) as clock:
        session = officer.session("Title 0", **at("10:00-13:00"))["session"]
        for number, back in enumerate((timedelta(), timedelta(seconds=1), timedelta(hours=30), timedelta(days=400)), 1):
            clock.move_to(NOON - back)
            officer.change(session, titles={"en": f"Title {number}"})
            published.append(datetime.fromisoformat(officer.publish()["published_at"]))
            answer = client.get(FEED, headers={"If-Modified-Since": known})
            assert (answer.status_code, f"SUMMARY:Title {number}\r\n" in answer.text) == (200, True)
            known = answer.headers["Last-Modified"]
            seen.append(dates(answer))

        clock.move_to(NOON - timedelta(days=900))
        again = officer.do("POST", "/meetings/working-group/releases/1/republish", json={})
        published.append(datetime.fromisoformat(again["published_at"]))
        seen.append(dates(client.get(FEED)))

    first = NOON.replace(microsecond=0)
    rising = [first + timedelta(seconds=number) for number in range(5)]
    assert published == rising
    assert seen == [(moment, moment, number) for number, moment in enumerate(rising)]
    assert faults_of(url) == []


def test_an_own_selection_that_is_changed_by_a_clock_set_back_is_fetched_again(office: tuple[Officer, str]) -> None:
    officer, _ = office
    client = officer.client
    with time_machine.travel(NOON, tick=False) as clock:
        uids = [officer.session(f"Title {day}", **at("10:00-13:00", day=day))["session"]["uid"] for day in (0, 1)]
        officer.publish()
        made = client.post("/api/v1/meetings/working-group/selections", json={"session_uids": uids[:1]}).json()
        path = f"/my/{made['page_url'].rpartition('/')[2]}.ics"
        known = client.get(path).headers["Last-Modified"]

        for back, ticked in ((10, uids), (3600, uids[1:]), (90_000, [])):
            clock.move_to(NOON - timedelta(seconds=back))
            assert client.get(path, headers={"If-Modified-Since": known}).status_code == 304
            edited = client.put(f"/api/v1/selections/{made['edit_token']}", json={"session_uids": ticked})
            assert edited.status_code == 200
            answer = client.get(path, headers={"If-Modified-Since": known})
            assert (answer.status_code, answer.text.count("BEGIN:VEVENT")) == (200, len(ticked))
            assert parsedate_to_datetime(answer.headers["Last-Modified"]) > parsedate_to_datetime(known)
            known = answer.headers["Last-Modified"]
