"""The product, with faults that a request asks for: it dies, loses its database or finds the disk full at a step.

The faults are in this process of the tests only; the product knows nothing of them. A request says by its header which
it wants and when: `X-Fault: die 12`. Its steps are the statements it sends to the database, the commit, and the two parts
of its answer, counted from 1. In the place of a number may stand `commit` or `answer`: the step before either.

Called as `planner` is (`SERVING`), it is `planner serve`. Called with `again` (`RISING`), it serves from a process that is
born anew whenever it was killed: the application is imported once, so that a death costs milliseconds.
"""

import asyncio
import os
import resource
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from types import FrameType
from typing import Any

import httpx
import psycopg
import uvicorn
from sqlalchemy import Connection, Engine, event

from app import cli, main
from app.settings import Settings

SERVING = (sys.executable, "-P", __file__, "serve")
RISING = (sys.executable, "-P", __file__, "again")

HEADER = "X-Fault"
COMMIT, ANSWER = "commit", "answer"
DIE, LOSE, FILL = "die", "lose", "fill"
ROOM = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
NO_ROOM = (0, resource.RLIM_INFINITY)
MOST_PAGES = 2**32 - 2

Message = MutableMapping[str, Any]
App = Callable[..., Awaitable[None]]


class Fault:
    """What shall go wrong during one request, and at which of its steps."""

    def __init__(self, asked: str) -> None:
        self.kind, _, self._at = asked.partition(" ")
        self._taken = 0
        self._limited: Any = None

    def step(self, connection: Connection | None = None, name: str = "") -> None:
        """Count a step, and let it happen if it is the one."""
        self._taken += 1
        if self._at not in (str(self._taken), name):
            return
        if self.kind == DIE:
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.kind == FILL:
            self._fill(connection)
        elif connection is not None:
            _end_backend(connection)

    def mend(self) -> None:
        """Make room again. A lost connection is the product's to mend."""
        resource.setrlimit(resource.RLIMIT_FSIZE, ROOM)
        if self._limited is not None:
            self._limited.execute(f"PRAGMA max_page_count = {MOST_PAGES}")

    def _fill(self, connection: Connection | None) -> None:
        """No file grows any more, and the database gets no further page."""
        resource.setrlimit(resource.RLIMIT_FSIZE, NO_ROOM)
        if connection is not None and connection.dialect.name == "sqlite":
            self._limited = connection.connection.dbapi_connection
            self._limited.execute("PRAGMA max_page_count = 1")


def _end_backend(connection: Connection) -> None:
    held: Any = connection.connection.dbapi_connection
    with psycopg.connect(held.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (held.info.backend_pid,))


FAULT: ContextVar[Fault | None] = ContextVar("the fault of this request", default=None)


class Faulty:
    """An ASGI application in front of the product, which arms what a request asks for."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Any, send: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Pass the request on, with its fault."""
        asked = dict(scope.get("headers", ())).get(HEADER.lower().encode())
        if asked is None:
            await self._app(scope, receive, send)
            return
        fault = Fault(asked.decode())

        async def told(message: Message) -> None:
            fault.step(name=ANSWER if message["type"] == "http.response.start" else "")
            await send(message)

        token = FAULT.set(fault)
        try:
            await self._app(scope, receive, told)
        finally:
            FAULT.reset(token)
            fault.mend()


def _before_statement(connection: Connection, *_of_it: object) -> None:
    if fault := FAULT.get():
        fault.step(connection)


def _before_commit(connection: Connection) -> None:
    if fault := FAULT.get():
        fault.step(connection, COMMIT)


def _faulty_app() -> Faulty:
    event.listen(Engine, "before_cursor_execute", _before_statement)
    event.listen(Engine, "commit", _before_commit)
    return Faulty(main.app_from_environment())


async def _warm(app: Faulty) -> None:
    """Let everything be made that is made at the first request, and let no connection to the database be left."""
    engines: set[Engine] = set()

    def note(connection: Connection) -> None:
        engines.add(connection.engine)

    event.listen(Engine, "engine_connect", note)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://warm") as client:
        await client.get("/api/v1/meetings", headers={"Authorization": "Bearer rtp_nobody_s"})
    event.remove(Engine, "engine_connect", note)
    for engine in engines:
        engine.dispose()


def _rise_again() -> None:
    """Serve from a child; whenever it was killed, from the next one. The socket stays: who comes meanwhile waits."""
    settings, app = Settings(), _faulty_app()
    asyncio.run(_warm(app))
    config = uvicorn.Config(app, log_config=None, access_log=False, log_level="warning")
    config.load()
    listener = socket.create_server((settings.host, settings.port))
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            uvicorn.Server(config).run(sockets=[listener])
            os._exit(0)

        def stop(_number: int, _frame: FrameType | None, child: int = child) -> None:
            os.kill(child, signal.SIGKILL)
            os._exit(0)

        signal.signal(signal.SIGTERM, stop)
        os.waitpid(child, 0)


if __name__ == "__main__":
    if sys.argv[1] == "again":
        _rise_again()
    else:
        faulty = _faulty_app()
        main.app_from_environment = lambda: faulty  # type: ignore[assignment,return-value]
        cli.main()
