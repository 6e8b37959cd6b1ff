"""Words that people read, through gettext: one catalogue a language under `app/locale`, msgids in English.

The compiled catalogues are made by the install step. Markers for extraction: `gettext`, `ngettext`, `pgettext` and `N_`.
"""

import gettext
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.languages import Language
from app.rules.words import Kind, Role

LOCALE = Path(__file__).parent / "locale"


@cache
def wording(language: str) -> gettext.NullTranslations:
    """The catalogue of a language. Raises FileNotFoundError where it has not been compiled."""
    return gettext.translation("planner", LOCALE, [language], fallback=language == Language.EN)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message for extraction where it is not yet translated."""
    return message


KINDS = {
    Kind.OPENING: N_("Opening"),
    Kind.PLENARY: N_("Plenary"),
    Kind.ROUND_TABLE: N_("Round table"),
    Kind.PANEL: N_("Panel discussion"),
    Kind.BRIEFING: N_("Briefing"),
    Kind.SIDE_EVENT: N_("Side event"),
    Kind.INFORMAL_CONSULTATION: N_("Informal consultation"),
    Kind.BUREAU: N_("Bureau"),
    Kind.GROUP_MEETING: N_("Group meeting"),
    Kind.BREAK: N_("Break"),
    Kind.CLOSING: N_("Closing"),
}

ROLES = {
    Role.CHAIR: N_("Chair"),
    Role.MODERATOR: N_("Moderator"),
    Role.PANELIST: N_("Panelist"),
    Role.DISCUSSANT: N_("Discussant"),
    Role.RAPPORTEUR: N_("Rapporteur"),
    Role.SECRETARY: N_("Secretary"),
    Role.SPEAKER: N_("Speaker"),
}

CHANGES = {
    "added": N_("new"),
    "cancelled": N_("cancelled"),
    "postponed": N_("postponed"),
    "reinstated": N_("takes place again"),
    "moved": N_("moved"),
    "panel": N_("panel"),
    "text": N_("edited"),
}
"""What a release did to a session (`ChangeKind`)."""


def kind_name(kind: Kind, language: str) -> str:
    """What a kind of session is called."""
    return wording(language).gettext(KINDS[kind])


def role_name(role: Role, language: str) -> str:
    """What a role in a session is called."""
    return wording(language).gettext(ROLES[role])


def listed(parts: Iterable[str], language: str) -> str:
    """The parts with the comma of the language between them."""
    return {Language.AR: "، ", Language.ZH: "，"}.get(Language(language), ", ").join(parts)


SOUNDS = {"斐": "匪", "瑙": "脑"}
"""Characters of GB 2312's second level, which goes by stroke, that begin a State's name, and others that sound alike."""


def sort_key(name: str, language: str) -> object:
    """The key that sorts names as lists in this language do (United Nations lists follow each language's own order).

    Arabic passes over the article and tells no forms of alif apart; Chinese goes by sound, which is the order of the
    characters of GB 2312; Russian keeps й and ё by и and е; the others pass over marks, and a hyphen is a space.
    """
    if language == Language.ZH:
        return (SOUNDS.get(name[:1], name[:1]) + name[1:]).encode("gb18030")
    bare = (name.removeprefix("ال") if language == Language.AR else name).replace("-", " ")
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", bare.casefold()) if not unicodedata.combining(sign)
    ), name
