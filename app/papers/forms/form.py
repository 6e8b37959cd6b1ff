"""The forms of a paper: what stands behind its name in an address, its media type, and who draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import NotFound
from app.papers.content import Document
from app.papers.forms.docx import render_docx
from app.papers.forms.html import render_html
from app.papers.forms.pdf import render_pdf
from app.papers.house import House


@dataclass(frozen=True, slots=True)
class Form:
    """A file format. `is_text` says that it is worth packing on its way."""

    suffix: str
    media_type: str
    render: Callable[[Document, House], bytes]
    is_text: bool = False


HTML = Form("html", "text/html; charset=utf-8", render_html, is_text=True)
PDF = Form("pdf", "application/pdf", render_pdf)
DOCX = Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx)
FORMS = {form.suffix: form for form in (HTML, PDF, DOCX)}


def form_named(suffix: str) -> Form:
    """The form behind this suffix. Raises NotFound."""
    try:
        return FORMS[suffix]
    except KeyError as error:
        raise NotFound("Papers are there as html, pdf and docx.") from error
