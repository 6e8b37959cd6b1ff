"""The one database: engine, transactions, clock and the helpers of columns.

One request is one transaction. One writer at a time, from its first statement: on SQLite a writing transaction begins
IMMEDIATE, on PostgreSQL it begins with an advisory lock. What a writer reads is therefore what it writes onto, the
numbers of the ledger have no gap, and both databases behave alike.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from fastapi import Depends, Request
from pydantic import TypeAdapter
from sqlalchemy import JSON, Connection, Dialect, Engine, Enum, Integer, create_engine, event, inspect, make_url
from sqlalchemy.orm import declared_attr
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, Session, SQLModel

from app.errors import VersionStale

DbSession = Session
"""A handle of the database: one transaction. `session` is a session of the programme."""

WRITER_LOCK = 604
SQLITE_BUSY_SECONDS = 15

PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
"""How long PostgreSQL may be silent before it counts as gone (libpq's names; seconds, the last one milliseconds). Without,
a request to a host that has vanished would hold its thread for minutes, and soon all threads would be held."""


def now() -> datetime:
    """This moment, aware, in UTC. The product has no other clock."""
    return datetime.now(UTC)


class Database:
    """One database by its SQLAlchemy URL, with transactions that read and transactions that write.

    `kept` holds what a process may remember of it; whoever keeps something there checks by the ledger that it still holds.
    `commits` counts the writing transactions of this process.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.kept: dict[str, Any] = {}
        self.commits = 0
        self._writing = self.engine.execution_options(planner_writes=True)
        self._reading = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[DbSession]:
        """A transaction that sees one state and changes nothing."""
        with DbSession(self._reading, autoflush=False, info={"database": self}) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[DbSession]:
        """A transaction that alone may write; committed at the end, undone by any exception."""
        committed: list[Callable[[], None]] = []
        with DbSession(self._writing, info={"database": self, "committed": committed}) as db, db.begin():
            db.connection()
            yield db
        self.commits += 1
        for act in committed:
            act()

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def when_committed(db: DbSession, act: Callable[[], None]) -> None:
    """Do this once the writing transaction has been committed, and never if it is undone."""
    db.info["committed"].append(act)


@contextmanager
def all_or_nothing(db: DbSession) -> Iterator[None]:
    """Several writes as one: an exception undoes them all, and forgets what was to be done once they are committed."""
    committed: list[Callable[[], None]] = db.info["committed"]
    before, draft = len(committed), db.info.get("draft")
    try:
        with db.begin_nested():
            yield
    except BaseException:
        del committed[before:]
        db.info["draft"] = draft
        raise


def patience(url: str) -> dict[str, int]:
    """What of PATIENCE the URL of a PostgreSQL does not say itself."""
    given = make_url(url).query
    return {name: value for name, value in PATIENCE.items() if name not in given}


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        waiting = {"timeout": SQLITE_BUSY_SECONDS}
        engine = create_engine(url, connect_args=waiting, pool_size=40, max_overflow=0, hide_parameters=True)
        event.listen(engine, "connect", _open_sqlite)
    else:
        engine = create_engine(
            url,
            connect_args=patience(url),
            pool_size=10,
            max_overflow=20,
            pool_pre_ping=True,
            pool_use_lifo=True,
            hide_parameters=True,
        )
    event.listen(engine, "begin", _begin)
    return engine


def _open_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("planner_writes")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def open_db(request: Request) -> Iterator[DbSession]:
    """The request's transaction: reading for GET and HEAD, else writing; committed before the answer leaves."""
    database: Database = request.app.state.database
    with database.reading() if request.method in ("GET", "HEAD") else database.writing() as db:
        yield db


def open_reading_db(request: Request) -> Iterator[DbSession]:
    """A reading transaction whatever the method: for a POST that asks and saves nothing."""
    database: Database = request.app.state.database
    with database.reading() as db:
        yield db


Db = Annotated[DbSession, Depends(open_db, scope="function")]
ReadingDb = Annotated[DbSession, Depends(open_reading_db, scope="function")]


class JsonOf(TypeDecorator[Any]):
    """A JSON column that holds a value of a Python type: validated when stored, the same type again when loaded.

    What is loaded was validated when it was stored: the bounds of texts are not checked again. Replace the value to
    change it; a change in place is not seen.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, form: Any) -> None:
        super().__init__(none_as_null=True)
        self.form = form
        self._adapter: TypeAdapter[Any] = TypeAdapter(form)
        self._loaded: TypeAdapter[Any] = TypeAdapter(_without_bounds(form))

    @property
    def _key(self) -> tuple[str, str]:
        return ("JsonOf", repr(self.form))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsonOf) and self._key == other._key

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        return self._adapter.dump_python(self._adapter.validate_python(value), mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else self._loaded.validate_python(value)

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self.impl_instance


def _without_bounds(form: Any) -> Any:
    """The same type without what its annotations ask for."""
    origin, parts = get_origin(form), get_args(form)
    if origin is Annotated:
        return _without_bounds(parts[0])
    return origin[tuple(map(_without_bounds, parts))] if origin in (dict, list) else form


def words_of(vocabulary: type[StrEnum], name: str = "") -> Enum:
    """The column type of a closed vocabulary: stores the value, with a CHECK named after the vocabulary or `name`."""
    return Enum(
        vocabulary,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        name=f"{name or vocabulary.__name__.lower()}_is_known",
        values_callable=lambda members: [member.value for member in members],
    )


VENUE_TIME = {"info": {"venue_time": True}}
"""Marks an instant that follows the venue's clock: it is recomputed when the meeting's zone is corrected."""


class Versioned(SQLModel):
    """A row whose every change raises `version`; a second writer of the same version is refused by the database."""

    version: int = Field(default=1, sa_type=Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}


def expect(row: Versioned, version: int) -> None:
    """Go on only if the row still is at the version the writer saw. Raises VersionStale."""
    if row.version != version:
        raise VersionStale(f"You changed version {version}; the current one is {row.version}.", version=row.version)


def touch(row: Versioned) -> None:
    """Raise the row's version although only its parts change."""
    mapper = inspect(type(row))
    plain = next(column.key for column in mapper.columns if not column.primary_key and column.key != "version")
    flag_modified(row, plain)
