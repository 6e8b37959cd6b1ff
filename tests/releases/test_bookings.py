"""The database itself refuses a released double booking; the rules are asked before it, not instead of it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app.bookings import GUARDED, RoomBookingRow, SeatBookingRow
from app.database import Database
from tests.machinery.officer import Officer, at


def booked(session: int, starts: int, ends: int, **who: int) -> dict[str, object]:
    hours = {name: datetime(2027, 3, 1, hour, tzinfo=UTC) for name, hour in (("starts", starts), ("ends", ends))}
    return {"session_id": session, "meeting_id": 1, **hours, **who}


@pytest.mark.parametrize(
    ("span", "is_refused"),
    [((9, 10), False), ((9, 11), True), ((10, 12), True), ((10, 11), True), ((11, 13), True), ((12, 13), False)],
)
@pytest.mark.parametrize("table", [RoomBookingRow, SeatBookingRow])
def test_an_overlap_is_refused_and_a_touch_is_not(
    officer: Officer,
    database_url: str,
    table: type[RoomBookingRow | SeatBookingRow],
    span: tuple[int, int],
    is_refused: bool,
) -> None:
    sessions = [officer.session(f"Session {number}")["session"]["id"] for number in (1, 2)]
    who = {
        GUARDED[table.__tablename__]: officer.person()["id"]
        if table is SeatBookingRow
        else officer.rooms["Boardroom A"]
    }
    database = Database(database_url)

    def book_both() -> None:
        with database.writing() as db:
            db.connection().execute(insert(table), [booked(sessions[0], 10, 12, **who)])
            db.connection().execute(insert(table), [booked(sessions[1], *span, **who)])

    if is_refused:
        with pytest.raises(IntegrityError, match="is_single"):
            book_both()
    else:
        book_both()
    database.dispose()


def test_a_booking_that_is_moved_onto_another_is_refused(officer: Officer, database_url: str) -> None:
    sessions = [officer.session(f"Session {number}")["session"]["id"] for number in (1, 2)]
    room = officer.rooms["Boardroom A"]
    database = Database(database_url)
    with database.writing() as db:
        for session, hours in zip(sessions, ((10, 12), (12, 14)), strict=True):
            db.connection().execute(insert(RoomBookingRow), [booked(session, *hours, room_id=room)])

    def move_onto_the_other() -> None:
        with database.writing() as db:
            moved = db.get(RoomBookingRow, sessions[1])
            assert moved is not None
            moved.starts = datetime(2027, 3, 1, 11, tzinfo=UTC)

    with pytest.raises(IntegrityError, match="is_single"):
        move_onto_the_other()
    database.dispose()


def test_what_the_database_refuses_is_told_as_a_conflict_of_the_release(officer: Officer, database_url: str) -> None:
    """A booking that no rule can see (a stray row) still hinders the release, and nothing of it is left."""
    officer.session("Panel")
    stray = officer.session("Stray", **at("10:00-11:00", day=3))["session"]
    other = Officer(officer.client, officer.key, meeting="other")
    other.do(
        "POST",
        "/meetings",
        json={
            "slug": "other",
            "titles": {"en": "Other"},
            "venue": "Vienna",
            "zone": "Europe/Vienna",
            "first_day": "2027-03-01",
            "last_day": "2027-03-02",
            "languages": ["en"],
        },
    )
    database = Database(database_url)
    with database.writing() as db:
        row = booked(stray["id"], 9, 10, room_id=officer.rooms["Boardroom A"])
        db.connection().execute(insert(RoomBookingRow), [row | {"meeting_id": 2}])
    database.dispose()

    refused = officer.ask("POST", "/meetings/working-group/releases", json={})

    assert (refused.status_code, refused.json()["code"]) == (409, "release-blocked")
    conflicts = refused.json()["conflicts"]
    assert [(one["code"], one["room_id"]) for one in conflicts] == [
        ("room-double-booked", officer.rooms["Boardroom A"])
    ]
    assert conflicts[0]["message"].startswith("Boardroom A is booked by another release at the time of “Panel”")
    assert officer.get("/meetings/working-group/releases")["items"] == []
    assert officer.get("/ledger?limit=200&resource=release")["items"] == []
