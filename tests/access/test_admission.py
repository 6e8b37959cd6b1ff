"""Whoever sends no key is told so by every route of the API, whatever else the request lacks."""

import re

from tests.machinery.officer import Officer

OPEN = re.compile(r"/api/v1/(meetings/{meeting}/)?selections")


def test_every_route_asks_for_a_key_before_anything_else(officer: Officer) -> None:
    paths = officer.client.get("/openapi.json").json()["paths"]
    closed = [
        (method, path)
        for path, item in paths.items()
        for method in item
        if path.startswith("/api/v1/") and not ((OPEN.match(path) and method != "get") or "edit_token" in path)
    ]

    answers = {
        f"{method} {path}": officer.client.request(method, re.sub(r"{\w+}", "1", path), json={})
        for method, path in closed
    }

    assert len(closed) > 50
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 401} == {}
