"""The right column of a masthead. Papers in Arabic, Chinese and Russian have it in English."""

from datetime import date

from app.days import date_words
from app.languages import Language

ENGLISH_NAMES = {
    Language.AR: "Arabic",
    Language.EN: "English",
    Language.ES: "Spanish",
    Language.FR: "French",
    Language.RU: "Russian",
    Language.ZH: "Chinese",
}
FRENCH_NAMES = {
    Language.AR: "arabe",
    Language.EN: "anglais",
    Language.ES: "espagnol",
    Language.FR: "français",
    Language.RU: "russe",
    Language.ZH: "chinois",
}
SPANISH_NAMES = {
    Language.AR: "árabe",
    Language.EN: "inglés",
    Language.ES: "español",
    Language.FR: "francés",
    Language.RU: "ruso",
    Language.ZH: "chino",
}
NAMES = {Language.ES: SPANISH_NAMES, Language.FR: FRENCH_NAMES}
COLONS = {Language.FR: "\u00a0: "}


def aside_language(language: Language) -> Language:
    """The language of the right column."""
    return language if language in (Language.ES, Language.FR) else Language.EN


def aside(day: date, language: Language, original: Language | None) -> tuple[str, ...]:
    """Date, language of this version, and the original language where an office names one."""
    written = aside_language(language)
    names = NAMES.get(written, ENGLISH_NAMES)
    version = names[language]
    lines = [date_words(day, written)]
    if language is not original:
        lines.append(version[0].upper() + version[1:])
    if original:
        lines.append(f"Original{COLONS.get(written, ': ')}{names[original]}")
    return tuple(lines)
