"""The application lets in whom the table of roles names, and nobody else."""

import re

import httpx

from app.access.models import Right
from tests.documentation.roles import OPEN, Route, routes
from tests.machinery.officer import Officer, make_key

PLACES = {"meeting": "working-group", "code": "KEN", "number": "1"}
READING = {"GET", "HEAD"}


def of_the_api() -> list[Route]:
    return [route for route in routes() if route.path.startswith("/api/v1/")]


def asked(client: httpx.Client, method: str, route: Route, key: str | None) -> int:
    """The status of a request that names a version, whether or not what it names is there."""
    path = re.sub(r"{(\w+)(:int)?}", lambda part: PLACES.get(part[1], "1"), route.path)
    headers = {"If-Match": '"1"'} | ({"Authorization": f"Bearer {key}"} if key else {})
    return client.request(method, path, headers=headers).status_code


def test_nothing_of_the_draft_is_open() -> None:
    open_paths = {(route.path, *route.methods) for route in routes() if route.role == OPEN}
    writing = {path for path, *methods in open_paths if set(methods) - READING}

    assert {path for path, *_ in open_paths if path.startswith("/api/")} == {
        "/api/v1/meetings/{meeting}/selections",
        "/api/v1/selections/{edit_token}",
        "/api/v1/selections/{edit_token}/reset",
    }
    assert {path for path, *_ in open_paths if path.startswith("/desk")} == {
        "/desk/first/{token}",
        "/desk/invitations/{token}",
        "/desk/static/{asked}/{name}",
    }
    assert {path for path in writing if not path.startswith(("/api/", "/desk/"))} == {
        "/meetings/{meeting}/selections",
        "/my/{token}",
        "/sign-in",
    }


def test_only_an_administrator_or_a_publisher_does_what_is_theirs() -> None:
    def asking(right: Right) -> set[str]:
        return {f"{method} {route.path}" for route in of_the_api() for method in route.methods if route.role == right}

    assert asking(Right.PUBLISHER) == {
        "POST /api/v1/meetings/{meeting}/releases",
        "POST /api/v1/meetings/{meeting}/releases/{number}/republish",
    }
    nouns = {"mandates": "id", "delegations": "code", "meetings": "meeting"}
    assert asking(Right.ADMINISTRATOR) == {
        "POST /api/v1/participants/{id}/erase",
        *(f"POST /api/v1/{noun}" for noun in nouns),
        *(f"{method} /api/v1/{noun}/{{{key}}}" for noun, key in nouns.items() for method in ("PATCH", "DELETE")),
    }


def test_the_api_refuses_whoever_has_no_key_or_too_small_a_role(officer: Officer, database_url: str) -> None:
    order = list(Right)
    keys = {right: make_key(database_url, right) for right in order}
    found: list[tuple[str, str, int]] = []
    for route in of_the_api():
        if route.role == OPEN:
            continue
        smaller = order[: order.index(Right(route.role))]
        for method in route.methods:
            found.append((method, route.path, asked(officer.client, method, route, None)))
            found.extend((method, route.path, asked(officer.client, method, route, keys[right])) for right in smaller)

    assert [one for one in found if one[2] not in (401, 403)] == []
    assert sum(status == 401 for *_, status in found) == sum(
        len(route.methods) for route in of_the_api() if route.role != OPEN
    )


def test_every_address_of_the_desk_asks_for_a_sign_in(server: httpx.Client) -> None:
    closed = [route for route in routes() if route.path.startswith("/desk") and route.role != OPEN]

    let_in = [
        (method, route.path, status)
        for route in closed
        for method in route.methods
        if (status := asked(server, method, route, None)) not in (303, 401)
    ]

    assert closed
    assert let_in == []
