"""What every operation says that no single route has to: what stands before it, what its conditions need, what names mean."""

from collections.abc import Iterator
from typing import Any

from app.errors import TooLarge, Unavailable, UnsupportedMediaType, problems
from app.feeds.http.openapi import CONDITIONS

NAMES: dict[str, tuple[str, object]] = {
    "meeting": ("The meeting's slug.", "working-group-14"),
    "id": ("The id, as in the body and at the end of `Location`.", 1),
    "code": ("The delegation's code: ISO 3166 alpha-3 for States, else the acronym.", "KEN"),
    "paper": ("Which paper.", "programme"),
    "number": ("The release's number.", 1),
    "numeral": ("The theme's numeral.", "i"),
    "room": ("The room's slug.", "boardroom-d"),
    "uid": ("The uid.", "6a1f6a0e-8f1d-4d0b-9a55-0c6c0e6f1a01"),
    "token": ("The token that reads the selection, from its `page_url`.", "m4yB3anyth1ng"),
    "edit_token": ("The token that edits the selection.", "m4yB3anyth1ngE1se"),
}
"""The parts of an address: what each means, and an example. A route may say it better."""

METHODS = ("get", "head", "post", "put", "patch", "delete")


def complete(document: dict[str, Any]) -> None:
    """Say it all, in place."""
    for method, path, operation in operations_of(document):
        if path.startswith("/api/"):
            _tell_what_stands_before(operation)
        _tell_conditions(operation)
        _tell_empty_form(operation, document)
        if method == "head":
            _tell_no_body(operation)
        for parameter in operation.get("parameters", ()):
            _tell_name(parameter)
            parameter["schema"] = _without_null(parameter["schema"])


def operations_of(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation with its method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield method, path, operation


def _tell_what_stands_before(operation: dict[str, Any]) -> None:
    """A body that is too large or no JSON, a database that does not answer: refused before the route."""
    answers = problems(Unavailable, *((TooLarge, UnsupportedMediaType) if "requestBody" in operation else ()))
    for status, answer in answers.items():
        operation["responses"].setdefault(str(status), answer)


def _tell_conditions(operation: dict[str, Any]) -> None:
    """Where 428 may come, If-Match must be sent; where 304 may come, If-None-Match can be."""
    parameters = operation.setdefault("parameters", [])
    named = {parameter["name"].lower(): parameter for parameter in parameters if parameter["in"] == "header"}
    if "if-match" in named:
        is_required = "428" in operation["responses"]
        pattern = '^"[0-9]{1,9}"$' if is_required else r'^("[0-9]{1,9}"|\*)$'
        schema = {"type": "string", "pattern": pattern}
        named["if-match"].update(name="If-Match", example='"1"', required=is_required, schema=schema)
    held = operation["responses"].get("304")
    if held is None or "if-none-match" in named:
        return
    for name, description in CONDITIONS.items():
        if name == "If-None-Match" or "Last-Modified" in held.get("headers", {}):
            schema = {"type": "string"}
            parameters.append({"name": name, "in": "header", "description": description, "schema": schema})


def _tell_empty_form(operation: dict[str, Any], document: dict[str, Any]) -> None:
    """A form of which nothing is needed need not be sent."""
    body = operation.get("requestBody", {})
    form = body.get("content", {}).get("application/x-www-form-urlencoded")
    if form is not None:
        name = form["schema"]["$ref"].rpartition("/")[2]
        body["required"] = bool(document["components"]["schemas"][name].get("required"))


def _tell_no_body(operation: dict[str, Any]) -> None:
    """An answer to HEAD has none (RFC 9110 §9.3.2)."""
    for answer in operation["responses"].values():
        answer.pop("content", None)


def _tell_name(parameter: dict[str, Any]) -> None:
    if parameter.get("required") and parameter["in"] != "header" and parameter["name"] in NAMES:
        description, example = NAMES[parameter["name"]]
        parameter.setdefault("description", description)
        parameter.setdefault("example", str(example) if parameter["schema"].get("type") == "string" else example)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out or sent; nobody can send null in an address or a header."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == len(schema.get("anyOf", ())):
        return schema
    others = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**choices[0], **others} if len(choices) == 1 else {"anyOf": choices, **others}
