"""A table as a file for a spreadsheet. No cell is ever a formula, whatever stands in it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH, WIDEST = 14, 48

Value = str | int | date | time | None


def workbook(title: str, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet with a heading that stays in view. Texts are marked as texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    lines = list(rows)
    for place, name in enumerate(heading):
        longest = max((len(str(line[place])) for line in lines[:200] if line[place] is not None), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(WIDEST, max(WIDTH, len(name), longest))
    sheet.append([_cell(sheet, name, bold=True) for name in heading])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_line(cells: Iterable[object]) -> str:
    """A line of CSV. An apostrophe before what a spreadsheet would take for a formula keeps it a text."""
    line = io.StringIO()
    csv.writer(line).writerow([_plain("" if cell is None else str(cell)) for cell in cells])
    return line.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # The library takes "=1+1" for a formula; with a quote prefix it stays text after it is edited, too.
        cell.data_type = "s"
        cell.quotePrefix = True
    if isinstance(value, time):
        cell.number_format = "hh:mm"
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell
