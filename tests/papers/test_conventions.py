"""How each language writes days, hours and numbers, against what was seen in papers of the United Nations."""

from datetime import date, time

import pytest

from app.languages import Language
from app.papers.conventions.hours import hour_words, hours_words
from app.papers.conventions.mastheads import aside
from app.papers.conventions.numbers import item_label, item_reference, stopped

AR, EN, ES, FR, RU, ZH = Language


def plain(words: str) -> str:
    """With ordinary spaces."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "ten", "noon", "half"),
    [
        (AR, "الساعة 10/00", "الساعة 12/00", "الساعة 15/30"),
        (EN, "10 a.m.", "12 noon", "3.30 p.m."),
        (ES, "10.00 horas", "12.00 horas", "15.30 horas"),
        (FR, "10 heures", "12 heures", "15 h 30"),
        (RU, "10 час. 00 мин.", "12 час. 00 мин.", "15 час. 30 мин."),
        (ZH, "上午10时", "中午12时", "下午3时30分"),
    ],
)
def test_an_hour_in_a_sentence(language: Language, ten: str, noon: str, half: str) -> None:
    said = [plain(hour_words(at, language)) for at in (time(10), time(12), time(15, 30))]

    assert said == [ten, noon, half]


@pytest.mark.parametrize(
    ("language", "morning", "afternoon"),
    [
        (AR, "10/00–13/00", "15/00–18/00"),
        (EN, "10 a.m.–1 p.m.", "3–6 p.m."),
        (ES, "10.00 a 13.00 horas", "15.00 a 18.00 horas"),
        (FR, "10 heures-13 heures", "15 heures-18 heures"),
        (RU, "10:00–13:00", "15:00–18:00"),
        (ZH, "上午10时至下午1时", "下午3时至6时"),
    ],
)
def test_the_two_sittings_of_a_day(language: Language, morning: str, afternoon: str) -> None:
    said = [plain(hours_words(time(start), time(start + 3), language)) for start in (10, 15)]

    assert said == [morning, afternoon]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (time(11), time(12), "11 a.m.–12 noon"),
        (time(12), time(13, 30), "12 noon–1.30 p.m."),
        (time(12, 15), time(13), "12.15–1 p.m."),
        (time(0), time(0, 30), "12 midnight–12.30 a.m."),
        (time(22), time(0), "10 p.m.–12 midnight"),
        (time(9, 30), time(9, 45), "9.30–9.45 a.m."),
    ],
)
def test_english_names_the_half_of_the_day_once_where_that_is_clear(starts: time, ends: time, words: str) -> None:
    assert plain(hours_words(starts, ends, EN)) == words


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (AR, ["1-", "(أ)", "’2‘"]),
        (EN, ["1.", "(a)", "(ii)"]),
        (ES, ["1.", "a)", "ii)"]),
        (FR, ["1.", "a)", "ii)"]),
        (RU, ["1.", "a)", "ii)"]),
        (ZH, ["1.", "(a)", "㈡"]),
    ],
)
def test_labels_of_an_item_its_part_and_a_part_of_that(language: Language, labels: list[str]) -> None:
    numbers = [("1", None), ("1 (a)", "1"), ("1 (a) (ii)", "1 (a)")]

    assert [item_label(number, parent, language) for number, parent in numbers] == labels


@pytest.mark.parametrize(
    ("number", "parent", "label"),
    [("2.1", "2", "2.1."), ("2 bis", None, "2 bis."), ("II", None, "II."), ("1 (i)", "1", "(i)"), ("b)", "1", "(b)")],
)
def test_a_number_that_follows_no_pattern_stays_as_it_was_typed(number: str, parent: str | None, label: str) -> None:
    assert item_label(number, parent, EN) == label


def test_a_reference_to_a_part_of_an_item_is_in_the_languages_own_letters() -> None:
    said = [plain(item_reference("1 (b)", language)) for language in Language]

    assert said == ["1 (ب)", "1 (b)", "1 b)", "1 b)", "1 b)", "1(b)"]


def test_the_right_column_of_a_masthead_stays_in_english_in_three_languages() -> None:
    day = date(2015, 3, 20)

    assert {language.value: [plain(line) for line in aside(day, language, EN)] for language in Language} == {
        "ar": ["20 March 2015", "Arabic", "Original: English"],
        "en": ["20 March 2015", "Original: English"],
        "es": ["20 de marzo de 2015", "Español", "Original: inglés"],
        "fr": ["20 mars 2015", "Français", "Original : anglais"],
        "ru": ["20 March 2015", "Russian", "Original: English"],
        "zh": ["20 March 2015", "Chinese", "Original: English"],
    }


def test_a_title_that_ends_already_gets_no_second_stop() -> None:
    assert [stopped(title, ".") for title in ("Other matters", "What next?", "")] == [
        "Other matters.",
        "What next?",
        "",
    ]
