"""Who depends on a row: found from the foreign keys of the metadata, so that no table is forgotten.

A foreign key with ON DELETE CASCADE marks a part that goes with its owner; every other one marks a dependant. Whoever
depends on a part depends on the owner.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Table, select
from sqlmodel import SQLModel

from app.database import DbSession

MOST = 100


def dependants_of(db: DbSession, table: Table, key: Any) -> list[JsonValue]:
    """What refers to the row of `table` with this primary key: `{resource, id}` each, at most a hundred of each kind."""
    found = {(resource, subject) for resource, subject in _referring(db, table, key)}
    return [{"resource": resource, "id": subject} for resource, subject in sorted(found, key=str)]


def _referring(db: DbSession, table: Table, key: Any) -> Iterator[tuple[str, int | str]]:
    for referring in SQLModel.metadata.sorted_tables:
        for foreign_key in sorted(referring.foreign_keys, key=lambda foreign_key: foreign_key.parent.name):
            if foreign_key.column.table is not table:
                continue
            columns = list(referring.primary_key.columns)
            matching = select(*columns).where(foreign_key.parent == key).order_by(*columns).limit(MOST)
            for row in db.connection().execute(matching):
                if foreign_key.ondelete == "CASCADE":
                    yield from _of_part(db, referring, row)
                else:
                    yield _named(referring, row)


def _of_part(db: DbSession, part: Table, row: Any) -> Iterator[tuple[str, int | str]]:
    if len(row) == 1:
        yield from _referring(db, part, row[0])


def _named(table: Table, row: Any) -> tuple[str, int | str]:
    """The row itself, or, where it is a part of something (a link), its owner."""
    owner = next((key for key in table.foreign_keys if key.ondelete == "CASCADE"), None)
    if owner is not None and owner.parent.primary_key and len(row) > 1:
        return owner.column.table.name, row._mapping[owner.parent]
    return table.name, _plain(row[0])


def _plain(value: Any) -> int | str:
    return value if isinstance(value, int) else str(value)


