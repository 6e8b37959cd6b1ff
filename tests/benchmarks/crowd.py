"""A crowd of calendar programs that polls through a release: what it waits, and what the worker's memory holds after."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from app.access.models import Right
from app.database import Database
from app.languages import Language
from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.benchmarks.solving import solve_errors, touch_one
from tests.machinery.officer import make_key
from tests.machinery.server import Product, running_product

POLLERS = 2_000
EVERY = 5.0
"""Seconds between two polls of one program; real ones wait for minutes or hours."""
SECONDS = 30.0
RELEASES_AFTER = (10.0, 20.0)


@dataclass
class Crowd:
    """What a crowd has met so far: seconds waited for each answer, answers by status, faults of the connection."""

    port: int
    waited: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    faults: int = 0


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug):
        database = Database(url)
        solve_errors(database, slug)
        with running_product(url) as product:
            addresses = feeds_of(product, slug)
            yield from memory(product, addresses)
            crowd = asyncio.run(polling(product, database, slug, addresses, make_key(url, Right.PUBLISHER)))
        database.dispose()
        waited = sorted(crowd.waited)
        failed = crowd.faults + sum(number for status, number in crowd.statuses.items() if status not in (200, 304))
        name = f"{POLLERS} pollers through {len(RELEASES_AFTER)} releases"
        yield Figure(f"{name}: answers", len(waited), "")
        yield Figure(f"{name}: of them 304", crowd.statuses.get(304, 0) / len(waited), "")
        yield Figure(f"{name}: faults", failed, "", 0)
        yield Figure(f"{name}: median", waited[len(waited) // 2] * 1e3, "ms")
        yield Figure(f"{name}: 99th percentile", waited[len(waited) * 99 // 100] * 1e3, "ms", 50)
        yield Figure(f"{name}: longest", waited[-1] * 1e3, "ms")


def feeds_of(product: Product, slug: str) -> list[str]:
    """The address of every feed of a meeting, in every language, but those of single sessions."""
    items = product.client.get(f"/meetings/{slug}.json").json()["items"]
    seats = [seat for one in items for seat in one["panel"] if seat["uid"]]
    parts = {
        "",
        *(f"/themes/{one['theme']['numeral']}" for one in items if one["theme"]),
        *(f"/rooms/{one['room']['slug']}" for one in items if one["room"]),
        *(f"/delegations/{seat['delegation']}" for seat in seats),
        *(f"/participants/{seat['uid']}" for seat in seats),
    }
    return [f"/meetings/{slug}{part}.ics?lang={language}" for part in sorted(parts) for language in Language]


def memory(product: Product, addresses: list[str]) -> Iterator[Figure]:
    """What the worker holds once every one of these feeds has been asked for, plain and packed."""
    before = resident(product.process.pid)
    for address in addresses:
        for coding in ("identity", "gzip"):
            product.client.get(address, headers={"Accept-Encoding": coding}).raise_for_status()
    yield Figure(f"feeds of {LARGE} sessions in six languages", len(addresses), "")
    yield Figure("memory of a worker before them", before, "MiB")
    yield Figure("memory of a worker after all of them", resident(product.process.pid), "MiB")


def resident(pid: int) -> float:
    """The memory a process holds (Linux), in MiB."""
    lines = (Path("/proc") / str(pid) / "status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS:"))) / 1024


async def polling(product: Product, database: Database, slug: str, addresses: list[str], key: str) -> Crowd:
    """Let everybody poll at moments of their own, and publish twice in between."""
    crowd = Crowd(int(product.settings["port"]))
    chance = random.Random(2000)
    async with asyncio.TaskGroup() as group:
        for _ in range(POLLERS):
            group.create_task(poll(crowd, chance.choice(addresses), chance.uniform(0, EVERY)))
        for number, after in enumerate(RELEASES_AFTER):
            group.create_task(release(product, database, slug, key, number, after))
    return crowd


async def release(product: Product, database: Database, slug: str, key: str, number: int, after: float) -> None:
    """Change a session and publish it, a while after the beginning."""
    await asyncio.sleep(after)
    await asyncio.to_thread(touch_one, database, slug, number)
    with product.as_holder_of(key) as client:
        made = await asyncio.to_thread(client.post, f"/api/v1/meetings/{slug}/releases", json={})
    made.raise_for_status()


async def poll(crowd: Crowd, address: str, first: float) -> None:
    """One program: each time a connection of its own, with the tag of what it holds."""
    await asyncio.sleep(first)
    tag, until = "", perf_counter() + SECONDS - first
    while perf_counter() < until:
        begun = perf_counter()
        held = f"If-None-Match: {tag}\r\n" if tag else ""
        head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{crowd.port}\r\nAccept-Encoding: gzip\r\n{held}\r\n"
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", crowd.port)
            writer.write(head.encode())
            status, tag = await answered(reader)
            writer.close()
        except (OSError, EOFError):
            crowd.faults += 1
            return
        crowd.waited.append(perf_counter() - begun)
        crowd.statuses[status] = crowd.statuses.get(status, 0) + 1
        await asyncio.sleep(EVERY)


async def answered(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Read one answer whole; its status and entity tag."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    await reader.readexactly(int(fields.get("content-length", "0")))
    return int(lines[0].split()[1]), fields.get("etag", "")
