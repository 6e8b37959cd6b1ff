"""The msgids of the product and its catalogues. `python -m tests.pages.catalogues` brings the catalogues up to date."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from app.languages import Language

APP = Path(__file__).parents[2] / "app"
LOCALE = APP / "locale"
TRANSLATED = tuple(language for language in Language if language is not Language.EN)
KEYWORDS = {**DEFAULT_KEYWORDS, "words": None}
WRITTEN = datetime(2026, 11, 24, tzinfo=UTC)
# What officers read is spoken in English and French: sentences of conflicts, the desk.
OFFICERS = ("programme/", "desk/", "spreadsheets/")


@dataclass(frozen=True, slots=True)
class Message:
    """A msgid, with its plural where it has one, and the files that say it."""

    msgid: str | tuple[str, ...]
    files: frozenset[str]

    @property
    def is_public(self) -> bool:
        """Whether a page, a feed or a paper says it, so that it is needed in all languages."""
        return not all(file.startswith(OFFICERS) for file in self.files)


@cache
def extracted() -> Catalog:
    """Every msgid in the code and the templates."""
    with (LOCALE / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    catalogue = Catalog(project="round-table-planner", fuzzy=False)
    for file, line, msgid, _, _ in sorted(
        extract_from_dir(APP, methods, options, KEYWORDS), key=lambda found: (found[0], found[1])
    ):
        catalogue.add(msgid, locations=[(f"app/{file}", line)])
    return catalogue


def messages() -> list[Message]:
    """Every msgid with the files that say it, relative to `app`."""
    return [
        Message(
            message.id if isinstance(message.id, str) else tuple(message.id),
            frozenset(file.removeprefix("app/") for file, _ in message.locations),
        )
        for message in extracted()
        if message.id
    ]


def path_of(language: Language) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "planner.po"


def catalogue_of(language: Language) -> Catalog:
    """A language's catalogue as it lies in git."""
    path = path_of(language)
    if not path.exists():
        return empty_catalogue(language)
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


def update() -> None:
    """Bring every catalogue up to date: new msgids come without a translation, what is gone leaves."""
    template = extracted()
    for language in TRANSLATED:
        before, after = catalogue_of(language), empty_catalogue(language)
        for message in template:
            if message.id:
                known = before.get(message.id[0] if isinstance(message.id, tuple) else message.id)
                string = known.string if known and known.id == message.id else ""
                after.add(message.id, string, locations=message.locations)
        with path_of(language).open("wb") as file:
            write_po(file, after, width=120, include_lineno=False)


def empty_catalogue(language: Language) -> Catalog:
    """A catalogue with its head alone, the same whenever it is written."""
    return Catalog(
        locale=language.value,
        project="round-table-planner",
        version="1",
        header_comment="# The words of the planner in the language of this folder.",
        creation_date=WRITTEN,
        revision_date=WRITTEN,
        last_translator="round-table-planner",
        language_team=language.value,
        msgid_bugs_address="none",
        fuzzy=False,
    )


if __name__ == "__main__":
    update()
