"""`planner doctor`, `backup` and `restore`, as an administrator runs them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.keys import create_key, list_keys
from app.access.models import Right
from app.database import Database
from app.schema import migrate
from tests.machinery.command import run_planner
from tests.machinery.databases import Template
from tests.machinery.server import running_product

pytestmark = pytest.mark.slow

REFUSED, USAGE, ENVIRONMENT = 1, 2, 3


@pytest.fixture
def url(sqlite: Template) -> Iterator[str]:
    """A fresh embedded database."""
    url = sqlite.copy()
    yield url
    sqlite.remove(url)


def keys(url: str) -> list[str]:
    """The names of the keys that a database holds."""
    database = Database(url)
    with database.reading() as db:
        names = [row.name for row in list_keys(db)]
    database.dispose()
    return names


def make_key(url: str, name: str) -> None:
    database = Database(url)
    with database.writing() as db:
        create_key(db, name, Right.VIEWER, None, "test")
    database.dispose()


def test_a_copy_made_while_the_database_is_served_brings_it_back(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    make_key(url, "before")
    with running_product(url):
        made = run_planner("backup", str(copy), database_url=url)
    make_key(url, "after")

    restored = run_planner("restore", str(copy), database_url=url)

    assert (made.returncode, made.stdout) == (0, "")
    assert restored.returncode == 0, restored.stderr
    assert keys(url) == ["before"]
    assert keys(f"{url}.before-restore") == ["before", "after"]
    assert [path.name for path in tmp_path.iterdir()] == ["copy.sqlite"]


def test_a_backup_overwrites_nothing_and_a_restore_asks_for_the_server_to_be_stopped(url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_text("mine")

    refused = run_planner("backup", str(copy), database_url=url)
    copy.unlink()
    run_planner("backup", str(copy), database_url=url)
    make_key(url, "after")
    with running_product(url):
        served = run_planner("restore", str(copy), database_url=url)

    assert (refused.returncode, "exists already" in refused.stderr) == (REFUSED, True)
    assert (served.returncode, "Stop the server first" in served.stderr) == (ENVIRONMENT, True)
    assert keys(url) == ["after"]


def test_what_is_no_backup_is_not_restored(url: str, tmp_path: Path) -> None:
    make_key(url, "kept")
    nonsense, stranger, later = tmp_path / "nonsense", tmp_path / "stranger", tmp_path / "later"
    nonsense.write_bytes(b"not a database " * 1000)
    with sqlite3.connect(stranger) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
    run_planner("backup", str(later), database_url=url)
    with sqlite3.connect(later) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    codes = [run_planner("restore", str(file), database_url=url).returncode for file in (nonsense, stranger, later)]

    assert codes == [REFUSED] * 3
    assert run_planner("restore", str(tmp_path / "nowhere"), database_url=url).returncode == USAGE
    assert run_planner("backup", str(tmp_path / "no" / "folder"), database_url=url).returncode == ENVIRONMENT
    assert keys(url) == ["kept"]


def test_for_postgresql_it_says_what_to_run(postgresql: Template, tmp_path: Path) -> None:
    url, copy = postgresql.copy(), tmp_path / "copy"
    copy.touch()

    backup = run_planner("backup", str(tmp_path / "new"), database_url=url)
    restore = run_planner("restore", str(copy), database_url=url)
    postgresql.remove(url)

    assert (backup.returncode, "pg_dump" in backup.stderr) == (ENVIRONMENT, True)
    assert (restore.returncode, "pg_restore" in restore.stderr) == (ENVIRONMENT, True)


def test_a_sound_installation_is_called_sound(database_url: str) -> None:
    told = run_planner("doctor", database_url=database_url, public_url="http://127.0.0.1:9")

    assert told.returncode == 0, told.stdout
    assert {line.split("\t")[0] for line in told.stdout.splitlines()} == {"ok"}
    subjects = {line.split("\t")[1] for line in told.stdout.splitlines()}
    assert {"database", "schema", "storage", "guards", "ledger", "words", "zones"} <= subjects


def test_a_schema_that_is_behind_a_missing_guard_and_a_gap_in_the_ledger_are_found(database_url: str) -> None:
    make_key(database_url, "first")
    make_key(database_url, "second")
    database = Database(database_url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM ledger WHERE number = 1")
        if database.is_sqlite:
            for event in ("insert", "update"):
                connection.exec_driver_sql(f"DROP TRIGGER seat_booking_is_single_on_{event}")
        else:
            connection.exec_driver_sql("ALTER TABLE seat_booking DROP CONSTRAINT seat_booking_is_single")

    damaged = run_planner("doctor", database_url=database_url)
    migrate(database, "base")
    behind = run_planner("doctor", database_url=database_url)
    database.dispose()

    bad = [line.split("\t")[1] for line in damaged.stdout.splitlines() if line.startswith("BAD")]
    assert (damaged.returncode, bad) == (ENVIRONMENT, ["guards", "ledger"])
    assert (behind.returncode, "planner migrate" in behind.stdout) == (ENVIRONMENT, True)


def test_a_database_that_does_not_answer_is_found() -> None:
    told = run_planner("doctor", database_url="postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=2")

    assert told.returncode == ENVIRONMENT
    assert "BAD\tdatabase" in told.stdout
