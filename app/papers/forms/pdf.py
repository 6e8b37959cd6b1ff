"""A paper as PDF: tagged (PDF/UA-1), its fonts within it, the same bytes on any machine. Set by typst in a process."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import segno
import structlog

from app.errors import Unavailable
from app.languages import text_in
from app.papers.content import Code, Document, plain
from app.papers.forms.press.glyphs import families, font_folders, printable
from app.papers.house import House

SECONDS = 60
TYPESETTER = Path(__file__).parent / "press" / "typeset.py"
TYPESETTING = (sys.executable, "-I", str(TYPESETTER))

log = structlog.get_logger(__name__)


def render_pdf(document: Document, house: House) -> bytes:
    """The paper as PDF. Raises Unavailable where the typesetter does not finish in time."""
    order = typesetting_order(document, house)
    try:
        done = subprocess.run(TYPESETTING, input=order, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        log.exception(
            "paper-not-set", title=plain(document.title), said=(error.stderr or b"")[-4000:].decode("utf-8", "replace")
        )
        raise Unavailable("The paper could not be made.") from error
    return done.stdout


def typesetting_order(document: Document, house: House) -> bytes:
    """What the typesetter's process is told: all that the paper says, where its fonts are, and the moment it tells of."""
    paper = _data(document, house)
    paper["title_words"] = " – ".join(
        part for part in (plain(document.title), plain(document.subtitle), plain(document.masthead.meeting)) if part
    )
    organisation = text_in(house.description.organisation, document.language)
    look = {
        "accent": house.description.accent,
        "fonts": families(document.language, house),
        "author": organisation or plain(document.masthead.organisation) or plain(document.masthead.meeting),
        "logo": f"/{house.description.logo}" if house.logo else None,
        "logo_words": organisation,
    }
    order = {
        "paper": json.dumps(paper, ensure_ascii=False),
        "house": json.dumps(look, ensure_ascii=False),
        "root": str(house.folder) if house.folder else str(TYPESETTER.parent),
        "font_folders": [str(folder) for folder in font_folders(house)],
        "at": int(document.at.timestamp()),
    }
    return json.dumps(order, ensure_ascii=False).encode()


def _data(value: Any, house: House) -> Any:
    """Content as JSON: a block says in `is` what it is; every text is made printable but for addresses."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return printable(value, house)
    if is_dataclass(value):
        held = {
            field.name: getattr(value, field.name)
            if field.name in ("link", "address")
            else _data(getattr(value, field.name), house)
            for field in fields(value)
            if field.name != "at"
        }
        drawn = {"svg": qr_svg(value.address)} if isinstance(value, Code) else {}
        return {"is": type(value).__name__.lower(), **held, **drawn}
    if isinstance(value, Sequence):
        return [_data(part, house) for part in value]
    return value


def qr_svg(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004) in SVG."""
    return str(segno.make(address, error="m", micro=False).svg_inline(border=2))
