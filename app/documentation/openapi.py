"""The OpenAPI document, whole: the routes', and the feeds' that stand in front of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.errors import Problem, TooLarge, Unavailable, UnsupportedMediaType, problems
from app.feeds.http.openapi import openapi_paths, openapi_schemas

DESCRIPTION = """\
Plans the round tables of an intergovernmental working group and serves the calendars of what is released.

**Draft and releases.** The API below `/api/v1` reads and changes the draft; it needs a key. The released addresses are
open and show numbered, immutable releases only.

**Versions.** `version` stands in the body and as `ETag`. PATCH, PUT, DELETE and the steps of a session name the version
they change in `If-Match`: 428 without, 412 when somebody was first.

**Time.** Instants carry an offset (`2027-03-01T10:00:00+01:00`), in answers the venue's; days and wall times are the
venue's.

**Errors** are problem documents (RFC 9457) with a stable `code`.
"""


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The document (OpenAPI 3.1), made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
        _tell_what_any_route_answers(document["paths"])
        document["paths"].update(openapi_paths())
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(openapi_schemas(), Problem=Problem.model_json_schema(ref_template=REFERENCE))
        schemas["Problem"].pop("$defs", None)
        app.openapi_schema = document
    return app.openapi_schema


def _tell_what_any_route_answers(paths: dict[str, Any]) -> None:
    """What stands before a route can answer too: a body that is too large or no JSON, a database that does not answer."""
    for path, item in paths.items():
        if not path.startswith("/api/"):
            continue
        for operation in item.values():
            answers = problems(Unavailable, *((TooLarge, UnsupportedMediaType) if "requestBody" in operation else ()))
            for status, answer in answers.items():
                operation["responses"].setdefault(str(status), answer)


REFERENCE = "#/components/schemas/{model}"
