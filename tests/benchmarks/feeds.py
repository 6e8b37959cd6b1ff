"""Feeds: what building one costs, and what serving a released one costs beside an application that does nothing."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.database import Database
from app.feeds.calendar import Calendars, Feed
from app.feeds.membership import WholeMeeting
from app.releases.reading.queries import newest_release
from tests.benchmarks.figure import Figure, median_seconds
from tests.benchmarks.load import Load, answer_to, drive, request_for
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.machinery.server import free_port, running_product

ROUNDS = 3


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug):
        yield from building(url, slug)
        with running_product(url) as product:
            port = int(product.settings["port"])
            pid = product.process.pid
            for name, headers in cases(port, slug):
                request = request_for(f"/meetings/{slug}.ics", port, **headers)
                with bare_server(answer_to(request, port)) as (bare_port, bare_pid):
                    yield from compared(name, (port, pid), (bare_port, bare_pid), request)


def building(url: str, slug: str) -> Iterator[Figure]:
    """The first build of a feed and the same again, in process."""
    database = Database(url)
    with database.reading() as db:
        release = newest_release(db, slug)
    database.dispose()
    assert release is not None
    feed = Feed(WholeMeeting(), f"/meetings/{slug}.ics")
    kept = Calendars("http://example.org")
    kept.calendar(release, feed)
    first = median_seconds(lambda: Calendars("http://example.org").calendar(release, feed), times=5)
    again = median_seconds(lambda: kept.calendar(release, feed))
    yield Figure(f"feed of {LARGE} sessions: first build", first * 1e3, "ms")
    yield Figure(f"feed of {LARGE} sessions: joined again from its blocks", again * 1e3, "ms")


def cases(port: int, slug: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A request for the whole feed, as it is and packed, and one that already holds it."""
    for name, encoding in (("200", "identity"), ("200 gzip", "gzip")):
        yield name, {"Accept_Encoding": encoding}
    answer = answer_to(request_for(f"/meetings/{slug}.ics", port, Accept_Encoding="gzip"), port)
    tag = next(line for line in answer.split(b"\r\n") if line.lower().startswith(b"etag: "))[6:].decode()
    yield "304", {"Accept_Encoding": "gzip", "If_None_Match": tag}


def compared(name: str, product: tuple[int, int], bare: tuple[int, int], request: bytes) -> Iterator[Figure]:
    """Both servers in turn, several rounds; the best round of each counts, since disturbance only slows."""
    loads: dict[str, list[Load]] = {"product": [], "bare": []}
    for _ in range(ROUNDS):
        loads["product"].append(drive(*product, request))
        loads["bare"].append(drive(*bare, request))
    rates = {who: max(load.rate for load in found) for who, found in loads.items()}
    costs = {who: min(load.cost for load in found) for who, found in loads.items()}
    yield Figure(f"released feed, {name}: requests a second", rates["product"], "1/s")
    yield Figure(f"released feed, {name}: the bare application's", rates["bare"], "1/s")
    yield Figure(f"released feed, {name}: ratio of requests", rates["product"] / rates["bare"], "", 0.8, at_least=True)
    yield Figure(f"released feed, {name}: processor time a request", costs["product"], "µs")
    yield Figure(f"released feed, {name}: ratio of processor time", costs["product"] / costs["bare"], "")


@contextmanager
def bare_server(answer: bytes) -> Iterator[tuple[int, int]]:
    """The yardstick on a free port, with the same loop and parser; port and process."""
    port = free_port()
    with tempfile.NamedTemporaryFile() as recorded:
        Path(recorded.name).write_bytes(answer)
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "tests.benchmarks.bare:app",
            "--port",
            str(port),
            "--loop",
            "uvloop",
        ]
        command += ["--http", "httptools", "--no-access-log", "--log-level", "warning", "--no-server-header"]
        process = subprocess.Popen(command, env={**os.environ, "BARE_ANSWER": recorded.name})
        try:
            until = time.monotonic() + 20
            while time.monotonic() < until:
                try:
                    answer_to(request_for("/", port), port)
                    break
                except OSError:
                    time.sleep(0.05)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=10)
