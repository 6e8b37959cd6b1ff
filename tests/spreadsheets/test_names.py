"""What the words in cells mean."""

from datetime import date, time

import pytest

from app.languages import Language
from app.rules.words import Gender, Kind
from app.spreadsheets.columns import CellRefused, normal
from app.spreadsheets.names import GENDERS, day_in, hour_in, is_yes, languages_in, word_in
from app.wording import KINDS

AR, EN, ES, FR, RU, ZH = Language


def test_names_are_compared_without_case_marks_and_signs() -> None:
    assert normal("  Côte d’Ivoire ") == normal("COTE D'IVOIRE") == "cote d ivoire"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("en fr", [EN, FR]),
        ("English, français and 中文", [EN, FR, ZH]),
        ("A/C/E/F/R/S", [AR, ZH, EN, FR, RU, ES]),
        ("anglais; anglais et russe", [EN, RU]),
        ("العربية، الإنجليزية", [AR, EN]),
    ],
)
def test_languages_by_code_letter_or_name_in_any_language(text: str, meant: list[Language]) -> None:
    assert languages_in(text) == meant


def test_days_and_hours_as_they_are_written() -> None:
    days = [day_in(text) for text in ("2027-03-01", "1/3/2027", "01.03.2027", "1-3-2027")]
    hours = [hour_in(text) for text in ("9:30", "09:30:00", "9.30", "9h30", "9 h 30")]

    assert days == [date(2027, 3, 1)] * 4
    assert hours == [time(9, 30)] * 5


def test_words_of_vocabularies_in_any_language() -> None:
    assert [word_in(text, KINDS) for text in ("round_table", "Round table", "TABLE RONDE", "Mesa redonda")] == [
        Kind.ROUND_TABLE
    ] * 4
    assert word_in("Femme", GENDERS) is Gender.FEMALE
    assert [is_yes(text) for text in ("yes", "Oui", "x", "1", "no", "Non", "0")] == [True] * 4 + [False] * 3


def test_what_means_nothing_is_told() -> None:
    for read, text in ((languages_in, "en Klingon"), (day_in, "2027-02-30"), (hour_in, "25:00"), (is_yes, "perhaps")):
        with pytest.raises(CellRefused) as refused:
            read(text)
        assert refused.value.values["given"] in text
