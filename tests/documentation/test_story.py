"""Whoever follows the document's examples from an empty database gets what it says, operation by operation."""

from typing import Any

import httpx
import jsonschema_rs
import pytest

from app.access.models import Right
from app.documentation.completing import operations_of
from tests.documentation.document import document
from tests.documentation.story import JSON, STORY, Step, Teller, Told, shown, told_alike
from tests.machinery.officer import make_key

HELD = ("ETag", "Location", "Last-Modified", "Retry-After")
"""Headers that an integrator must know of wherever they come."""


@pytest.fixture
def teller(server: httpx.Client, database_url: str) -> Teller:
    return Teller(server, make_key(database_url, Right.ADMINISTRATOR))


def described(told: Told) -> JSON:
    """What the document says of the answer that came."""
    found: JSON = told.operation["responses"].get(str(told.answer.status_code), {})
    return found


def schema_of(told: Told, document: JSON) -> Any:
    """The schema of the JSON that came, or None where no JSON is described."""
    content = described(told).get("content", {}).get("application/json")
    return content and {**content["schema"], "components": document["components"]}


def test_the_story_has_every_operation_of_the_api() -> None:
    of_api = {one["operationId"] for _, path, one in operations_of(document()) if path.startswith("/api/v1/")}

    assert of_api - {step.operation for step in STORY} == set()


@pytest.mark.slow
def test_every_example_is_accepted_and_answered_as_the_document_says(teller: Teller) -> None:
    for told in teller.tell():
        assert told.answer.is_success, (told.step, told.answer.text)
        documented = described(told)
        sent = {name for name in HELD if name in told.answer.headers}
        assert sent == set(documented["headers"]) & set(HELD) if "headers" in documented else not sent, told.step
        schema = schema_of(told, teller.document)
        assert bool(schema) == bool(told.answer.content), told.step
        if schema:
            jsonschema_rs.validator_for(schema, validate_formats=True).validate(told.answer.json())
        if schema and told.step.is_shown:
            example = documented["content"]["application/json"]["example"]
            assert told_alike(example) == told_alike(shown(told.answer)), told.step


@pytest.mark.slow
def test_every_released_address_is_answered_as_the_document_says(teller: Teller) -> None:
    list(teller.tell(STORY[: next(place for place, step in enumerate(STORY) if step.operation == "reset_selection")]))
    released = [
        Step(name, {"number": 1}, again=True)
        for name, (method, path, _) in teller.operations.items()
        if method in ("get", "head") and not path.startswith("/api/v1/") and name != "papers_zip"
    ]

    for told in teller.tell(released):
        assert told.answer.status_code == 200, told.step
        documented = described(told)
        sent = {name for name in HELD if name in told.answer.headers}
        assert sent <= set(documented.get("headers", ())), told.step
        if told.answer.content:
            assert told.answer.headers["Content-Type"] in (*documented["content"], "text/html; charset=utf-8"), (
                told.step
            )
