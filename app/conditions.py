"""Conditional requests of the API: the version in the body stands as ETag, and a change names it in If-Match."""

import re
from typing import Annotated, Any

from fastapi import Depends, Header, Response

from app.errors import VersionRequired, VersionStale

NAMED = re.compile(r'"([0-9]{1,9})"')


VERSION: dict[str, Any] = {
    "ETag": {
        "description": "The version of what the body shows, as `If-Match` takes it.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9]+"$'},
        "example": '"3"',
    }
}
PLACE: dict[str, Any] = {
    "Location": {
        "description": "The address of what was made.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
}
STAMPED: dict[int | str, dict[str, Any]] = {200: {"headers": VERSION}}
"""The `responses` of a route whose answer carries the version."""
MADE: dict[int | str, dict[str, Any]] = {201: {"headers": {**VERSION, **PLACE}}}
"""The same for a route that makes something."""


def etag_of(version: int) -> str:
    """The entity tag of a version (RFC 9110 §8.8.3)."""
    return f'"{version}"'


def stamp(response: Response, version: int) -> None:
    """Put the version on the answer."""
    response.headers["ETag"] = etag_of(version)


def _named_version(
    if_match: Annotated[str | None, Header(description='The version to change, as in ETag: `"3"`.')] = None,
) -> int:
    if if_match is None or not if_match.strip() or if_match.strip() == "*":
        raise VersionRequired('Send the version you saw as If-Match: "version".')
    return _version(if_match)


def _version(if_match: str) -> int:
    named = NAMED.fullmatch(if_match.strip())
    if named is None:
        raise VersionStale(f"{if_match} is not a version of this.")
    return int(named[1])


NamedVersion = Annotated[int, Depends(_named_version)]


def _version_if_named(
    if_match: Annotated[str | None, Header(description="Optional: the version to change, as in ETag.")] = None,
) -> int | None:
    return None if if_match is None or if_match.strip() == "*" else _version(if_match)


VersionIfNamed = Annotated[int | None, Depends(_version_if_named)]
"""For what one person alone may change: checked where it is sent."""
