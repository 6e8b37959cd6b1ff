"""Tables of a DOCX file: those of the content, and those that only place things, such as the masthead."""

from collections.abc import Iterable, Iterator

from app.papers.content import Cell, Line, Masthead, Plate, Row, Table, plain
from app.papers.forms.word.elements import Element, element
from app.papers.forms.word.text import Text

LETTER, ARABIC_LETTER, PADDING = 110, 160, 90
"""About how wide a letter of a table is, and the space at both sides of a cell. Arabic is set a fifth larger."""


class Tables(Text):
    """Writes tables into a file."""

    def table(self, block: Table) -> Element:
        """A table with a header row that each page repeats."""
        widths = self._widths(block)
        head = Row(tuple(Cell((line,)) for line in block.head))
        rows = [self._row(head, widths, is_head=True), *self._rows(block.rows, widths)]
        return self._table("PaperTable", widths, rows, block.name)

    def _widths(self, block: Table) -> list[int]:
        """The columns in twentieths of a point. One as wide as its text is guessed by the longest line in it."""
        columns = zip(*[row.cells for row in block.rows if len(row.cells) == len(block.head)], strict=True)
        longest = [max((_length(line) for cell in column for line in cell.lines), default=0) for column in columns]
        longest = longest or [0] * len(block.head)
        letter = ARABIC_LETTER if self.look.is_rtl else LETTER
        natural = [
            0 if share else min(max(most, _length(head)) * letter + 2 * PADDING, self.width // 3)
            for share, most, head in zip(block.widths, longest, block.head, strict=True)
        ]
        rest = self.width - sum(natural)
        shares = [round(rest * share / (sum(block.widths) or 1)) for share in block.widths]
        return [own or share for own, share in zip(natural, shares, strict=True)]

    def _table(self, style: str | None, widths: list[int], rows: Iterable[Element], name: str = "") -> Element:
        properties = element(
            "tblPr",
            element("tblStyle", val=style) if style else None,
            element("bidiVisual") if self.look.is_rtl else None,
            element("tblW", w=sum(widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            element("tblCaption", val=name[:200]) if name else None,
        )
        grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
        return element("tbl", properties, grid, *rows)

    def _rows(self, rows: Iterable[Row], widths: list[int]) -> Iterator[Element]:
        """The rows; a cell that reaches over several goes on in each of them."""
        left = 0
        for row in rows:
            if row.is_band:
                yield self._band(row, sum(widths), len(widths))
                continue
            going_on = left > 0 and len(row.cells) < len(widths)
            if not going_on:
                left = row.cells[0].rows if row.cells else 1
            left -= 1
            yield self._row(row, widths, going_on=going_on)

    def _row(self, row: Row, widths: list[int], is_head: bool = False, going_on: bool = False) -> Element:
        properties = element("trPr", element("cantSplit"), element("tblHeader") if is_head else None)
        cells = [Cell(rows=0), *row.cells] if going_on else row.cells
        made = (self._cell(cell, width, is_head) for cell, width in zip(cells, widths, strict=True))
        return element("tr", properties if is_head or len(row.cells) < 60 else None, *made)

    def _cell(self, cell: Cell, width: int, is_head: bool = False) -> Element:
        merged = element("vMerge", val="restart" if cell.rows > 1 else None) if cell.rows != 1 else None
        properties = element("tcPr", element("tcW", w=width, type="dxa"), merged)
        lines = [self.paragraph("Cell", *self.runs(line), leads=is_head) for line in cell.lines or ((),)]
        return element("tc", properties, *lines)

    def _band(self, row: Row, width: int, columns: int) -> Element:
        shade = element("shd", val="clear", color="auto", fill="E8EEF4")
        properties = element("tcPr", element("tcW", w=width, type="dxa"), element("gridSpan", val=columns), shade)
        lines = [self.paragraph("Cell", *self.runs(line), leads=True) for line in row.cells[0].lines]
        return element("tr", element("trPr", element("cantSplit")), element("tc", properties, *lines))

    def plate(self, block: Plate) -> Element:
        """The half that faces the room; the sheet is folded above it."""
        empty = self._tall_cell([self.paragraph("Cell")], 6200)
        lines = [("Plate", block.name), ("PlateLine", block.function), ("PlateDelegation", block.delegation)]
        told = [self.paragraph(style, *self.runs(line)) for style, line in lines if any(run.text for run in line)]
        return self._table(None, [self.width], [empty, self._tall_cell(told, 6600)])

    def _tall_cell(self, content: list[Element], height: int) -> Element:
        properties = element("tcPr", element("tcW", w=self.width, type="dxa"), element("vAlign", val="center"))
        return element(
            "tr",
            element("trPr", element("cantSplit"), element("trHeight", val=height, hRule="atLeast")),
            element("tc", properties, *content),
        )

    def masthead(self, block: Masthead) -> Element:
        """Two rows of two cells: who and symbol above the rule, meeting and date below it."""
        widths = [round(self.width * 0.72), self.width - round(self.width * 0.72)]
        rule = element("tcBorders", element("bottom", val="single", sz=8, space=0, color=self.look.accent))
        above = [(block.organisation,), (block.symbol,)]
        below = [(block.meeting, block.place), block.aside]
        rows = [
            element(
                "tr",
                *(
                    self._masthead_cell(lines, width, place, rule)
                    for place, (lines, width) in enumerate(zip(cells, widths, strict=True))
                ),
            )
            for cells, rule in ((above, rule), (below, None))
        ]
        return self._table(None, widths, rows)

    def _masthead_cell(self, lines: Iterable[Line], width: int, place: int, rule: Element | None) -> Element:
        border = None
        if rule is not None:
            border = element("tcBorders", *(element("bottom", **_own(side)) for side in rule))
        made = [self.paragraph("Masthead", *self.runs(line), jc="right" if place else None) for line in lines]
        return element(
            "tc", element("tcPr", element("tcW", w=width, type="dxa"), border), *(made or [self.paragraph("Masthead")])
        )


def _length(line: Line) -> int:
    """The letters of a line; a Chinese one takes the place of two, and half of one more that is set between it and others."""
    return sum(5 if "\u2e80" <= sign <= "\uffef" else 2 for sign in plain(line)) // 2


def _own(side: Element) -> dict[str, object]:
    return {str(name).partition("}")[2]: value for name, value in side.attrib.items()}
