"""Words that stand nowhere else, planted where the public must not find them, and how to find them all the same."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import product
from string import ascii_lowercase
from typing import Any
from zipfile import ZipFile

from tests.papers.making import pdf_text

START = "zqxk"
PUBLIC = "zqpublicqz"
"""A word that the public may find: a search that does not find it would find nothing."""


@dataclass
class Marks:
    """The words, each with the place it was planted in. `secrets` are values that the product itself made."""

    places: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    _letters: Iterator[tuple[str, ...]] = field(default_factory=lambda: product(ascii_lowercase, repeat=3))

    def word(self, place: str) -> str:
        """A new word for this place."""
        word = f"{START}{''.join(next(self._letters))}qz"
        self.places[word] = place
        return word

    def texts(self, place: str) -> dict[str, str]:
        """A new word in two languages."""
        return {"en": self.word(place), "ar": self.word(place)}

    def keep_secret(self, value: str, place: str) -> str:
        """Look for this value too."""
        self.secrets[value.lower()] = place
        return value

    def found_in(self, said: bytes | str, asked: str = "") -> set[str]:
        """The places whose word is in what was said, but for what the asker has said."""
        plain = said.decode("utf-8", "ignore") if isinstance(said, bytes) else said
        # A long word is broken where a line ends, and the properties of a PDF have two octets for each letter.
        text, asked = re.sub(r"[\s\0]", "", plain).lower(), asked.lower()
        words = {word for word in re.findall(rf"{START}[a-z]{{3}}qz", text) if word not in asked}
        secrets = {value for value in self.secrets if value in text and value not in asked}
        return {self.places[word] for word in words} | {self.secrets[value] for value in secrets}


def readable(body: bytes) -> bytes:
    """Whatever can be read in a file: the parts of a ZIP, the text of a PDF and all that it packs."""
    if body.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(body)) as file:
            return b"\n".join(name.encode() + b"\n" + readable(file.read(name)) for name in file.namelist())
    if body.startswith(b"%PDF"):
        return b"\n".join((body, pdf_text(body).encode("utf-8", "ignore"), *_unpacked(body)))
    return body


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """What a PDF holds besides the text of its pages: properties, bookmarks, what is read aloud (ISO 32000-1 §7.3.8)."""
    for packed in re.findall(rb"\bstream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed)


def holds_mark(value: Any) -> bool:
    """Whether a stored value has a word in it."""
    return START in str(value).lower()
