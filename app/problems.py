"""Every error as an answer: a problem document on the API (RFC 9457), a readable page for a reader of pages."""

from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from app.desk.frame.problems import desk_problem, is_desk
from app.errors import (
    MEDIA_TYPE,
    Invalid,
    NotAllowed,
    NotFound,
    PlannerError,
    TooLarge,
    Unavailable,
    UnsupportedMediaType,
    VersionStale,
    problem_body,
)
from app.pages.problems import render_problem

BY_STATUS: Mapping[int, type[PlannerError]] = {
    404: NotFound,
    405: NotAllowed,
    413: TooLarge,
    415: UnsupportedMediaType,
}
FILES = (".atom", ".docx", ".ics", ".json", ".pdf", ".zip")
WITH_BODY = ("POST", "PUT", "PATCH")

log = structlog.get_logger(__name__)


class Failed(PlannerError):
    """A fault of ours. It is in the log; nothing of it is told."""

    code, status, title = "internal", 500, "Something went wrong"


def install(app: FastAPI) -> None:
    """Let the application answer every error."""
    for kind in (PlannerError, RequestValidationError, HTTPException, StaleDataError, DBAPIError, PoolTimeout):
        app.add_exception_handler(kind, _answer_expected)
    app.add_exception_handler(Exception, _answer_fault)


class Bounded:
    """An ASGI application in front of another: it refuses a body whose length is told and exceeds `octets`.

    The framework refuses it too, but in plain words; a body whose length is not told it counts itself.
    """

    def __init__(self, app: ASGIApp, octets: int) -> None:
        self._app, self._octets = app, octets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        told = dict(scope["headers"]).get(b"content-length", b"") if scope["type"] == "http" else b""
        if told.isdigit() and int(told) > self._octets:
            refusal = _told(Request(scope), TooLarge(f"At most {self._octets} octets are read."))
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _answer_expected(request: Request, error: Exception) -> Response:
    known = _known(request, error)
    if isinstance(known, Failed):
        log.exception("request-failed", exc_info=error)
    return _told(request, known)


def _answer_fault(request: Request, error: Exception) -> Response:
    return _told(request, Failed())


def _known(request: Request, error: Exception) -> PlannerError:
    if isinstance(error, PlannerError):
        return error
    if isinstance(error, RequestValidationError):
        is_of_body = any(fault["loc"][0] == "body" for fault in error.errors())
        unread = is_of_body and _is_api(request) and _is_not_json(request)
        return UnsupportedMediaType() if unread else Invalid(*map(_pointed, error.errors()))
    if isinstance(error, HTTPException):
        return _of_status(request, error)
    if isinstance(error, StaleDataError):
        return VersionStale()
    if isinstance(error, DataError):
        return Invalid(("", "holds a character or a number that cannot be stored"))
    if isinstance(error, OperationalError | PoolTimeout) or getattr(error, "connection_invalidated", False):
        log.warning("database-unavailable", error=str(error))
        return Unavailable()
    return Failed()


def _of_status(request: Request, error: HTTPException) -> PlannerError:
    if error.status_code == Invalid.status or error.status_code == 400:
        return Invalid(("", str(error.detail)))
    known = BY_STATUS.get(error.status_code, Failed)("")
    allowed = {"Allow": ", ".join(methods_at(request.app, request.url.path))} if isinstance(known, NotAllowed) else {}
    known.headers = {**known.headers, **(error.headers or {}), **allowed}
    return known


def methods_at(app: FastAPI, path: str) -> list[str]:
    """The methods that an address answers (RFC 9110 §10.2.1), whichever of its routes does; of a file's, those of reading.

    The framework names those of the first route only.
    """
    found: set[str] = set()
    for route in iter_route_contexts(app.routes):
        if route.path and route.methods and compile_path(route.path)[0].match(path):
            found |= route.methods
    return sorted(found or ("GET", "HEAD"))


def _is_not_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_empty = request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers
    return request.method in WITH_BODY and not is_empty and kind != "application/json" and not kind.endswith("+json")


def _pointed(error: Mapping[str, Any]) -> tuple[str, str]:
    """A place in the body as a JSON pointer (RFC 6901), a query parameter as `?name`, a header or path part by name."""
    where, *path = error["loc"]
    if error["type"] == "json_invalid":
        return "", f"not JSON: {error.get('ctx', {}).get('error', 'cannot be read')}"
    if where == "query":
        return f"?{path[0]}" if path else "?", error["msg"]
    pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path if part != "[key]")
    return pointer, error["msg"].removeprefix("Value error, ")


def _told(request: Request, error: PlannerError) -> Response:
    headers = {**error.headers, "Cache-Control": "no-store"}
    if is_desk(request):
        return desk_problem(request, error)
    if _is_page(request):
        page = render_problem(request, error.status, error.title, error.detail)
        page.headers.update(headers)
        return page
    return JSONResponse(problem_body(error), error.status, headers=headers, media_type=MEDIA_TYPE)


def _is_page(request: Request) -> bool:
    """Whether a person is looking: the address is neither the API's nor that of a file for programs."""
    path = request.url.path
    return not _is_api(request) and not path.endswith(FILES) and path not in ("/healthz", "/readyz", "/openapi.json")


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
