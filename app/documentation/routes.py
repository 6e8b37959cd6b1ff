"""A page to read the OpenAPI document: Swagger UI from a package of the lock, under a strict policy, no other host asked."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}
HERE = Path(__file__).parent

router = APIRouter()
swagger_files = StaticFiles(directory=str(files("fastapi_offline") / "static"))


@router.api_route("/docs", methods=["GET", "HEAD"], include_in_schema=False)
def documentation_page() -> FileResponse:
    """The page."""
    return FileResponse(HERE / "page.html", media_type="text/html; charset=utf-8", headers=POLICY)


@router.api_route("/docs/start.js", methods=["GET", "HEAD"], include_in_schema=False)
def documentation_script() -> FileResponse:
    """The few lines that start it."""
    return FileResponse(HERE / "start.js", media_type="text/javascript; charset=utf-8")
