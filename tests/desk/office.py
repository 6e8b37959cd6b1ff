"""A desk with something of everything in it, and every page that it has: what tests of all pages look at."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi.routing import APIRoute, iter_route_contexts
from playwright.sync_api import Browser, Page

from app.access.accounts import AccountIn, create_account, invite, offer_first_administrator
from app.access.models import Actor, Right
from app.database import Database
from app.desk.frame.admission import COOKIE
from app.desk.routes import router
from app.languages import Language
from tests.desk.officer import DeskOfficer, signed_in
from tests.machinery.databases import Template
from tests.machinery.officer import JSON, Officer, at, make_key
from tests.machinery.server import running_server

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
PHONE, TABLET, WIDE = ({"width": width, "height": height} for width, height in ((390, 844), (1024, 768), (1440, 900)))
MEETING = "/desk/meetings/working-group"
NO_PAGES = {
    "desk_asset",
    "desk_board_changes",
    "desk_board_places",
    "desk_events",
    "desk_export",
    "desk_history_csv",
    "desk_paper",
    "desk_whole_history_csv",
}
"""What the desk answers to a script or as a file."""


@dataclass(frozen=True)
class Office:
    """A running desk with a meeting in it: its address, an administrator, the addresses of all its pages."""

    url: str
    officer: Officer
    administrator: DeskOfficer
    session: JSON
    pages: tuple[str, ...]

    def visit(self, browser: Browser, **context: object) -> Page:
        """A browser in which the administrator is signed in."""
        opened = browser.new_context(**context)  # type: ignore[arg-type]
        cookie = self.administrator.client.cookies[COOKIE]
        opened.add_cookies([{"name": COOKIE, "value": cookie, "url": self.url}])
        return opened.new_page()


@contextmanager
def running_office(template: Template) -> Iterator[Office]:
    """Conflicts of both severities, an accepted warning, panels, two releases, a person who is in the list twice."""
    database_url = template.copy()
    with running_server(database_url) as client, first_page(template) as first:
        officer = Officer(client, make_key(database_url, Right.ADMINISTRATOR))
        officer.open_meeting()
        session, known = _programme(officer)
        administrator = signed_in(client, database_url, "Okafor", Right.ADMINISTRATOR)
        known["desk_invitation_page"] = [f"/desk/invitations/{_invitation(database_url)}"]
        known["desk_first_page"] = [first]
        url = str(client.base_url).rstrip("/")
        pages = [address for route in page_routes() for address in known.get(route.name, [_filled(route.path)])]
        yield Office(url, officer, administrator, session, tuple(pages))
        administrator.client.close()


@contextmanager
def first_page(template: Template) -> Iterator[str]:
    """The page that makes the first administrator, where there is none yet."""
    database_url = template.copy()
    database = Database(database_url)
    with database.writing() as db:
        token = offer_first_administrator(db)
    database.dispose()
    with running_server(database_url) as client:
        yield f"{str(client.base_url).rstrip('/')}/desk/first/{token}"


def page_routes() -> list[APIRoute]:
    """The route of every page of the desk."""
    routes = (context.route for context in iter_route_contexts(router.routes))
    return [
        route
        for route in routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and route.name not in NO_PAGES
    ]


def spoken(address: str, language: Language) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def _programme(officer: Officer) -> tuple[JSON, dict[str, list[str]]]:
    """Fill the meeting; a session with a panel, and the addresses of pages that are more than their route."""
    session = officer.round_table("Task forces", theme_id=officer.themes["i"])
    officer.publish("First")
    officer.change(session, **at("15:00-18:00"))
    officer.publish("Second")
    other = officer.session("Witnesses", theme_id=officer.themes["ii"], **at("15:00-18:00"))["session"]
    officer.session("Late", room="Boardroom D", **at("19:00-20:00"))
    officer.step(officer.session("Cancelled", **at("10:00-11:00", day=2))["session"], "cancel")
    officer.session("Waiting", room=None, starts=None, ends=None)
    where = f"/meetings/{officer.meeting}"
    officer.do("POST", f"{where}/slots", json={"starts_at": "10:00", "ends_at": "13:00"})
    officer.do("POST", f"{where}/agenda-items", json={"number": "3", "titles": {"en": "Another item"}})
    warning = next(one for one in officer.get(f"{where}/conflicts")["items"] if one["severity"] == "warning")
    officer.do("POST", f"{where}/acknowledgements", json={"key": warning["key"], "reason": "The bureau agreed."})
    person = officer.get(f"/sessions/{session['id']}")["assignments"][0]["participant_id"]
    officer.person("Adaeze Okafor")
    twin = officer.person("OKAFOR, Adaeze", functions={"en": "Judge"})["id"]
    here, board = f"{MEETING}/sessions/{session['id']}", f"{MEETING}/board"
    return session, {
        "desk_session": [f"{here}?searched=yes", f"{MEETING}/sessions/{other['id']}"],
        "desk_release": [f"{MEETING}/releases/2"],
        "desk_compare": [f"{MEETING}/compare?earlier=1&later=2"],
        "desk_board": [board, f"{board}?density=dense", f"{board}?theme=i"],
        "desk_board_move_page": [f"{board}/move?session={session['id']}"],
        "desk_board_swap_page": [f"{board}/swap?session={session['id']}&with={other['id']}"],
        "desk_import": [f"{MEETING}/imports/{what}" for what in ("people", "sessions")],
        "desk_merging": [f"{MEETING}/merging", f"{MEETING}/merging?person={person}"],
        "desk_compare_people": [f"{MEETING}/merging/{twin - 1}/{twin}"],
        "desk_show_people": [f"{MEETING}/people/{person}"],
        "desk_show_rooms": [f"{MEETING}/rooms/{officer.rooms['Boardroom A']}"],
        "desk_show_agenda-items": [f"{MEETING}/agenda-items/{officer.item['id']}"],
        "desk_show_delegations": ["/desk/delegations/KEN"],
    }


def _filled(path: str) -> str:
    """The address of a route whose names are those of what was made first."""
    return re.sub(r"\{[a-z_]+\}", "1", path.replace("{meeting}", "working-group"))


def _invitation(database_url: str) -> str:
    """The token of a colleague's invitation."""
    database, by = Database(database_url), Actor("test", Right.ADMINISTRATOR)
    with database.writing() as db:
        account = create_account(db, AccountIn(email="mbeki@office.example", name="T. Mbeki", role=Right.VIEWER), by)
        token = invite(db, account, by)
    database.dispose()
    return token
