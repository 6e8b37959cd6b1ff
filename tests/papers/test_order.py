"""Delegations in the alphabetical order of each language: the seed's own names, where a simple sort is wrong."""

import csv
from pathlib import Path
from typing import Any

import pytest

from app.languages import Language
from app.wording import sort_key

SEED = Path(__file__).parents[2] / "seed" / "delegations"


def names(language: Language) -> list[str]:
    """The names of all States and parties, sorted."""
    rows: list[dict[str, str]] = []
    for file in ("states.csv", "parties.csv"):
        with (SEED / file).open(encoding="utf-8") as lines:
            rows.extend(csv.DictReader(lines))

    def key(name: str) -> Any:
        return sort_key(name, language)

    return sorted((row[f"name_{language}"] for row in rows), key=key)


@pytest.mark.parametrize(
    ("language", "run"),
    [
        (Language.AR, ["الأرجنتين", "الأردن", "أرمينيا", "إريتريا", "إسبانيا"]),
        (Language.EN, ["Guinea", "Guinea-Bissau", "Guyana"]),
        (Language.ES, ["Eslovenia", "España", "Estado de Palestina"]),
        (Language.ES, ["Guinea", "Guinea-Bissau", "Guinea Ecuatorial"]),
        (Language.FR, ["Dominique", "Égypte", "El Salvador"]),
        (Language.FR, ["Guinée", "Guinée-Bissau", "Guinée équatoriale"]),
        (Language.RU, ["Замбия", "Зимбабве", "Йемен", "Израиль"]),
        (Language.ZH, ["法国", "菲律宾", "斐济", "芬兰"]),
        (Language.ZH, ["南苏丹", "瑙鲁", "尼泊尔"]),
        (Language.ZH, ["阿尔巴尼亚", "阿尔及利亚", "阿富汗"]),
    ],
)
def test_names_follow_one_another_as_the_language_has_them(language: Language, run: list[str]) -> None:
    every = names(language)

    start = every.index(run[0])
    assert every[start : start + len(run)] == run


def test_only_the_known_names_in_chinese_begin_with_a_character_that_goes_by_stroke() -> None:
    second_level = 0xD8

    assert [name for name in names(Language.ZH) if name.encode("gb18030")[0] >= second_level] == ["斐济", "瑙鲁"]
