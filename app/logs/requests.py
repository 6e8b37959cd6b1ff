"""The request's id on everything that is said and logged during it, and the request's line in the log."""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from time import perf_counter
from typing import Any

from app.logs.lines import REQUEST_ID, RequestLines

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

API = "/api/"
HEADER = b"x-request-id"
GIVEN = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestLog:
    """An ASGI application in front of another.

    Whatever is released is the same for everybody, so its answer carries an id only where the sender gave one; the log has
    one in any case.
    """

    def __init__(self, app: App, lines: RequestLines) -> None:
        self._app, self._lines = app, lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under an id, and note it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            self._lines.write()
            return
        started, status = perf_counter(), 500
        given = _given(scope["headers"])
        request_id, is_told = given or self._lines.new_id(), given or scope["path"].startswith(API)
        REQUEST_ID.set(request_id)

        def told(message: Message) -> Awaitable[None]:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if is_told:
                    message = {**message, "headers": [*message["headers"], (HEADER, request_id.encode())]}
            return send(message)

        try:
            await self._app(scope, receive, told)
        finally:
            self._lines.note(request_id, scope["method"], scope["path"], status, started)


def given_id(value: bytes) -> str:
    """The id that the sender gave, if it is a plain word; else empty."""
    return value.decode() if GIVEN.fullmatch(value) else ""


def _given(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return next((given_id(value) for name, value in headers if name == HEADER), "")
