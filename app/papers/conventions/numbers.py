"""Numbers of items as each language writes them: "1." and "(a)", "a)", "1-" and "(أ)"."""

import re

from app.languages import Language

ARABIC_LETTERS = [
    "أ",
    "ب",
    "ج",
    "د",
    "ه",
    "و",
    "ز",
    "ح",
    "ط",
    "ي",
    "ك",
    "ل",
    "م",
    "ن",
    "س",
    "ع",
    "ف",
    "ص",
    "ق",
    "ر",
    "ش",
    "ت",
    "ث",
    "خ",
    "ذ",
    "ض",
]
LETTER = re.compile(r"\(?([a-z])\)?")
ROMAN_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
ROMAN = re.compile(r"\(?(x{0,2}(?:ix|iv|v?i{1,3}|v|x))\)?")


def own_number(number: str, parent: str | None) -> str:
    """What an item's number adds to that of the item it is a part of: "(a)" of "1 (a)" below "1"."""
    added = number.removeprefix(parent).strip() if parent else ""
    return added if LETTER.fullmatch(added) or ROMAN.fullmatch(added) else number


def item_label(number: str, parent: str | None, language: Language) -> str:
    """The label of an item in a list."""
    own = own_number(number, parent)
    letter = LETTER.fullmatch(own)
    if parent is None and own.isdigit():
        return f"{own}-" if language is Language.AR else f"{own}."
    if letter and parent is not None and not (letter[1] == "i" and ")" in parent):
        return letter_label(letter[1], language)
    if parent is not None and (roman := ROMAN.fullmatch(own)):
        return roman_label(roman[1], language)
    return own if own[-1:] in ".)-" else f"{own}."


def item_reference(number: str, language: Language) -> str:
    """An item's number inside a line, "1 (a)": in the language's own letters and brackets."""
    head, sign, rest = number.partition("(")
    letter = LETTER.fullmatch(sign + rest)
    if not head.strip() or letter is None:
        return number
    space = "" if language is Language.ZH else "\u00a0"
    return f"{head.strip()}{space}{letter_label(letter[1], language)}"


def letter_label(letter: str, language: Language) -> str:
    """The label of a sub-item by its Latin letter."""
    if language is Language.AR:
        return f"({ARABIC_LETTERS[ord(letter) - ord('a')]})"
    return f"{letter})" if language in (Language.ES, Language.FR, Language.RU) else f"({letter})"


def roman_label(numeral: str, language: Language) -> str:
    """The label of a part of a sub-item by its roman numeral. Arabic and Chinese have signs of their own."""
    value = ROMAN_NUMERALS.index(numeral) + 1 if numeral in ROMAN_NUMERALS else 0
    if language is Language.AR and value:
        return f"’{value}‘"
    if language is Language.ZH and value:
        return chr(ord("㈠") + value - 1)
    return theme_label(numeral, language)


def theme_label(numeral: str, language: Language) -> str:
    """The roman numeral of a theme, which is its name in every language, in the language's brackets."""
    return f"{numeral})" if language in (Language.ES, Language.FR, Language.RU) else f"({numeral})"


def paragraph_label(number: int, language: Language) -> str:
    """The number by which a paragraph is quoted, the same in six languages."""
    return f"{number}-" if language is Language.AR else f"{number}."


STOPS = {
    **dict.fromkeys(Language, (":", ";", ".")),
    Language.FR: ("\u00a0:", "\u202f;", "."),
    Language.AR: (":", "؛", "."),
    Language.ZH: ("：", "；", "。"),
}
"""What ends an item that has parts, a part, and the last of all."""
ENDED = ".;:!?。；：！？؛؟…"


def stopped(title: str, stop: str) -> str:
    """A title with what ends it, unless it ends already."""
    return title if title[-1:] in ENDED else title + stop
