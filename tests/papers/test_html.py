"""A paper as HTML: it says what the content says, in its language and direction, and asks for nothing but its style."""

import re

import pytest
from lxml import html

from app.languages import Language
from app.papers.forms.html import render_html
from app.papers.house import PLAIN
from tests.papers.making import NAMES, html_text, missing, paper
from tests.papers.reading import said


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_every_text_of_the_paper_is_in_its_page(name: str, language: Language) -> None:
    document = paper(name, language, is_draft=True)

    body = render_html(document, PLAIN)

    root = html.fromstring(body.decode())
    assert missing(said(document), html_text(body)) == []
    assert (root.get("lang"), root.get("dir")) == (language.value, language.direction)
    assert len(root.findall(".//h1")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_style_or_script_of_its_own_and_asks_no_other_host(name: str) -> None:
    body = render_html(paper(name), PLAIN).decode()

    assert re.findall(r"<style|<script|\sstyle=|\son[a-z]+=", body) == []
    assert [
        asked for asked in re.findall(r"(?:src|<link[^>]* href)=\"([^\"]+)", body) if not asked.startswith("/papers/")
    ] == []


def test_a_text_in_another_language_is_marked_with_it() -> None:
    body = render_html(paper("provisional-agenda", Language.AR), PLAIN).decode()

    assert '<bdi lang="en" dir="ltr">Inter-agency task forces</bdi>' in body


def test_hours_that_name_several_sessions_span_their_rows() -> None:
    root = html.fromstring(render_html(paper("organisation-of-work"), PLAIN).decode())

    assert [head.get("scope") for head in root.findall(".//thead/tr/th")] == ["col", "col", "col"]
    assert {head.get("scope") for head in root.findall(".//tbody/tr/th")} == {"row", "rowgroup"}
