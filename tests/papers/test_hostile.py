"""Whatever somebody typed stays text and never fails a paper: markup, controls, signs no font has, words without an end."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from app.languages import Language
from app.papers.forms.docx import render_docx
from app.papers.forms.html import render_html
from app.papers.forms.pdf import render_pdf
from app.papers.house import PLAIN
from app.papers.paper import Choice
from app.papers.writer import clean
from app.releases.record.document import AgendaItemFact, PanelSeat, Paper
from app.releases.record.release import Release
from app.rules.words import Role
from tests.pages.programme import FRANCE, TASK_FORCES
from tests.papers.making import NAMES, docx_text, html_text, paper, pdf_text, squeezed
from tests.papers.programme import LATER, person

pytestmark = pytest.mark.slow

MARKUP = (
    "<script>alert(1)</script> & &amp; ]]> <w:p/>",
    '#panic("no") $x^2$ *bold* _it_ = Heading <label> @ref #include "x.typ" \\u{41} `raw` // no',
    "{{ 7*7 }} {% raw %} %s {0} {name} ${x}",
    "\u202egnihton\u202c \u2066a\u2067b\u200f \u061c",
    "👩‍👩‍👧‍👦 🇰🇪 ✊🏿 𝕏 \U000e0001 \ufdd0 \uffff",
    "W" * 2000,
    "ـ" * 300 + "م" * 300,
    "語" * 600,
    "a\u0301\u0302\u0303" * 50 + "\u200d" * 20,
    "\u200b\u200e",
    "\x00\x01\x1b[31m\x7f\x85\u2028\u2029",
    "' \" -- ; DROP TABLE 'x'",
    "한국어 עברית ไทย हिन्दी ελληνικά",
)
TEXTS = st.one_of(
    st.sampled_from(MARKUP), st.text(min_size=1, max_size=400), st.text("<>&#$*_@`\\/{}%\"'=- ", min_size=1)
)


def full_of(text: str) -> Release:
    """A release that says this wherever anybody can type."""
    both = {Language.EN: text, Language.AR: text}
    delegation = FRANCE.model_copy(update={"names": both})
    somebody = person(1, text, delegation).model_copy(update={"honorific": text, "functions": both})
    sessions = []
    for row in LATER.sessions:
        document = row.document
        update = {
            "titles": both,
            "descriptions": both,
            "theme": document.theme and document.theme.model_copy(update={"titles": both, "numeral": text}),
            "agenda_item": document.agenda_item
            and document.agenda_item.model_copy(update={"titles": both, "number": text}),
            "room": document.room and document.room.model_copy(update={"name": text}),
            "organiser": delegation,
            "panel": (
                PanelSeat(role=Role.PANELIST, order=0, minutes=10, titles=both, person=somebody),
                PanelSeat(role=Role.MODERATOR, order=1, person=somebody),
            ),
            "documents": (Paper(symbol=text, title=text, url="https://papers.example/a?b='c'&d"),),
        }
        sessions.append(replace(row, document=document.model_copy(update=update)))
    mandate = LATER.meeting.mandate
    meeting = LATER.meeting.model_copy(
        update={
            "titles": both,
            "symbol": text,
            "venue": text,
            "mandate": mandate and mandate.model_copy(update={"body": text}),
            "agenda_items": (
                AgendaItemFact(number=text, titles=both, annotations=both),
                AgendaItemFact(number=f"{text} (a)", parent=text, titles=both),
            ),
        }
    )
    return replace(LATER, meeting=meeting, sessions=tuple(sessions))


@given(text=TEXTS, name=st.sampled_from(NAMES), language=st.sampled_from([Language.EN, Language.AR, Language.ZH]))
@settings(max_examples=40)
@example(text=MARKUP[0], name="programme", language=Language.EN)
@example(text=MARKUP[4], name="annotated-agenda", language=Language.AR)
def test_any_text_stays_text_in_html_and_docx(text: str, name: str, language: Language) -> None:
    document = paper(name, language, full_of(text))

    page, file = render_html(document, PLAIN), render_docx(document, PLAIN)

    shown = squeezed(clean(text).replace("\n", " "))
    assert shown in squeezed(html_text(page))
    if shown or name not in ("participants", "name-plates"):
        assert shown in squeezed(docx_text(file))


@given(text=TEXTS, name=st.sampled_from(NAMES), language=st.sampled_from([Language.EN, Language.AR, Language.ZH]))
@settings(max_examples=15)
def test_any_text_makes_a_pdf(text: str, name: str, language: Language) -> None:
    assert render_pdf(paper(name, language, full_of(text)), PLAIN).startswith(b"%PDF-")


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_printed_and_the_files_are_sound(text: str, tmp_path: Path) -> None:
    document = paper("annotated-agenda", Language.EN, full_of(text))

    pdf, file = render_pdf(document, PLAIN), render_docx(document, PLAIN)

    if text.isascii() and text.isprintable():
        assert squeezed(text) in squeezed(pdf_text(pdf))
    path = tmp_path / "paper.docx"
    path.write_bytes(file)
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []


def test_a_sign_that_no_font_has_leaves_a_box() -> None:
    document = paper("provisional-agenda", Language.EN, full_of("Panel 👍 ไทย!"))

    assert squeezed("Panel □ □□□!") in squeezed(pdf_text(render_pdf(document, PLAIN)))


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_of_five_hundred_makes_every_paper(name: str) -> None:
    panel = tuple(
        PanelSeat(role=Role.PANELIST, order=place, minutes=1, person=person(place, f"Somebody {place:03}", FRANCE))
        for place in range(500)
    )
    rows = tuple(
        replace(row, document=row.document.model_copy(update={"panel": panel})) if row.uid == TASK_FORCES.uid else row
        for row in LATER.sessions
    )
    document = paper(name, release=replace(LATER, sessions=rows))

    shown = pdf_text(render_pdf(document, PLAIN))

    assert render_docx(document, PLAIN)
    if name in ("programme", "speakers", "running-order", "participants", "name-plates"):
        assert "Somebody 000" in shown
        assert "Somebody 499" in shown


def test_three_hundred_parallel_sessions_are_all_in_the_papers_of_a_day_and_of_the_week() -> None:
    rows = tuple(
        replace(
            LATER.sessions[0],
            document=LATER.sessions[0].document.model_copy(update={"titles": {Language.EN: f"Session {number:03}"}}),
        )
        for number in range(300)
    )
    release = replace(LATER, sessions=rows)

    for name in ("day", "poster", "organisation-of-work"):
        choice = Choice(day=rows[0].document.starts.date()) if name == "day" else Choice()
        shown = squeezed(pdf_text(render_pdf(paper(name, release=release, choice=choice), PLAIN)))
        assert [number for number in range(300) if f"Session{number:03}" not in shown] == [], name
