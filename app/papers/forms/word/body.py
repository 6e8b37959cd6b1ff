"""Content as the body of a DOCX file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import segno
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from app.languages import Language
from app.papers.content import (
    Block,
    Cell,
    Code,
    Columns,
    Entry,
    Facts,
    Group,
    Heading,
    Items,
    Line,
    Masthead,
    PageBreak,
    Paragraph,
    Plate,
    Row,
    Run,
    Style,
    Table,
    plain,
)
from app.papers.forms.word.elements import Element, element, text_element
from app.papers.forms.word.styles import GREY, TAGS, Look

LETTER, PADDING = 105, 90
"""About how wide a letter of a table is, and the space at both sides of a cell."""


@dataclass
class Body:
    """Turns blocks into elements. `width` is that of the text in twentieths of a point."""

    file: WordFile
    look: Look
    width: int
    links: dict[str, str] = field(default_factory=dict)

    def elements(self, block: Block) -> Iterator[Element]:
        """The paragraphs and tables of a block."""
        match block:
            case Heading(level=level, words=words, number=number):
                yield self.paragraph(f"Heading{level}", *self.numbered(number, words))
            case Paragraph(words=words, number=number, is_quiet=is_quiet):
                yield self.paragraph("Quiet" if is_quiet else None, *self.numbered(number, words))
            case Items():
                yield from self.items(block, 0)
            case Facts():
                yield from self.facts(block, "Fact")
            case Table():
                yield self.table(block)
                yield self.paragraph("Cell")
            case Entry():
                yield from self.entry(block)
            case Group(heading=heading, lines=lines):
                yield from self.elements(heading)
                yield from (self.paragraph("GroupLine", *self.runs(line)) for line in lines)
            case Plate():
                yield self.plate(block)
                yield self.paragraph("Cell", element("r", element("br", type="page")))
            case Code():
                yield self.code(block)
            case PageBreak():
                yield self.paragraph("Cell", element("r", element("br", type="page")))
            case Columns(blocks=blocks):
                for held in blocks:
                    yield from self.elements(held)

    def paragraph(self, style: str | None, *content: Element, jc: str | None = None) -> Element:
        """A paragraph in a style."""
        named = element("pStyle", val=style) if style else None
        aligned = element("jc", val=jc) if jc else None
        properties = element("pPr", named, aligned) if named is not None or aligned is not None else None
        return element("p", properties, *content)

    def numbered(self, number: str | None, words: Line) -> list[Element]:
        """Runs behind their number."""
        return [*([self.run(Run(f"{number}\u2002"))] if number else []), *self.runs(words)]

    def runs(self, words: Line) -> list[Element]:
        """A line as runs; those that lead somewhere as hyperlinks."""
        return [self.linked(run) if run.link else self.run(run) for run in words if run.text]

    def linked(self, run: Run) -> Element:
        """A hyperlink with the run in it."""
        assert run.link
        if run.link not in self.links:
            self.links[run.link] = self.file.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("hyperlink", self.run(run, is_link=True))
        made.set(qn("r:id"), self.links[run.link])
        return made

    def run(self, run: Run, is_link: bool = False) -> Element:
        """A run with its style, language and direction."""
        is_rtl = run.direction == "rtl" or (run.direction is None and self.look.is_rtl)
        is_strong = run.style is Style.STRONG
        properties = element(
            "rPr",
            element("rStyle", val="Hyperlink") if is_link else None,
            element("b") if is_strong else None,
            element("bCs") if is_strong else None,
            element("strike") if run.style is Style.STRUCK else None,
            element("color", val=GREY) if run.style is Style.QUIET else None,
            element("rtl") if is_rtl else None,
            self._language(run.language, is_rtl),
        )
        return element("r", properties if len(properties) else None, text_element(self._embedded(run)))

    def _embedded(self, run: Run) -> str:
        """The text of a run against the paper's direction, kept together (UAX 9): word processors know embeddings best."""
        if run.direction is None or run.direction == self.look.language.direction:
            return run.text
        opened, mark = ("\u202b", "\u200e") if run.direction == "rtl" else ("\u202a", "\u200f")
        return f"{opened}{run.text}\u202c{mark}"

    def _language(self, language: Language | None, is_rtl: bool) -> Element | None:
        language = language or self.look.language
        if is_rtl:
            return element("lang", bidi=TAGS[Language.AR])
        if language is Language.ZH:
            return element("lang", eastAsia=TAGS[language])
        return element("lang", val=TAGS[language]) if language is not self.look.language else None

    def tab(self) -> Element:
        """A tab to the hanging indent."""
        return element("r", element("tab"))

    def items(self, block: Items, level: int) -> Iterator[Element]:
        """A list: each label and text with a hanging indent, parts one step further in."""
        for item in block.items:
            style = f"Item{min(level, 3) + 1}"
            yield self.paragraph(style, self.run(Run(item.label)), self.tab(), *self.runs(item.words))
            yield from self.items(Items(item.parts), level + 1)

    def facts(self, block: Facts, style: str) -> Iterator[Element]:
        """Names at the edge, their lines beside them."""
        for fact in block.facts:
            for place, line in enumerate(fact.lines):
                name = self.runs(fact.name) if place == 0 else []
                yield self.paragraph(style, *name, self.tab(), *self.runs(line))

    def entry(self, block: Entry) -> Iterator[Element]:
        """The hours and the title in one heading, the rest below the title."""
        margin = [made for line in block.margin for made in self.runs(line)]
        heading = self.numbered(block.heading.number, block.heading.words)
        made = self.paragraph("Entry", *margin, self.tab(), *heading)
        if not margin:
            border = element("pBdr", element("top", val="nil"))
            properties = made[0]
            properties.insert(1, border)
        yield made
        for inner in block.blocks:
            if isinstance(inner, Facts):
                yield from self.facts(inner, "EntryFact")
            elif isinstance(inner, Paragraph):
                yield self.paragraph("EntryText", *self.numbered(inner.number, inner.words))
            else:
                yield from self.elements(inner)

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
        natural = [
            0 if share else min(max(most, _length(head)) * LETTER + 2 * PADDING, self.width // 4)
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
        made = (self._cell(cell, width) for cell, width in zip(cells, widths, strict=True))
        return element("tr", properties if is_head or len(row.cells) < 60 else None, *made)

    def _cell(self, cell: Cell, width: int) -> Element:
        merged = element("vMerge", val="restart" if cell.rows > 1 else None) if cell.rows != 1 else None
        properties = element("tcPr", element("tcW", w=width, type="dxa"), merged)
        lines = [self.paragraph("Cell", *self.runs(line)) for line in cell.lines] or [self.paragraph("Cell")]
        return element("tc", properties, *lines)

    def _band(self, row: Row, width: int, columns: int) -> Element:
        shade = element("shd", val="clear", color="auto", fill="E8EEF4")
        properties = element("tcPr", element("tcW", w=width, type="dxa"), element("gridSpan", val=columns), shade)
        lines = [
            element(
                "p",
                element("pPr", element("pStyle", val="Cell"), element("keepNext")),
                *self.runs(line),
            )
            for line in row.cells[0].lines
        ]
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

    def code(self, block: Code) -> Element:
        """A QR code as a picture with its address as the alternative text."""
        picture = BytesIO()
        segno.make(block.address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        picture.seek(0)
        inline = self.file.part.new_pic_inline(picture, width=Mm(24))
        inline.docPr.set("descr", block.address)
        inline.docPr.set("name", "QR")
        return self.paragraph(
            None, element("r", element("drawing", inline)), self.run(Run("\u2003")), *self.runs(block.words)
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
    """The letters of a line; a Chinese one takes the place of two."""
    return sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in plain(line))


def _own(side: Element) -> dict[str, object]:
    return {str(name).partition("}")[2]: value for name, value in side.attrib.items()}
