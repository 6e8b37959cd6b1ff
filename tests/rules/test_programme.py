"""The programme as a whole: its days, its order, its themes, and what runs beside what."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.rules.conflict import Conflict
from app.rules.facts import Session, Slot, Span, released_view
from app.rules.words import Kind, Status
from tests.rules.programme import ERROR, WARNING, broken, day, facts, instant, session, span


def test_a_session_lies_on_the_days_of_the_meeting_and_ends_by_midnight_at_the_venue() -> None:
    sessions = (
        session(1, "00:00-24:00", on=1),
        session(2, "10:00-13:00", on=5),
        session(3, "23:00-24:01", on=1),
        session(4, "10:00-13:00", on=0),
        session(5, "10:00-13:00", on=6),
    )

    found = broken("outside-meeting", facts(*sessions))

    assert found == [
        Conflict("outside-meeting", ERROR, (3,), day=day(1)),
        Conflict("outside-meeting", ERROR, (4,), day=day(0)),
        Conflict("outside-meeting", ERROR, (5,), day=day(6)),
    ]


def test_the_day_is_the_venues_whatever_the_date_in_utc() -> None:
    morning = Span(datetime(2027, 2, 28, 20, tzinfo=UTC), datetime(2027, 2, 28, 22, tzinfo=UTC))
    programme = facts(Session(1, Kind.BREAK, span=morning), zone=ZoneInfo("Pacific/Apia"))

    assert broken("outside-meeting", programme) == []
    assert broken("outside-meeting", facts(*programme.sessions)) != []


@pytest.mark.parametrize("kind", [Kind.OPENING, Kind.PLENARY, Kind.CLOSING])
def test_nothing_runs_beside_a_plenary(kind: Kind) -> None:
    plenary, panel = session(1, kind=kind), session(2, "12:00-14:00", kind=Kind.PANEL)

    found = broken("plenary-parallel", facts(plenary, panel, session(3, "14:00-15:00", kind=kind)))

    assert found == [Conflict("plenary-parallel", ERROR, (1, 2), day=day(1))]


@pytest.mark.parametrize("kind", [Kind.SIDE_EVENT, Kind.BUREAU, Kind.GROUP_MEETING])
def test_what_is_held_around_the_proceedings_beside_a_plenary_is_a_warning(kind: Kind) -> None:
    found = broken("plenary-parallel", facts(session(1, kind=kind), session(2, kind=Kind.PLENARY)))

    assert found == [Conflict("plenary-parallel", WARNING, (1, 2), day=day(1))]


def test_a_break_beside_a_plenary_and_two_panels_do_not_count() -> None:
    sessions = (session(1, kind=Kind.PLENARY), session(2, kind=Kind.BREAK))
    panels = (session(3, on=2, kind=Kind.PANEL), session(4, on=2, kind=Kind.PANEL))

    assert broken("plenary-parallel", facts(*sessions, *panels)) == []


def test_two_themes_at_once_are_named_and_one_theme_twice_is_not() -> None:
    sessions = (session(1, theme=1), session(2, "12:00-14:00", theme=2), session(3, theme=1), session(4))

    found = broken("theme-parallel", facts(*sessions))

    assert found == [
        Conflict("theme-parallel", WARNING, (1, 2), day=day(1)),
        Conflict("theme-parallel", WARNING, (2, 3), day=day(1)),
    ]


def test_whatever_is_not_placed_and_not_cancelled_is_unscheduled() -> None:
    sessions = (
        session(1, None, room=None),
        session(2, None, status=Status.CANCELLED),
        session(3),
        session(4, None, status=Status.DRAFT),
    )

    found = broken("unscheduled", facts(*sessions))

    assert found == [Conflict("unscheduled", WARNING, (1,)), Conflict("unscheduled", WARNING, (4,))]


def test_a_theme_of_the_mandate_without_a_session_is_missing() -> None:
    sessions = (session(1, theme=11), session(2, None, theme=12), session(3, theme=13, status=Status.CANCELLED))

    found = broken("theme-missing", facts(*sessions, themes=(11, 12, 13, 14)))

    assert found == [Conflict("theme-missing", WARNING, (), theme=13), Conflict("theme-missing", WARNING, (), theme=14)]


def test_in_what_the_next_release_would_hold_a_theme_is_missing_while_its_sessions_are_drafts_or_unplaced() -> None:
    sessions = (
        session(1, theme=11),
        session(2, None, theme=12),
        session(3, theme=13, status=Status.DRAFT),
        session(4, theme=14, status=Status.TENTATIVE),
    )

    view = released_view(facts(*sessions, themes=(11, 12, 13, 14)))

    assert [held.id for held in view.sessions] == [1, 4]
    assert [conflict.theme for conflict in broken("theme-missing", view)] == [12, 13]
    assert broken("unscheduled", view) == []


def test_work_over_lunch_or_late_is_outside_the_slots() -> None:
    sessions = (
        session(1, "10:00-13:00"),
        session(2, "15:30-17:00"),
        session(3, "12:00-14:00"),
        session(4, "18:00-19:00", kind=Kind.BUREAU),
    )
    free = (
        session(5, "13:00-15:00", kind=Kind.SIDE_EVENT),
        session(6, "13:00-15:00", kind=Kind.INFORMAL_CONSULTATION),
        session(7, "13:00-15:00", kind=Kind.BREAK),
    )

    found = broken("outside-slots", facts(*sessions, *free))

    assert found == [
        Conflict("outside-slots", WARNING, (3,), day=day(1)),
        Conflict("outside-slots", WARNING, (4,), day=day(1)),
    ]


def test_slots_that_touch_are_one_and_a_slot_of_a_day_holds_on_that_day_only() -> None:
    every_day = (Slot(None, time(10), time(11)), Slot(None, time(11), time(13)))
    evening = Slot(day(2), time(21), time(0))
    sessions = (session(1, "10:00-13:00"), session(2, "21:00-24:00", on=2), session(3, "21:00-24:00", on=3))

    found = broken("outside-slots", facts(*sessions, slots=(*every_day, evening)))

    assert [conflict.sessions for conflict in found] == [(3,)]
    assert broken("outside-slots", facts(*sessions, slots=())) == []


def test_the_opening_is_first_and_the_closing_last() -> None:
    sessions = (
        session(1, "10:00-11:00", kind=Kind.OPENING),
        session(2, "09:00-10:00", kind=Kind.PANEL),
        session(3, "08:00-09:00", kind=Kind.BUREAU),
        session(4, "11:00-12:00", kind=Kind.CLOSING),
        session(5, "15:00-16:00", kind=Kind.PANEL),
        session(6, "17:00-18:00", kind=Kind.SIDE_EVENT),
    )

    found = broken("order", facts(*sessions))

    assert found == [
        Conflict("order", WARNING, (1, 2), day=day(1), detail=(("what", "opening"),)),
        Conflict("order", WARNING, (4, 5), day=day(1), detail=(("what", "closing"),)),
    ]


def test_themes_start_in_the_order_of_their_numerals_and_may_come_again() -> None:
    right = (
        session(1, on=1, theme=11),
        session(2, on=2, theme=12),
        session(3, on=3, theme=11),
        session(4, on=2, theme=13),
    )
    early = session(5, "09:00-10:00", on=1, theme=13)
    around = session(6, "09:00-10:00", on=1, theme=13, kind=Kind.SIDE_EVENT)

    assert broken("order", facts(*right, around, themes=(11, 12, 13))) == []
    assert broken("order", facts(*right, early, themes=(11, 12, 13))) == [
        Conflict("order", WARNING, (2, 5), day=day(1), detail=(("what", "themes"),))
    ]


def test_a_released_session_that_stands_elsewhere_in_the_notice_period_is_late() -> None:
    moved = session(1, "10:00-12:00", released=span("10:00-13:00"))
    programme = facts(moved, session(2, released=span("10:00-13:00")), session(3), notice_days=7)

    assert broken("late-change", programme, at=instant("23:59", on=-7)) == []
    assert broken("late-change", programme, at=instant("00:00", on=-6)) == [
        Conflict("late-change", WARNING, (1,), day=day(1))
    ]
    assert len(broken("late-change", programme, at=instant("12:00", on=2))) == 1
    assert broken("late-change", facts(moved), at=instant("12:00", on=2)) == []
