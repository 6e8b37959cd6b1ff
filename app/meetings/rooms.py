"""How rooms and slots are saved and shown."""

from collections.abc import Sequence
from datetime import time

from sqlmodel import select

from app.access.models import Actor
from app.database import DbSession
from app.errors import Invalid, WrongState
from app.given import slug_of
from app.meetings.models import Opening, RoomIn, RoomOut, RoomRow, SlotIn, SlotOut, SlotRow
from app.meetings.queries import meeting_for, meeting_of, within_meeting
from app.resources.noun import Noun, Values
from app.resources.saving import put
from app.zones import zone

MIDNIGHT = time()


def _save_room(db: DbSession, row: RoomRow, values: Values) -> None:
    _save_slug(db, row, values)
    put(db, row, values)


def _save_slug(db: DbSession, row: RoomRow, values: Values) -> None:
    """A slug is given or made from the name, never changed by a rename, and fixed at the meeting's first release."""
    given = values.pop("slug", None)
    if given == row.slug and given is not None:
        return
    with db.no_autoflush:
        taken = set(db.exec(select(RoomRow.slug).where(RoomRow.meeting_id == row.meeting_id)).all())
        is_released = meeting_of(db, row.meeting_id).newest_release is not None
    if given is not None:
        if row.slug and is_released:
            raise WrongState("The slug is fixed: calendars subscribe to it since the first release.")
        if given in taken:
            raise Invalid(("/slug", "another room of this meeting has it"))
        row.slug = given
    elif not row.slug:
        wanted = slug_of(values["name"])
        candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
        row.slug = next(slug for slug in candidates if slug not in taken)


def _show_rooms(db: DbSession, rows: Sequence[RoomRow], by: Actor) -> list[RoomOut]:
    return [RoomOut(**{**row.model_dump(), "openings": _at_venue(db, row)}) for row in rows]


def _at_venue(db: DbSession, room: RoomRow) -> list[Opening]:
    if not room.openings:
        return []
    venue = zone(meeting_of(db, room.meeting_id).zone)
    return [
        Opening(starts=opening.starts.astimezone(venue), ends=opening.ends.astimezone(venue))
        for opening in room.openings
    ]


ROOMS = Noun(
    singular="room",
    collection="rooms",
    row=RoomRow,
    body=RoomIn,
    shown=RoomOut,
    show=_show_rooms,
    save=_save_room,
    within=within_meeting,
    meeting=meeting_for,
    sorts=("name", "capacity"),
    example={"name": "Boardroom D", "capacity": 200, "booths": 6, "remote": True},
    change={
        "capacity": 180,
        "openings": [{"starts": "2027-03-01T08:00:00+01:00", "ends": "2027-03-05T20:00:00+01:00"}],
    },
)


def _save_slot(db: DbSession, row: SlotRow, values: Values) -> None:
    starts, ends = values.get("starts_at", row.starts_at), values.get("ends_at", row.ends_at)
    if ends <= starts and ends != MIDNIGHT:
        raise Invalid(("/ends_at", "must be after starts_at; 00:00 is the end of the day"))
    put(db, row, values)


def _show_slots(db: DbSession, rows: Sequence[SlotRow], by: Actor) -> list[SlotOut]:
    return [SlotOut.model_validate(row) for row in rows]


SLOTS = Noun(
    singular="slot",
    collection="slots",
    row=SlotRow,
    body=SlotIn,
    shown=SlotOut,
    show=_show_slots,
    save=_save_slot,
    within=within_meeting,
    meeting=meeting_for,
    sorts=("starts_at",),
    example={"starts_at": "10:00", "ends_at": "13:00"},
    change={"ends_at": "13:30"},
)
