"""How a page is served: GET and HEAD, and what the API's document says of it."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from app.feeds.http.openapi import TOLD
from app.pages.selection import Filter

Endpoint = TypeVar("Endpoint", bound=Callable[..., Response])
Filtering = Annotated[Filter, Query()]

HTML: dict[str, Any] = {"content": {"text/html": {"schema": {"type": "string"}}}}
TAGGED = {"ETag": TOLD["ETag"]}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page", "headers": TAGGED},
    304: {"description": "What the reader has is still it", "headers": TAGGED},
    404: {"description": "Unknown, or never named in a release of this meeting", **HTML},
    422: {"description": "Not an official language, or a filter that cannot be read", **HTML},
    503: {"description": "The database does not answer now", **HTML},
}


def page(router: APIRouter, path: str, headers: Mapping[str, Any] = TAGGED) -> Callable[[Endpoint], Endpoint]:
    """Serve a page for GET and HEAD, with these headers. Its docstring says in the API's document what it is."""
    answers: dict[int | str, dict[str, Any]] = {
        **ANSWERS,
        **{status: {**ANSWERS[status], "headers": headers} for status in (200, 304)},
    }

    def serve(endpoint: Endpoint) -> Endpoint:
        name = endpoint.__name__
        summary = name.removesuffix("_page").replace("_", " ").capitalize()
        told: dict[str, Any] = {"response_class": HTMLResponse, "responses": answers}
        router.get(path, name=name, summary=f"{summary}: the page", **told)(endpoint)
        return router.head(path, name=f"head_{name}", summary=f"{summary}: the page, headers only", **told)(endpoint)

    return serve
