"""Every address with the methods it answers and the role it needs, read from the running application's own routes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from app.access.models import Right
from app.feeds.http.address import ADDRESSES
from app.main import create_app
from app.settings import Settings

OPEN = "anybody"


@dataclass(frozen=True, order=True, slots=True)
class Route:
    """An address, its methods and who may: a role, or anybody."""

    path: str
    methods: tuple[str, ...]
    role: str


def routes() -> list[Route]:
    """Every route, those of the feeds included, which stand in front of the others."""
    feeds = (Route(address, ("GET", "HEAD"), OPEN) for address in ADDRESSES)
    return sorted([*feeds, *_joined(_routed())])


def roles_page() -> str:
    """The table of `docs/roles.md`."""
    lines = [
        "# Roles",
        "",
        "Who may use which address. Each role includes the ones before it: viewer, editor, publisher, administrator. The",
        "API takes a key, the desk a sign-in; the token of an own selection is in its address, and whoever has it may.",
        "",
        "| address | methods | who |",
        "|---|---|---|",
    ]
    lines.extend(f"| `{route.path}` | {' '.join(route.methods)} | {route.role} |" for route in routes())
    return "\n".join(lines) + "\n"


def _routed() -> Iterator[Route]:
    with TemporaryDirectory() as folder:
        inner: Any = create_app(Settings(data=Path(folder)))
    while hasattr(inner, "_app"):
        inner = inner._app
    for context in iter_route_contexts(inner.routes):
        dependant = getattr(context.original_route, "dependant", None)
        yield Route(context.path or "", tuple(sorted(context.methods or ())), _role(dependant))


def _joined(found: Iterable[Route]) -> Iterator[Route]:
    """One line for the methods of an address that the same people may use."""
    methods: dict[tuple[str, str], set[str]] = {}
    for route in found:
        methods.setdefault((route.path, route.role), set()).update(route.methods)
    return (Route(path, tuple(sorted(held)), role) for (path, role), held in methods.items())


def _role(dependant: Dependant | None) -> str:
    """The largest right that a route asks for."""
    asked = list(_rights(dependant)) if dependant else []
    return max(asked, key=list(Right).index).value if asked else OPEN


def _rights(dependant: Dependant) -> Iterator[Right]:
    right = getattr(dependant.call, "right", None)
    if right is not None:
        yield right
    for part in dependant.dependencies:
        yield from _rights(part)
