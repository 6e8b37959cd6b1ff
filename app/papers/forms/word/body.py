"""Content as the body of a DOCX file."""

from collections.abc import Iterator
from io import BytesIO

import segno
from docx.shared import Mm

from app.papers.content import (
    Block,
    Code,
    Columns,
    Entry,
    Facts,
    Group,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Plate,
    Run,
    Table,
)
from app.papers.forms.word.elements import Element, element
from app.papers.forms.word.tables import Tables


class Body(Tables):
    """Turns blocks into elements."""

    def elements(self, block: Block) -> Iterator[Element]:
        """The paragraphs and tables of a block."""
        match block:
            case Heading(level=level, words=words, number=number):
                yield self.paragraph(f"Heading{level}", *self.numbered(number, words))
            case Paragraph(words=words, number=number, is_quiet=is_quiet, leads=leads):
                yield self.paragraph("Quiet" if is_quiet else None, *self.numbered(number, words), leads=leads)
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
                yield self.paragraph(
                    "EntryQuiet" if inner.is_quiet else "EntryText", *self.numbered(inner.number, inner.words)
                )
            else:
                yield from self.elements(inner)

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
