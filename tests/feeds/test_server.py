"""Feeds over HTTP: what each address answers, and what is refused."""

import gzip
from collections.abc import Iterator
from hashlib import sha256

import httpx
import pytest

from app.feeds.calendar import Calendars, Feed
from app.feeds.data import selected_bytes
from app.feeds.membership import OfTheme, WholeMeeting
from app.languages import Language
from tests.feeds.programme import (
    PUBLIC_URL,
    THEMES,
    person,
    release,
    rich_session,
    uid,
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


def test_a_calendar_is_answered_with_all_that_a_cache_must_know(client: httpx.Client) -> None:
    answer = client.get(MEETING)

    body = Calendars(PUBLIC_URL).calendar(FIRST, Feed(WholeMeeting(), MEETING))
    assert (answer.status_code, answer.content) == (200, body)
    assert {name: value for name, value in answer.headers.items() if name not in ("date", "server")} == {
        "content-type": "text/calendar; charset=utf-8",
        "content-length": str(len(body)),
        "etag": f'"{sha256(body).hexdigest()[:32]}"',
        "last-modified": PUBLISHED_HTTP,
        "cache-control": "public, no-cache",
        "vary": "Accept-Encoding",
        "access-control-allow-origin": "*",
    }


def test_data_is_answered_under_the_same_rules(client: httpx.Client) -> None:
    answer = client.get("/meetings/wg-2027/themes/ii.json?lang=fr")

    assert answer.content == selected_bytes(FIRST, OfTheme("ii"), Language.FR, PUBLIC_URL)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["last-modified"] == PUBLISHED_HTTP
    again = client.get("/meetings/wg-2027/themes/ii.json?lang=fr", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("ending", [".ics", ".json"])
@pytest.mark.parametrize(
    "page",
    [
        "/meetings/wg-2027",
        "/meetings/wg-2027/themes/v",
        "/meetings/wg-2027/rooms/boardroom-a",
        "/meetings/wg-2027/delegations/KEN",
        f"/meetings/wg-2027/participants/{person(1).uid}",
        f"/meetings/wg-2027/sessions/{uid(1)}",
    ],
)
def test_every_page_of_a_selection_has_a_calendar_and_data(client: httpx.Client, page: str, ending: str) -> None:
    answer = client.get(page + ending)

    assert answer.status_code == 200
    assert (f"SOURCE;VALUE=URI:{PUBLIC_URL}{page}.ics" in answer.text.replace("\r\n ", "")) is (ending == ".ics")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("address", [MEETING, "/meetings/wg-2027.json", "/meetings/none.ics", f"{MEETING}?lang=xx"])
def test_head_is_get_without_a_body(client: httpx.Client, address: str, encoding: str) -> None:
    got, head = (client.request(method, address, headers={"Accept-Encoding": encoding}) for method in ("GET", "HEAD"))

    assert head.content == b""
    assert head.status_code == got.status_code
    dated = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in dated} == {
        k: v for k, v in got.headers.items() if k not in dated
    }


def test_gzip_has_a_tag_of_its_own_and_the_same_bytes_on_every_server(client: httpx.Client) -> None:
    plain = client.get(MEETING)
    with client.stream("GET", MEETING, headers={"Accept-Encoding": "br, gzip;q=0.8"}) as coded:
        octets = b"".join(coded.iter_raw())
    with (
        serving(KeptReleases(FIRST)) as elsewhere,
        elsewhere.stream("GET", MEETING, headers={"Accept-Encoding": "gzip"}) as other,
    ):
        octets_elsewhere = b"".join(other.iter_raw())

    assert gzip.decompress(octets) == plain.content
    assert coded.headers["content-encoding"] == "gzip"
    assert coded.headers["content-length"] == str(len(octets))
    assert coded.headers["vary"] == "Accept-Encoding"
    assert coded.headers["etag"] != plain.headers["etag"]
    assert (octets, coded.headers["etag"]) == (octets_elsewhere, other.headers["etag"])


def test_language_and_alarm_come_from_the_address_alone(client: httpx.Client) -> None:
    asked = client.get(f"{MEETING}?utm_source=x&alarm=015&lang=fr", headers={"Accept-Language": "zh"})

    path = f"{MEETING}?lang=fr&alarm=15"
    expected = Calendars(PUBLIC_URL).calendar(FIRST, Feed(WholeMeeting(), path, Language.FR, 15))
    assert asked.content == expected
    assert client.get(path).content == expected
    assert client.get(MEETING, headers={"Accept-Language": "zh"}).content != expected


def test_it_is_a_calendar_whatever_accept_and_host_say(client: httpx.Client) -> None:
    answer = client.get(MEETING, headers={"Accept": "text/html", "Host": "evil.example"})

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert "evil.example" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/none.ics",
        "/meetings/.ics",
        "/meetings/wg-2027/themes/vi.ics",
        "/meetings/wg-2027/rooms/Boardroom%20A.json",
        "/meetings/wg-2027/delegations/ken.ics",
        f"/meetings/wg-2027/participants/{person(10).uid}.ics",
        "/meetings/wg-2027/participants/nobody.ics",
        f"/meetings/wg-2027/sessions/{uid(3)}.ics",
        f"/meetings/wg-2027/sessions/{uid(1).hex}.ics",
        "/meetings/none.json?lang=fr",
    ],
)
def test_what_no_release_has_named_is_not_found(client: httpx.Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"type", "title", "status", "detail", "code", "errors"} <= answer.json().keys()
    assert (answer.json()["status"], answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        ("lang=de", ["?lang"]),
        ("lang=", ["?lang"]),
        ("lang=EN", ["?lang"]),
        ("alarm=soon", ["?alarm"]),
        ("alarm=-5", ["?alarm"]),
        ("alarm=1.5", ["?alarm"]),
        ("alarm=40321", ["?alarm"]),
        ("alarm=٣", ["?alarm"]),
        ("alarm=", ["?alarm"]),
        ("theme=i", ["?theme"]),
        ("room=", ["?room"]),
        (
            "delegation=KEN&participant=x&interpretation=fr&day=2027-03-01",
            ["?delegation", "?participant", "?interpretation", "?day"],
        ),
        ("theme=i&lang=de&alarm=x", ["?theme", "?lang", "?alarm"]),
    ],
)
def test_a_parameter_that_cannot_be_is_refused(client: httpx.Client, query: str, pointers: list[str]) -> None:
    answer = client.get(f"{MEETING}?{query}")

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["code"] == "invalid"
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


