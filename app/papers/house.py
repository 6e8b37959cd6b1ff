"""An organisation's own masthead, fonts and colours, from a folder. Without one the papers are plain.

`house.toml`, every line of it optional:

    accent = "#00629b"                 # rules and headings
    fonts = ["Our Sans"]               # families of the folder's fonts/, before ours
    original = "en"                    # the language that the other versions translate
    logo = "logo.svg"                  # SVG or PNG, left of the organisation's name
    [organisation]                     # by language; above the rule, at the left
    en = "Our Organization"
    [distribution]                     # by language; above the date, at the right
    en = "Distr.: General"
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.languages import Language

FONT_TYPES = (".ttf", ".otf")
LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


class Description(BaseModel):
    """What `house.toml` may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accent: str = Field(default="#00629b", pattern=re.compile(r"^#[0-9a-fA-F]{6}$"))
    fonts: tuple[Annotated[str, Field(pattern=r"^[\w .-]+$")], ...] = ()
    original: Language | None = None
    logo: str | None = None
    organisation: dict[Language, str] = {}
    distribution: dict[Language, str] = {}


@dataclass(frozen=True, eq=False)
class House:
    """How an organisation's papers look. `version` differs with every file of the folder."""

    description: Description = field(default_factory=Description)
    folder: Path | None = None
    version: str = "plain"

    @property
    def fonts(self) -> Path | None:
        """The folder of its own fonts."""
        return self.folder / "fonts" if self.folder and (self.folder / "fonts").is_dir() else None

    @property
    def logo(self) -> Path | None:
        """The logo's file."""
        return self.folder / self.description.logo if self.folder and self.description.logo else None


PLAIN = House()


class HouseUnreadable(ValueError):
    """The folder has no `house.toml`, or it says what cannot be."""


@lru_cache(maxsize=8)
def house_of(folder: Path | None) -> House:
    """The house of a folder, read once. Raises HouseUnreadable."""
    if folder is None:
        return PLAIN
    try:
        description = Description.model_validate(tomllib.loads((folder / "house.toml").read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise HouseUnreadable(f"{folder / 'house.toml'}: {error}") from error
    house = House(description, folder.resolve(), _version(folder))
    if house.logo and (house.logo.suffix not in LOGO_TYPES or not house.logo.is_file()):
        raise HouseUnreadable(f"{house.logo}: not an SVG or PNG file")
    return house


def _version(folder: Path) -> str:
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
