"""The addresses of feeds in the OpenAPI document: they stand before the router, which therefore cannot tell of them."""

import re
from collections.abc import Iterable
from typing import Any

from app.errors import Invalid, NotAllowed, NotFound, PlannerError, Unavailable, problems
from app.feeds.data import SelectedSessions
from app.feeds.http.address import OWN, PAGES, Form
from app.feeds.http.parameters import LONGEST_ALARM
from app.languages import Language
from app.selections.queries import TokenReset

REFUSALS = (NotFound, NotAllowed, Invalid, Unavailable)
SCHEMAS = "#/components/schemas/{model}"
TAG = "released"
CONDITIONS = {
    "If-None-Match": "Entity tags that the reader holds. It wins over If-Modified-Since.",
    "If-Modified-Since": "The Last-Modified that the reader holds.",
}
TOLD: dict[str, Any] = {
    name: {"description": text, "schema": {"type": "string"}}
    for name, text in {
        "ETag": "A strong entity tag, another one for each content encoding.",
        "Last-Modified": "When the selection last changed. It never falls.",
        "Cache-Control": "Public, and asked again each time unless the service sets an age.",
        "Vary": "Accept-Encoding.",
    }.items()
}


def openapi_paths() -> dict[str, dict[str, Any]]:
    """The path items, each with GET and HEAD."""
    return {page + form: _item(page, form) for page in PAGES for form in Form}


def openapi_schemas() -> dict[str, Any]:
    """The schemas that the path items refer to, but for Problem."""
    schema = SelectedSessions.model_json_schema(ref_template=SCHEMAS, mode="serialization")
    return {**schema.pop("$defs"), SelectedSessions.__name__: schema}


def _item(page: str, form: Form) -> dict[str, Any]:
    return {method: _operation(page, form, method) for method in ("get", "head")}


def _operation(page: str, form: Form, method: str) -> dict[str, Any]:
    is_own = page.startswith(OWN)
    noun = "selection" if is_own else (page.split("/")[3:4] or ["meeting"])[0].removesuffix("s")
    what = "calendar" if form is Form.CALENDAR else "data"
    names = re.findall(r"{(\w+)}", page)
    return {
        "tags": [TAG],
        "summary": f"The {what} of a {noun}" + (", headers only" if method == "head" else ""),
        "operationId": f"{method}_{noun}_{what}",
        "security": [],
        "parameters": [*(_segment(name) for name in names), *_queries(form), *_headers()],
        "responses": _responses(form, method, (*REFUSALS, TokenReset) if is_own else REFUSALS),
    }


def _segment(name: str) -> dict[str, Any]:
    schema = {"type": "string", "format": "uuid"} if name == "uid" else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _queries(form: Form) -> list[dict[str, Any]]:
    lang = {
        "name": "lang",
        "in": "query",
        "description": "The language; the meeting's first where absent.",
        "schema": {"type": "string", "enum": list(Language)},
    }
    alarm = {
        "name": "alarm",
        "in": "query",
        "description": "Minutes before each session at which the reader's program reminds; no reminder where absent.",
        "schema": {"type": "integer", "minimum": 0, "maximum": LONGEST_ALARM},
    }
    return [lang, alarm] if form is Form.CALENDAR else [lang]


def _headers() -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "header", "description": description, "schema": {"type": "string"}}
        for name, description in CONDITIONS.items()
    ]


def _responses(form: Form, method: str, errors: Iterable[type[PlannerError]]) -> dict[str, Any]:
    schema = {"type": "string"} if form is Form.CALENDAR else {"$ref": SCHEMAS.format(model=SelectedSessions.__name__)}
    content = {"content": {form.media_type: {"schema": schema}}} if method == "get" else {}
    refusals = {str(status): refusal for status, refusal in problems(*errors).items()}
    if method == "head":
        refusals = {status: {"description": refusal["description"]} for status, refusal in refusals.items()}
    return {
        "200": {"description": "The newest release's, as released.", "headers": TOLD, **content},
        "304": {"description": "The reader holds it already.", "headers": TOLD},
        **refusals,
    }
