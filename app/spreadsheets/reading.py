"""A table that an officer pastes or sends as a file (CSV, XLSX): its heading and its rows as texts, all of it bounded.

What stands in a cell is only ever text here: a formula is what it last showed, markup is letters.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl

from app.errors import Invalid
from app.wording import N_

MOST_ROWS = 2_000
MOST_LINES = 50_000
MOST_COLUMNS = 100
MOST_OCTETS = 900_000
"""The longest table as text: it travels through the preview and back."""

MOST_UNPACKED = 64 * 2**20
DELIMITERS = "\t;,"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

TOO_MANY = N_("The table has more than {most} rows. Take it in parts.")
TOO_LONG = N_("The table is too long. Take it in parts.")
NO_TABLE = N_("This cannot be read as a table. Send a CSV or XLSX file, or paste the cells.")
OLD_FORM = N_("This is a workbook in the form of before 2007. Save it as XLSX or CSV.")
EMPTY = N_("There is no table yet: paste the cells or choose a file.")


class Unreadable(Invalid):
    """What was given is not a table that can be taken in. `message` says why, with a place for each of `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(("", message.format(**values)))
        self.message, self.values = message, values


class Row(NamedTuple):
    """A row with the number that its first line has in the table."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns with the number of their line, and the rows below them that are not empty."""

    heading: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int = 1

    def as_text(self) -> str:
        """The table as CSV, empty lines in the place of the rows that are. Raises Unreadable where that is too long."""
        text = io.StringIO()
        writer = csv.writer(text)
        line = 1
        for row in (Row(self.number, self.heading), *self.rows):
            text.write("\r\n" * (row.number - line))
            writer.writerow(row.cells)
            line = row.number + 1
        if len(text.getvalue().encode()) > MOST_OCTETS:
            raise Unreadable(TOO_LONG)
        return text.getvalue()


def read_file(content: bytes) -> Table:
    """The table in a file: the first sheet of a workbook, else text. Raises Unreadable."""
    if content.startswith(OLE):
        raise Unreadable(OLD_FORM)
    return _table(_workbook_rows(content)) if content.startswith(ZIP) else read_text(_decoded(content))


def read_text(text: str) -> Table:
    """The table in a text: cells as a spreadsheet copies them, or CSV with commas or semicolons. Raises Unreadable."""
    if len(text) > MOST_OCTETS:
        raise Unreadable(TOO_LONG)
    if "\0" in text:
        raise Unreadable(NO_TABLE)
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return _table([text_of(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(NO_TABLE) from error


def _table(lines: Iterable[list[str]]) -> Table:
    rows: list[Row] = []
    for line, cells in enumerate(lines, 1):
        if line > MOST_LINES:
            raise Unreadable(TOO_LONG)
        if not any(cells):
            continue
        if len(rows) > MOST_ROWS:
            raise Unreadable(TOO_MANY, most=MOST_ROWS)
        rows.append(Row(line, tuple(cells[:MOST_COLUMNS])))
    if not rows:
        raise Unreadable(EMPTY)
    number, heading = rows[0]
    width = max(place for place, name in enumerate(heading, 1) if name)
    return Table(heading[:width], tuple(Row(row.number, row.cells[:width]) for row in rows[1:]), number)


def _decoded(content: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else what Western spreadsheets write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    try:
        _expect_harmless(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        # What the sheet says of its own size is not believed: only so many cells are ever looked at.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS, values_only=True):
            yield [text_of(value) for value in row]
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, StopIteration, EOFError, OSError) as error:
        raise Unreadable(NO_TABLE) from error


def _expect_harmless(content: bytes) -> None:
    """Go on only if the file unpacks to no more than it says, which is bounded, and declares no entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise Unreadable(TOO_LONG)
        for part in parts.infolist():
            # Reading a part to its end compares its size and its checksum with what was said.
            if b"<!ENTITY" in parts.read(part):
                raise Unreadable(NO_TABLE)


def text_of(value: Any) -> str:
    """What stands in a cell, as a text: days as 2027-03-01, times as 10:00."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()
