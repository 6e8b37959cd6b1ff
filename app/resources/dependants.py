"""Who depends on a row: found from the foreign keys of the metadata, so that no table is forgotten.

A foreign key with ON DELETE CASCADE marks a part that goes with its owner; every other one marks a dependant. Whoever
depends on a part depends on the owner. A table's `info` says more: `address` is the column by which the API names a row,
where it is not the key; `part_of` the column of the owner by whom a row without an address is told;
`is_copy` says that its rows repeat what others say.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Table, select
from sqlmodel import SQLModel

from app.database import DbSession

MOST = 100

Dependant = dict[str, int | str]


def dependants_of(db: DbSession, table: Table, key: Any) -> list[JsonValue]:
    """What refers to the row of `table` with this primary key: `{resource, id}` each, at most a hundred of each kind."""
    found: dict[str, JsonValue] = {str(one): dict(one) for one in _referring(db, table, key)}
    return [found[name] for name in sorted(found)]


def _referring(db: DbSession, table: Table, key: Any) -> Iterator[Dependant]:
    for referring in SQLModel.metadata.sorted_tables:
        for foreign_key in sorted(referring.foreign_keys, key=lambda foreign_key: foreign_key.parent.name):
            if foreign_key.column.table is not table or referring.info.get("is_copy"):
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


def _of_part(db: DbSession, part: Table, row: Any) -> Iterator[Dependant]:
    if len(row) == 1:
        yield from _referring(db, part, row[0])


def _named(db: DbSession, table: Table, row: Any) -> Dependant:
    """The row by its address, or, where it is a part without one, its owner by the owner's."""
    if owner := table.info.get("part_of"):
        foreign_key = next(iter(table.c[owner].foreign_keys))
        table, row = foreign_key.column.table, (row._mapping[table.c[owner]],)
    address = table.info.get("address")
    if address is None:
        return {"resource": table.name, "id": row[0]}
    key = next(iter(table.primary_key.columns))
    named = db.connection().execute(select(table.c[address]).where(key == row[0])).scalar_one()
    return {"resource": table.name, "id": named, **_place(db, table, key, row[0])}


def _place(db: DbSession, table: Table, key: Any, value: Any) -> Dependant:
    """The meeting in which a number counts."""
    if table.info["address"] != "number":
        return {}
    meeting = table.metadata.tables["meeting"]
    slug = select(meeting.c.slug).join(table, table.c.meeting_id == meeting.c.id).where(key == value)
    return {"meeting": db.connection().execute(slug).scalar_one()}
