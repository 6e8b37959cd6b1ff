"""A paper as PDF: it says what the content says, tagged, in its language, the same bytes in any process."""

import ast
import ctypes
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.languages import Language
from app.papers.content import Document, plain
from app.papers.forms.form import DOCX, HTML, PDF
from app.papers.forms.pdf import render_pdf
from app.papers.house import PLAIN
from app.releases.record.document import PanelSeat
from app.rules.words import Role
from tests.pages.programme import KENYA
from tests.papers.making import NAMES, missing, paper, pdf_text, squeezed, words
from tests.papers.owed import owed
from tests.papers.programme import LATER, person
from tests.papers.reading import said

SPOKEN = [language for language in Language if language is not Language.AR]

MADE_ELSEWHERE = """
from tests.papers.test_pdf import digests
print(digests())
"""


def digests() -> dict[str, str]:
    """The digest of every paper as PDF in one language each, and as DOCX and HTML in all six."""
    made = {}
    for place, name in enumerate(NAMES):
        for language in Language:
            document = paper(name, language)
            forms = (DOCX, HTML, PDF) if place % len(Language) == list(Language).index(language) else (DOCX, HTML)
            for form in forms:
                made[f"{name}-{language}.{form.suffix}"] = sha256(form.render(document, PLAIN)).hexdigest()
    return made


def unsaid(document: Document, found: str) -> set[str]:
    """The words of a text that the paper does not have, page numbers apart, wherever its lines break."""
    own = squeezed("".join(said(document)))
    return {word for word in words(found) if squeezed(word) not in own and not word.isdigit()}


def tags(body: bytes) -> Iterator[str]:
    """The types of the structure elements of a PDF's pages (ISO 32000-1 §14.8.4)."""
    file = pypdfium2.PdfDocument(body)
    for page in file:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _tags(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
        pdfium.FPDF_StructTree_Close(tree)
    file.close()


def _tags(element: object) -> Iterator[str]:
    name = ctypes.create_string_buffer(64)
    pdfium.FPDF_StructElement_GetType(element, name, 64)
    yield name.raw.decode("utf-16-le").split("\0")[0]
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            yield from _tags(child)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", SPOKEN)
def test_the_pdf_says_what_paper_and_release_say_and_nothing_else(name: str, language: Language) -> None:
    document = paper(name, language)

    found = pdf_text(render_pdf(document, PLAIN))

    assert missing(said(document), found) == []
    assert missing(owed(name, LATER, language), found) == []
    assert unsaid(document, found) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_in_arabic_is_in_the_pdf_and_no_other(name: str) -> None:
    document = paper(name, Language.AR)

    found = pdf_text(render_pdf(document, PLAIN))

    for texts in (said(document), owed(name, LATER, Language.AR)):
        assert {word for text in texts for word in words(text)} - words(found) == set()
    assert unsaid(document, found) == set()


@pytest.mark.parametrize("language", Language)
def test_the_pdf_says_title_language_and_that_it_is_accessible(language: Language) -> None:
    document = paper("programme", language)

    body = render_pdf(document, PLAIN)

    file = pypdfium2.PdfDocument(body)
    assert file.get_metadata_dict()["Title"].startswith(plain(document.title))
    assert pdfium.FPDFCatalog_IsTagged(file.raw)
    file.close()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in body
    assert f"<dc:language><rdf:Bag><rdf:li>{language}".encode() in body


def test_headings_tables_and_lists_are_tagged_as_such() -> None:
    agenda = Counter(tags(render_pdf(paper("annotated-agenda"), PLAIN)))

    assert agenda["H1"] == 1
    assert agenda["H2"] == 3
    assert agenda["H3"] == 2
    assert agenda["L"] > 2
    assert agenda["Table"] == 1
    assert agenda["TH"] > 3


def test_the_head_of_a_table_and_the_day_are_repeated_on_each_page() -> None:
    first = LATER.sessions[0]
    starts = [first.document.starts + timedelta(minutes=number) for number in range(60)]
    documents = [first.document.model_copy(update={"starts": at}) for at in starts]
    many = tuple(replace(first, document=document) for document in documents)

    body = render_pdf(paper("organisation-of-work", release=replace(LATER, sessions=many)), PLAIN)

    file = pypdfium2.PdfDocument(body)
    pages = [page.get_textpage().get_text_bounded() for page in file]
    file.close()
    assert len(pages) > 1
    assert all("Date and time" in page and "Monday, 1 March" in page for page in pages)


def test_what_heads_a_table_is_never_left_alone_at_the_foot_of_a_page() -> None:
    seat = PanelSeat(role=Role.PANELIST, order=0, minutes=10, person=person(1, "Somebody", KENYA))
    first = LATER.sessions[0]
    rows = tuple(
        replace(
            first,
            document=first.document.model_copy(
                update={"titles": {Language.EN: f"Title {number:02}"}, "panel": (seat,)}
            ),
        )
        for number in range(40)
    )

    file = pypdfium2.PdfDocument(render_pdf(paper("speakers", release=replace(LATER, sessions=rows)), PLAIN))
    pages = [page.get_textpage().get_text_bounded() for page in file]
    file.close()

    assert len(pages) > 3
    assert [page.count("Title ") for page in pages] == [page.count("Somebody") for page in pages]


@pytest.mark.parametrize("language", [Language.FR, Language.ZH])
def test_hours_written_out_are_not_broken_within(language: Language) -> None:
    at = LATER.sessions[0].document.starts.replace(hour=10, minute=15)
    document = LATER.sessions[0].document.model_copy(update={"starts": at, "ends": at + timedelta(minutes=150)})
    release = replace(LATER, sessions=(replace(LATER.sessions[0], document=document),))

    shown = pdf_text(render_pdf(paper("programme", language, release), PLAIN))

    hours = {Language.FR: ("10h15", "12h45"), Language.ZH: ("上午10时15分", "下午12时45分")}[language]
    lines = [squeezed(line) for line in shown.splitlines()]
    assert [hour for hour in hours if not any(hour in line for line in lines)] == []


def test_a_draft_is_marked_on_every_page_and_every_page_says_that_it_is_not_official() -> None:
    file = pypdfium2.PdfDocument(render_pdf(paper("annotated-agenda", is_draft=True), PLAIN))
    pages = [page.get_textpage().get_text_bounded() for page in file]
    file.close()

    assert len(pages) == 2
    assert all("Draft, not released" in page and "Not an official document" in page for page in pages)


def test_a_day_is_one_page_and_the_poster_is_one_sheet_of_a3() -> None:
    day, poster = (pypdfium2.PdfDocument(render_pdf(paper(name), PLAIN)) for name in ("day", "poster"))

    assert (len(day), [round(points) for points in day[0].get_size()]) == (1, [595, 842])
    assert (len(poster), [round(points) for points in poster[0].get_size()]) == (1, [1191, 842])
    day.close()
    poster.close()


@pytest.mark.slow
def test_another_process_makes_the_same_bytes_of_every_paper() -> None:
    elsewhere = subprocess.run(
        [sys.executable, "-c", MADE_ELSEWHERE],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
    )

    assert ast.literal_eval(elsewhere.stdout) == digests()
