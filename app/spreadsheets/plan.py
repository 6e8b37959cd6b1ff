"""What taking a table in would do, row by row: new, changed, the same, or wrong and why. Nothing is saved by planning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel, ValidationError

from app.database import DbSession, all_or_nothing
from app.errors import PlannerError
from app.given import Given
from app.spreadsheets.columns import CellRefused, Column, Values, recognised, shortened
from app.spreadsheets.reading import Table, text_of
from app.wording import N_

SAME_AS = N_("The same as row {row}.")
LONGEST = 200
"""As much of a text as a plan shows."""


class State(StrEnum):
    """What a row would do."""

    WRONG = "wrong"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Wrong(NamedTuple):
    """What is wrong with a cell, or with the row where `column` is empty; the message has a place for each value."""

    column: str
    message: str
    values: Mapping[str, str]


class Difference(NamedTuple):
    """What a row changes: the column, and what stands there before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table. `row` is what is known already, `body` what an action takes; `refused` is why it takes none.

    `cells` are what was given, by column.
    """

    number: int
    cells: Mapping[str, str]
    row: Any = None
    body: BaseModel | None = None
    differences: Sequence[Difference] = ()
    wrongs: Sequence[Wrong] = ()
    refused: ValidationError | None = None

    @property
    def state(self) -> State:
        """What the row would do."""
        if self.wrongs or self.refused:
            return State.WRONG
        if self.body is None:
            return State.SAME
        return State.NEW if self.row is None else State.CHANGED


@dataclass(frozen=True)
class Plan:
    """Every row of a table. `unknown` are the names of columns that are not read."""

    lines: tuple[Line, ...]
    unknown: tuple[str, ...]

    def of(self, state: State) -> list[Line]:
        """The rows of a state."""
        return [line for line in self.lines if line.state is state]

    @property
    def is_possible(self) -> bool:
        """Whether the table can be taken in, and changes something."""
        return not self.of(State.WRONG) and any(line.body is not None for line in self.lines)

    @property
    def digest(self) -> str:
        """Differs when the same table would do something else."""
        told = [(line.number, line.state, line.row and (line.row.id, line.row.version)) for line in self.lines]
        bodies = [line.body.model_dump_json(exclude_unset=True) for line in self.lines if line.body is not None]
        return blake2s(repr((told, bodies)).encode(), digest_size=16).hexdigest()


class Sheet(Protocol):
    """A kind of spreadsheet: people, or the sessions of a meeting, as they are known in one transaction."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, in the order of an export."""

    @property
    def rows(self) -> Sequence[Any]:
        """Everything that an export lists."""

    @property
    def body(self) -> type[Given]:
        """What making a new one takes."""

    @property
    def patch(self) -> type[BaseModel]:
        """What changing one takes."""

    def find(self, cells: Mapping[str, str]) -> Any:
        """What is known already of a row; None for nothing. Raises CellRefused where that is not certain."""

    def keys(self, cells: Mapping[str, str]) -> Sequence[object]:
        """By what two new rows of one table would be the same."""

    def settle(self, values: Values, row: Any, cells: Mapping[str, str]) -> None:
        """Put together what several cells say. Raises CellRefused."""

    def held(self, row: Any) -> Values:
        """The values that hold now, by field."""

    def make(self, body: Any) -> None:
        """Make a new one. Raises PlannerError."""

    def change(self, row: Any, patch: Any) -> None:
        """Change what is known. Raises PlannerError."""


class RowRefused(Exception):
    """An action refused a row; everything is as it was before. `error` says why."""

    def __init__(self, line: Line, error: PlannerError) -> None:
        super().__init__(f"row {line.number}: {error.detail}")
        self.line, self.error = line, error


