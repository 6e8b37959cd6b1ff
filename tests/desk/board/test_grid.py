"""The rows of a board."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.desk.plan.grid import NO_ROOM, Grid, cell_of, grid_of, rows_by_start
from app.rules.facts import STANDARD_SLOTS, Facts, Meeting, Room, Session, Slot, Span
from app.rules.index import Index
from app.rules.words import Kind, Status

VIENNA = ZoneInfo("Europe/Vienna")
MONDAY = date(2027, 3, 1)


def at(hours: str, day: int = 0) -> Span:
    starts, ends = (time.fromisoformat(hour) for hour in hours.split("-"))
    return Span(*(datetime.combine(MONDAY + timedelta(days=day), wall, VIENNA) for wall in (starts, ends)))


def session(number: int, span: Span | None, room: int | None = 1, status: Status = Status.TENTATIVE) -> Session:
    return Session(id=number, kind=Kind.ROUND_TABLE, status=status, span=span, room=room)


def index_of(*sessions: Session, days: int = 1, slots: tuple[Slot, ...] = STANDARD_SLOTS) -> Index:
    meeting = Meeting(1, VIENNA, MONDAY, MONDAY + timedelta(days=days - 1), slots=slots)
    return Index(Facts(meeting, sessions, (Room(1), Room(2))))


def hours_of(grid: Grid) -> list[str]:
    return [
        "–".join(f"{moment.astimezone(VIENNA):%H:%M}" for moment in (row.span.starts, row.span.ends))
        for row in grid.rows
    ]


def test_an_empty_meeting_shows_its_slots_day_by_day() -> None:
    grid = grid_of(index_of(days=2), VIENNA, [1, 2])

    assert [day.date for day in grid.days] == [MONDAY, MONDAY + timedelta(days=1)]
    assert hours_of(grid) == ["10:00–13:00", "15:00–18:00"] * 2
    assert grid.rooms == (1, 2)
    assert all(row.is_slot for row in grid.rows)


def test_what_is_held_around_the_slots_has_a_row_between_them() -> None:
    around = (at("08:15-09:00"), at("13:15-14:00"), at("18:00-19:00"), at("20:00-21:30"))
    grid = grid_of(index_of(*(session(number, span) for number, span in enumerate(around))), VIENNA, [1])

    assert hours_of(grid) == ["08:00–10:00", "10:00–13:00", "13:00–15:00", "15:00–18:00", "18:00–21:30"]
    assert [row.is_slot for row in grid.rows] == [False, True, False, True, False]


def test_each_session_stands_in_one_row_and_in_the_cell_of_its_room() -> None:
    index = index_of(
        session(1, at("10:00-11:30")), session(2, at("11:30-13:00"), 2), session(3, at("12:00-16:00"), None)
    )
    grid = grid_of(index, VIENNA, [1, 2])
    rows = rows_by_start(grid, index)

    assert {number: row.key for number, row in rows.items()} == dict.fromkeys((1, 2, 3), "2027-03-01-1000")
    assert cell_of(rows[2], 2) == "2027-03-01-1000-2"
    assert grid.rooms == (1, 2, NO_ROOM)


def test_a_day_outside_the_meeting_is_shown_where_something_stands_on_it() -> None:
    grid = grid_of(index_of(session(1, at("10:00-11:00", day=7))), VIENNA, [1])

    assert [(day.date, day.is_outside) for day in grid.days] == [(MONDAY, False), (MONDAY + timedelta(days=7), True)]


def test_a_day_without_slots_still_has_a_row() -> None:
    only_tuesday = (Slot(MONDAY + timedelta(days=1), time(9), time(12)),)
    grid = grid_of(index_of(days=2, slots=only_tuesday), VIENNA, [1])

    assert hours_of(grid) == ["09:00–18:00", "09:00–12:00"]


def test_a_cancelled_session_keeps_its_cell_and_an_unplaced_one_has_no_row() -> None:
    index = index_of(session(1, at("18:00-19:00"), status=Status.CANCELLED), session(2, None))
    grid = grid_of(index, VIENNA, [1])

    assert hours_of(grid)[-1] == "18:00–19:00"
    assert rows_by_start(grid, index).keys() == {1}
