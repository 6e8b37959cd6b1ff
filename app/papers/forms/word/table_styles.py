"""The styles of a DOCX file's tables."""

from app.papers.forms.word.elements import Element, element


def plain_table() -> Element:
    """The style that every table begins with."""
    margins = element(
        "tblCellMar",
        *(
            element(side, w=width, type="dxa")
            for side, width in (("top", 0), ("left", 80), ("bottom", 0), ("right", 80))
        ),
    )
    return element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def ruled_table(accent: str) -> Element:
    """The papers' own: hairlines between rows, a line of the house's colour below the head."""

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
        element("tcPr", element("tcBorders", line("bottom", 8, accent))),
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
