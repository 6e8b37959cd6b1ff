"""The six official languages of the United Nations, and how a text in several of them is read in one."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Language(StrEnum):
    """An official language, by its ISO 639-1 code. The order is the alphabetical one of the codes, as papers list them."""

    AR = "ar"
    EN = "en"
    ES = "es"
    FR = "fr"
    RU = "ru"
    ZH = "zh"

    @property
    def direction(self) -> str:
        """The base direction of a text in this language, as HTML's `dir` has it."""
        return "rtl" if self is Language.AR else "ltr"

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return OWN_NAMES[self]


OWN_NAMES = {
    Language.AR: "العربية",
    Language.EN: "English",
    Language.ES: "Español",
    Language.FR: "Français",
    Language.RU: "Русский",
    Language.ZH: "中文",
}

FALLBACKS = (Language.EN, Language.FR, Language.ES, Language.RU, Language.AR, Language.ZH)


def text_in(texts: Mapping[Language, str], language: Language, fallbacks: Sequence[Language] = FALLBACKS) -> str:
    """The text in `language`, else in the first fallback that has one, else empty."""
    text = texts.get(language)
    return text or next((texts[code] for code in fallbacks if texts.get(code)), "")


def language_of(
    texts: Mapping[Language, str], language: Language, fallbacks: Sequence[Language] = FALLBACKS
) -> Language:
    """The language in which `text_in` answers, for the `lang` attribute of what shows it."""
    return Language(next((code for code in (language, *fallbacks) if texts.get(code)), language))
