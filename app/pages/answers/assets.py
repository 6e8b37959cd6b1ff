"""The style sheet, the icon and the ES modules.

Their addresses carry a hash of the content, so that a browser may keep them for good.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static"
MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the pages, plain and packed. `version` is the hash that its address carries."""

    body: bytes
    packed: bytes
    version: str
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Every file of the folder by its name, read once."""
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in MEDIA_TYPES)
    return {path.name: _asset(path) for path in files}


def asset_url(name: str) -> str:
    """The address of a file."""
    return f"/static/{assets()[name].version}/{name}"


def _asset(path: Path) -> Asset:
    body = path.read_bytes()
    return Asset(body, gzip.compress(body, mtime=0), sha256(body).hexdigest()[:16], MEDIA_TYPES[path.suffix])
