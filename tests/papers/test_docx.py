"""A paper as DOCX: it says what the content says, valid, with styles, languages and directions for who goes on in Word."""

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator

from app.languages import Language, text_in
from app.papers.content import plain
from app.papers.forms.docx import render_docx
from app.papers.house import PLAIN
from tests.papers.making import NAMES, W, docx_part, docx_text, missing, paper, squeezed
from tests.papers.owed import owed
from tests.papers.programme import LATER
from tests.papers.reading import shown

OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_the_docx_says_what_the_paper_says_in_its_order_and_nothing_else_and_is_valid(
    name: str, language: Language, tmp_path: Path
) -> None:
    document = paper(name, language, is_draft=True)
    path = tmp_path / "paper.docx"
    body = render_docx(document, PLAIN)

    path.write_bytes(body)

    with ZipFile(path) as file:
        around = [part for part in file.namelist() if part.startswith(("word/header", "word/footer"))]
    at_edges = squeezed("".join("".join(docx_part(body, part).itertext()) for part in around))
    assert squeezed(docx_text(body)) == squeezed("".join(shown(document)))
    assert missing(owed(name, LATER, language), docx_text(body)) == []
    assert missing(iter((document.mark or "", plain(document.foot))), at_edges) == []
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


def test_headings_are_headings_and_the_title_is_the_title() -> None:
    styles = [style.get(f"{W}val") for style in docx_part(render_docx(paper("programme"), PLAIN)).iter(f"{W}pStyle")]

    assert styles.count("Title") == 1
    assert styles.count("Heading1") == 3
    assert styles.count("Entry") == 7
    entry = [
        style
        for style in docx_part(render_docx(paper("programme"), PLAIN), "word/styles.xml").iter(f"{W}style")
        if style.get(f"{W}styleId") == "Entry"
    ]
    assert [based.get(f"{W}val") for based in entry[0].iter(f"{W}basedOn")] == ["Heading2"]


def test_the_head_of_a_table_is_repeated_and_no_row_is_broken() -> None:
    table = next(docx_part(render_docx(paper("organisation-of-work"), PLAIN)).iterfind(f".//{W}tbl[2]"))
    rows = table.findall(f"{W}tr")

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_what_heads_a_table_stays_with_it() -> None:
    body = docx_part(render_docx(paper("speakers"), PLAIN)).find(f"{W}body")
    assert body is not None
    ahead = [body[place - 1] for place, block in enumerate(body) if block.tag == f"{W}tbl" and place > 1]

    assert ahead
    assert [lead.find(f"{W}pPr/{W}keepNext") is not None for lead in ahead] == [True] * len(ahead)


@pytest.mark.parametrize("name", ["speakers", "running-order", "day", "organisation-of-work"])
def test_a_narrow_column_holds_its_longest_word_in_arabic(name: str) -> None:
    table = docx_part(render_docx(paper(name, Language.AR), PLAIN)).findall(f".//{W}tbl")[1]
    widths = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]

    for row in table.findall(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        for cell, width in zip(cells, widths, strict=True) if len(cells) == len(widths) else ():
            longest = max(map(len, "".join(cell.itertext()).replace("–", "– ").split()), default=0)
            # Twelve points, of which an Arabic letter or a digit takes two thirds at most.
            assert longest * 160 + 180 <= width or longest > 12


@pytest.mark.parametrize("language", [Language.FR, Language.ZH])
def test_hours_written_out_have_a_margin_that_holds_them(language: Language) -> None:
    at = LATER.sessions[0].document.starts.replace(hour=10, minute=15)
    document = LATER.sessions[0].document.model_copy(update={"starts": at, "ends": at + timedelta(minutes=150)})
    release = replace(LATER, sessions=(replace(LATER.sessions[0], document=document),))
    body = render_docx(paper("programme", language, release), PLAIN)
    styles = docx_part(body, "word/styles.xml")

    entry = styles.find(f".//{W}style[@{W}styleId='Entry']/{W}pPr/{W}ind")
    assert entry is not None
    hours = docx_text(body).partition(text_in(document.titles, language))[0].splitlines()[-1]
    # Ten and a half points, bold: a Chinese sign is as wide as that, another one 0.6 of it.
    points = sum(10.5 if "\u4e00" <= sign <= "\u9fff" else 6.3 for sign in hours)
    assert entry.get(f"{W}left") == entry.get(f"{W}hanging")
    assert int(entry.get(f"{W}left") or 0) >= 20 * points


def test_arabic_runs_from_right_to_left_in_every_part() -> None:
    body = render_docx(paper("participants", Language.AR), PLAIN)
    root, styles = docx_part(body), docx_part(body, "word/styles.xml")

    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in root.iter(f"{W}tbl"))
    assert all(section.find(f"{W}bidi") is not None for section in root.iter(f"{W}sectPr"))
    paragraphs = [style for style in styles.iter(f"{W}style") if style.get(f"{W}type") == "paragraph"]
    assert all(style.find(f"{W}pPr/{W}bidi") is not None for style in paragraphs)
    arabic = [run for run in root.iter(f"{W}r") if "فرنسا" in "".join(run.itertext())]
    latin = [run for run in root.iter(f"{W}r") if "Panelist" in "".join(run.itertext())]
    assert arabic
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)
    assert latin
    assert all(run.find(f"{W}rPr/{W}rtl") is None for run in latin)


@pytest.mark.parametrize(
    ("language", "tag"),
    [(Language.EN, "en-GB"), (Language.FR, "fr-FR"), (Language.ES, "es-ES"), (Language.RU, "ru-RU")],
)
def test_the_file_names_its_language(language: Language, tag: str) -> None:
    defaults = docx_part(render_docx(paper("day", language), PLAIN), "word/styles.xml").find(f"{W}docDefaults")

    assert defaults is not None
    assert [spoken.get(f"{W}val") for spoken in defaults.iter(f"{W}lang")] == [tag]


def test_nothing_of_the_moment_or_the_machine_is_in_the_file() -> None:
    first, second = (render_docx(paper("annotated-agenda", Language.FR), PLAIN) for _ in range(2))

    assert first == second


if OFFICE:

    @pytest.mark.slow
    @pytest.mark.parametrize("language", Language)
    def test_libreoffice_opens_the_file_and_gives_the_same_text(language: Language, tmp_path: Path) -> None:
        bodies = {name: render_docx(paper(name, language), PLAIN) for name in NAMES}
        for name, body in bodies.items():
            (tmp_path / f"{name}.docx").write_bytes(body)

        home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
        command = [
            str(OFFICE),
            home,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
        ]
        subprocess.run(
            [*command, *(str(tmp_path / f"{name}.docx") for name in NAMES)],
            check=True,
            capture_output=True,
            timeout=180,
        )

        told = {name: squeezed((tmp_path / f"{name}.txt").read_text("utf-8-sig")) for name in NAMES}
        assert {name: missing(iter(docx_text(body).split("\n")), told[name]) for name, body in bodies.items()} == {
            name: [] for name in NAMES
        }
