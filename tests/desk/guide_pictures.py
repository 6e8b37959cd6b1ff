"""The pictures of the officer's guide, from an empty database: `python -m tests.desk.guide_pictures docs/officer-guide`."""

import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from app.access.accounts import offer_first_administrator
from app.database import Database
from app.schema import migrate
from app.seeding.seed import seed
from tests.desk.board.browsing import BoardPage
from tests.machinery.browser import running_browser
from tests.machinery.server import running_server

MONDAY = date(2027, 3, 1)
PASSWORD = "a long way to Vienna"
TITLE = "Working Group on Technical Assistance, fourteenth session"
ROOMS = (("Boardroom D", "200", "6"), ("Boardroom A", "150", "6"), ("C3", "60", "2"))
SPEAKERS = (
    ("Adaeze Okafor", "Kenya", "Director of Public Prosecutions", "en fr", "i"),
    ("Jean Petit", "France", "Judge", "fr en", "i"),
    ("María Pérez", "Peru", "Prosecutor", "es en", "ii"),
    ("Kenji Sato", "Japan", "Counsellor", "en", "iii"),
    ("Anna Nowak", "Poland", "Legal adviser", "en fr", "iv"),
    ("Amina Diallo", "Senegal", "Magistrate", "fr en", "v"),
)
SLIP = ("Jean Petit", "Frence", "Judge", "fr en", "i")
PEOPLE = "Name,Country,Function,Languages,Themes\n"
SESSIONS = "Title,Kind,Status,Theme,Day,From,To,Room,Languages\n"
TABLES = (
    ("Task forces: who leads, who pays", "i", 0, "10:00", "13:00", "Boardroom D"),
    ("Witness protection between jurisdictions", "ii", 0, "15:00", "18:00", "Boardroom D"),
    ("From workshop to courtroom", "iii", 1, "10:00", "13:00", "Boardroom D"),
    ("Reading the threat: tools in use", "iv", 1, "10:00", "13:00", "Boardroom D"),
    ("From Convention to criminal code", "v", 1, "15:00", "18:00", "Boardroom A"),
)


@dataclass(frozen=True)
class Walk:
    """An officer's way through the desk, with pictures of it."""

    page: Page
    url: str
    folder: Path

    @property
    def meeting(self) -> str:
        """Where the meeting's pages are."""
        return f"{self.url}/desk/meetings/wg-14"

    def picture(self, name: str, most: int = 900) -> None:
        """What the officer sees now."""
        height = min(most, self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": 1280, "height": max(480, height)})
        self.page.screenshot(path=self.folder / f"{name}.png")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name).first.click()


def begin(walk: Walk, link: str) -> None:
    """From the one-time link to a meeting with rooms."""
    page = walk.page
    page.goto(walk.url + link)
    page.fill("#email", "okafor@office.example")
    walk.picture("1-first-administrator")
    page.fill("#password", PASSWORD)
    page.fill("#repetition", PASSWORD)
    walk.press("Make the account")
    page.goto(f"{walk.url}/desk/new-meeting")
    page.fill("[name='titles/en']", TITLE)
    page.fill("[name='titles/fr']", "Groupe de travail sur l’assistance technique, quatorzième session")
    page.select_option("[name=mandate_id]", index=1)
    page.fill("[name=slug]", "wg-14")
    page.fill("[name=venue]", "Vienna International Centre")
    page.fill("[name=zone]", "Europe/Vienna")
    page.fill("[name=first_day]", MONDAY.isoformat())
    page.fill("[name=last_day]", (MONDAY + timedelta(days=2)).isoformat())
    page.fill("[name=mailbox]", "secretariat@office.example")
    walk.picture("2-new-meeting")
    walk.press("Make the meeting")
    for name, places, booths in ROOMS:
        page.goto(f"{walk.meeting}/rooms/new")
        page.fill("[name=name]", name)
        page.fill("[name=capacity]", places)
        page.fill("[name=booths]", booths)
        walk.press("Save")
    walk.picture("3-rooms")


def take_in(walk: Walk) -> None:
    """People and sessions from tables."""
    page = walk.page
    page.goto(f"{walk.meeting}/imports/people")
    lines = [SLIP if speaker[0] == SLIP[0] else speaker for speaker in SPEAKERS]
    page.fill("#table", PEOPLE + "\n".join(map(",".join, lines)))
    walk.press("Look at what it does")
    walk.picture("4-import")
    page.fill("#table", PEOPLE + "\n".join(map(",".join, SPEAKERS)))
    walk.press("Look at what it does")
    walk.press("Take it in")
    page.goto(f"{walk.meeting}/imports/sessions")
    rows = [
        f'"{title}",round table,tentative,{theme},{MONDAY + timedelta(days=day)},{starts},{ends},{room},en fr'
        for title, theme, day, starts, ends, room in TABLES
    ]
    page.fill("#table", SESSIONS + "\n".join(rows))
    walk.press("Look at what it does")
    walk.press("Take it in")


def seat(walk: Walk) -> None:
    """A panel that has accepted, and its session confirmed."""
    page = walk.page
    page.goto(f"{walk.meeting}/sessions")
    page.get_by_role("link", name=TABLES[0][0]).click()
    here = page.url.partition("?")[0]
    for name, role in (("Anna Nowak", "moderator"), ("Adaeze Okafor", "panelist"), ("Jean Petit", "panelist")):
        page.goto(f"{here}?searched=yes&find={name}")
        page.get_by_label(f"Role of {name}").select_option(role)
        page.get_by_role("button", name=f"Seat {name}").click()
    for choice in page.locator("select[name$='/invitation']").all():
        choice.select_option("accepted")
    page.locator("#panel button.button").first.click()
    page.goto(f"{here}?searched=yes&expertise=&find=")
    walk.picture("5-panel", 1100)
    page.goto(here)
    page.select_option("[name=status]", "confirmed")
    walk.press("Save the session")


def solve(walk: Walk) -> None:
    """The clash on the board, in the list, and solved."""
    page = walk.page
    page.goto(f"{walk.meeting}/conflicts")
    walk.picture("6-conflicts")
    page.goto(f"{walk.meeting}/board")
    BoardPage(page).card(TABLES[3][0]).get_by_role("link", name=TABLES[3][0], exact=True).focus()
    page.keyboard.press("Space")
    expect(page.locator("#holding")).to_be_visible()
    page.wait_for_timeout(500)
    walk.picture("7-board")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("#holding")).to_be_hidden()
    page.wait_for_timeout(500)


def publish(walk: Walk) -> None:
    """The rehearsal, the release, and what delegates see."""
    page = walk.page
    page.goto(f"{walk.meeting}/publish")
    page.fill("#note", "First programme")
    walk.picture("8-rehearsal", 1000)
    walk.press("Publish release 1")
    page.goto(f"{walk.url}/meetings/wg-14?lang=en")
    walk.picture("9-agenda", 1000)
    page.goto(f"{walk.url}/meetings/wg-14/subscribe?lang=en")
    walk.picture("10-subscribe")


def main() -> None:
    """Walk the whole way and leave the pictures in the folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        database = Database(f"sqlite:///{place}/planner.sqlite")
        migrate(database)
        with database.writing() as db:
            seed(db)
            token = offer_first_administrator(db)
        with running_server(database.url) as client, running_browser() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light", locale="en")
            walk = Walk(page, str(client.base_url).rstrip("/"), folder)
            begin(walk, f"/desk/first/{token}")
            for part in (take_in, seat, solve, publish):
                part(walk)
            page.close()
        database.dispose()


if __name__ == "__main__":
    main()
