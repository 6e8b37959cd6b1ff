"""Nothing private is in any byte that the public can get, nor in what the server logs."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from sqlalchemy import JSON, Enum, String
from sqlmodel import SQLModel, select, text

from app.database import Database
from tests.documentation.roles import OPEN, routes
from tests.machinery.databases import Template
from tests.machinery.server import running_product, running_server
from tests.personal_data.marks import PUBLIC, holds_mark, readable
from tests.personal_data.planted import Planted, change_what_is_private, differ, plant
from tests.personal_data.public_addresses import KNOWN_QUERIES, addresses, filled, open_routes, places_of

NO_ROUTES_METHOD = "PROPFIND"
EVERY_FORM = {
    "text/html",
    "text/calendar",
    "application/json",
    "application/atom+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
}

PUBLISHED = {
    "mandate": {"resolution", "paragraph", "body", "titles", "request"},
    "theme": {"numeral", "titles"},
    "meeting": {"slug", "zone", "languages"},
    "participant": {"languages"},
    "session": {"languages"},
    "published_session": {"document"},
    "release": {"note", "meeting", "changes"},
    "mention": {"delegation"},
}
"""Columns of texts that anybody may read, or that only name what stands elsewhere."""

NUMBERS = {
    "acknowledgement": {"key", "code"},
    "availability": {"windows"},
    "ledger": {"action", "meeting", "resource"},
    "release_session": {"booking"},
    "room": {"openings"},
    "selection": {"session_uids"},
}
"""Columns of ids, codes and times, in which no word can stand."""

SECRETS = {
    "account": {"password"},
    "api_key": {"prefix", "digest"},
    "one_time_link": {"digest"},
    "read_token": {"digest"},
    "secret": {"name", "value"},
    "selection": {"edit_digest"},
    "sign_in": {"digest"},
}
"""Columns that hold what the product made itself: their very values are looked for."""


@pytest.fixture
def url(sqlite: Template) -> Iterator[str]:
    """A fresh database."""
    url = sqlite.copy()
    yield url
    sqlite.remove(url)


@pytest.mark.slow
def test_no_public_byte_and_no_line_of_the_log_tells_what_is_private(
    url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_product(url, log="json") as product, httpx.Client(base_url=product.url, timeout=60) as public:
        planted = plant(product.client, url)
        look_for_secrets(planted, url)
        before = {address: public.get(address) for address in addresses(planted)}
        differ(planted)
        after = {address: public.get(address) for address in before if "lang=" not in address}
        refused = [*refusals(planted, public)]

    log = capfd.readouterr().err

    assert {kind_of(answer) for answer in before.values() if PUBLIC.encode() in readable(answer.content)} >= EVERY_FORM
    assert [address for address, answer in before.items() if answer.status_code >= 500] == []
    assert leaks(planted, [*before.values(), *after.values(), *refused]) == {}
    assert [address for address, answer in after.items() if said(answer) != said(before[address])] == []
    assert '"path":"/my/(secret).ics"' in log
    assert planted.marks.found_in(log) == {"meeting.slug"}, (
        "an officer's addresses hold the slug, and nothing else may be"
    )


def kind_of(answer: httpx.Response) -> str:
    """The media type of an answer."""
    kind: str = answer.headers.get("content-type", "").partition(";")[0]
    return kind


def said(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """What an answer tells, but for the moment."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("date", "x-request-id")}
    return answer.status_code, answer.content, headers


def leaks(planted: Planted, answers: list[httpx.Response]) -> dict[str, set[str]]:
    """Where something private was told, and what."""
    found: dict[str, set[str]] = {}
    for answer in answers:
        asked = str(answer.request.url)
        heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        told = planted.marks.found_in(readable(answer.content), asked) | planted.marks.found_in(heads, asked)
        if told:
            found[f"{answer.request.method} {asked}"] = told
    return found


def refusals(planted: Planted, public: httpx.Client) -> Iterator[httpx.Response]:
    """What whoever has no credential, or a wrong one, is told at any address by any method, and about what is wrong."""
    places = places_of(planted)
    named = {"meeting": planted.officer.meeting, "code": "KEN", "number": "1", "numeral": "i", "lang": "en"}
    for route in routes():
        path = re.sub(r"{(\w+)(:\w+)?}", lambda part: named.get(part[1], "1"), route.path)
        for method in (*route.methods, NO_ROUTES_METHOD):
            yield public.request(method, path)
        if route.role != OPEN:
            headers = {"Authorization": "Bearer rtp_00000000_x", "Cookie": "planner-sign-in=x.y", "If-Match": '"1"'}
            yield public.request(route.methods[-1], path, headers=headers, json={"titles": 7})
    for route in open_routes():
        if "GET" in route.methods:
            for path in filled(route.path, {place: values[:1] for place, values in places.items()}):
                yield public.get(path, params={"lang": "xx", "day": "never", "alarm": "x", "theme": "none"})
    for meeting in (planted.officer.meeting, "none"):
        yield public.post(f"/api/v1/meetings/{meeting}/selections", json={"session_uids": [planted.table["uid"], 7]})
    yield public.post("/sign-in", data={"email": "nobody@example.org", "password": "wrong"})


