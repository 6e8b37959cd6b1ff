"""Who may be in the list twice."""

import pytest

from app.people.duplicates import SIMILAR, Known, Reason, Suspicion, likeness, suspicions, words_of


@pytest.mark.parametrize(
    ("first", "second", "is_alike"),
    [
        ("Adaeze Okafor", "OKAFOR, Adaeze", True),
        ("Adaeze Okafor", "A. Okafor", True),
        ("Adaeze Okafor", "Adaeze Okafar", True),
        ("José Pérez", "Jose Perez", True),
        ("Jean Petit", "Jean-Pierre Petit", True),
        ("Иван Петров", "Петров Иван", True),
        ("Jean Petit", "Jean Dupont", False),
        ("B. Okafor", "A. Okafor", False),
        ("A.", "Adaeze Okafor", False),
        ("Panelist 07", "Panelist 12", False),
        ("…", "Adaeze Okafor", False),
    ],
)
def test_names_are_alike_in_any_order_with_initials_and_slips(first: str, second: str, is_alike: bool) -> None:
    assert (likeness(words_of(first), words_of(second)) >= SIMILAR) is is_alike
    assert likeness(words_of(first), words_of(second)) == likeness(words_of(second), words_of(first))


def test_one_address_is_told_before_a_similar_name_and_names_only_within_a_delegation() -> None:
    people = [
        Known(4, "Jean Petit", "FRA"),
        Known(3, "Adaeze Okafor", "KEN", "a@state.example"),
        Known(2, "Okafor A.", "KEN"),
        Known(1, "Somebody Else", "FRA", "A@state.example"),
        Known(5, "Jean Petit", "BEL"),
    ]

    assert suspicions(people) == [Suspicion(1, 3, Reason.EMAIL), Suspicion(2, 3, Reason.NAME)]


def test_a_word_that_everybody_has_tells_nobody_apart() -> None:
    people = [
        Known(number, f"Panelist {chr(97 + number % 26)}{chr(97 + number // 26)}x", "KEN") for number in range(300)
    ]

    assert suspicions(people) == []
