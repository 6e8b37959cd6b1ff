"""The words of the product in six languages."""

from string import Formatter

import pytest
from babel.messages.catalog import Message as Entry

from app.languages import Language
from tests.pages.catalogues import TRANSLATED, catalogue_of, messages

ARABIC, RUSSIAN = 6, 3


def strings(entry: Entry | None) -> list[str]:
    """What a catalogue says for a msgid: one string, or one for each plural form."""
    string = entry.string if entry else None
    return list(string) if isinstance(string, (list, tuple)) else [string or ""]


def first(msgid: str | tuple[str, ...]) -> str:
    """The msgid, or its singular."""
    return msgid if isinstance(msgid, str) else msgid[0]


def fields(text: str) -> set[str]:
    """The values that a text has a place for, in either of the two formats."""
    if "%(" in text:
        return {part.partition(")")[0] for part in text.split("%(")[1:]}
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_the_public_reads_is_translated(language: Language) -> None:
    catalogue = catalogue_of(language)

    missing = [
        message.msgid
        for message in messages()
        if message.is_public and not all(strings(catalogue.get(first(message.msgid))))
    ]

    assert missing == []


def test_every_sentence_an_officer_reads_is_in_french_too() -> None:
    catalogue = catalogue_of(Language.FR)

    missing = [message.msgid for message in messages() if not all(strings(catalogue.get(first(message.msgid))))]

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_what_the_code_says_and_nothing_else(language: Language) -> None:
    held = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in catalogue_of(language) if entry.id}

    assert held == {message.msgid for message in messages()}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_a_place_for_the_same_values(language: Language) -> None:
    catalogue = catalogue_of(language)

    different = [
        message.msgid
        for message in messages()
        if isinstance(message.msgid, str)
        for text in strings(catalogue.get(message.msgid))
        if text and fields(text) != fields(message.msgid)
    ]

    assert different == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_plural_has_the_forms_of_its_language(language: Language) -> None:
    catalogue = catalogue_of(language)
    forms = {Language.AR: ARABIC, Language.RU: RUSSIAN, Language.ZH: 1}.get(language, 2)

    plurals = [message.msgid for message in messages() if isinstance(message.msgid, tuple)]

    assert plurals
    assert {msgid: len(strings(catalogue.get(first(msgid)))) for msgid in plurals} == dict.fromkeys(plurals, forms)
