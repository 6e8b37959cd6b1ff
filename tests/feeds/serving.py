"""The feeds alone on a real server, with releases that the tests give."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx
import uvicorn

from app.feeds.http.answer import Message
from app.feeds.server import FeedServer, Receive, Scope, Send
from app.releases.record.release import Release
from app.selections.queries import SelectionNotFound, Ticked
from app.settings import Settings
from tests.feeds.programme import PUBLIC_URL, uid

TOKEN = "token-that-reads"


class KeptReleases:
    """The newest releases in memory. `asked` lists the meetings asked for; `fault` is what every question raises."""

    def __init__(self, *releases: Release) -> None:
        self._newest = {release.meeting.slug: release for release in releases}
        self._moves = 0
        self.asked: list[str] = []
        self.fault: Exception | None = None

    def publish(self, release: Release) -> None:
        """Make this the newest release of its meeting."""
        self._newest[release.meeting.slug] = release
        self._moves += 1

    def touch(self) -> None:
        """Something else was written."""
        self._moves += 1

    def stamp(self) -> object:
        """A value that differs after everything that was written."""
        if self.fault:
            raise self.fault
        return self._moves

    def newest(self, meeting: str) -> Release | None:
        """The newest release of a meeting."""
        self.asked.append(meeting)
        time.sleep(0.002)
        return self._newest.get(meeting)


class KeptSelections:
    """One selection in memory, read by TOKEN."""

    def read(self, token: str) -> Ticked:
        """The selection of this token."""
        if token != TOKEN:
            raise SelectionNotFound
        return Ticked("wg-2027", frozenset({uid(1)}), datetime(2026, 11, 2, tzinfo=UTC), 1)


async def rest_of_the_product(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the feeds: it says what came through."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    body = json.dumps({"passed on": f"{scope['method']} {scope['path']}"}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message: Message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


@contextmanager
def serving(releases: KeptReleases, cache_seconds: int = 0) -> Iterator[httpx.Client]:
    """Serve feeds from a thread and give a client that asks for no encoding of its own."""
    settings = Settings(public_url=PUBLIC_URL, cache_seconds=cache_seconds)
    app = FeedServer(rest_of_the_product, releases, KeptSelections(), settings)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "The feeds did not start."
                time.sleep(0.005)
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with httpx.Client(base_url=url, headers={"Accept-Encoding": "identity"}, timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(timeout=20)
            assert not thread.is_alive(), "The feeds did not stop."
