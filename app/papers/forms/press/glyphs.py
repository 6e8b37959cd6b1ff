"""The fonts of a paper, and text made printable with them: a sign that no font has would stop the typesetter."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from app.languages import Language
from app.papers.house import House

FOLDERS = {
    "Noto Sans": ("fontpkg_noto_sans", "files"),
    "Amiri": ("fontpkg_amiri", "files"),
    "Noto Sans SC": ("justmytype_intl_cjk", "fonts", "ofl", "notosanssc"),
}
FAMILIES = {
    **dict.fromkeys(Language, ("Noto Sans", "Noto Sans SC", "Amiri")),
    Language.AR: ("Amiri", "Noto Sans", "Noto Sans SC"),
}
FOR_MISSING = "□"
LONGEST_WORD = 24
BREAK = "\u200b"
LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def families(language: Language, house: House) -> tuple[str, ...]:
    """The families of a language, those of the house first."""
    return (*house.description.fonts, *FAMILIES[language])


def font_folders(house: House) -> tuple[Path, ...]:
    """Where the fonts are."""
    own = (house.fonts,) if house.fonts else ()
    return (*own, *(_folder(*parts) for parts in FOLDERS.values()))


def printable(text: str, house: House) -> str:
    """The text with a sign for each character that no font has, and with places to break in very long words."""
    known = _known(house.fonts)
    shown = (
        text
        if known.issuperset(map(ord, text))
        else "".join(sign if ord(sign) in known else _instead(sign) for sign in text)
    )
    return LONG.sub(_breakable, shown)


def _instead(sign: str) -> str:
    """Selectors and joiners leave no trace; anything else shows that something is there."""
    return "" if sign in "\u200b\u200c\u200d\u2060\ufeff\u00ad" or "\ufe00" <= sign <= "\ufe0f" else FOR_MISSING


def _breakable(word: re.Match[str]) -> str:
    letters = word[0]
    return BREAK.join(letters[start : start + 8] for start in range(0, len(letters), 8))


@cache
def _known(own: Path | None) -> frozenset[int]:
    """Every character of the fonts, read once."""
    folders = [*([own] if own else []), *(_folder(*parts) for parts in FOLDERS.values())]
    return frozenset(code for folder in folders for path in _fonts(folder) for code in _characters(path)) | {ord(BREAK)}


def _fonts(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".otf") and "Italic" not in path.name)


def _characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _folder(package: str, *parts: str) -> Path:
    return Path(str(files(package).joinpath(*parts)))
