"""A reader that polls through releases: conditional requests by RFC 9110 §13, and never a feed that is old or half."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime

import httpx
import pytest

from app.feeds.calendar import Calendars, Feed
from app.feeds.membership import WholeMeeting
from app.rules.words import Status
from tests.feeds.programme import (
    PUBLIC_URL,
    PUBLISHED,
    ROOM_A,
    THEMES,
    large_release,
    person,
    published,
    release,
    rich_session,
    session,
)
from tests.feeds.serving import KeptReleases, serving

MEETING = "/meetings/wg-2027.ics"
FIRST = release(rich_session(1), rich_session(2, theme=THEMES[0], at="2027-03-02T10:00"))
PUBLISHED_HTTP = "Mon, 11 Jan 2027 09:30:15 GMT"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of a server with one release."""
    with serving(KeptReleases(FIRST)) as client:
        yield client


@pytest.fixture
def releases() -> KeptReleases:
    """Releases that a test changes, the first one to begin with."""
    return KeptReleases(FIRST)


@pytest.fixture
def moving(releases: KeptReleases) -> Iterator[httpx.Client]:
    """A client of a server with these releases."""
    with serving(releases) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": "{tag}"}, 304),
        ({"If-None-Match": "W/{tag}"}, 304),
        ({"If-None-Match": '"other", {tag}, W/"third"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": "nonsense"}, 200),
        ({"If-None-Match": ""}, 200),
        ({"If-Modified-Since": PUBLISHED_HTTP}, 304),
        ({"If-Modified-Since": "Mon, 11 Jan 2027 09:30:16 GMT"}, 304),
        ({"If-Modified-Since": "Mon, 11 Jan 2027 09:30:14 GMT"}, 200),
        ({"If-Modified-Since": "Monday, 11-Jan-27 09:30:15 GMT"}, 304),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-Modified-Since": "99 Foo 2027 99:99:99 GMT"}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": PUBLISHED_HTTP}, 200),
        ({"If-None-Match": "{tag}", "If-Modified-Since": "Mon, 11 Jan 2010 09:30:14 GMT"}, 304),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_reader_that_holds_it_is_told_so(
    client: httpx.Client, method: str, headers: dict[str, str], status: int
) -> None:
    first = client.get(MEETING)
    asked = {name: value.replace("{tag}", first.headers["etag"]) for name, value in headers.items()}

    again = client.request(method, MEETING, headers=asked)

    assert again.status_code == status
    if status == 304:
        kept = ("etag", "last-modified", "cache-control", "vary", "access-control-allow-origin")
        assert {name: again.headers[name] for name in kept} == {name: first.headers[name] for name in kept}
        assert again.content == b""
        assert "content-type" not in again.headers


def test_a_tag_of_one_encoding_is_not_that_of_the_other(client: httpx.Client) -> None:
    tag = client.get(MEETING).headers["etag"]

    answer = client.get(MEETING, headers={"If-None-Match": tag, "Accept-Encoding": "gzip"})

    assert answer.status_code == 200


def test_a_release_changes_the_answer_and_both_its_validators(moving: httpx.Client, releases: KeptReleases) -> None:
    first = moving.get(MEETING)
    moved = published(rich_session(1, at="2027-03-03T10:00"), 1, PUBLISHED + timedelta(days=1))
    second_release = release(moved, FIRST.sessions[1], number=2)

    releases.publish(second_release)
    second = moving.get(MEETING, headers={"If-None-Match": first.headers["etag"]})

    assert second.status_code == 200
    assert second.content == Calendars(PUBLIC_URL).calendar(second_release, Feed(WholeMeeting(), MEETING))
    assert second.headers["last-modified"] == "Tue, 12 Jan 2027 09:30:15 GMT"


def test_who_asks_by_date_alone_learns_of_an_event_that_left_by_absence(
    moving: httpx.Client, releases: KeptReleases
) -> None:
    feed = "/meetings/wg-2027/themes/ii.ics"
    first = moving.get(feed)
    rethemed = published(rich_session(1, theme=THEMES[2]), 1, PUBLISHED + timedelta(days=1))

    releases.publish(release(rethemed, FIRST.sessions[1], number=2))
    second = moving.get(feed, headers={"If-Modified-Since": first.headers["last-modified"]})

    assert (second.status_code, second.text.count("BEGIN:VEVENT")) == (200, 0)
    assert parsedate_to_datetime(second.headers["last-modified"]) > parsedate_to_datetime(
        first.headers["last-modified"]
    )


