"""From an empty database to a feed in a real browser, by way of every kind of conflict: provoked, told, solved."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, expect

from app.access.models import Right
from app.database import Database, now
from app.desk.frame.admission import COOKIE
from app.programme.sentences import SENTENCES
from app.seeding.seed import seed
from tests.desk.officer import signed_in
from tests.desk.walk import Fields, Walk, write
from tests.machinery.databases import Template
from tests.machinery.officer import Officer, make_key
from tests.machinery.server import running_server

TODAY = now().date()
MONDAY = TODAY + timedelta(days=28 + -TODAY.weekday() % 7)
DAYS = [(MONDAY + timedelta(days=number)).isoformat() for number in range(3)]
MEETING = "/desk/meetings/journey"
ROOMS = ("Boardroom A", "Boardroom D")
PEOPLE = """Name,Country,Languages
Moderator,Kenya,en fr
Panelist,France,en fr
Colleague,Senegal,en fr
Second moderator,Japan,en fr
Second panelist,Poland,en fr
Third panelist,Peru,en fr
"""
TITLES = ("Task forces", "Witnesses", "Courtrooms", "Threats", "Codes")
HELD = (
    (0, "10:00", "11:30"),
    (0, "15:00", "16:30"),
    (1, "10:00", "11:30"),
    (1, "15:00", "16:30"),
    (2, "10:00", "11:30"),
)
FIRST = {"Moderator": "moderator", "Panelist": "panelist", "Colleague": "panelist"}
SECOND = {
    "Second moderator": "moderator",
    "Second panelist": "panelist",
    "Third panelist": "panelist",
    "Panelist": "speaker",
}


def at(day: int, starts: str, ends: str) -> Fields:
    """When a session is held, as its form has it."""
    return {"when/day": DAYS[day], "when/from": starts, "when/to": ends}


NOT_PLACED: Fields = {"when/day": "", "when/from": "", "when/to": ""}


@pytest.fixture
def desk(browser: Browser, sqlite: Template) -> Iterator[Walk]:
    """An administrator at an installation without a meeting; nothing is complained of in the browser."""
    database_url, said = sqlite.copy(), list[str]()
    database = Database(database_url)
    with database.writing() as db:
        seed(db)
    database.dispose()
    with running_server(database_url) as client:
        administrator = signed_in(client, database_url, "Okafor", Right.ADMINISTRATOR)
        context = browser.new_context()
        url = str(client.base_url)
        context.add_cookies([{"name": COOKIE, "value": administrator.client.cookies[COOKIE], "url": url}])
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield Walk(page, Officer(client, make_key(database_url, Right.EDITOR), "journey"), {})
        context.close()
        administrator.client.close()
    assert said == []


def make_meeting(desk: Walk) -> None:
    """A meeting of three days with two rooms, six people and five round tables, two of them with panels."""
    page = desk.page
    page.goto(f"{desk.url}/desk/new-meeting")
    form = page.locator("main form")
    given: Fields = {"titles/en": "Fifteenth session", "venue": "Vienna", "zone": "Europe/Vienna", "slug": "journey"}
    mandates = page.locator("[name=mandate_id] option")
    days: Fields = {"first_day": DAYS[0], "last_day": DAYS[-1], "languages": ["en", "fr"]}
    mandate: Fields = {"mandate_id": mandates.last.get_attribute("value") or ""}
    for name, value in (*given.items(), *days.items(), *mandate.items()):
        write(form, name, value)
    page.get_by_role("button", name="Make the meeting").click()
    for room in ROOMS:
        desk.go("rooms/new")
        equipped: Fields = {"name": room, "capacity": "200", "booths": "6", "remote": True}
        for name, value in equipped.items():
            write(page.locator("main form"), name, value)
        page.get_by_role("button", name="Save").click()
        desk.addresses[room] = page.get_by_role("link", name=room).get_attribute("href") or ""
    rows = [
        f"{title},round table,tentative,{numeral},{DAYS[day]},{starts},{ends},Boardroom A,en fr"
        for title, numeral, (day, starts, ends) in zip(TITLES, ("i", "ii", "iii", "iv", "v"), HELD, strict=True)
    ]
    take_in(desk, "people", PEOPLE)
    take_in(desk, "sessions", "\n".join(["Title,Kind,Status,Theme,Day,From,To,Room,Languages", *rows]))
    for name in desk.addresses:
        desk.addresses[name] = desk.addresses[name].removeprefix(f"{MEETING}/")
    for title, seats in ((TITLES[0], FIRST), (TITLES[1], SECOND)):
        make_panel(desk, title, seats)


def take_in(desk: Walk, what: str, table: str) -> None:
    """Paste a table, look, take it in; remember where everything then is."""
    desk.go(f"imports/{what}")
    desk.page.get_by_role("textbox", name="Table").fill(table)
    desk.page.get_by_role("button", name="Look at what it does").click()
    desk.page.get_by_role("button", name="Take it in").click()
    for link in desk.page.locator("table.list tbody th a").all():
        desk.addresses[link.inner_text()] = link.get_attribute("href") or ""


def make_panel(desk: Walk, title: str, seats: Mapping[str, str]) -> None:
    """Seat people who have accepted, and confirm the session."""
    page = desk.page
    desk.go(f"{desk.addresses[title]}?searched=yes")
    for name, role in seats.items():
        page.get_by_label(f"Role of {name}", exact=True).select_option(role)
        page.get_by_role("button", name=f"Seat {name}", exact=True).click()
        expect(page.locator(".who-sits").get_by_role("link", name=name, exact=True)).to_be_visible()
    desk.edit(title, {f"{seat(desk, name)}/invitation": "accepted" for name in seats})
    desk.edit(title, {"status": "confirmed"})


def seat(desk: Walk, name: str) -> str:
    """How the fields of a person's seat begin."""
    return f"seats/{desk.addresses[name].rpartition('/')[2]}"


