"""The OpenAPI document, whole: the routes', and the feeds' that stand in front of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.documentation.completing import complete
from app.documentation.examples import show_answers, show_requests
from app.documentation.fields import tell_fields
from app.errors import Problem
from app.feeds.http.openapi import openapi_paths, openapi_schemas

REFERENCE = "#/components/schemas/{model}"
DESCRIPTION = """\
Plans the round tables of an intergovernmental working group and serves the calendars of what is released.

**Draft and releases.** The API below `/api/v1` reads and changes the draft; it needs a key. The released addresses are
open and show numbered, immutable releases only. A session is in the next release once it is placed (`starts` and `ends`)
and its `status` is `tentative` or `confirmed`.

**From nothing to a calendar.** `list_mandates` (its themes are what sessions are held under), `create_meeting`,
`create_room`, `create_participant`, `create_session`, `put_assignments` (its panel), `list_conflicts`,
`publish_release`, and then `/meetings/{meeting}.ics`. The examples tell one story, on an installation that was empty:
their ids and slugs are those that it gave.

**Released addresses.** The address of a page with `.ics` behind it is the calendar of what the page shows, with `.json`
its data. `.ics` takes `?lang=` and `?alarm=`, and none of the page's filters.

**Keys.** `planner key create NAME --role ROLE` makes one; send it as `Authorization: Bearer <key>`. Roles, each including
the one before: viewer, editor, publisher, administrator. A key may be for one meeting.

**Versions.** `version` stands in the body and as `ETag: "3"`. PATCH, PUT, DELETE and the steps of a session name the
version they change as `If-Match: "3"`: 428 without, 412 when somebody was first. A seat's version is its session's.

**Lists** are `{"items": [...], "next": cursor}`: ask again with `cursor` and the same `sort` until `next` is null.

**Conflicts** do not hinder saving: whoever saves a session gets every broken rule that names it. Those of severity
`error` among what the next release would hold block it.

**Time.** Instants carry an offset (`2027-03-01T10:00:00+01:00`), in answers the venue's; days and wall times are the
venue's.

**Texts** in several languages are objects by language: `{"en": "...", "fr": "..."}`.

**Errors** are problem documents (RFC 9457) with a stable `code`. A method that an address does not answer is 405 with
`Allow`; the API answers neither HEAD nor OPTIONS.
"""


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The document (OpenAPI 3.1), made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
        document["paths"].update(openapi_paths())
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(openapi_schemas(), Problem=Problem.model_json_schema(ref_template=REFERENCE))
        schemas["Problem"].pop("$defs", None)
        complete(document)
        tell_fields(document)
        show_requests(document, app.routes)
        show_answers(document)
        app.openapi_schema = document
    return app.openapi_schema
