"""How a page leaves: strong ETag, 304, gzip, and the headers that keep it to itself."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from app.feeds.http.answer import TAG, takes_gzip
from app.pages.answers.modules import POLICY

SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
RELEASED = {
    **SECURITY,
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, no-cache",
    "Vary": "Accept-Encoding, Accept-Language",
}

MOST = 48 * 2**20
"""How many bytes of pages a process keeps."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as bytes, plain and packed. Each form has an entity tag of its own (RFC 9110 §8.8.3.3).

    `policy` is the Content-Security-Policy under which a browser shows it.
    """

    body: bytes
    packed: bytes
    tag: str
    policy: str = POLICY

    @property
    def size(self) -> int:
        """What it takes in memory, in bytes."""
        return len(self.body) + len(self.packed)


class Shelf:
    """The pages last asked for, up to so many bytes. What they are made of stands in the key, so none is ever stale."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[Hashable, Rendered] = OrderedDict()
        self._lock = Lock()

    def page(self, key: Hashable, make: Callable[[], Rendered]) -> Rendered:
        """The page of this key, made when it is not there."""
        with self._lock:
            if kept := self._pages.get(key):
                self._pages.move_to_end(key)
                return kept
        made = make()
        with self._lock:
            if key not in self._pages:
                self._pages[key] = made
                self._size += made.size
            while self._size > self._most:
                self._size -= self._pages.popitem(last=False)[1].size
        return made


def shelf_of(app: FastAPI) -> Shelf:
    """The shelf of an application: releases are told apart within its database only."""
    if not hasattr(app.state, "pages"):
        app.state.pages = Shelf(MOST)
    shelf: Shelf = app.state.pages
    return shelf


def rendered(body: bytes, policy: str = POLICY) -> Rendered:
    """The page with its packed form and its tag."""
    packed, tag = gzip.compress(body, compresslevel=5, mtime=0), blake2b(body, digest_size=12).hexdigest()
    return Rendered(body, packed, tag, policy)


def packs(request: Request) -> bool:
    """Whether the reader takes gzip."""
    return takes_gzip(request.headers.get("accept-encoding", "").encode("latin-1"))


def answer(request: Request, page: Rendered) -> Response:
    """The page in the form that the reader takes, or that what they have is still it."""
    is_packed = packs(request)
    tag = f'"{page.tag}-gzip"' if is_packed else f'"{page.tag}"'
    headers = {**RELEASED, "Content-Security-Policy": page.policy, "ETag": tag}
    if _is_held(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    if is_packed:
        return HTMLResponse(page.packed, headers={**headers, "Content-Encoding": "gzip"})
    return HTMLResponse(page.body, headers=headers)


def _is_held(if_none_match: str | None, tag: str) -> bool:
    """Whether If-None-Match names the tag, by weak comparison (RFC 9110 §13.1.2)."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or tag.encode() in TAG.findall(if_none_match.encode("latin-1", "replace"))
