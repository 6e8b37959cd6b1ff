"""Creating, changing and deleting a reference noun: one thing each, recorded in the ledger, complete or not at all."""

from typing import Any

from pydantic import BaseModel
from sqlalchemy import inspect
from sqlmodel import SQLModel, select

from app import ledger
from app.access.models import Actor
from app.access.roles import enter
from app.database import DbSession, expect, touch
from app.errors import InUse, NotFound
from app.given import Given
from app.resources.dependants import dependants_of
from app.resources.noun import Noun, Row, Shown


def find(db: DbSession, noun: Noun[Row, Shown], key: Any, by: Actor) -> Row:
    """The row at this address. Raises NotFound, and Forbidden where it is another meeting's."""
    row = db.exec(select(noun.row).where(getattr(noun.row, noun.key) == key)).first()
    if row is None:
        raise NotFound(f"There is no {noun.singular.replace('_', ' ')} {key}.")
    within = noun.within(db, row)
    if within is not None:
        enter(by, within.id)
    return row


def create(db: DbSession, noun: Noun[Row, Shown], body: Given, by: Actor, meeting_id: int | None = None) -> Row:
    """Make a new one. Raises Invalid."""
    if noun.for_all_meetings:
        enter(by, None)
    row = noun.row(**({"meeting_id": meeting_id} if meeting_id else {}))
    noun.save(db, row, {name: getattr(body, name) for name in type(body).model_fields})
    _record(db, noun, row, by, "create", ledger.difference({}, _fields(db, noun, row, by)))
    return row


def change(db: DbSession, noun: Noun[Row, Shown], row: Row, patch: BaseModel, version: int, by: Actor) -> Row:
    """Change the fields that the patch sets. Raises VersionStale, Invalid."""
    if noun.for_all_meetings and noun.within(db, row) is None:
        enter(by, None)
    expect(row, version)
    before = _fields(db, noun, row, by)
    noun.save(db, row, {name: getattr(patch, name) for name in patch.model_fields_set})
    if changed := ledger.difference(before, _fields(db, noun, row, by)):
        if row.version == version:
            touch(row)
            db.flush()
        _record(db, noun, row, by, "change", changed)
    return row


def delete(db: DbSession, noun: Noun[Row, Shown], row: Row, version: int, by: Actor) -> None:
    """Remove it for good. Raises VersionStale, InUse with the list of dependants."""
    if noun.for_all_meetings:
        enter(by, None)
    expect(row, version)
    refuse_if_in_use(db, row)
    _record(db, noun, row, by, "delete", ledger.difference(_fields(db, noun, row, by), {}))
    db.delete(row)
    db.flush()


def refuse_if_in_use(db: DbSession, row: SQLModel) -> None:
    """Go on only if nothing depends on the row. Raises InUse with the list of dependants."""
    state = inspect(row)
    (key,) = state.identity
    if dependants := dependants_of(db, state.mapper.local_table, key):
        raise InUse(f"{len(dependants)} others depend on it.", dependants=dependants)


def _fields(db: DbSession, noun: Noun[Row, Shown], row: Row, by: Actor) -> ledger.Fields:
    shown: Shown = noun.show(db, [row], by)[0]
    return shown.model_dump(mode="json")


def _record(db: DbSession, noun: Noun[Row, Shown], row: Row, by: Actor, action: str, fields: ledger.Fields) -> None:
    within = noun.within(db, row)
    ledger.record(db, by.name, action, noun.singular, getattr(row, noun.key), fields, within and within.slug)
