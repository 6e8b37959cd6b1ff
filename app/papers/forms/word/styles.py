"""The styles of a DOCX file: an editor goes on with Title, Heading 1 to 3, and a table style, in either direction."""

from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.oxml.ns import qn

from app.languages import Language
from app.papers.forms.word.elements import Element, element
from app.papers.forms.word.table_styles import plain_table, ruled_table
from app.papers.house import House

TAGS = {
    Language.AR: "ar-SA",
    Language.EN: "en-GB",
    Language.ES: "es-ES",
    Language.FR: "fr-FR",
    Language.RU: "ru-RU",
    Language.ZH: "zh-CN",
}
NAMES = 2100
"""Width of the names of facts, in twentieths of a point."""
MARGINS = {**dict.fromkeys(Language, NAMES), Language.FR: 2500, Language.ZH: 2950}
"""Width of the margin with the hours: French and Chinese write them out."""
INDENT = 500
GREY = "595959"
ACCENT = "accent"
"""Stands for the colour of the house."""


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

    @property
    def margin(self) -> int:
        """How wide the margin with the hours is, in twentieths of a point."""
        return MARGINS[self.language]


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
    styles.append(_character("DefaultParagraphFont", "Default Paragraph Font", is_default=True))
    styles.append(_character("Hyperlink", "Hyperlink", look.accent))
    styles.append(plain_table())
    styles.append(ruled_table(look.accent))
    styles.extend(_paragraph_style(kind, look) for kind in KINDS)


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


@dataclass(frozen=True, slots=True)
class Kind:
    """A paragraph style. Sizes in half points, lengths in twentieths of a point; `level` is that of a heading, from 0.

    What `is_entry` stands beside the margin with the hours; what `is_outdented` begins in it.
    """

    name: str
    shown: str
    parent: str | None = "Normal"
    size: int | None = None
    is_bold: bool = False
    color: str | None = None
    before: int | None = None
    after: int | None = None
    left: int | None = None
    hanging: int | None = None
    level: int | None = None
    is_centered: bool = False
    is_ruled: bool = False
    is_entry: bool = False
    is_outdented: bool = False


KINDS = (
    Kind("Normal", "Normal", parent=None),
    Kind("Title", "Title", size=32, is_bold=True, before=240, after=80),
    Kind("Subtitle", "Subtitle", size=23, after=200),
    Kind("Heading1", "heading 1", size=25, is_bold=True, color=ACCENT, before=320, after=120, level=0),
    Kind("Heading2", "heading 2", size=21, is_bold=True, before=160, after=60, level=1),
    Kind("Heading3", "heading 3", size=20, is_bold=True, before=120, after=60, level=2),
    Kind("Entry", "Entry", parent="Heading2", left=0, is_outdented=True, is_entry=True, is_ruled=True, level=1),
    Kind("EntryText", "Entry Text", left=0, is_entry=True, after=40),
    Kind("EntryQuiet", "Entry Quiet", parent="EntryText", size=18, color=GREY),
    Kind("EntryFact", "Entry Fact", left=NAMES, hanging=NAMES, is_entry=True, after=0),
    Kind("Fact", "Fact", left=NAMES, hanging=NAMES, after=40),
    Kind("Quiet", "Quiet", size=18, color=GREY),
    *(Kind(f"Item{level}", f"Item {level}", left=INDENT * level, hanging=INDENT, after=60) for level in range(1, 5)),
    Kind("GroupLine", "Group Line", left=240, hanging=240, after=20),
    Kind("Cell", "Cell", size=19, after=0),
    Kind("Plate", "Plate", size=88, is_bold=True, is_centered=True, after=120),
    Kind("PlateLine", "Plate Line", size=32, is_centered=True, after=120),
    Kind("PlateDelegation", "Plate Delegation", size=48, is_bold=True, color=ACCENT, is_centered=True),
    Kind("Header", "header", size=18, is_bold=True, color="B3261E", is_centered=True, after=0),
    Kind("Footer", "footer", size=16, color=GREY, after=0),
    Kind("Masthead", "Masthead", before=30, after=30),
)


def _paragraph_style(kind: Kind, look: Look) -> Element:
    paragraph, run = _paragraph_properties(kind, look), _run_properties(kind, look)
    return element(
        "style",
        element("name", val=kind.shown),
        element("basedOn", val=kind.parent) if kind.parent else None,
        element("next", val="Normal") if kind.level is not None else None,
        element("qFormat"),
        paragraph if len(paragraph) else None,
        run if len(run) else None,
        type="paragraph",
        default=None if kind.parent else 1,
        styleId=kind.name,
    )


def _paragraph_properties(kind: Kind, look: Look) -> Element:
    is_heading, is_spaced = kind.level is not None, kind.before is not None or kind.after is not None
    line = element("pBdr", element("top", val="single", sz=4, space=6, color="BFBFBF"))
    return element(
        "pPr",
        element("keepNext") if is_heading else None,
        element("keepLines") if is_heading else None,
        line if kind.is_ruled else None,
        element("bidi") if look.is_rtl else None,
        element("spacing", before=kind.before, after=kind.after) if is_spaced else None,
        _indent(kind, look),
        element("jc", val="center") if kind.is_centered else None,
        element("outlineLvl", val=kind.level) if is_heading else None,
    )


def _indent(kind: Kind, look: Look) -> Element | None:
    if kind.left is None:
        return None
    hanging = look.margin if kind.is_outdented else kind.hanging
    return element("ind", left=kind.left + (look.margin if kind.is_entry else 0), hanging=hanging)


def _run_properties(kind: Kind, look: Look) -> Element:
    """Complex scripts are a fifth larger: Arabic letters are small for their size."""
    color = look.accent if kind.color == ACCENT else kind.color
    return element(
        "rPr",
        element("b") if kind.is_bold else None,
        element("bCs") if kind.is_bold else None,
        element("color", val=color) if color else None,
        element("sz", val=kind.size) if kind.size else None,
        element("szCs", val=round(kind.size * 1.2)) if kind.size else None,
    )


def _character(name: str, shown: str, color: str | None = None, is_default: bool = False) -> Element:
    run = element("rPr", element("color", val=color)) if color else None
    return element(
        "style",
        element("name", val=shown),
        run,
        type="character",
        default=1 if is_default else None,
        styleId=name,
    )
