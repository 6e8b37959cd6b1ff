"""Released calendars and data over HTTP, in front of the router: what thousands of programs poll costs microseconds.

An answer is made once and kept. Each request asks whether the database has moved since; only if it has, which release
is the newest; only if that is another, the answer is made anew, in a thread.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol
from urllib.parse import quote

import structlog
from anyio import to_thread

from app.errors import MEDIA_TYPE, NotAllowed, NotFound, PlannerError, Unavailable, problem_body
from app.feeds.calendar import FORM_SINCE, Calendars, Feed
from app.feeds.data import selected_bytes
from app.feeds.http.address import Address, Form, OwnAddress, address_of, is_near
from app.feeds.http.answer import Answer, Message, Origin, Wanted, wanted_of
from app.feeds.http.current import CurrentReleases, Releases
from app.feeds.http.parameters import Parameters, parameters_of
from app.feeds.http.prepared import Key, Prepared
from app.feeds.membership import OwnSelection, Selection, exists
from app.logs.lines import RequestLines
from app.logs.requests import RequestLog
from app.releases.record.release import Release
from app.selections.queries import Ticked
from app.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

READING = ("GET", "HEAD")
NOTHING: Message = {"type": "http.response.body", "body": b""}
PREPARED_OCTETS = 64 * 2**20

PRIVATE = ((b"referrer-policy", b"no-referrer"),)
"""What the answers of an own selection carry besides: its address is a secret."""

log = structlog.get_logger(__name__)


class Selections(Protocol):
    """Where own selections come from."""

    def read(self, token: str) -> Ticked:
        """The selection that this token reads, as it is now. Asked in a thread. Raises NotFound, TokenReset."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address stands for at a stamp. `changed` is when that last did (UTC)."""

    stamp: object
    release: Release
    selection: Selection
    changed: datetime
    is_own: bool


