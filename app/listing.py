"""Lists with an order, a limit and a cursor."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel.sql.expression import SelectOfScalar

from app.database import DbSession
from app.errors import Invalid

LARGEST = 2**31 - 1
"""The largest id: an integer of both databases."""

Item = TypeVar("Item")
Row = TypeVar("Row")


class Page(BaseModel, Generic[Item]):
    """A part of a list. `next` is the cursor of the following part, null at the end."""

    items: list[Item]
    next: str | None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is wanted. `sort` is a field, with a minus before it for descending."""

    limit: int
    cursor: str | None
    sort: str | None


def paged_by(*sorts: str) -> Any:
    """The dependency that reads the paging parameters of a list which can be sorted by these fields."""
    said = f"A field, with `-` before it for descending; without it by `{sorts[0]}`."
    known = {"enum": [*sorts, *(f"-{name}" for name in sorts)]}

    def paging(
        limit: Annotated[int, Query(ge=1, le=200, description="How many items at most.")] = 50,
        cursor: Annotated[str | None, Query(max_length=1000, description="`next` of the part before.")] = None,
        sort: Annotated[str | None, Query(max_length=40, description=said, json_schema_extra=known)] = None,
    ) -> Paging:
        return Paging(limit, cursor, sort)

    return Depends(paging)


def page_of(
    db: DbSession,
    statement: SelectOfScalar[Row],
    sorts: Mapping[str, Any],
    paged: Paging,
    default: str = "id",
) -> tuple[list[Row], str | None]:
    """The rows of one part, in an order that is total (the default sort breaks ties, absent values come last).

    `sorts` names the columns one may sort by, the default among them. Raises Invalid for any other, and for a cursor that
    is not of this list.
    """
    wanted = default if paged.sort is None else paged.sort
    name = wanted.removeprefix("-")
    if name not in sorts:
        raise Invalid(("?sort", f"one of {', '.join(sorts)}, with or without a minus before it"))
    descending = wanted.startswith("-")
    column, tie = sorts[name], sorts[default]
    if paged.cursor:
        value, key = _read(paged.cursor, name, descending)
        form = column.type.python_type
        if issubclass(form, StrEnum) and value in list(form):
            value = form(value)
        if not isinstance(value, form | None) or not isinstance(key, tie.type.python_type):
            raise Invalid(("?cursor", "not a cursor of this list"))
        statement = statement.where(_behind(column, tie, descending, value, key))
    order = (column.is_(None), column.desc() if descending else column.asc(), tie.asc())
    rows = list(db.exec(statement.order_by(*order).limit(paged.limit + 1)).all())
    if len(rows) <= paged.limit:
        return rows, None
    last = rows[paged.limit - 1]
    return rows[: paged.limit], _write(name, descending, getattr(last, column.key), getattr(last, tie.key))


def _behind(column: Any, tie: Any, descending: bool, value: Any, key: Any) -> ColumnElement[bool]:
    """Whether a row comes behind the one with this value and key."""
    if column is tie:
        return column < key if descending else column > key  # type: ignore[no-any-return]
    if value is None:
        return and_(column.is_(None), tie > key)
    further = column < value if descending else column > value
    return or_(further, and_(column == value, tie > key), column.is_(None))


def _write(name: str, descending: bool, value: Any, key: Any) -> str:
    form = "t" if isinstance(value, datetime) else "d" if isinstance(value, date) else ""
    shown = value.isoformat() if form else str(value) if isinstance(value, UUID) else value
    return base64.urlsafe_b64encode(json.dumps([name, descending, form, shown, key]).encode()).decode().rstrip("=")


def _read(cursor: str, name: str, descending: bool) -> tuple[Any, Any]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        of_name, of_order, form, value, key = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
        if (of_name, of_order) != (name, descending) or any(
            isinstance(part, int) and abs(part) > LARGEST for part in (value, key)
        ):
            raise ValueError(cursor)
        value = {"t": datetime.fromisoformat, "d": date.fromisoformat}.get(form, lambda given: given)(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise Invalid(("?cursor", "not a cursor of this list")) from error
    return value, key
