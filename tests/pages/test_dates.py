"""Days and hours in six languages."""

from datetime import UTC, date, datetime

import pytest

from app.days import date_words
from app.languages import Language
from app.pages.views.dates import city_words, moment_words, offset_words, span_words, when_words
from tests.pages.programme import at

FIRST = date(2027, 3, 1)


def in_all(words: object) -> list[str]:
    """What a function of the language says in each."""
    return [words(language) for language in Language]  # type: ignore[operator]


def test_hours_are_those_of_a_clock_of_24() -> None:
    assert span_words(at(0, 9), at(0, 18, 30)) == "09:00–18:30"
    assert in_all(lambda language: when_words(at(0, 15), at(0, 18), language)) == [
        "الاثنين 1 آذار/مارس 2027، 15:00–18:00",
        "Monday 1 March 2027, 15:00–18:00",
        "lunes 1 de marzo de 2027, 15:00–18:00",
        "lundi 1er mars 2027, 15:00–18:00",
        "понедельник, 1 марта 2027 года, 15:00–18:00",
        "2027年3月1日星期一 15:00–18:00",
    ]


def test_an_instant_is_told_on_the_venues_clock() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert moment_words(late, "Europe/Vienna", Language.EN) == "1 January 2027, 00:30"
    assert date_words(late.date(), Language.FR) == "31 décembre 2026"


def test_the_venues_zone_is_named_by_its_city() -> None:
    assert [city_words("Europe/Vienna", language) for language in Language] == [
        "فيينا",
        "Vienna",
        "Viena",
        "Vienne",
        "Вена",
        "维也纳",
    ]
    assert city_words("UTC", Language.FR) == "UTC"


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Europe/Vienna", "UTC+1"), ("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC−5"), ("UTC", "UTC")],
)
def test_the_offset_is_said_where_it_holds(zone: str, words: str) -> None:
    assert offset_words(zone, FIRST, date(2027, 3, 5)) == words


def test_no_offset_is_said_where_the_clock_changes_during_the_meeting() -> None:
    assert offset_words("Europe/Vienna", date(2027, 3, 26), date(2027, 3, 30)) is None
