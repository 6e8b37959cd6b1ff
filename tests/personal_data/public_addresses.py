"""Every address that anybody may ask for, made from the application's own routes: one that is new has to be told here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from app.desk.frame.assets import FOLDER as DESK_FILES
from app.languages import Language
from app.pages.answers.assets import assets
from app.papers.catalogue import BY_NAME
from tests.documentation.roles import OPEN, Route, routes
from tests.machinery.officer import MONDAY
from tests.personal_data.marks import PUBLIC
from tests.personal_data.planted import Planted

PART = re.compile(r"{[\w:]+}")
ONCE = (".pdf", ".docx", ".zip", "/{name}", ".js", "/openapi.json", "/docs", "z")
"""How addresses end that are asked for in one language alone, or speak none."""

MOUNTED = {"/docs/files": ("swagger-ui-bundle.js", "swagger-ui.css")}
"""Folders of files that others made; they are no routes, and take no parameter."""

FILTERS = frozenset({"theme", "room", "delegation", "participant", "interpretation", "day", "q"})
KNOWN_QUERIES = FILTERS | {"lang", "alarm", "session", "from", "to"}

Places = Mapping[str, Sequence[str]]


def places_of(planted: Planted) -> Places:
    """What can stand in each part of a public address, by the address up to there."""
    meeting, uids = "/meetings/{meeting}", [row["uid"] for row in planted.released]
    return {
        meeting: [planted.officer.meeting],
        f"{meeting}/themes/{{numeral}}": ["i", "ii"],
        f"{meeting}/rooms/{{room}}": ["boardroom-a"],
        f"{meeting}/delegations/{{code}}": ["KEN", "FRA"],
        f"{meeting}/participants/{{uid}}": [person["uid"] for person in planted.people],
        f"{meeting}/sessions/{{uid}}": uids,
        f"{meeting}/releases/{{number:int}}": ["1", "2", "3"],
        f"{meeting}/papers/{{paper}}": list(BY_NAME),
        "/my/{token}": [planted.selection["page_url"].rpartition("/")[2]],
        "/api/v1/meetings/{meeting}": [planted.officer.meeting],
        "/api/v1/selections/{edit_token}": ["no-such-token"],
        "/desk/first/{token}": ["no-such-token"],
        "/desk/invitations/{token}": ["no-such-token"],
        "/desk/static/{asked}": ["x"],
        "/desk/static/{asked}/{name}": sorted(path.name for path in DESK_FILES.iterdir()),
        "/papers/{version}": ["x"],
        "/papers/{version}/{name}": ["paper.css", "icon.svg"],
        "/static/{version}": ["x"],
        "/static/{version}/{name}": sorted(assets()),
    }


def queries_of(planted: Planted) -> Mapping[str, Sequence[str]]:
    """What else an address is asked for with, by its route."""
    person, uid = planted.people[1]["uid"], planted.table["uid"]
    chosen = ["theme=i", "room=boardroom-a", "delegation=KEN", f"participant={person}", f"theme=i&day={MONDAY}"]
    meeting = "/meetings/{meeting}"
    papers = [f"day={MONDAY}&session={uid}&from=1"]
    return {
        meeting: ["", *chosen, "interpretation=fr", f"day={MONDAY}", f"q={PUBLIC}"],
        f"{meeting}/subscribe": ["", *chosen],
        f"{meeting}/screen": ["", *chosen],
        f"{meeting}.ics": ["", "alarm=15"],
        f"{meeting}/papers.zip": ["lang=en"],
        f"{meeting}/papers/{{paper}}.html": papers,
        f"{meeting}/papers/{{paper}}.pdf": papers,
        f"{meeting}/papers/{{paper}}.docx": papers,
    }


def open_routes() -> list[Route]:
    """The routes that ask for no role."""
    return [route for route in routes() if route.role == OPEN]


def addresses(planted: Planted) -> Iterator[str]:
    """Every public address, in every language where it speaks one."""
    places, queries = places_of(planted), queries_of(planted)
    for route in open_routes():
        if not route.methods:
            yield from (f"{route.path}/{name}" for name in MOUNTED[route.path])
        elif "GET" in route.methods:
            languages = [""] if route.path.endswith(ONCE) else ["", *Language]
            for path in filled(route.path, places):
                for query, language in product(queries.get(route.path, [""]), languages):
                    parts = [part for part in (query, f"lang={language}" if language else "") if part]
                    yield path + ("?" + "&".join(parts) if parts else "")


def filled(template: str, places: Places) -> Iterator[str]:
    """The addresses of a route. Raises KeyError where nobody has told what can stand in a part of it."""
    parts = list(PART.finditer(template))
    for values in product(*(places[template[: part.end()]] for part in parts)):
        path = template
        for part, value in zip(parts, values, strict=True):
            path = path.replace(part[0], value, 1)
        yield path
