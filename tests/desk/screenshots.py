"""Pictures of the desk to look at: `python -m tests.desk.screenshots OUT_DIR [LANGUAGE…]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from app.access.models import Right
from app.database import Database
from app.desk.frame.admission import COOKIE
from app.languages import Language
from app.schema import migrate
from app.seeding.demo import make_demonstration
from app.seeding.seed import seed
from tests.desk.officer import signed_in
from tests.machinery.browser import running_browser
from tests.machinery.server import running_server

SIZES = ((1440, 900), (1024, 768), (390, 844))
DARK = ("board", "session", "conflicts")


def addresses(meeting: str, session: int, room: int) -> dict[str, str]:
    """The pages of the desk by a short name."""
    within = f"/desk/meetings/{meeting}"
    return {
        "sign-in": "/sign-in",
        "home": "/desk",
        "me": "/desk/me",
        "accounts": "/desk/accounts/new",
        "keys": "/desk/keys",
        "mandate": "/desk/mandates/1",
        "delegations": "/desk/delegations",
        "board": f"{within}/board",
        "board-dense": f"{within}/board?density=dense",
        "move": f"{within}/board/move?session={session}",
        "steps": f"{within}/steps",
        "sessions": f"{within}/sessions",
        "session": f"{within}/sessions/{session}?searched=yes&find=Panelist+1",
        "new-session": f"{within}/sessions/new",
        "people": f"{within}/people",
        "person": f"{within}/people/7",
        "import": f"{within}/imports/people",
        "merging": f"{within}/merging",
        "history": f"{within}/history",
        "details": f"{within}/details",
        "room": f"{within}/rooms/{room}",
        "agenda": f"{within}/agenda-items",
        "successor": f"{within}/successor",
        "conflicts": f"{within}/conflicts",
        "publish": f"{within}/publish",
        "releases": f"{within}/releases",
        "release": f"{within}/releases/1",
    }


def take(browser: Browser, url: str, cookie: str, pages: dict[str, str], folder: Path, language: Language) -> int:
    """Put the pictures of a language into the folder and say how many they are."""
    taken = 0
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": url}])
        page = context.new_page()
        for name, address in pages.items():
            if scheme == "dark" and name not in DARK:
                continue
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{url}{address}{'&' if '?' in address else '?'}lang={language}")
                dark = "-dark" if scheme == "dark" else ""
                page.screenshot(path=folder / f"{name}-{language}-{width}{dark}.png", full_page=True)
                taken += 1
        context.close()
    return taken


def main() -> None:
    """Take every picture of a demonstration meeting."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    languages = [Language(code) for code in sys.argv[2:]] or [Language.EN, Language.FR, Language.AR]
    with tempfile.TemporaryDirectory() as data:
        url = f"sqlite:///{data}/planner.sqlite"
        database = Database(url)
        migrate(database)
        with database.writing() as db:
            seed(db)
            meeting = make_demonstration(db, None, 40)
        with database.reading() as db:
            session = db.connection().exec_driver_sql(
                "select id from session where kind = 'round_table' and meeting_id = 2"
            )
            pages = addresses(meeting, session.scalars().all()[0], 10)
        database.dispose()
        with running_server(url) as client, running_browser() as browser:
            officer = signed_in(client, url, "A. Okafor", Right.ADMINISTRATOR)
            base, cookie = str(client.base_url).rstrip("/"), officer.client.cookies[COOKIE]
            taken = sum(take(browser, base, cookie, pages, folder, language) for language in languages)
    print(f"{taken} pictures in {folder}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
