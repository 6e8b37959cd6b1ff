"""Fresh databases at the newest schema, each a copy of one that was migrated once."""

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from app.database import Database
from app.schema import migrate
from tests.machinery.postgres import Cluster


class Template(Protocol):
    """A migrated, empty database that can be copied."""

    name: str

    def copy(self, of: str | None = None) -> str:
        """Make a fresh database, or a copy of that one, which nobody is connected to. Gives its SQLAlchemy URL."""

    def remove(self, url: str) -> None:
        """Take a copy away, once nobody uses it any more."""


@dataclass
class SQLiteTemplate:
    """One file, copied."""

    folder: Path
    name: str = "sqlite"
    numbers: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self._file = self.folder / "template.sqlite"
        _migrate(f"sqlite:///{self._file}")

    def copy(self, of: str | None = None) -> str:
        """Make a database, alone in a folder so that its side files are too."""
        folder = self.folder / str(next(self.numbers))
        folder.mkdir()
        shutil.copyfile(of.removeprefix("sqlite:///") if of else self._file, folder / "planner.sqlite")
        return f"sqlite:///{folder / 'planner.sqlite'}"

    def remove(self, url: str) -> None:
        """Take a copy away."""
        shutil.rmtree(Path(url.removeprefix("sqlite:///")).parent)


@dataclass
class PostgresTemplate:
    """A database of a cluster, copied by the cluster itself: the next copy while the one before is still in use."""

    cluster: Cluster
    name: str = "postgresql"
    numbers: "count[int]" = field(default_factory=count)
    beside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    made: dict[str, Future[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cluster.create("planner_template")
        _migrate(self.cluster.url("planner_template"))

    def copy(self, of: str | None = None) -> str:
        """Give the copy that is ready, and begin to make another."""
        template = _name(of) if of else "planner_template"
        copy = self.made.get(template) or self.beside.submit(self._make, template)
        self.made[template] = self.beside.submit(self._make, template)
        return copy.result()

    def remove(self, url: str) -> None:
        """Take a copy away, at leisure."""
        self.beside.submit(self.cluster.drop, _name(url))

    def _make(self, template: str) -> str:
        database = f"planner_{next(self.numbers)}"
        self.cluster.create(database, template=template)
        return self.cluster.url(database)


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def _migrate(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.dispose()
