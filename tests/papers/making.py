"""Papers of the tests' release, and what can be read back from their files."""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from lxml import etree, html

from app.languages import Language
from app.papers.catalogue import PAPERS, paper_named
from app.papers.content import Document
from app.papers.house import PLAIN, House
from app.papers.paper import Choice, Need
from app.papers.writer import Writer
from app.releases.record.release import Release
from tests.pages.programme import TASK_FORCES
from tests.papers.programme import EARLIER, LATER

PUBLIC_URL = "https://planner.example"
NAMES = tuple(paper.name for paper in PAPERS)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def choice_for(name: str, release: Release = LATER) -> Choice:
    """What an address of this paper would choose."""
    need = paper_named(name).need
    return Choice(
        day=release.sessions[0].document.starts.date() if need is Need.DAY else None,
        session=TASK_FORCES.uid if need is Need.SESSION else None,
        since=EARLIER if need is Need.RELEASES else None,
    )


def paper(
    name: str,
    language: Language = Language.EN,
    release: Release = LATER,
    choice: Choice | None = None,
    is_draft: bool = False,
    house: House = PLAIN,
) -> Document:
    """The content of a paper."""
    writer = Writer(release, language, PUBLIC_URL, is_draft, house)
    return paper_named(name).make(writer, choice or choice_for(name, release))


def pdf_text(body: bytes) -> str:
    """The text of a PDF, page by page."""
    file = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in file)
    finally:
        file.close()


def docx_part(body: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a DOCX file."""
    with ZipFile(BytesIO(body)) as file:
        return etree.fromstring(file.read(name))


def docx_text(body: bytes) -> str:
    """The text of a DOCX file's body."""
    return "\n".join("".join(node.text or "" for node in line.iter(f"{W}t")) for line in docx_part(body).iter(f"{W}p"))


def html_text(body: bytes) -> str:
    """The text of a page."""
    return str(html.fromstring(body.decode()).text_content())


def squeezed(text: str) -> str:
    """A text without what depends on where its lines break and how its directions are marked."""
    shown = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in shown if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc"))


def missing(said: Iterator[str], found: str) -> list[str]:
    """The lines that are not in the text."""
    there = squeezed(found)
    return [line for line in said if squeezed(line) not in there]


def words(text: str) -> set[str]:
    """The words and the numbers of a text.

    PDFium puts a line from right to left into an order of its own, and scatters a word with vowel marks: such are left out.
    """
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    marked = {word for word in re.findall(r"[\w\u064b-\u0652]+", shown) if re.search("[\u064b-\u0652]", word)}
    for word in marked:
        shown = shown.replace(word, " ")
    return set(re.findall(r"[^\W\d_]+|\d+", shown))