def look_for_secrets(planted: Planted, url: str) -> None:
    """Look for what the product made itself and keeps."""
    database = Database(url)
    with database.reading() as db:
        for table, columns in SECRETS.items():
            for row in db.connection().execute(text(f"SELECT * FROM {table}")).mappings():
                for column in columns - {"name"}:
                    planted.marks.keep_secret(str(row[column]), f"{table}.{column}")
    database.dispose()


@pytest.mark.served
def test_every_text_that_is_stored_and_not_public_has_a_mark(url: str) -> None:
    """A new column has a mark planted in it, or is told to be public: else the search would not look for it."""
    with running_server(url) as client:
        differ(plant(client, url))
    database = Database(url)
    unmarked = []
    with database.reading() as db:
        for table in SQLModel.metadata.sorted_tables:
            known = {name for told in (PUBLISHED, NUMBERS, SECRETS) for name in told.get(table.name, ())}
            for column in table.columns:
                values = db.connection().execute(select(column)).scalars().all()
                if is_text(column.type) and column.name not in known and not any(map(holds_mark, values)):
                    unmarked.append(f"{table.name}.{column.name}")
    database.dispose()

    assert unmarked == []


def is_text(kind: Any) -> bool:
    """Whether a column of this type can hold any word."""
    return isinstance(getattr(kind, "impl", kind), String | JSON) and not isinstance(kind, Enum)


@pytest.mark.served
def test_every_parameter_of_a_public_address_is_known_to_the_search(url: str) -> None:
    """One that is new has to be asked for too."""
    with running_server(url) as client:
        paths = client.get("/openapi.json").json()["paths"]
    public = [paths[route.path.replace(":int", "")]["get"] for route in open_routes() if told(route.path, paths)]

    asked = {one["name"] for operation in public for one in operation.get("parameters", []) if one["in"] == "query"}

    assert len(public) > 20
    assert asked == KNOWN_QUERIES


def told(path: str, paths: dict[str, Any]) -> bool:
    """Whether the OpenAPI document tells of GET at this address."""
    return "get" in paths.get(path.replace(":int", ""), {})


@pytest.mark.served
def test_what_no_release_has_named_is_no_more_there_than_what_never_was(url: str) -> None:
    with running_server(url) as client:
        planted = plant(client, url)
        root = f"/meetings/{planted.officer.meeting}"
        never = "50000000-0000-4000-8000-000000000001"
        pairs = [
            (f"/meetings/{planted.hidden_meeting}", "/meetings/never-was"),
            (f"{root}/rooms/{planted.hidden_room['slug']}", f"{root}/rooms/never"),
            (f"{root}/delegations/{planted.hidden_delegation}", f"{root}/delegations/NEVER"),
            *((f"{root}/participants/{one['uid']}", f"{root}/participants/{never}") for one in planted.hidden_people),
            *((f"{root}/sessions/{one['uid']}", f"{root}/sessions/{never}") for one in planted.hidden_sessions),
        ]
        asked = [(there + form, nowhere + form) for there, nowhere in pairs for form in ("", ".ics", ".json")]
        asked += [(there + page, nowhere + page) for there, nowhere in pairs[:1] for page in MEETING_PAGES]
        asked += [(filter_of(there), filter_of(nowhere)) for there, nowhere in pairs if filter_of(there)]

        different = [there for there, nowhere in asked if answer_to(client, there) != answer_to(client, nowhere)]

    assert different == []


MEETING_PAGES = ("/subscribe", "/releases", "/releases/1", "/papers", "/papers/programme.pdf", "/papers.zip", "/screen")


def filter_of(address: str) -> str:
    """The agenda with a filter for what has this address; empty for what is none."""
    found = re.fullmatch(r"(/meetings/[^/]+)/(room|delegation|participant)s/(.+)", address)
    return f"{found[1]}?{found[2]}={found[3]}" if found else ""


def answer_to(client: httpx.Client, address: str) -> tuple[int, str]:
    """Status and words of a refusal, without the address that was asked for."""
    answer = client.get(address)
    assert answer.status_code == httpx.codes.NOT_FOUND, address
    name = re.split(r"[/=]", address.partition(".")[0])
    words = answer.text
    for part in sorted(name, key=len, reverse=True):
        words = words.replace(part, "") if len(part) > 4 else words
    return answer.status_code, words


@pytest.fixture
def planted(server: httpx.Client, database_url: str) -> Planted:
    """All that is planted, on each database."""
    return plant(server, database_url)


def test_releasing_what_is_private_changes_nothing(planted: Planted, server: httpx.Client) -> None:
    officer = planted.officer
    feeds = [address for address in addresses(planted) if ".ics" in address and "lang" not in address]
    before = {address: server.get(address).content for address in feeds}

    change_what_is_private(planted)
    release = officer.publish()

    assert officer.get(f"/meetings/{officer.meeting}/releases/{release['number']}/changes") == {"items": []}
    assert {address: server.get(address).content for address in feeds} == before
