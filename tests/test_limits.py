"""What is too much is refused in words that a program reads."""

from collections.abc import Iterator

import pytest

from app.main import MOST_OCTETS
from tests.machinery.officer import Officer

PROBLEM = "application/problem+json"


def pieces(octets: int) -> Iterator[bytes]:
    """A body whose length nobody was told."""
    yield from (b" " * 2**16 for _ in range(octets // 2**16 + 1))


@pytest.mark.parametrize("is_told", [True, False])
def test_a_body_that_is_too_large_is_a_problem_whether_or_not_its_length_was_told(
    officer: Officer, is_told: bool
) -> None:
    content = b" " * (MOST_OCTETS + 1) if is_told else pieces(MOST_OCTETS)
    headers = {"Content-Type": "application/json"}

    answer = officer.ask("POST", "/participants", content=content, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert answer.headers["Content-Type"] == PROBLEM
    assert officer.get("/participants") == {"items": [], "next": None}


def test_a_body_of_the_largest_size_is_read(officer: Officer) -> None:
    body = b'{"name": "Panelist", "delegation": "KEN"}'
    content = body + b" " * (MOST_OCTETS - len(body))

    answer = officer.ask("POST", "/participants", content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code == 201


@pytest.mark.parametrize("limit", ["0", "201", "x"])
@pytest.mark.parametrize("path", ["/participants", "/meetings/working-group/conflicts", "/ledger"])
def test_a_part_of_a_list_that_is_too_large_is_a_problem(officer: Officer, path: str, limit: str) -> None:
    answer = officer.ask("GET", f"{path}?limit={limit}")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["?limit"]
