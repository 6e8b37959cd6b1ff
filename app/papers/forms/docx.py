"""A paper as DOCX: real styles, headings, repeated table heads, language and direction, the same bytes on any machine."""

from datetime import datetime
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from app.papers.content import Block, Columns, Document, Line, Run, Sheet, plain
from app.papers.forms.word.body import Body
from app.papers.forms.word.elements import Element, element
from app.papers.forms.word.package import normalised
from app.papers.forms.word.styles import TAGS, Look, look_of, set_styles
from app.papers.house import House

SIZES = {Sheet.A4: (11906, 16838), Sheet.A4_WIDE: (16838, 11906), Sheet.A3_WIDE: (23811, 16838)}
"""Width and height in twentieths of a point."""
SIDE, TOP = 1250, 1140


def render_docx(document: Document, house: House) -> bytes:
    """The paper as DOCX."""
    file, look = docx.Document(), look_of(document.language, house)
    set_styles(file, look)
    _describe(file, document, house)
    _drop_unused_parts(file)
    body = Body(file, look, SIZES[document.sheet][0] - 2 * SIDE)
    _frame(file, document, body)
    _fill(file, document, body)
    out = BytesIO()
    file.save(out)
    return normalised(out.getvalue())


def _describe(file: WordFile, document: Document, house: House) -> None:
    properties = file.core_properties
    at: datetime = document.at.replace(tzinfo=None, microsecond=0)
    words = (document.title, document.subtitle, document.masthead.meeting)
    properties.title = " – ".join(part for part in map(plain, words) if part)[:255]
    properties.author = (plain(document.masthead.organisation) or plain(document.masthead.meeting))[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = TAGS[document.language]
    properties.created = properties.modified = at
    properties.revision = 1


def _drop_unused_parts(file: WordFile) -> None:
    """Parts of the library's own template that no schema knows, or that say nothing of this paper."""
    for name, relation in list(file.part.rels.items()):
        if relation.reltype.endswith(("/stylesWithEffects", "/customXml", "/numbering")):
            del file.part.rels[name]
    for name, relation in list(file.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del file.part.package.rels[name]


def _frame(file: WordFile, document: Document, body: Body) -> None:
    """The line on every page, the number of the page, and the mark of a draft."""
    section = file.sections[0]
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, _foot(document.foot, body))
    if document.mark:
        header = section.header.paragraphs[0]._p
        header.getparent().replace(header, body.paragraph("Header", body.run(Run(document.mark))))


def _foot(words: Line, body: Body) -> Element:
    made = body.paragraph(
        "Footer", *body.runs(words), body.tab(), _number("PAGE"), body.run(Run("/")), _number("NUMPAGES")
    )
    made[0].append(element("tabs", element("tab", val="right", pos=body.width)))
    return made


def _number(name: str) -> Element:
    return element("fldSimple", element("r", element("t")), instr=f" {name} ")


def _fill(file: WordFile, document: Document, body: Body) -> None:
    root = file.element.body
    last = root.find(qn("w:sectPr"))
    references = [child for child in last if child.tag in (qn("w:headerReference"), qn("w:footerReference"))]
    for child in list(root):
        root.remove(child)
    if not document.is_bare:
        root.append(body.masthead(document.masthead))
        root.append(body.paragraph("Title", *body.runs(document.title)))
        if document.subtitle:
            root.append(body.paragraph("Subtitle", *body.runs(document.subtitle)))
    parts = [
        (is_columns, list(held))
        for is_columns, held in groupby(document.blocks, key=lambda block: isinstance(block, Columns))
    ]
    for place, (is_columns, held) in enumerate(parts):
        for made in _elements(held, body):
            root.append(made)
        section = _section(
            document.sheet, body.look, is_columns, is_first=place == 0, references=references if place == 0 else []
        )
        if place == len(parts) - 1:
            root.append(section)
        else:
            root.append(element("p", element("pPr", element("pStyle", val="Cell"), section)))


def _elements(blocks: list[Block], body: Body) -> list[Element]:
    return [made for block in blocks for made in body.elements(block)]


def _section(sheet: Sheet, look: Look, is_columns: bool, is_first: bool, references: list[Element]) -> Element:
    width, height = SIZES[sheet]
    return element(
        "sectPr",
        *references,
        None if is_first else element("type", val="continuous"),
        element("pgSz", w=width, h=height, orient="landscape" if width > height else None),
        element("pgMar", top=TOP, right=SIDE, bottom=TOP, left=SIDE, header=560, footer=560, gutter=0),
        element("cols", num=2, space=500) if is_columns else element("cols", space=500),
        element("bidi") if look.is_rtl else None,
    )
