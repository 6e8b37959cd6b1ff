"""What the papers in the browser ask for: a style sheet with the house's colour and fonts, those fonts, and its logo."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app.papers.house import LOGO_TYPES, House

FOLDER = Path(__file__).parent
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="{accent}" d="M3 1h7l3 3v11H3z"/>'
    '<path fill="#fff" d="M5 6h6v1H5zM5 9h6v1H5zM5 12h4v1H5z"/></svg>'
)
FONTS = {".ttf": "font/ttf", ".otf": "font/otf"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file. `version` is the hash that its address carries."""

    body: bytes
    version: str
    media_type: str


@lru_cache(maxsize=8)
def assets(house: House) -> dict[str, Asset]:
    """Every file by its name, read once."""
    fonts = sorted(path for path in house.fonts.iterdir() if path.suffix in FONTS) if house.fonts else []
    held = {path.name: _asset(path.read_bytes(), FONTS[path.suffix]) for path in fonts}
    if house.logo:
        held["logo"] = _asset(house.logo.read_bytes(), LOGO_TYPES[house.logo.suffix])
    held["icon.svg"] = _asset(ICON.format(accent=house.description.accent).encode(), "image/svg+xml")
    held["paper.css"] = _asset(_style(house, held, fonts), "text/css; charset=utf-8")
    return held


def asset_url(name: str, house: House) -> str:
    """The address of a file."""
    return _url(name, assets(house)[name])


def _url(name: str, asset: Asset) -> str:
    return f"/papers/{asset.version}/{name}"


def _style(house: House, held: dict[str, Asset], fonts: list[Path]) -> bytes:
    own = house.description.fonts
    faces = [
        f'@font-face {{ font-family: "{own[0]}"; src: url("{_url(path.name, held[path.name])}"); }}'
        for path in fonts
        if own
    ]
    family = f' --house: "{own[0]}", sans-serif;' if own else ""
    root = f":root {{ --accent: {house.description.accent};{family} }}"
    return "\n".join([*faces, root, (FOLDER / "paper.css").read_text("utf-8")]).encode()


def _asset(body: bytes, media_type: str) -> Asset:
    return Asset(body, sha256(body).hexdigest()[:16], media_type)
