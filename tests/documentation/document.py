"""The OpenAPI document without a server."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.main import create_app
from app.settings import Settings

JSON = dict[str, Any]


@cache
def document() -> JSON:
    """The document as an application of its own makes it."""
    with TemporaryDirectory() as folder:
        inner: Any = create_app(Settings(data=Path(folder)))
    while hasattr(inner, "_app"):
        inner = inner._app
    made: JSON = inner.openapi()
    return made
