"""The running product over real HTTP: in a thread for speed, as a process of its own for journeys."""

import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn

from app.main import create_app
from app.settings import Settings
from tests.machinery.command import PLANNER, environment, run_planner


@dataclass(frozen=True, slots=True)
class Product:
    """`planner serve` as a process, a client of it, and the command beside it with the same settings."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    settings: dict[str, str | int]

    @property
    def url(self) -> str:
        """The address it serves on, without a slash at its end."""
        return str(self.settings["public_url"])

    def planner(self, *arguments: str) -> str:
        """What `planner …` printed, without the line's end. Raises AssertionError unless it did what it was told."""
        done = run_planner(*arguments, **self.settings)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def as_holder_of(self, key: str) -> httpx.Client:
        """A further client, which sends this key."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {key}"}, timeout=30)


@contextmanager
def running_product(
    database_url: str, *flags: str, program: Sequence[str | Path] = (PLANNER, "serve"), **further: str | int
) -> Iterator[Product]:
    """Start `planner serve` on a free port, wait until it is ready, and stop it as an administrator would.

    `program` is another one that takes the same settings.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings: dict[str, str | int] = {"database_url": database_url, "port": port, "public_url": url, **further}
    process = subprocess.Popen([*program, *flags], env=environment(**settings), stdin=subprocess.DEVNULL)
    try:
        wait_until_ready(url, process)
        with httpx.Client(base_url=url, timeout=30) as client:
            yield Product(process, client, settings)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        finally:
            process.kill()


STOPPING: list[threading.Thread] = []
"""Servers that were told to stop and were not waited for."""
MOST_STOPPING = 3


@contextmanager
def running_server(database_url: str, is_awaited: bool = True) -> Iterator[httpx.Client]:
    """Serve the application from a thread of this process and give a client of it.

    It takes a fifth of a second to stop, since it looks round for readers. Whoever does not need it stopped does not wait.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        app = create_app(Settings(database_url=database_url, port=port, public_url=url))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "The application did not start."
                time.sleep(0.005)
            with httpx.Client(base_url=url, timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            STOPPING.append(thread)
            _wait_for_those_that_stop(0 if is_awaited else MOST_STOPPING)


def _wait_for_those_that_stop(most: int) -> None:
    """Until no more than so many are left."""
    while len(STOPPING) > most:
        thread = STOPPING.pop(0)
        thread.join(timeout=20)
        assert not thread.is_alive(), "The application did not stop."


def free_port() -> int:
    """A port of this machine that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Ask /readyz until it answers 200. Raises AssertionError when the process ends or the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"The server ended with {process.returncode} before it was ready."
        try:
            if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"The server was not ready within {seconds} seconds.")
