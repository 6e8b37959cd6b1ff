"""Tables as they come: pasted, CSV from several programs, XLSX; and what is refused."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from app.spreadsheets.reading import MOST_LINES, MOST_OCTETS, MOST_ROWS, Row, Table, Unreadable, read_file, read_text
from app.spreadsheets.writing import csv_line, workbook


def test_pasted_cells_and_csv_of_any_country_are_one_table() -> None:
    wanted = Table(("Name", "Délégation"), (Row(2, ("Okafor, A.", "Kenya")), Row(4, ("two\nlines", ""))))

    assert read_text('Name\tDélégation\r\n"Okafor, A."\tKenya\r\n\r\n"two\r\nlines"\t\r\n') == wanted
    assert read_text('\ufeffName,Délégation\n"Okafor, A.",Kenya\n\n"two\nlines"\n').rows[0] == wanted.rows[0]
    semicolons = 'Name;Délégation\nOkafor, A.;Kenya\n\n"two\nlines";\n'
    assert read_text(semicolons) == wanted
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert read_file(semicolons.encode(encoding)) == wanted


def test_a_table_survives_the_way_through_the_preview() -> None:
    table = read_text('\n\na;b;;\n\n1;2;3;4\n\n\n=1+1;"x""y\n z"\n')

    assert table == Table(("a", "b"), (Row(5, ("1", "2")), Row(8, ("=1+1", 'x"y\n z'))), 3)
    assert read_text(table.as_text()) == table


def test_a_workbook_is_read_by_what_it_shows() -> None:
    book = openpyxl.Workbook()
    book.active.title = "hidden"
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("People")
    sheet.append(["Name", "Day", "From", "Number", "Yes", "Formula"])
    sheet.append(["A", date(2027, 3, 1), time(9, 30), 3.0, True, "=1+1"])
    sheet.append(["B", datetime(2027, 3, 1, 9, 30), None, 2.5, False, None])  # noqa: DTZ001 - a sheet has no zone
    written = io.BytesIO()
    book.save(written)

    table = read_file(written.getvalue())

    assert table.heading == ("Name", "Day", "From", "Number", "Yes", "Formula")
    assert [row.cells for row in table.rows] == [
        ("A", "2027-03-01", "09:30", "3", "yes", ""),
        ("B", "2027-03-01 09:30", "", "2.5", "no", ""),
    ]


def test_what_is_written_is_text_for_a_spreadsheet_and_read_back_as_it_was() -> None:
    cells = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "<b>bold</b>", "مرحبا", "x\ny"]

    content = workbook("People", ["=Name"] * 7, [cells])

    assert read_file(content) == Table(("=Name",) * 7, (Row(2, tuple(cells)),))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert b"quotePrefix" in parts.read("xl/styles.xml")
    assert csv_line(["=1+1", "-2", 3, None, "a,b"]) == "'=1+1,'-2,3,,\"a,b\"\r\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no table yet"),
        (b"\n\n,,\n", "no table yet"),
        (b"PK\x03\x04nothing", "cannot be read"),
        (b"a\0b", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        (b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1), f"more than {MOST_ROWS} rows"),
        (b"a\n" + b"x" * MOST_OCTETS, "too long"),
        (b'a\n"' + b"x" * 200_000 + b'"', "cannot be read"),
    ],
)
def test_what_is_no_table_or_too_much_of_one_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_file(content)

    assert said in refused.value.detail


def test_ten_thousand_rows_of_a_workbook_are_refused() -> None:
    content = workbook("People", ["Name"], ([f"Panelist {number}"] for number in range(10_000)))

    with pytest.raises(Unreadable, match=f"more than {MOST_ROWS} rows"):
        read_file(content)


def test_a_cell_at_the_end_of_a_sheet_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["XFD1048576"] = "Name", "A", "far away"
    written = io.BytesIO()
    book.save(written)

    with pytest.raises(Unreadable, match="too long"):
        read_file(written.getvalue())

    assert MOST_LINES < 1_048_576


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", bytes(80 * 2**20))
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as parts:
        parts.writestr("[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')

    for content in (bomb.getvalue(), entity.getvalue()):
        with pytest.raises(Unreadable):
            read_file(content)
