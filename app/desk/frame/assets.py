"""The style sheet and the modules of the desk.

Their addresses carry one hash of all of them, so that a browser may keep them for good and a module finds its neighbours
under a relative address.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Response

from app.errors import NotFound

FOLDER = Path(__file__).parents[1] / "static"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

router = APIRouter(include_in_schema=False)


@cache
def assets() -> dict[str, bytes]:
    """Every file of the folder by its name, read once."""
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in MEDIA_TYPES}


@cache
def version() -> str:
    """The hash that every address carries."""
    return sha256(b"".join(name.encode() + body for name, body in assets().items())).hexdigest()[:16]


def asset_url(name: str) -> str:
    """The address of a file. KeyError: no such file."""
    if name not in assets():
        raise KeyError(name)
    return f"/desk/static/{version()}/{name}"


@router.get("/desk/static/{asked}/{name}", name="desk_asset")
@router.head("/desk/static/{asked}/{name}", name="desk_asset_head")
def asset_file(asked: str, name: str) -> Response:
    """A file of the desk, open to everybody: it says nothing of any meeting."""
    body = assets().get(name)
    if body is None:
        raise NotFound("There is no such file.")
    kept = "public, max-age=31536000, immutable" if asked == version() else "public, no-cache"
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
    return Response(body, media_type=MEDIA_TYPES[Path(name).suffix], headers=headers)
