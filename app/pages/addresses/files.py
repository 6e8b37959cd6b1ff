"""The files that pages ask for."""

from fastapi import APIRouter, Request, Response

from app.errors import NotFound
from app.pages.answers.assets import assets
from app.pages.answers.page import packs

router = APIRouter()


@router.get("/static/{version}/{name}", include_in_schema=False)
@router.head("/static/{version}/{name}", include_in_schema=False)
def asset_file(version: str, name: str, request: Request) -> Response:
    """A file of the pages. Under the version of its content it never changes."""
    asset = assets().get(name)
    if asset is None:
        raise NotFound("There is no such file.")
    kept = "public, max-age=31536000, immutable" if version == asset.version else "public, no-cache"
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
    if packs(request):
        return Response(asset.packed, media_type=asset.media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.media_type, headers=headers)
