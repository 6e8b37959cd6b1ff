"""Lines of iCalendar: RFC 5545 §3.1 (content lines) and §3.3.11 (text)."""

import re

import icalendar
import pytest
from hypothesis import given

from app.feeds.lines import Text, clean, fold, one_line
from tests.feeds.texts import one_line_texts, texts

ESCAPE = re.compile(r"\\[\\;,n]")


@given(texts)
def test_a_folded_line_has_75_octets_and_breaks_no_character_and_no_escape(text: str) -> None:
    line = f"DESCRIPTION:{Text(text).to_ical().decode()}"

    pieces = fold(line).split(b"\r\n ")

    assert b"".join(pieces).decode() == line
    assert max(len(piece) for piece in pieces) <= 74
    for piece in pieces:
        assert "\\" not in ESCAPE.sub("", piece.decode())


@given(texts)
def test_lines_fold_where_the_library_folds_unless_it_would_split_a_backslash(text: str) -> None:
    plain = text.replace("\\", "")
    event = icalendar.Event()
    event.add("description", plain)

    line = f"DESCRIPTION:{Text(plain).to_ical().decode()}"

    assert event.to_ical() == b"\r\n".join([b"BEGIN:VEVENT", fold(line), b"END:VEVENT", b""])


@given(texts)
def test_an_escaped_text_is_read_as_it_was_written(text: str) -> None:
    line = f"DESCRIPTION:{Text(text).to_ical().decode()}"

    read = icalendar.Event.from_ical(b"\r\n".join([b"BEGIN:VEVENT", fold(line), b"END:VEVENT", b""]))

    assert read["DESCRIPTION"] == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "one\r\ntwo\rthree\u2028four\u2029five\x85six\x0bseven\x0ceight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\tb", "a b"),
        ("nul\x00bell\x07escape\x1bdelete\x7f", "nulbellescapedelete"),
        ("half \ud83d of a pair", "half  of a pair"),
        ("as it was: é 😀 \\N", "as it was: é 😀 \\N"),
    ],
)
def test_what_no_calendar_can_hold_is_left_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert one_line(typed) == kept.replace("\n", " ")


@given(one_line_texts)
def test_a_text_on_one_line_stays_as_it_is(text: str) -> None:
    assert one_line(text) == text
