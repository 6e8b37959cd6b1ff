"""Writing plain fields and links of a row."""

from typing import Any

from sqlmodel import SQLModel, select

from app.database import DbSession
from app.resources.noun import Values


def put(db: DbSession, row: SQLModel, values: Values) -> None:
    """Set these fields on a row and write it."""
    for name, value in values.items():
        setattr(row, name, value)
    db.add(row)
    db.flush()


def link(db: DbSession, table: type[Any], owner: dict[str, int], column: str, ids: list[int]) -> None:
    """Make the links of an owner be exactly these."""
    (name, owner_id), *_ = owner.items()
    stored = db.exec(select(table).where(getattr(table, name) == owner_id)).all()
    for row in stored:
        if getattr(row, column) not in ids:
            db.delete(row)
    for missing in dict.fromkeys(ids).keys() - {getattr(row, column) for row in stored}:
        db.add(table(**owner, **{column: missing}))
    db.flush()


def linked(db: DbSession, table: type[Any], owner: str, column: str, owner_ids: list[Any]) -> dict[Any, list[int]]:
    """The links of several owners, ids ascending."""
    found: dict[Any, list[int]] = {owner_id: [] for owner_id in owner_ids}
    order = getattr(table, column)
    for row in db.exec(select(table).where(getattr(table, owner).in_(owner_ids)).order_by(order)).all():
        found[getattr(row, owner)].append(getattr(row, column))
    return found
