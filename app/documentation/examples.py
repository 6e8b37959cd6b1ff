"""What each operation answers, by example: answers that the API gave to the document's own example requests.

`python -m tests.documentation.story` writes them anew; a test compares them with what the API answers.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from app.documentation.completing import operations_of

ANSWERS = Path(__file__).with_name("answers.json")


def show_requests(document: dict[str, Any], routes: Iterable[BaseRoute]) -> None:
    """Put the examples of bodies as the routes have them, in place: the framework leaves out what is null in them."""
    for route in iter_route_contexts(list(routes)):
        field = getattr(route.original_route, "body_field", None)
        examples = field and getattr(field.field_info, "openapi_examples", None)
        if examples:
            for method in route.methods or ():
                operation = document["paths"][route.path_format][method.lower()]
                operation["requestBody"]["content"]["application/json"]["examples"] = examples


def show_answers(document: dict[str, Any]) -> None:
    """Put the example of its answer onto each operation that has one, in place."""
    answers = json.loads(ANSWERS.read_text("utf-8"))
    for _, _, operation in operations_of(document):
        if operation["operationId"] in answers:
            _content_of(operation)["example"] = answers[operation["operationId"]]


def _content_of(operation: dict[str, Any]) -> dict[str, Any]:
    """Where the JSON of what was wanted is described."""
    wanted = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
    content: dict[str, Any] = wanted["content"]["application/json"]
    return content
