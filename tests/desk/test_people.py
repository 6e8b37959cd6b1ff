"""People at the desk: list, form, availability as a grid."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.models import Right
from app.desk.people.grid import grid_of, windows_of
from app.people.models import AvailabilityOut, AvailabilityWindow
from tests.desk.conftest import SignIn
from tests.desk.officer import DeskOfficer
from tests.machinery.officer import Officer, at

DESK = "/desk/meetings/working-group"
VIENNA = ZoneInfo("Europe/Vienna")
DAYS = [date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)]
SLOTS = [(time(10), time(13)), (time(15), time(18))]


@pytest.fixture
def editor(officer: Officer, sign_in: SignIn) -> DeskOfficer:
    """An editor of an open meeting."""
    return sign_in("Okafor", Right.EDITOR)


def answer_of(officer: Officer, person: int) -> tuple[bool, list[tuple[str, str, str]]]:
    """What a person answered."""
    told = officer.get(f"/participants/{person}/availability?meeting={officer.meeting}")
    return told["answered"], [
        (window["kind"], window["starts"][:16], window["ends"][:16]) for window in told["windows"]
    ]


def test_a_person_is_made_and_changed_by_a_form(editor: DeskOfficer, officer: Officer) -> None:
    made = editor.send(
        editor.get(f"{DESK}/people/new"),
        f"{DESK}/people/new",
        **{"name": "A. Okafor", "delegation": "KEN", "languages": ["en", "fr"], "theme_ids": [officer.themes["ii"]]},
        **{"functions/en": "Prosecutor", "email": "okafor@office.example", "gender": "female", "step_free": "yes"},
    )
    number = int(made.headers["Location"].rpartition("/")[2].partition("?")[0])

    person = officer.get(f"/participants/{number}")

    assert (person["name"], person["languages"], person["theme_ids"]) == (
        "A. Okafor",
        ["en", "fr"],
        [officer.themes["ii"]],
    )
    assert (person["email"], person["gender"], person["step_free"]) == ("okafor@office.example", "female", True)
    address = f"{DESK}/people/{number}"
    editor.send(editor.get(address), address, retired="yes", email="")
    assert officer.get(f"/participants/{number}")["retired"] is True
    assert "A. Okafor" not in editor.get(f"{DESK}/people").text
    assert "A. Okafor" in editor.get(f"{DESK}/people?state=retired").text


def test_availability_is_ticked_on_the_hours_of_the_venue(editor: DeskOfficer, officer: Officer) -> None:
    person = officer.person()["id"]
    address = f"{DESK}/people/{person}"
    action = f"{address}/availability/grid"
    ticks = ["2027-03-01/600/660", "2027-03-01/660/720", "2027-03-02/1200/1440", "2027-03-03/0/480"]

    editor.send(editor.get(address), action, mode="cannot", cell=ticks)

    assert answer_of(officer, person) == (
        True,
        [
            ("unavailable", "2027-03-01T10:00", "2027-03-01T12:00"),
            ("unavailable", "2027-03-02T20:00", "2027-03-03T08:00"),
        ],
    )
    page = editor.get(address)
    assert page.text.count('name="cell" value') - page.text.count("checked> ") > 0
    stale = page
    editor.send(page, action, mode="free")
    assert answer_of(officer, person) == (True, [])
    refused = editor.send(stale, action, 409, mode="only", cell=["2027-03-01/600/660"])
    assert "A colleague was first" in refused.text
    editor.send(refused, action)
    assert answer_of(officer, person) == (True, [("available", "2027-03-01T10:00", "2027-03-01T11:00")])
    editor.send(editor.get(address), action, mode="unasked")
    assert answer_of(officer, person) == (False, [])


def test_an_answer_of_both_kinds_is_kept_as_exact_times(editor: DeskOfficer, officer: Officer) -> None:
    person = officer.person()["id"]
    windows = [{"kind": "available", **at("09:15-18:00")}, {"kind": "unavailable", **at("12:00-12:40")}]
    officer.do("PUT", f"/participants/{person}/availability?meeting={officer.meeting}", 0, json=windows)
    address = f"{DESK}/people/{person}"
    page = editor.get(address)

    assert "times of both kinds" in page.text
    editor.send(
        page, f"{address}/availability/exact", **{"windows/1/ends": "2027-03-01T13:00", "windows/1/kind": "unavailable"}
    )

    assert ("unavailable", "2027-03-01T12:00", "2027-03-01T13:00") in answer_of(officer, person)[1]
    wrong = editor.send(
        editor.get(address), f"{address}/availability/exact", 422, **{"windows/1/ends": "2027-03-01T11:00"}
    )
    assert "The end must be after the start." in wrong.text


windows = st.lists(
    st.tuples(st.sampled_from(DAYS), st.integers(0, 95), st.integers(1, 96)).filter(lambda given: given[1] < given[2]),
    max_size=4,
)


@given(windows)
def test_what_a_grid_shows_is_what_it_keeps(given: list[tuple[date, int, int]]) -> None:
    held = windows_of("cannot", [f"{day}/{a * 15}/{b * 15}" for day, a, b in given], NOTHING, DAYS, VIENNA)
    assert held is not None
    answer = AvailabilityOut(answered=True, windows=held, version=1)

    grid = grid_of(answer, DAYS, VIENNA, SLOTS, [])

    ticked = [cell.value for line in grid.lines for cell in line.cells if cell.is_ticked]
    assert windows_of(grid.mode if held else "cannot", ticked, answer, DAYS, VIENNA) == held
    assert grid.mode == ("cannot" if held else "free")


NOTHING = AvailabilityOut(answered=False, windows=[], version=0)


def test_windows_outside_the_meeting_stay() -> None:
    before = AvailabilityWindow(kind="unavailable", **at("10:00-11:00", day=-3))  # type: ignore[arg-type]
    answer = AvailabilityOut(answered=True, windows=[before], version=1)

    kept = windows_of("cannot", ["2027-03-01/600/660"], answer, DAYS, VIENNA)

    assert kept is not None
    assert [window.starts.day for window in kept] == [26, 1]
    assert windows_of("free", [], answer, DAYS, VIENNA) == []


def test_people_are_listed_by_what_they_are(editor: DeskOfficer, officer: Officer) -> None:
    otieno = officer.person("Otieno", "KEN", languages=["en"], theme_ids=[officer.themes["i"]])
    officer.person("Dupont", "FRA", languages=["fr"])
    session = officer.session()["session"]
    officer.seats(session, {"participant_id": otieno["id"], "role": "panelist"})

    def listed(query: str) -> list[bool]:
        page = editor.get(f"{DESK}/people?{query}").text
        return [f"<bdi>{name}</bdi></a>" in page for name in ("Otieno", "Dupont")]

    assert listed("") == [True, True]
    assert listed("q=oti&delegation=&region=&expertise=&language=&state=") == [True, False]
    assert listed("region=western_european_others") == [False, True]
    assert listed(f"expertise={officer.themes['i']}") == [True, False]
    assert listed("language=fr") == [False, True]
    assert listed("state=seated") == [True, False]
    assert listed("state=asked") == [True, False]
    assert listed("state=answered") == [False, False]
