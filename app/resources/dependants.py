"""Who depends on a row: found from the foreign keys of the metadata, so that no table is forgotten.

A foreign key with ON DELETE CASCADE marks a part that goes with its owner; every other one marks a dependant. Whoever
depends on a part depends on the owner. A table's `info` says more: `address` is the column by which the API names a row,
where it is not the key; `part_of` the column of the owner by whom a row without an address is told.
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
            keys = list(referring.primary_key.columns)
            owner = [referring.c[referring.info["part_of"]]] if "part_of" in referring.info else []
            matching = (
                select(*dict.fromkeys((*keys, *owner))).where(foreign_key.parent == key).order_by(*keys).limit(MOST)
            )
            for row in db.connection().execute(matching):
                if foreign_key.ondelete == "CASCADE":
                    yield from _of_part(db, referring, row)
                else:
                    yield _named(db, referring, row)


def _of_part(db: DbSession, part: Table, row: Any) -> Iterator[tuple[str, int | str]]:
    if len(row) == 1:
        yield from _referring(db, part, row[0])


def _named(db: DbSession, table: Table, row: Any) -> tuple[str, int | str]:
    """The row by its address, or, where it is a part without one, its owner by the owner's."""
    if owner := table.info.get("part_of"):
        foreign_key = next(iter(table.c[owner].foreign_keys))
        table, row = foreign_key.column.table, (row._mapping[table.c[owner]],)
    address = table.info.get("address")
    if address is None:
        return table.name, row[0]
    key = next(iter(table.primary_key.columns))
    return table.name, db.connection().execute(select(table.c[address]).where(key == row[0])).scalar_one()
