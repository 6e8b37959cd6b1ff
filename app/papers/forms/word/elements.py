"""Elements of WordprocessingML, briefly."""

from functools import cache
from typing import TypeAlias

from docx.oxml.ns import qn
from lxml import etree

Element: TypeAlias = etree._Element
SPACE = qn("xml:space")


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element of the main namespace; an attribute that is None is left out, and so is a child."""
    made: Element = etree.Element(_named(tag))
    for name, value in attributes.items():
        if value is not None:
            made.set(_named(name), str(value))
    made.extend([child for child in children if child is not None])
    return made


def text_element(text: str) -> Element:
    """A text whose spaces count."""
    made = element("t")
    made.text = text
    made.set(SPACE, "preserve")
    return made


@cache
def _named(name: str) -> str:
    """A name in the main namespace."""
    return str(qn(f"w:{name}"))
