"""The styles of a DOCX file: an editor goes on with Title, Heading 1 to 3, and a table style, in either direction."""

from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.oxml.ns import qn

from app.languages import Language
from app.papers.forms.word.elements import Element, element
from app.papers.house import House

TAGS = {
    Language.AR: "ar-SA",
    Language.EN: "en-GB",
    Language.ES: "es-ES",
    Language.FR: "fr-FR",
    Language.RU: "ru-RU",
    Language.ZH: "zh-CN",
}
MARGIN = 1950
"""Width of the margin with the hours, in twentieths of a point."""
INDENT = 500
GREY = "595959"


@dataclass(frozen=True, slots=True)
class Look:
    """What the styles differ by."""

    language: Language
    accent: str
    fonts: tuple[str, ...]

    @property
    def is_rtl(self) -> bool:
        """Whether the paper runs from right to left."""
        return self.language.direction == "rtl"


def look_of(language: Language, house: House) -> Look:
    """The look of a paper in a language."""
    return Look(language, house.description.accent.removeprefix("#").upper(), house.description.fonts)


def set_styles(file: WordFile, look: Look) -> None:
    """Replace the styles that come with the library by the few that papers use."""
    styles = file.styles.element
    for style in styles.findall(qn("w:style")):
        styles.remove(style)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is not None:
        styles.remove(defaults)
    styles.insert(0, _defaults(look))
    styles.extend(_styles(look))


def run_fonts(look: Look) -> Element:
    """Fonts that a secretariat's machines have, or the house's."""
    latin = look.fonts[0] if look.fonts else "Arial"
    return element("rFonts", ascii=latin, hAnsi=latin, eastAsia="SimSun", cs="Arial")


def _defaults(look: Look) -> Element:
    tag = TAGS[look.language]
    latin = tag if look.language not in (Language.AR, Language.ZH) else "en-GB"
    language = element("lang", val=latin, eastAsia="zh-CN", bidi="ar-SA")
    run = element("rPr", run_fonts(look), element("sz", val=20), element("szCs", val=24), language)
    spacing = element("spacing", after=100, line=264, lineRule="auto")
    paragraph = element("pPr", spacing)
    return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))


def _styles(look: Look) -> list[Element]:
    accent = look.accent
    return [
        _paragraph(look, "Normal", "Normal", is_default=True),
        element(
            "style",
            element("name", val="Default Paragraph Font"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        _table(look, "TableNormal", "Normal Table", is_default=True),
        _paragraph(look, "Title", "Title", size=32, bold=True, before=240, after=80),
        _paragraph(look, "Subtitle", "Subtitle", size=23, after=200),
        _paragraph(look, "Heading1", "heading 1", size=25, bold=True, color=accent, before=320, after=120, level=0),
        _paragraph(look, "Heading2", "heading 2", size=21, bold=True, before=160, after=60, level=1),
        _paragraph(look, "Heading3", "heading 3", size=20, bold=True, before=120, after=60, level=2),
        _paragraph(look, "Entry", "Entry", parent="Heading2", left=MARGIN, hanging=MARGIN, rule=True, level=1),
        _paragraph(look, "EntryText", "Entry Text", left=MARGIN, after=40),
        _paragraph(look, "EntryFact", "Entry Fact", left=2 * MARGIN, hanging=MARGIN, after=0),
        _paragraph(look, "Fact", "Fact", left=MARGIN, hanging=MARGIN, after=40),
        _paragraph(look, "Quiet", "Quiet", size=18, color=GREY),
        *(
            _paragraph(
                look, f"Item{level + 1}", f"Item {level + 1}", left=INDENT * (level + 1), hanging=INDENT, after=60
            )
            for level in range(4)
        ),
        _paragraph(look, "GroupLine", "Group Line", left=240, hanging=240, after=20),
        _paragraph(look, "Cell", "Cell", size=19, after=0),
        _paragraph(look, "Plate", "Plate", size=88, bold=True, center=True, after=120),
        _paragraph(look, "PlateLine", "Plate Line", size=32, center=True, after=120),
        _paragraph(look, "PlateDelegation", "Plate Delegation", size=48, bold=True, color=accent, center=True),
        _paragraph(look, "Header", "header", size=18, bold=True, color="B3261E", center=True, after=0),
        _paragraph(look, "Footer", "footer", size=16, color=GREY, after=0),
        _paragraph(look, "Masthead", "Masthead", before=30, after=30),
        element(
            "style",
            element("name", val="Hyperlink"),
            element("rPr", element("color", val=accent)),
            type="character",
            styleId="Hyperlink",
        ),
        _ruled_table(look),
    ]


def _paragraph(
    look: Look,
    name: str,
    shown: str,
    *,
    is_default: bool = False,
    parent: str | None = None,
    size: int | None = None,
    bold: bool = False,
    color: str | None = None,
    before: int | None = None,
    after: int | None = None,
    left: int | None = None,
    hanging: int | None = None,
    level: int | None = None,
    center: bool = False,
    rule: bool = False,
) -> Element:
    """A paragraph style. Sizes in half points, lengths in twentieths of a point; complex scripts are a fifth larger."""
    line = element("pBdr", element("top", val="single", sz=4, space=6, color="BFBFBF")) if rule else None
    spaced = before is not None or after is not None
    paragraph = element(
        "pPr",
        element("keepNext") if level is not None else None,
        element("keepLines") if level is not None else None,
        line,
        element("bidi") if look.is_rtl else None,
        element("spacing", before=before, after=after) if spaced else None,
        element("ind", left=left, hanging=hanging) if left is not None else None,
        element("jc", val="center") if center else None,
        element("outlineLvl", val=level) if level is not None else None,
    )
    run = element(
        "rPr",
        element("b") if bold else None,
        element("bCs") if bold else None,
        element("color", val=color) if color else None,
        element("sz", val=size) if size else None,
        element("szCs", val=round(size * 1.2)) if size else None,
    )
    return element(
        "style",
        element("name", val=shown),
        None if is_default else element("basedOn", val=parent or "Normal"),
        element("next", val="Normal") if level is not None else None,
        element("qFormat"),
        paragraph if len(paragraph) else None,
        run if len(run) else None,
        type="paragraph",
        default=1 if is_default else None,
        styleId=name,
    )


def _table(look: Look, name: str, shown: str, is_default: bool = False) -> Element:
    margins = element(
        "tblCellMar",
        *(
            element(side, w=width, type="dxa")
            for side, width in (("top", 0), ("left", 80), ("bottom", 0), ("right", 80))
        ),
    )
    return element(
        "style",
        element("name", val=shown),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1 if is_default else None,
        styleId=name,
    )


def _ruled_table(look: Look) -> Element:
    def line(side: str, size: int, color: str) -> Element:
        return element(side, val="single", sz=size, space=0, color=color)

    borders = element("tblBorders", line("bottom", 4, "BFBFBF"), line("insideH", 4, "BFBFBF"))
    margins = element(
        "tblCellMar",
        *(
            element(side, w=width, type="dxa")
            for side, width in (("top", 60), ("left", 80), ("bottom", 60), ("right", 80))
        ),
    )
    first = element(
        "tblStylePr",
        element("rPr", element("b"), element("bCs")),
        element("tcPr", element("tcBorders", line("bottom", 8, look.accent))),
        type="firstRow",
    )
    return element(
        "style",
        element("name", val="Paper Table"),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element("tblPr", borders, margins),
        first,
        type="table",
        customStyle=1,
        styleId="PaperTable",
    )