@pytest.mark.parametrize(
    "query", ["alarm=0", "alarm=40320", "lang=ar", "page=2&_=1", "", "%ff=%ff&;;&=", "alarm=00015"]
)
def test_other_parameters_are_taken_or_ignored(client: httpx.Client, query: str) -> None:
    assert client.get(f"{MEETING}?{query}").status_code == 200


def test_data_knows_no_alarm(client: httpx.Client) -> None:
    assert client.get("/meetings/wg-2027.json?alarm=soon").status_code == 200
    assert client.get("/meetings/wg-2027.json?day=2027-03-01").status_code == 422


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "REPORT"])
@pytest.mark.parametrize("address", [MEETING, "/meetings/wg-2027/themes/i.json", "/meetings/none.ics"])
def test_nothing_but_reading_is_allowed(client: httpx.Client, method: str, address: str) -> None:
    answer = client.request(method, address, content=b"{}")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not-allowed"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/meetings/wg-2027",
        "/meetings/wg-2027/releases.json",
        "/meetings/wg-2027/releases/3.json",
        "/meetings/wg-2027/papers/programme.pdf",
        "/meetings/wg-2027/papers.zip",
        "/api/v1/meetings/wg-2027",
        "/my/token/more.ics",
        "/openapi.json",
        "/meetings/wg-2027/themes/i/more.ics",
    ],
)
def test_everything_else_is_passed_on(client: httpx.Client, address: str) -> None:
    for method in ("GET", "DELETE"):
        assert client.request(method, address).json() == {"passed on": f"{method} {address}"}
