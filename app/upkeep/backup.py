"""Copies of the embedded database: made while it is served, put back while it is not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app import schema
from app.database import Database

KEPT = ".before-restore"
"""What is behind the name of the file that keeps what a restore replaces."""


class NotEmbedded(Exception):
    """The database is a server's, which has programs of its own for this. The message says how to call them."""


class StillServed(Exception):
    """Some process has the database open."""


class NotDone(Exception):
    """It would overwrite something, or the file is no copy that this version of the planner can read."""


def back_up(database: Database, to: Path) -> None:
    """Copy the database as it is at one moment into a new file, whoever reads or writes meanwhile.

    Raises NotEmbedded, NotDone, and OSError or sqlite3.Error where the file cannot be written.
    """
    source = _file_of(database, f"pg_dump --format=custom --file={to}")
    if to.exists():
        raise NotDone(f"{to} exists already.")
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(to)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")


def restore(database: Database, copy: Path) -> Path:
    """Put a copy in the place of the database and give the file that keeps what was there.

    Raises NotEmbedded, NotDone, StillServed.
    """
    target = _file_of(database, f"pg_restore --clean --if-exists --single-transaction --dbname=DATABASE {copy}")
    kept = target.with_name(target.name + KEPT)
    with _sound(copy) as reading, closing(sqlite3.connect(target, timeout=1)) as writing:
        _expect_alone(writing)
        kept.unlink(missing_ok=True)
        with closing(sqlite3.connect(kept)) as keeping:
            writing.backup(keeping)
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = WAL")
    return kept


def _file_of(database: Database, instead: str) -> Path:
    if not database.is_sqlite:
        raise NotEmbedded(f"The database is PostgreSQL. Use its own program: {instead}")
    return Path(database.url.removeprefix("sqlite:///"))


@contextmanager
def _sound(copy: Path) -> Iterator[sqlite3.Connection]:
    """The copy, opened for reading. Raises NotDone."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as reading:
        try:
            (verdict,) = reading.execute("PRAGMA integrity_check").fetchone()
            (revision,) = reading.execute("SELECT version_num FROM alembic_version").fetchone()
        except (sqlite3.DatabaseError, TypeError) as error:
            raise NotDone(f"{copy} is no backup of the planner: {error}") from error
        if verdict != "ok":
            raise NotDone(f"{copy} is damaged: {verdict}")
        if revision not in schema.revisions():
            raise NotDone(f"{copy} comes from a later version of the planner: its schema is {revision}.")
        yield reading


def _expect_alone(connection: sqlite3.Connection) -> None:
    """Go on only if no other process has the database open: leaving the write-ahead log needs it alone."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise StillServed("Another process has the database open. Stop the server first.") from error
    if mode != "delete":
        raise StillServed("Another process has the database open. Stop the server first.")
