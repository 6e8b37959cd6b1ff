"""What can go wrong, one class each, and how it is told: problem details (RFC 9457).

A module with a rule of its own declares its own errors beside it; here are the base and those that every slice shares.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, JsonValue

MEDIA_TYPE = "application/problem+json"


class PlannerError(Exception):
    """Something the product refuses. `facts` are further members of the problem (RFC 9457 §3.2)."""

    code: ClassVar[str]
    status: ClassVar[int]
    title: ClassVar[str]
    headers: Mapping[str, str] = MappingProxyType({})

    def __init__(self, detail: str = "", **facts: JsonValue) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.facts = facts


class Invalid(PlannerError):
    """The request is malformed or names something that cannot be. `errors` says where and why."""

    code, status, title = "invalid", 422, "The request is not valid"

    def __init__(self, *errors: tuple[str, str]) -> None:
        listed: list[JsonValue] = [{"pointer": pointer, "message": message} for pointer, message in errors]
        super().__init__("; ".join(f"{pointer}: {message}" for pointer, message in errors), errors=listed)


class Unauthenticated(PlannerError):
    """No key, or one that is not known or was revoked."""

    code, status, title = "unauthenticated", 401, "A valid key is needed"
    headers = MappingProxyType({"WWW-Authenticate": "Bearer"})


class Forbidden(PlannerError):
    """The key's role or meeting does not allow this."""

    code, status, title = "forbidden", 403, "This key may not do that"


class NotFound(PlannerError):
    """Nothing is at this address, or nothing that the reader may know of."""

    code, status, title = "not-found", 404, "Not found"


class NotAllowed(PlannerError):
    """The address exists, the method does not."""

    code, status, title = "not-allowed", 405, "This method is not allowed here"


class InUse(PlannerError):
    """Others depend on it. `dependants` lists them."""

    code, status, title = "in-use", 409, "Others depend on it"


class WrongState(PlannerError):
    """The state of things forbids this step."""

    code, status, title = "wrong-state", 409, "The state forbids this"


class VersionStale(PlannerError):
    """Somebody else was first: the version named in If-Match is not the current one."""

    code, status, title = "version-stale", 412, "Somebody changed it in the meantime"


class VersionRequired(PlannerError):
    """A change must say which version it changes (RFC 6585 §3)."""

    code, status, title = "version-required", 428, "If-Match must name the version"


class TooLarge(PlannerError):
    """The body exceeds what is read."""

    code, status, title = "too-large", 413, "The body is too large"


class UnsupportedMediaType(PlannerError):
    """The body is not JSON."""

    code, status, title = "unsupported-media-type", 415, "The body must be application/json"


class Unavailable(PlannerError):
    """The database does not answer, or its schema is not the one this version needs."""

    code, status, title = "unavailable", 503, "The service cannot answer now"
    headers = MappingProxyType({"Retry-After": "5"})


class PointedError(BaseModel):
    """Where in the request something is wrong, and why. `pointer` is a JSON pointer into the body, or `?name`."""

    pointer: str
    message: str


class Problem(BaseModel):
    """A problem (RFC 9457). `code` is stable; further members depend on it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[PointedError] = []


def problem_type(code: str) -> str:
    """The problem's type: a name, not an address."""
    return f"urn:round-table-planner:problem:{code}"


def problem_body(error: PlannerError) -> dict[str, JsonValue]:
    """The problem document of an error."""
    return {
        "type": problem_type(error.code),
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "errors": [],
        **error.facts,
    }


def problems(*errors: type[PlannerError]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for the errors it can answer with, one entry a status."""
    by_status: dict[int, list[type[PlannerError]]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(error)
    return {status: _response(group) for status, group in sorted(by_status.items())}


def _response(group: Iterable[type[PlannerError]]) -> dict[str, Any]:
    group = list(group)
    examples = {error.code: {"value": problem_body(_example(error))} for error in group}
    return {
        "description": "; ".join(error.title for error in group),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}},
    }


def _example(error: type[PlannerError]) -> PlannerError:
    shown = error.__new__(error)
    shown.detail, shown.facts = error.title, {}
    return shown
