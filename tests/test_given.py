"""What the outside may give is refused where it only looks right, and the schema says so."""

import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from app.given import Day, Email, Flag, Instant, Line, Prose, Ref, Titles, Url


def is_taken(form: Any, given: object) -> bool:
    try:
        TypeAdapter(form).validate_python(given)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("given", [0, 1803891600, 0.5, True, "0", "1803891600", "20270301", "2027-03-01T00:00:00"])
def test_a_number_is_no_day(given: object) -> None:
    assert is_taken(Day, "2027-03-01")
    assert not is_taken(Day, given)


@pytest.mark.parametrize("given", [0, 1803891600, True, "1803891600", "2027-03-01", "2027-03-01T10:00:00"])
def test_a_number_or_a_day_is_no_moment(given: object) -> None:
    assert is_taken(Instant, "2027-03-01T10:00:00+01:00")
    assert not is_taken(Instant, given)


def test_true_is_no_number_and_a_number_is_not_true() -> None:
    assert not is_taken(Ref, True)
    assert not is_taken(Flag, 1)
    assert not is_taken(Flag, "yes")
    assert is_taken(Flag, False)


@pytest.mark.parametrize(
    ("form", "given"),
    [
        (Line, "two\nlines"),
        (Line, "two\u2028lines"),
        (Line, " "),
        (Prose, "bell\x07"),
        (Prose, "\n"),
        (Url, "https://example.org/\x1b"),
        (Url, "https://example.org/\x85"),
        (Email, "secretariat@exam\x9fple.org"),
        (Day, "1969-12-31"),
        (Instant, "2201-01-01T00:00:00Z"),
        (Instant, "2027-03-01T10:00:00.5Z"),
    ],
)
def test_what_is_refused_the_schema_refuses(form: Any, given: str) -> None:
    schema = TypeAdapter(form).json_schema()

    assert not is_taken(form, given)
    assert not re.search(schema["pattern"], given)


@pytest.mark.parametrize(
    ("form", "given"),
    [
        (Line, "Équipes 中文 a"),
        (Prose, "two\nlines\tand a tab"),
        (Url, "https://example.org/doc?symbol=CTOC/COP/2027/1&lang=é"),
        (Email, "secretariat@example.org"),
        (Day, "2200-12-31"),
        (Instant, "2027-03-01T10:00:00Z"),
        (Instant, "2027-03-01T10:00:00+01:00"),
    ],
)
def test_what_is_taken_the_schema_takes(form: Any, given: str) -> None:
    schema = TypeAdapter(form).json_schema()

    assert is_taken(form, given)
    assert re.search(schema["pattern"], given)


def test_the_schema_says_that_a_text_in_some_language_is_needed_and_which_ids_there_can_be() -> None:
    assert TypeAdapter(Titles).json_schema()["minProperties"] == 1
    assert TypeAdapter(Ref).json_schema() == {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