class FeedServer:
    """An ASGI application in front of another: it answers the addresses of feeds and passes everything else on."""

    def __init__(self, app: App, releases: Releases, selections: Selections, settings: Settings) -> None:
        self._app = app
        self._public_url = settings.public
        seconds = settings.cache_seconds
        self._cache_control = f"public, max-age={seconds}" if seconds else "public, no-cache"
        self._calendars = Calendars(settings.public)
        self._prepared = Prepared(PREPARED_OCTETS)
        self._selections = selections
        self._current = CurrentReleases(releases, on_change=self._prepared.drop_older)
        self._making = asyncio.Lock()
        self._lines = RequestLines(settings.log)
        self._logged = RequestLog(self._serve, self._lines)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on. An answer that is ready made is noted without an id, unless the reader gave one."""
        if scope["type"] != "http" or not is_near(scope["path"]):
            await self._logged(scope, receive, send)
            return
        started, wanted = perf_counter(), wanted_of(scope["headers"])
        answer = self._prepared.get((scope["path"], scope["query_string"], wanted.takes_gzip))
        if answer is None or wanted.gives_id or not self._is_current(answer) or scope["method"] not in READING:
            await self._logged(scope, receive, send)
            return
        status = await _give(answer, wanted, scope["method"], send)
        self._lines.note("", scope["method"], scope["path"], status, started)

    def _is_current(self, answer: Answer) -> bool:
        try:
            return answer.stamp == self._current.stamp()
        except Unavailable:
            return False

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_near(scope["path"]):
            await self._app(scope, receive, send)
            return
        wanted, method = wanted_of(scope["headers"]), scope["method"]
        key = (scope["path"], scope["query_string"], wanted.takes_gzip)
        try:
            answer = self._prepared.get(key) if method in READING else None
            if answer is None or answer.stamp != self._current.stamp():
                answer = await self._answer(key, method)
        except Exception as error:
            await _tell(error, method, send)
            return
        if answer is None:
            await self._app(scope, receive, send)
        else:
            await _give(answer, wanted, method, send)

    async def _answer(self, key: Key, method: str) -> Answer | None:
        """The current answer; None where the address is not one of these."""
        path, query, is_gzip = key
        address = address_of(path)
        if address is None:
            return None
        if method not in READING:
            raise NotAllowed(f"{method} is not allowed here; GET and HEAD are.")
        parameters = parameters_of(query, address.form)
        found = await (self._own(address) if isinstance(address, OwnAddress) else self._released(address))
        # Kept under the one query string that asks for it, so that no play with parameters fills the memory.
        key = (path, parameters.query.encode(), is_gzip)
        answer = self._ready(key, found)
        if answer is None:
            async with self._making:
                answer = self._ready(key, found) or await self._made(key, found, address.form, parameters)
        answer.stamp = found.stamp
        return answer

    async def _released(self, address: Address) -> Found:
        known = await self._current.of(address.meeting)
        if known.release is None or not exists(known.release, address.selection):
            raise NotFound("No release of this meeting has named this.")
        changed = max(known.release.published_at, FORM_SINCE)
        return Found(known.stamp, known.release, address.selection, changed, is_own=False)

    async def _own(self, address: OwnAddress) -> Found:
        # The stamp is read first, as for releases: a change that comes in between makes what is found old, never wrong.
        stamp = self._current.stamp()
        try:
            ticked = await to_thread.run_sync(self._selections.read, address.token)
        except PlannerError:
            raise
        except Exception as fault:
            raise Unavailable from fault
        release = (await self._current.of(ticked.meeting)).release
        if release is None:
            raise NotFound
        changed = max(ticked.last_modified(release), FORM_SINCE)
        return Found(stamp, release, OwnSelection(ticked.uids), changed, is_own=True)

    def _ready(self, key: Key, found: Found) -> Answer | None:
        answer = self._prepared.get(key)
        if answer is None or (answer.origin.release, answer.origin.changed) != (found.release.id, found.changed):
            return None
        return answer

    async def _made(self, key: Key, found: Found, form: Form, parameters: Parameters) -> Answer:
        answer = await to_thread.run_sync(self._make, key, found, form, parameters)
        self._prepared.put(key, answer)
        return answer

    def _make(self, key: Key, found: Found, form: Form, parameters: Parameters) -> Answer:
        release, selection = found.release, found.selection
        if form is Form.CALENDAR:
            path = quote(key[0]) + (f"?{parameters.query}" if parameters.query else "")
            feed = Feed(selection, path, parameters.language, parameters.alarm)
            content = self._calendars.calendar(release, feed)
        else:
            content = selected_bytes(release, selection, parameters.language, self._public_url)
        origin = Origin(release.meeting.slug, release.id, found.changed)
        cached, further = ("private, no-cache", PRIVATE) if found.is_own else (self._cache_control, ())
        return Answer(content, form.media_type, key[2], origin, cached, further)


async def _give(answer: Answer, wanted: Wanted, method: str, send: Send) -> int:
    """Send an answer, or that the reader holds it. Gives the status."""
    if answer.is_held(wanted):
        await send(answer.unchanged)
        await send(NOTHING)
        return 304
    await send(answer.full)
    await send(answer.body if method == "GET" else NOTHING)
    return 200


async def _tell(error: Exception, method: str, send: Send) -> None:
    """Answer with a problem. What nobody foresaw is 503, so that readers keep what they have."""
    if isinstance(error, Unavailable):
        log.warning("feed-unavailable", cause=repr(error.__cause__))
    if not isinstance(error, PlannerError):
        log.exception("feed-failed", exc_info=error)
        error = Unavailable()
    body = json.dumps(problem_body(error), ensure_ascii=False).encode()
    headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"access-control-allow-origin", b"*"),
    ]
    headers.extend((name.lower().encode(), value.encode()) for name, value in error.headers.items())
    if isinstance(error, NotAllowed):
        headers.append((b"allow", b"GET, HEAD"))
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send(NOTHING if method == "HEAD" else {"type": "http.response.body", "body": body})
