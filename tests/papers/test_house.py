"""An organisation's own masthead, fonts and colours from a folder."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from app.languages import Language
from app.papers.forms.docx import render_docx
from app.papers.forms.html import render_html
from app.papers.forms.pdf import render_pdf
from app.papers.forms.web.assets import assets
from app.papers.house import PLAIN, House, HouseUnreadable, house_of
from tests.papers.making import docx_part, docx_text, html_text, paper, pdf_text

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#a00"/></svg>'
TOML = """
accent = "#a01030"
fonts = ["Amiri"]
original = "fr"
logo = "logo.svg"
[organisation]
en = "Office of Examples"
fr = "Bureau des exemples"
[distribution]
en = "Distr.: General"
fr = "Distr. générale"
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house with a name, a colour, a font and a logo."""
    (tmp_path / "house.toml").write_text(TOML, "utf-8")
    (tmp_path / "logo.svg").write_text(LOGO, "utf-8")
    (tmp_path / "fonts").mkdir()
    amiri = Path(str(files("fontpkg_amiri").joinpath("files", "Amiri-Regular.ttf")))
    shutil.copy(amiri, tmp_path / "fonts" / "Amiri-Regular.ttf")
    return house_of(tmp_path)


def test_name_distribution_and_original_stand_in_the_masthead_of_every_form(house: House) -> None:
    for language, told in (
        (Language.FR, ("Bureau des exemples", "Distr. générale")),
        (Language.RU, ("Office of Examples", "Distr.: General", "Russian", "Original: French")),
    ):
        document = paper("programme", language, house=house)
        shown = (
            pdf_text(render_pdf(document, house)),
            docx_text(render_docx(document, house)),
            html_text(render_html(document, house)),
        )

        assert [[words for words in told if words not in text] for text in shown] == [[], [], []]


def test_colour_font_and_logo_reach_every_form(house: House) -> None:
    document = paper("programme", house=house)

    pdf, page = render_pdf(document, house), render_html(document, house).decode()
    styles = docx_part(render_docx(document, house), "word/styles.xml")
    style = assets(house)["paper.css"].body.decode()

    assert b"Amiri" in pdf
    assert b"NotoSans-Regular" not in pdf
    assert 'alt="Office of Examples"' in page
    assert assets(house)["logo"].media_type == "image/svg+xml"
    assert "--accent: #a01030" in style
    assert '@font-face { font-family: "Amiri"; src: url("/papers/' in style
    assert any(node.get(key) == "A01030" for node in styles.iter() for key in node.attrib)
    assert any(node.get(key) == "Amiri" for node in styles.iter() for key in node.attrib)


def test_without_a_folder_nothing_stands_there_that_nobody_typed() -> None:
    document = paper("programme")

    assert document.masthead.organisation == ()
    assert [run.text for line in document.masthead.aside for run in line] == ["12 December 2026", "English"]
    assert house_of(None) is PLAIN


@pytest.mark.parametrize(
    "text",
    [
        'colour = "red"',
        'accent = "red"',
        'logo = "missing.svg"',
        'fonts = ["a\\"; }"]',
        "accent = ",
        'logo = "house.toml"',
    ],
)
def test_a_house_that_says_what_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "house.toml").write_text(text, "utf-8")

    with pytest.raises(HouseUnreadable):
        house_of(tmp_path)


def test_a_folder_without_a_description_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HouseUnreadable):
        house_of(tmp_path)
