"""A paper as HTML for the browser: the same content, readable on a telephone, printable as a sheet."""

from functools import cache
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.papers.content import Document, plain
from app.papers.forms.web.assets import asset_url
from app.papers.house import House

FOLDER = Path(__file__).parent / "web"


def render_html(document: Document, house: House) -> bytes:
    """The paper as an HTML page. It asks for nothing but its style sheet, and for what the house adds to it."""
    page = (
        _environment()
        .get_template("paper.html")
        .render(
            paper=document,
            style_url=asset_url("paper.css", house),
            icon_url=asset_url("icon.svg", house),
            logo_url=asset_url("logo", house) if house.logo else None,
        )
    )
    return page.strip().encode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(plain=plain, kind_of=lambda block: type(block).__name__.lower(), qr=_qr)
    return made


def _qr(address: str) -> Markup:
    """The address as a QR code (ISO/IEC 18004): the library's own SVG."""
    return Markup(segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True, title=address))
