"""Which release of a meeting is the newest, asked at every request for a feed.

On SQLite each question reads the file's change counter, which costs microseconds. On PostgreSQL, where it would cost a
round trip, a thread listens to what publishing announces, and looks once a second in case an announcement is lost.
"""

import sqlite3
import threading
import time
from contextlib import suppress
from typing import Any, Protocol

import psycopg

from app.database import Database, DbSession, patience
from app.releases.reading.queries import newest_release
from app.releases.record.release import Release

CHANNEL = "planner_ledger"
POLL_SECONDS = 1.0
NOTICE_SECONDS = 0.05


class Watch(Protocol):
    """Knows whether the database has moved."""

    def start(self) -> None:
        """Begin to watch."""

    def stop(self) -> None:
        """Watch no longer."""

    def stamp(self) -> object:
        """A value that differs after a commit of anybody. Does not wait."""


class NewestReleases:
    """The newest releases of one database, and a stamp that tells when to ask again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watch: Watch = SqliteWatch(database) if database.is_sqlite else PostgresWatch(database)
        self.start, self.stop, self.stamp = self._watch.start, self._watch.stop, self._watch.stamp

    def newest(self, meeting: str) -> Release | None:
        """The newest release of the meeting with this slug; None before its first. Raises what the database raises."""
        with self._database.reading() as db:
            return newest_release(db, meeting)


def announce(db: DbSession) -> None:
    """Tell every worker, when this transaction commits, that something was written."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection().exec_driver_sql(f"NOTIFY {CHANNEL}")


class SqliteWatch:
    """Reads `PRAGMA data_version` on a connection that never writes: it differs after a commit of any other."""

    def __init__(self, database: Database) -> None:
        self._path = database.url.removeprefix("sqlite:///")
        self._connection: sqlite3.Connection | None = None

    def start(self) -> None:
        self._connection = sqlite3.connect(self._path, check_same_thread=False)

    def stop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def stamp(self) -> object:
        if self._connection is None:
            self.start()
        assert self._connection is not None
        return self._connection.execute("PRAGMA data_version").fetchone()[0]


class PostgresWatch:
    """Listens in a thread. What this process itself commits counts at once, what others commit within a second.

    A snapshot of the database differs from the one before after every commit that wrote, of the draft's or not.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._url = database.url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._seen: object = None
        self._patience: Any = patience(self._url)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="newest releases", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2 * POLL_SECONDS + 1)

    def stamp(self) -> object:
        return (self._seen, self._database.commits)

    def _listen(self) -> None:
        while not self._ended.is_set():
            with suppress(psycopg.Error):
                self._follow()
            self._ended.wait(POLL_SECONDS)

    def _follow(self) -> None:
        with psycopg.connect(self._url, autocommit=True, **self._patience) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            while not self._ended.is_set():
                self._seen = connection.execute("SELECT pg_current_snapshot()::text").fetchone()
                self._wait_for_news(connection)

    def _wait_for_news(self, connection: psycopg.Connection) -> None:
        """Until somebody announces something, a second at the most; a stop is noticed sooner."""
        until = time.monotonic() + POLL_SECONDS
        while not self._ended.is_set() and time.monotonic() < until:
            if list(connection.notifies(timeout=NOTICE_SECONDS, stop_after=1)):
                return