def test_a_release_without_a_change_moves_no_byte(moving: httpx.Client, releases: KeptReleases) -> None:
    first = moving.get(MEETING)

    releases.publish(release(*FIRST.sessions, number=2))
    second = moving.get(MEETING)

    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    assert moving.get(MEETING, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_last_modified_keeps_the_second_of_the_release(moving: httpx.Client, releases: KeptReleases) -> None:
    at = PUBLISHED + timedelta(days=3, microseconds=999_999)
    releases.publish(replace(release(session(1), number=2), published_at=at))

    answer = moving.get(MEETING)

    assert answer.headers["last-modified"] == format_datetime(at.replace(microsecond=0), usegmt=True)
    again = moving.get(MEETING, headers={"If-Modified-Since": answer.headers["last-modified"]})
    assert again.status_code == 304


def test_a_meeting_is_found_from_its_first_release_on(moving: httpx.Client, releases: KeptReleases) -> None:
    address = "/meetings/later.ics"
    assert moving.get(address).status_code == 404

    releases.publish(release(session(1), slug="later", id=7))

    assert moving.get(address).status_code == 200


def test_the_releases_are_asked_only_after_something_was_written(moving: httpx.Client, releases: KeptReleases) -> None:
    for _ in range(3):
        for address in (MEETING, "/meetings/wg-2027.json", "/meetings/wg-2027/themes/i.ics?lang=ar"):
            moving.get(address)
    assert releases.asked == ["wg-2027"]

    releases.touch()
    for _ in range(3):
        moving.get(MEETING)

    assert releases.asked == ["wg-2027", "wg-2027"]


def test_an_age_is_given_where_the_service_sets_one(releases: KeptReleases) -> None:
    with serving(releases, cache_seconds=300) as client:
        assert client.get(MEETING).headers["cache-control"] == "public, max-age=300"


def test_a_fault_is_503_and_heals(moving: httpx.Client, releases: KeptReleases) -> None:
    assert moving.get(MEETING).status_code == 200

    releases.fault = OSError("the disk is gone")
    for address in (MEETING, "/meetings/wg-2027/themes/i.ics", "/meetings/wg-2027.json"):
        answer = moving.get(address, headers={"If-None-Match": "*"})
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["code"] == "unavailable"
        assert "disk" not in answer.text
    releases.fault = None

    assert moving.get(MEETING).status_code == 200


def test_a_release_that_cannot_be_written_as_a_calendar_is_503_and_never_half_a_feed(
    moving: httpx.Client, releases: KeptReleases
) -> None:
    releases.publish(release(rich_session(1), zone="Nowhere/At_All", number=2))
    assert moving.get(MEETING).status_code == 503

    releases.publish(release(rich_session(1), number=3))
    assert moving.get(MEETING).status_code == 200


def test_what_was_published_is_read_at_once_by_everybody(moving: httpx.Client, releases: KeptReleases) -> None:
    """Eight readers poll through thirty releases: each answer is one release whole, and none older than at the asking."""
    bodies: dict[bytes, int] = {}
    current = [1]
    calendars = Calendars(PUBLIC_URL)

    def publish(number: int) -> None:
        programme = release(rich_session(1), *(session(n) for n in range(2, 2 + number)), number=number)
        bodies[calendars.calendar(programme, Feed(WholeMeeting(), MEETING))] = number
        releases.publish(programme)
        current[0] = number

    publish(1)
    ended = threading.Event()

    def poll() -> int:
        polled = 0
        while not ended.is_set():
            newest = current[0]
            answer = moving.get(MEETING)
            assert answer.status_code == 200
            assert newest <= bodies[answer.content]
            polled += 1
        return polled

    with ThreadPoolExecutor(8) as readers:
        polls = [readers.submit(poll) for _ in range(8)]
        for number in range(2, 32):
            publish(number)
            ended.wait(0.02)
        ended.set()
        assert sum(poll.result() for poll in polls) > 30


def test_a_crowd_that_comes_after_a_release_is_one_question_and_one_answer(
    moving: httpx.Client, releases: KeptReleases
) -> None:
    releases.publish(replace(large_release(300), id=2))

    with ThreadPoolExecutor(24) as crowd:
        answers = list(crowd.map(lambda _: moving.get(MEETING), range(48)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.headers["etag"] for answer in answers}) == 1
    assert releases.asked == ["wg-2027"]


def test_a_cancelled_session_stays_in_the_feeds_it_was_in(moving: httpx.Client, releases: KeptReleases) -> None:
    cancelled = published(rich_session(1, status=Status.CANCELLED), 1, PUBLISHED + timedelta(days=1))

    releases.publish(release(cancelled, number=2))

    for page in ("", "/themes/ii", f"/rooms/{ROOM_A.slug}", "/delegations/KEN", f"/participants/{person(1).uid}"):
        text = moving.get(f"/meetings/wg-2027{page}.ics").text
        assert "SEQUENCE:1\r\nSTATUS:CANCELLED\r\n" in text
