"""Whether an installation is sound: its database, what it holds, its words and its disk."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import httpx
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, func, select

from app import schema
from app.bookings import GUARDED
from app.database import Database
from app.languages import Language
from app.ledger import LedgerRow
from app.settings import Settings
from app.wording import wording

LEAST_FREE = 512 * 2**20
"""Octets that should be free on the disk of the embedded database."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is sound, and what was seen."""

    subject: str
    is_sound: bool
    seen: str


def examine(settings: Settings, database: Database) -> Iterable[Finding]:
    """Look at everything, the foundations first; where the database does not answer, at nothing that stands on it."""
    yield Finding("zones", True, f"tzdata {version('tzdata')}")
    yield _words()
    yield _server(settings)
    if database.is_sqlite:
        yield _disk(Path(database.url.removeprefix("sqlite:///")))
    for subject, look in (("database", _answers), ("schema", _schema)):
        finding = _looked(subject, look, database)
        yield finding
        if not finding.is_sound:
            return
    for subject, look in (("storage", _storage), ("guards", _guards), ("ledger", _ledger)):
        yield _looked(subject, look, database)


def _looked(subject: str, look: Callable[[Database], tuple[bool, str]], database: Database) -> Finding:
    try:
        return Finding(subject, *look(database))
    except (SQLAlchemyError, OSError) as error:
        return Finding(subject, False, str(error).splitlines()[0])


def _words() -> Finding:
    missing = []
    for language in Language:
        try:
            wording(language)
        except FileNotFoundError:
            missing.append(language.value)
    return Finding("words", not missing, f"not compiled: {', '.join(missing)}" if missing else "six languages")


def _server(settings: Settings) -> Finding:
    """Whether somebody answers at the public address. That nobody does is told, and is no fault."""
    try:
        answer = httpx.get(f"{settings.public}/readyz", timeout=5)
    except httpx.HTTPError:
        return Finding("server", True, f"nobody answers at {settings.public}")
    return Finding("server", answer.is_success, f"{settings.public} answers {answer.status_code}")


def _disk(file: Path) -> Finding:
    free = shutil.disk_usage(file.parent).free
    return Finding("disk", free >= LEAST_FREE, f"{free // 2**20} MiB free in {file.parent}")


def _answers(database: Database) -> tuple[bool, str]:
    with database.reading() as db:
        called = "sqlite_version()" if database.is_sqlite else "current_setting('server_version')"
        answer = db.connection().execute(text(f"SELECT {called}")).scalar_one()
    return True, f"{'SQLite' if database.is_sqlite else 'PostgreSQL'} {answer}"


def _schema(database: Database) -> tuple[bool, str]:
    if schema.is_current(database):
        return True, "current"
    return False, "behind: run `planner migrate`"


def _storage(database: Database) -> tuple[bool, str]:
    if not database.is_sqlite:
        return True, "the server's"
    with database.reading() as db:
        execute = db.connection().exec_driver_sql
        verdict = execute("PRAGMA quick_check").scalar_one()
        dangling = len(execute("PRAGMA foreign_key_check").all())
    return verdict == "ok" and not dangling, f"{verdict}, {dangling} dangling references"


def _guards(database: Database) -> tuple[bool, str]:
    """Whether the database itself would refuse a double booking."""
    catalogue = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if not database.is_sqlite:
        catalogue = "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    with database.reading() as db:
        held = set(db.connection().execute(text(catalogue)).scalars())
    missing = [table for table in GUARDED if not any(name.startswith(f"{table}_is_single") for name in held)]
    return not missing, f"missing on {', '.join(missing)}" if missing else "double bookings are refused"


def _ledger(database: Database) -> tuple[bool, str]:
    with database.reading() as db:
        last = db.exec(select(func.max(col(LedgerRow.number)))).one() or 0
        held = db.exec(select(func.count()).select_from(LedgerRow)).one()
    return last == held, f"{held} entries, the last is number {last}"
