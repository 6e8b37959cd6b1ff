"""The pages alone on a real server, with releases that the tests give."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from app import problems
from app.pages.addresses.home import somebody_administers
from app.pages.routes import router
from app.releases.reading.queries import public_record
from app.settings import Settings
from tests.pages.programme import Shown

PUBLIC_URL = "https://planner.example"


def pages(shown: Shown) -> FastAPI:
    """An application that has nothing but the pages."""
    app = FastAPI()
    app.state.settings = Settings(public_url=PUBLIC_URL)
    app.include_router(router)
    app.dependency_overrides[public_record] = lambda: shown
    app.dependency_overrides[somebody_administers] = lambda: True
    problems.install(app)
    return app


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application from a thread and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "The application did not start."
                time.sleep(0.005)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