BESIDE = at(0, "10:00", "11:30")
Scene = tuple[set[str], list[tuple[str, Fields]]]


def scenes(desk: Walk) -> list[Scene]:
    """What an officer does wrong, and what that breaks."""
    one, two, _, _, five = TITLES
    opening = {"openings/0/starts": f"{DAYS[0]}T12:00", "openings/0/ends": f"{DAYS[0]}T20:00"}
    bare: Fields = {"booths": "0", "remote": False, "step_free": False, **opening}
    limits = {"interpretation_teams": "1", "interpreter_shifts_day": "1", "interpreter_shifts_week": "1"}
    desk.go("Panelist")
    morning = desk.page.locator(f"[name=cell][value^='{DAYS[0]}/600/']").get_attribute("value") or ""
    return [
        ({"person-double-booked", "one-expert", "theme-parallel"}, [(two, {**BESIDE, "room_id": room_of(desk, 1)})]),
        (
            {"interpretation-teams", "plenary-parallel"},
            [
                ("details", {"interpretation_teams": "1"}),
                (two, {"kind": "plenary", **BESIDE, "room_id": room_of(desk, 1)}),
            ],
        ),
        (
            {"interpretation-load", "interpretation-week", "daily-maximum", "unconfirmed"},
            [("details", {**limits, "daily_maximum": "1", "notice_days": "60"})],
        ),
        ({"outside-meeting"}, [("details", {"last_day": DAYS[1]})]),
        (
            {"booths", "room-closed", "remote-seat", "step-free"},
            [
                (one, {f"{seat(desk, 'Panelist')}/attendance": "remote"}),
                ("Moderator", {"step_free": True}),
                (ROOMS[0], bare),
            ],
        ),
        ({"session-language"}, [("details", {"languages": ["en"]})]),
        (
            {"panel-incomplete", "single-region", "single-gender"},
            [
                ("Moderator", {"gender": "female"}),
                ("Colleague", {"gender": "female"}),
                (one, {f"{seat(desk, 'Panelist')}/invitation": "declined"}),
            ],
        ),
        ({"person-unavailable"}, [("Panelist", {"mode": "cannot", "cell": [morning]})]),
        ({"panelist-language"}, [("Panelist", {"languages": ["es"]})]),
        (
            {"speaking-time", "capacity"},
            [
                (one, {f"{seat(desk, 'Panelist')}/minutes": "90"}),
                (one, {"discussion_minutes": "30", "expected_attendance": "900"}),
            ],
        ),
        (
            {"changeover"},
            [
                ("details", {"changeover_minutes": "30"}),
                (two, {**at(0, "11:30", "13:00"), "room_id": room_of(desk, 1)}),
            ],
        ),
        ({"unscheduled"}, [(five, NOT_PLACED)]),
        ({"theme-missing", "outside-slots"}, [(five, {"theme_id": "", **at(2, "19:00", "20:00")})]),
        ({"order"}, [(five, at(0, "16:30", "18:00"))]),
    ]


def room_of(desk: Walk, number: int) -> str:
    """A room as a form names it."""
    return desk.addresses[ROOMS[number]].rpartition("/")[2]


@pytest.mark.slow
def test_every_kind_of_conflict_is_provoked_told_and_solved_on_the_way_to_a_release(desk: Walk) -> None:
    make_meeting(desk)
    assert desk.conflicts() == {}
    met: set[str] = set()

    for codes, wrongs in scenes(desk):
        undone = [(name, desk.edit(name, fields)) for name, fields in wrongs]
        desk.expect_told(codes)
        met |= codes
        for name, before in reversed(undone):
            desk.edit(name, before)
        assert desk.conflicts() == {}, codes

    desk.edit(TITLES[1], BESIDE)
    desk.expect_told({"room-double-booked"})
    solve_in_the_list(desk, "room-double-booked")
    publish(desk)
    feed = httpx.get(f"{desk.url}/meetings/journey.ics").text
    assert [f"SUMMARY:{title}" in feed for title in TITLES] == [True] * 5
    desk.edit("details", {"notice_days": "60"})
    desk.edit(TITLES[4], at(2, "15:00", "16:30"))
    desk.expect_told({"late-change"})

    assert met | {"room-double-booked", "late-change"} == {code.partition("/")[0] for code in SENTENCES}


def solve_in_the_list(desk: Walk, code: str) -> None:
    """Take the first free place that the list offers: it mends what else is wrong there, too."""
    sentence = desk.conflicts()[code][0]
    desk.go("conflicts")
    line = desk.page.get_by_role("listitem").filter(has_text=sentence)
    line.get_by_role("button", name="Move “").first.click()
    expect(desk.page.get_by_role("status")).to_have_text("Moved.")
    assert desk.conflicts() == {}


def publish(desk: Walk) -> None:
    """The first release."""
    desk.go("publish")
    desk.page.get_by_role("button", name="Publish release 1").click()
    expect(desk.page.get_by_role("heading", name="Release 1")).to_be_visible()