def plan(sheet: Sheet, table: Table) -> Plan:
    """What taking the table in would do. An empty cell leaves what is known as it is. Raises Unreadable."""
    places = recognised(table, sheet.columns)
    columns = {column.key: column for column in sheet.columns if column.key in places}
    unknown = tuple(name for place, name in enumerate(table.heading) if name and place not in places.values())
    seen: dict[object, int] = {}
    lines = []
    for number, texts in table.rows:
        cells = {key: texts[place] for key, place in places.items() if place < len(texts) and texts[place]}
        if cells:
            lines.append(_line(sheet, columns, number, cells, seen))
    return Plan(tuple(lines), unknown)


def take_in(db: DbSession, sheet: Sheet, planned: Plan) -> None:
    """Do what is planned, all of it or nothing. Raises RowRefused."""
    with all_or_nothing(db):
        for line in planned.lines:
            try:
                if line.body is not None:
                    sheet.make(line.body) if line.row is None else sheet.change(line.row, line.body)
            except PlannerError as error:
                raise RowRefused(line, error) from error


def _line(
    sheet: Sheet, columns: Mapping[str, Column], number: int, cells: Mapping[str, str], seen: dict[object, int]
) -> Line:
    try:
        row = sheet.find(cells)
    except CellRefused as refused:
        return Line(number=number, cells=cells, wrongs=[Wrong("", refused.message, refused.values)])
    keys = [("row", row.id)] if row is not None else sheet.keys(cells)
    earlier = min((seen.setdefault(key, number) for key in keys), default=number)
    if earlier != number:
        return Line(number=number, cells=cells, row=row, wrongs=[Wrong("", SAME_AS, {"row": str(earlier)})])
    given = cells if row is None else dict(_changed(columns, cells, row))
    if row is not None and not given:
        return Line(number=number, cells=cells, row=row)
    values: Values = {}
    wrongs = list(_read(columns, given, row, values))
    try:
        sheet.settle(values, row, cells)
    except CellRefused as refused:
        wrongs.append(Wrong("", refused.message, refused.values))
    return _judged(sheet, columns, Line(number=number, cells=cells, row=row, wrongs=wrongs), given, values)


def _changed(columns: Mapping[str, Column], cells: Mapping[str, str], row: Any) -> Iterator[tuple[str, str]]:
    """The cells that do not stand as an export writes them."""
    for key, text in cells.items():
        if text != text_of(columns[key].show(row)):
            yield key, text


def _read(columns: Mapping[str, Column], given: Mapping[str, str], row: Any, values: Values) -> Iterator[Wrong]:
    for key, text in given.items():
        try:
            columns[key].read(text, row, values)
        except CellRefused as refused:
            yield Wrong(key, refused.message, refused.values)


def _judged(sheet: Sheet, columns: Mapping[str, Column], line: Line, given: Mapping[str, str], values: Values) -> Line:
    """The line with what an action takes, or with why it takes nothing."""
    told = {"number": line.number, "cells": line.cells, "row": line.row, "wrongs": line.wrongs}
    try:
        if line.row is None:
            body: BaseModel = sheet.body.model_validate(values)
        else:
            body = sheet.patch.model_validate(values)
    except ValidationError as refused:
        return Line(**told, refused=refused)
    if line.row is None or line.wrongs:
        return Line(**told, body=body)
    held = sheet.held(line.row)
    new = {name: getattr(body, name) for name in body.model_fields_set if getattr(body, name) != held[name]}
    if not new:
        return Line(**told)
    shown = [
        Difference(key, shortened(text_of(columns[key].show(line.row)), LONGEST), shortened(text, LONGEST))
        for key, text in given.items()
        if _differs(key, new, held)
    ]
    return Line(**told, body=sheet.patch.model_construct(set(new), **new), differences=shown)


def _differs(key: str, new: Values, held: Values) -> bool:
    """Whether the field of a column is among those that change; of a text in several languages, in the column's own."""
    field, _, part = key.partition("/")
    if part and field in new:
        return bool(new[field].get(part) != held[field].get(part))
    return field in new or (field == "day" and "starts" in new)
