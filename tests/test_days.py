"""How each language writes days, against what was seen in papers of the United Nations."""

from datetime import date

import pytest

from app.days import day_words, days_words, formal_dated_day_words, formal_day_words, short_day_words
from app.languages import Language

AR, EN, ES, FR, RU, ZH = Language
FIRST = date(2027, 3, 1)


def in_all(words: object) -> list[str]:
    """What a function of the language says in each."""
    return [words(language) for language in Language]  # type: ignore[operator]


def test_a_day_is_named_as_papers_name_it() -> None:
    assert in_all(lambda language: day_words(FIRST, language)) == [
        "الاثنين 1 آذار/مارس",
        "Monday 1 March",
        "lunes 1 de marzo",
        "lundi 1er mars",
        "понедельник, 1 марта",
        "3月1日星期一",
    ]


def test_a_chip_names_the_day_in_few_signs() -> None:
    assert in_all(lambda language: short_day_words(date(2027, 3, 2), language)) == [
        "الثلاثاء 2",
        "Tue 2",
        "mar 2",
        "mar. 2",
        "вт 2",
        "2日周二",
    ]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (FIRST, "1 March 2027"),
        (date(2027, 4, 2), "1 March – 2 April 2027"),
        (date(2028, 1, 2), "1 March 2027 – 2 January 2028"),
    ],
)
def test_a_span_says_no_more_than_differs(last: date, words: str) -> None:
    assert days_words(FIRST, last, Language.EN) == words


def test_a_paper_sets_the_day_of_the_week_apart() -> None:
    assert in_all(lambda language: formal_day_words(FIRST, language)) == [
        "الاثنين، 1 آذار/مارس",
        "Monday, 1 March",
        "lunes 1 de marzo",
        "lundi 1er mars",
        "понедельник, 1 марта",
        "3月1日，星期一",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (AR, "1–5 حزيران/يونيه 2015"),
        (EN, "1–5 June 2015"),
        (ES, "1 a 5 de junio de 2015"),
        (FR, "1er-5 juin 2015"),
        (RU, "1-5 июня 2015 года"),
        (ZH, "2015年6月1日至5日"),
    ],
)
def test_a_span_of_days_within_a_month(language: Language, words: str) -> None:
    assert days_words(date(2015, 6, 1), date(2015, 6, 5), language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (AR, "30 كانون الأول/ديسمبر 2013 – 1 كانون الثاني/يناير 2014"),
        (EN, "30 December 2013 – 1 January 2014"),
        (ES, "30 de diciembre de 2013 a 1 de enero de 2014"),
        (FR, "30 décembre 2013-1er janvier 2014"),
        (RU, "30 декабря 2013 года – 1 января 2014 года"),
        (ZH, "2013年12月30日至2014年1月1日"),
    ],
)
def test_a_span_of_days_across_years(language: Language, words: str) -> None:
    assert days_words(date(2013, 12, 30), date(2014, 1, 1), language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (AR, "الاثنين، 28 تشرين الأول/أكتوبر 2013"),
        (EN, "Monday, 28 October 2013"),
        (ES, "lunes 28 de octubre de 2013"),
        (FR, "lundi 28 octobre 2013"),
        (RU, "понедельник, 28 октября 2013 года"),
        (ZH, "2013年10月28日，星期一"),
    ],
)
def test_a_day_with_its_year(language: Language, words: str) -> None:
    assert formal_dated_day_words(date(2013, 10, 28), language) == words
