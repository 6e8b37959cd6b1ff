"""What is being written in the ledger, told to whoever listens: one poller for each process, however many listen."""

import asyncio
import signal
from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlmodel import col, select

from app import ledger
from app.database import Database, DbSession
from app.desk.deeds import Teller, changes_of
from app.languages import Language
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow, RoomRow
from app.programme.models import SessionRow
from app.releases.reading.newest import NewestReleases
from app.zones import zone

PAUSE = 0.3
"""Seconds between two looks at whether the database has moved, which cost microseconds."""

MOST_KEPT = 500
LASTS = 120.0
"""Seconds after which a stream ends; the browser opens another, and whoever may no longer look is refused."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of the ledger with the names it needs to be told. `zone_name` is None where it belongs to no meeting."""

    row: LedgerRow
    titles: Mapping[int, Mapping[Language, str]]
    rooms: Mapping[int, str]
    zone_name: str | None

    def concerns(self, meeting: str) -> bool:
        """Whether the board of this meeting may look different since. People belong to all meetings."""
        return self.row.meeting in (meeting, None)

    def told(self, language: Language) -> str:
        """Who did what; empty where nothing is told."""
        if self.zone_name is None:
            return ""
        return Teller(self.titles, self.rooms, zone(self.zone_name), language).told(self.row)


class Happenings:
    """The latest entries, and a wait for the next."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: deque[Happening] = deque(maxlen=MOST_KEPT)
        self._moved = asyncio.Event()
        self._listeners = 0
        self._poller: asyncio.Task[None] | None = None
        self._ends = False

    async def follow(self, meeting: str, after: int) -> AsyncIterator[Happening]:
        """What concerns the meeting behind this number, as it happens, for a while. Ends when the server stops."""
        number, until = after, asyncio.get_running_loop().time() + LASTS
        self._enter()
        try:
            while not self._ends:
                moved = self._moved
                found = await self._since(number)
                for one in found:
                    number = one.row.number
                    if one.concerns(meeting):
                        yield one
                if not found and not await _happens(moved, until):
                    return
        finally:
            self._listeners -= 1

    def _enter(self) -> None:
        self._listeners += 1
        if self._poller is None or self._poller.done():
            self._poller = asyncio.create_task(self._poll())

    async def _since(self, number: int) -> Sequence[Happening]:
        if self._kept and self._kept[0].row.number <= number + 1:
            return [one for one in self._kept if one.row.number > number]
        return await to_thread.run_sync(read_since, self._database, number)

    async def _poll(self) -> None:
        watch, server, stamp = NewestReleases(self._database), _server(), None
        await to_thread.run_sync(watch.start)
        number = await to_thread.run_sync(_latest, self._database)
        try:
            while self._listeners and not self._ends:
                if (seen := watch.stamp()) != stamp:
                    stamp = seen
                    for one in await to_thread.run_sync(read_since, self._database, number):
                        self._kept.append(one)
                        number = one.row.number
                    self._wake()
                await asyncio.sleep(PAUSE)
                self._ends = bool(getattr(server, "should_exit", False))
        finally:
            self._kept.clear()
            self._wake()
            await to_thread.run_sync(watch.stop)

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


def read_since(database: Database, number: int) -> list[Happening]:
    """The entries behind this number, oldest first, at most as many as are kept."""
    with database.reading() as db:
        statement = select(LedgerRow).where(LedgerRow.number > number).order_by(col(LedgerRow.number))
        rows = list(db.exec(statement.limit(MOST_KEPT)).all())
        return _with_names(db, rows)


def _with_names(db: DbSession, rows: Sequence[LedgerRow]) -> list[Happening]:
    sessions = {int(row.subject) for row in rows if row.resource == "session"}
    wanted = (changes_of(row).get("room_id", {}).get("after") for row in rows)
    titles = _named(db, SessionRow.id, SessionRow.titles, sessions)
    rooms = _named(db, RoomRow.id, RoomRow.name, {room for room in wanted if room})
    zones = _named(db, MeetingRow.slug, MeetingRow.zone, {row.meeting for row in rows if row.meeting})
    return [Happening(row, titles, rooms, zones.get(row.meeting)) for row in rows]


def _named(db: DbSession, key: Any, name: Any, wanted: Iterable[Any]) -> dict[Any, Any]:
    found = list(wanted)
    rows: Any = db.exec(select(key, name).where(col(key).in_(found))).all() if found else ()
    return dict(rows)


def _latest(database: Database) -> int:
    with database.reading() as db:
        return ledger.latest(db)


def _server() -> object:
    """The server that this process runs in: it takes SIGTERM, and says by `should_exit` that it waits for answers to end."""
    return getattr(signal.getsignal(signal.SIGTERM), "__self__", None)


async def _happens(moved: asyncio.Event, until: float) -> bool:
    """Wait for the next entry; False when it is time to end."""
    try:
        async with asyncio.timeout_at(until):
            await moved.wait()
    except TimeoutError:
        return False
    return True
