"""An answer made once and given many times: its messages (ASGI) and when a reader holds it already (RFC 9110 §13)."""

import gzip
import re
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from app.logs.requests import HEADER

Message = MutableMapping[str, Any]
Headers = Iterable[tuple[bytes, bytes]]
TAG = re.compile(rb'(?:W/)?("[^"]*")')
CODING = re.compile(r"\s*([^\s;,]+)\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?)\s*)?(?:,|$)", re.IGNORECASE)


@dataclass(slots=True)
class Wanted:
    """What the headers of a request say about the answer."""

    takes_gzip: bool = False
    if_none_match: bytes | None = None
    if_modified_since: bytes | None = None
    gives_id: bool = False


def wanted_of(headers: Headers) -> Wanted:
    """Read a request's headers; a repeated If-None-Match is one list."""
    wanted = Wanted()
    for name, value in headers:
        if name == b"accept-encoding":
            wanted.takes_gzip = takes_gzip(value)
        elif name == b"if-none-match":
            wanted.if_none_match = value if wanted.if_none_match is None else wanted.if_none_match + b"," + value
        elif name == b"if-modified-since":
            wanted.if_modified_since = value
        elif name == HEADER:
            wanted.gives_id = True
    return wanted


@lru_cache(maxsize=256)
def takes_gzip(accept_encoding: bytes) -> bool:
    """Whether a reader takes gzip (RFC 9110 §12.5.3)."""
    codings = CODING.findall(accept_encoding.decode("latin-1"))
    weights = {coding.lower(): float(weight or 1) for coding, weight in codings}
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0))) > 0


@dataclass(frozen=True, slots=True)
class Origin:
    """What an answer is made of: a meeting's release, by its id. `changed` is when the selection last did (UTC)."""

    meeting: str
    release: int
    changed: datetime


class Answer:
    """A released body in one encoding. `stamp` is the last one under which its release was still the newest."""

    __slots__ = ("body", "changed", "etag", "full", "origin", "size", "stamp", "unchanged")

    def __init__(
        self,
        content: bytes,
        media_type: str,
        is_gzip: bool,
        origin: Origin,
        cache_control: str,
        further: Headers = (),
    ) -> None:
        # No time in the gzip header: the same content has the same bytes, and with them the same entity tag.
        octets = gzip.compress(content, 6, mtime=0) if is_gzip else content
        self.origin = origin
        self.stamp: object = None
        self.size = len(octets)
        self.changed = origin.changed.replace(microsecond=0)
        self.etag = f'"{sha256(octets).hexdigest()[:32]}"'.encode()
        told = [
            (b"etag", self.etag),
            (b"last-modified", format_datetime(self.changed, usegmt=True).encode()),
            (b"cache-control", cache_control.encode()),
            (b"vary", b"Accept-Encoding"),
            (b"access-control-allow-origin", b"*"),
            *further,
        ]
        held = [(b"content-type", media_type.encode()), (b"content-length", str(self.size).encode())]
        coded = [(b"content-encoding", b"gzip")] if is_gzip else []
        self.full: Message = {"type": "http.response.start", "status": 200, "headers": [*held, *coded, *told]}
        self.unchanged: Message = {"type": "http.response.start", "status": 304, "headers": told}
        self.body: Message = {"type": "http.response.body", "body": octets}

    def is_held(self, wanted: Wanted) -> bool:
        """Whether the reader has this already. If-None-Match decides alone where it is sent (RFC 9110 §13.2.2)."""
        if wanted.if_none_match is not None:
            return wanted.if_none_match == self.etag or self._is_among(wanted.if_none_match)
        if wanted.if_modified_since is None:
            return False
        since = _moment(wanted.if_modified_since)
        return since is not None and self.changed <= since

    def _is_among(self, tags: bytes) -> bool:
        return tags.strip() == b"*" or self.etag in TAG.findall(tags)


@lru_cache(maxsize=1024)
def _moment(text: bytes) -> datetime | None:
    """An HTTP date; None, as if it had not been sent, where it is none (RFC 9110 §13.1.3)."""
    try:
        moment = parsedate_to_datetime(text.decode("latin-1"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
