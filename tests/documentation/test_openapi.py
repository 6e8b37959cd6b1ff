"""What an integrator reads in the OpenAPI document: each claim for every operation, so that a new one cannot forget it."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.documentation.completing import operations_of
from app.documentation.fields import FIELDS
from app.errors import problem_type
from tests.documentation.document import JSON, document
from tests.documentation.roles import routes
from tests.machinery.databases import Template
from tests.machinery.server import running_server

PROBLEM = "application/problem+json"
UID = "6a1f6a0e-8f1d-4d0b-9a55-0c6c0e6f1a01"
UNKNOWN_METHODS = ("TRACE", "PROPFIND", "OPTIONS")


DOCUMENT = document()
OPERATIONS = [(f"{method.upper()} {path}", operation) for method, path, operation in operations_of(DOCUMENT)]
OF_API = [(name, operation) for name, operation in OPERATIONS if " /api/v1/" in name]


@pytest.fixture(scope="module")
def server(sqlite: Template) -> Iterator[httpx.Client]:
    """A client of the application, whatever the database."""
    with running_server(sqlite.copy()) as client:
        yield client


def lacking(operations: list[tuple[str, JSON]], *statuses: str) -> list[str]:
    """The operations that do not document all of these answers."""
    return [name for name, operation in operations if not set(statuses) <= operation["responses"].keys()]


def headers(operation: JSON, status: str) -> set[str]:
    return set(operation["responses"][status].get("headers", ()))


def parameters(operation: JSON, place: str) -> dict[str, JSON]:
    return {one["name"]: one for one in operation.get("parameters", ()) if one["in"] == place}


def refused(answers: JSON) -> Iterator[tuple[str, JSON]]:
    """The answers that are problem documents, by status."""
    for status, answer in answers.items():
        if PROBLEM in answer.get("content", ()):
            yield status, answer


def test_every_operation_has_an_id_of_its_own_a_summary_and_a_tag() -> None:
    ids = [operation["operationId"] for _, operation in OPERATIONS]

    assert sorted(ids) == sorted(set(ids))
    assert [one for one in ids if not re.fullmatch("[a-z_]+", one)] == []
    assert [name for name, operation in OPERATIONS if not (operation.get("summary") and operation.get("tags"))] == []


def test_every_address_but_the_desks_is_in_the_document_with_its_methods() -> None:
    served: dict[str, set[str]] = {}
    for route in routes():
        if not route.path.startswith(("/desk", "/sign-in", "/docs", "/openapi.json")) and "{name}" not in route.path:
            served.setdefault(re.sub(":int|:path", "", route.path), set()).update(route.methods)

    assert served == {path: {method.upper() for method in item} for path, item in DOCUMENT["paths"].items()}


def test_every_body_that_can_be_sent_has_an_example() -> None:
    without = [
        name
        for name, operation in OF_API
        for content in operation.get("requestBody", {"content": {}})["content"].values()
        if not content.get("examples")
    ]

    assert without == []


def test_an_example_shows_how_to_take_a_value_away() -> None:
    change = DOCUMENT["paths"]["/api/v1/sessions/{id}"]["patch"]["requestBody"]["content"]["application/json"]

    assert change["examples"]["not placed any more"]["value"] == {"starts": None, "ends": None, "room_id": None}


def test_every_answer_in_json_has_an_example() -> None:
    without = [
        f"{name} {status}"
        for name, operation in OPERATIONS
        for status, answer in operation["responses"].items()
        for kind, content in answer.get("content", {}).items()
        if kind in ("application/json", PROBLEM) and not (content.get("example") or content.get("examples"))
    ]

    assert without == []


def test_every_error_is_a_problem_document_with_its_codes_and_titles() -> None:
    wrong = []
    for name, operation in OPERATIONS:
        for status, answer in refused(operation["responses"]):
            shown = [example["value"] for example in answer["content"][PROBLEM]["examples"].values()]
            told = [(one["type"], str(one["status"])) for one in shown]
            if told != [(problem_type(one["code"]), status) for one in shown]:
                wrong.append(f"{name} {status}")
            wrong.extend(f"{name} {one['code']}" for one in shown if one["title"] not in answer["description"])

    assert wrong == []


def test_every_operation_of_the_api_tells_of_the_errors_that_any_of_its_kind_can_meet() -> None:
    def having(*tests: Any) -> list[tuple[str, JSON]]:
        return [(name, operation) for name, operation in OF_API if all(test(name, operation) for test in tests)]

    assert lacking(OF_API, "422", "503") == []
    assert lacking(having(lambda name, operation: operation.get("security")), "401", "403") == []
    assert lacking(having(lambda name, operation: "{" in name), "404") == []
    assert lacking(having(lambda name, operation: "requestBody" in operation), "413", "415") == []
    assert lacking(having(lambda name, operation: "If-Match" in parameters(operation, "header")), "412") == []
    assert [name for name, operation in OF_API if not operation["responses"].keys() - {"503"}] == []


def test_every_change_requires_if_match_and_says_so() -> None:
    changing = [
        (name, operation)
        for name, operation in OF_API
        if name.startswith(("PATCH", "PUT", "DELETE")) or name.endswith(("/cancel", "/reinstate", "/erase"))
    ]
    of_one_person = {name for name, operation in changing if "/selections/" in name}
    required = {
        name for name, operation in OF_API if parameters(operation, "header").get("If-Match", {}).get("required")
    }

    assert required == {name for name, _ in changing} - of_one_person | {"POST /api/v1/sessions/{id}/assignments"}
    assert required == {name for name, operation in OF_API if "428" in operation["responses"]}


def test_every_answer_that_may_be_a_304_says_what_to_send_for_it() -> None:
    held = [(name, operation) for name, operation in OPERATIONS if "304" in operation["responses"]]

    assert {name for name, _ in held} >= {f"GET {path}" for path in DOCUMENT["paths"] if "/meetings/{meeting}." in path}
    assert [
        name for name, operation in held if "ETag" not in headers(operation, "200") & headers(operation, "304")
    ] == []
    assert [name for name, operation in held if "If-None-Match" not in parameters(operation, "header")] == []


def test_every_part_of_an_address_is_explained_with_an_example() -> None:
    bare = [
        f"{name} {parameter['name']}"
        for name, operation in OPERATIONS
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "path" and not (parameter.get("description") and "example" in parameter)
    ]

    assert bare == []


def test_every_parameter_is_explained() -> None:
    bare = [
        f"{name} {parameter['name']}"
        for name, operation in OPERATIONS
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ]

    assert bare == []


def test_every_field_is_explained() -> None:
    fields = {
        f"{name}.{field}": schema
        for name, form in DOCUMENT["components"]["schemas"].items()
        for field, schema in form.get("properties", {}).items()
    }

    assert [name for name, schema in fields.items() if not schema.get("description")] == []
    assert set(FIELDS) <= {name.partition(".")[2] for name in fields}


def test_an_address_refuses_any_other_method_and_names_exactly_its_own(server: httpx.Client) -> None:
    methods: dict[str, set[str]] = {}
    for route in routes():
        methods.setdefault(route.path, set()).update(route.methods)
    asked = {path: re.sub(r"{(\w+)(:int)?}", "1", path.replace("{uid}", UID)) for path in methods if methods[path]}

    wrong = []
    for path, address in asked.items():
        for method in UNKNOWN_METHODS:
            answer = server.request(method, address)
            allowed = set(answer.headers.get("Allow", "").split(", "))
            if answer.status_code != 405 or allowed != methods[path]:
                wrong.append((method, path, answer.status_code, sorted(allowed)))

    assert wrong == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_file_can_only_be_read(server: httpx.Client, method: str) -> None:
    answer = server.request(method, "/docs/files/swagger-ui.css")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
