"""The addresses of feeds in the OpenAPI document say what the server does."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.errors import Problem
from app.feeds.http.address import ADDRESSES
from app.feeds.http.openapi import openapi_paths, openapi_schemas
from tests.feeds.programme import person, release, rich_session, uid
from tests.feeds.serving import TOKEN, KeptReleases, serving

NAMES = {"meeting": "wg-2027", "numeral": "ii", "room": "boardroom-a", "code": "KEN"}
OPERATIONS = [
    (address, method, operation) for address, item in openapi_paths().items() for method, operation in item.items()
]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of a server with one release."""
    with serving(KeptReleases(release(rich_session(1)))) as client:
        yield client


def test_every_address_is_there_with_get_and_head() -> None:
    paths = openapi_paths()

    assert tuple(paths) == ADDRESSES
    assert all(list(item) == ["get", "head"] for item in paths.values())


def test_every_operation_has_a_name_of_its_own_and_is_open_to_all() -> None:
    names = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(names)) == len(names) == 28
    assert all(operation["security"] == [] for _, _, operation in OPERATIONS)


def test_every_schema_that_is_referred_to_is_there() -> None:
    referred = set(re.findall(r"#/components/schemas/(\w+)", f"{openapi_paths()}{openapi_schemas()}"))

    assert referred - {Problem.__name__} <= openapi_schemas().keys()


@pytest.mark.parametrize(("address", "method", "operation"), OPERATIONS)
def test_every_answer_is_documented(client: httpx.Client, address: str, method: str, operation: dict[str, Any]) -> None:
    uids = {"uid": str(person(1).uid if "/participants/" in address else uid(1))}
    named = address.format(**NAMES, **uids, token=TOKEN)
    asked: list[tuple[str, str, dict[str, str]]] = [
        (named, "200", {}),
        (named, "304", {"If-None-Match": "*"}),
        (f"{named}?lang=xx", "422", {}),
        (named.replace("wg-2027", "none").replace(TOKEN, "none"), "404", {}),
    ]
    for url, status, headers in asked:
        answer = client.request(method, url, headers=headers)

        documented = operation["responses"][status]
        assert str(answer.status_code) == status
        assert {name for name in documented.get("headers", {}) if name not in answer.headers} == set()
        if answer.content:
            assert answer.headers["content-type"] in documented["content"]
    assert {"405", "503"} <= operation["responses"].keys()
