"""The pages of rooms and of slots."""

from collections.abc import Sequence
from typing import Any

from app.days import day_words
from app.desk.forms.compound import Rows
from app.desk.forms.fields import Choice, Clock, Flag, Line, Moment, Section
from app.desk.forms.options import days
from app.desk.frame.desk import Desk
from app.desk.nouns.pages import Cell, Names, NounPages
from app.meetings.models import RoomOut, SlotOut
from app.meetings.rooms import ROOMS, SLOTS
from app.wording import N_


def _room_sections(desk: Desk, values: Any) -> Sequence[Section]:
    words = desk.words
    openings = [
        Moment(name="starts", label=words("Opens"), zone=desk.zone),
        Moment(name="ends", label=words("Closes"), zone=desk.zone),
    ]
    return [
        Section(
            fields=[
                Line(name="name", label=words("Name"), required=True),
                Line(name="capacity", form="number", label=words("Places"), hint=words("Empty: not known.")),
                Line(name="booths", form="number", label=words("Interpretation booths"), required=True),
                Flag(name="remote", label=words("Remote participation is possible")),
                Flag(name="step_free", label=words("Step-free access")),
                Flag(name="retired", label=words("No longer in use"), hint=words("Not offered when a room is chosen.")),
                Line(
                    name="slug",
                    label=words("Address"),
                    hint=words("In web addresses; made from the name where empty, fixed at the first release."),
                ),
            ]
        ),
        Section(
            title=words("Openings"),
            hint=words("At the venue’s time. Without any, the room is always open."),
            fields=[Rows(name="openings", label=words("When the room is open"), fields=openings)],
        ),
    ]


def _room_columns(desk: Desk) -> list[str]:
    words = desk.words
    return [
        words("Room"),
        words("Places"),
        words("Booths"),
        words("Remote"),
        words("Step-free"),
        words("Openings"),
        words("State"),
    ]


def _room_cells(desk: Desk, shown: Sequence[RoomOut]) -> list[list[Cell]]:
    yes, no, always = desk.words("yes"), desk.words("no"), desk.words("always")
    return [
        [
            Cell(room.name),
            Cell("–" if room.capacity is None else str(room.capacity)),
            Cell(str(room.booths)),
            Cell(yes if room.remote else no),
            Cell(yes if room.step_free else no),
            Cell(str(len(room.openings)) if room.openings else always),
            Cell(desk.words("no longer in use"), "warning") if room.retired else Cell(""),
        ]
        for room in shown
    ]


ROOM_PAGES = NounPages(
    noun=ROOMS,
    address="rooms",
    section="details",
    names=Names(several=N_("Rooms"), new=N_("New room"), none=N_("No rooms yet. Sessions are placed in rooms.")),
    in_meeting=True,
    sections=_room_sections,
    columns=_room_columns,
    cells=_room_cells,
    title=lambda desk, room: room.name,
    order=lambda room: (room.retired, -(room.capacity or 0), room.name),
    start=lambda desk: {"booths": 0, "step_free": True},
)


def _slot_sections(desk: Desk, values: Any) -> Sequence[Section]:
    words = desk.words
    return [
        Section(
            fields=[
                Choice(name="day", label=words("Day"), options=days(desk), nothing=words("Every day")),
                Clock(name="starts_at", label=words("From"), required=True),
                Clock(name="ends_at", label=words("To"), required=True),
            ]
        )
    ]


def _slot_cells(desk: Desk, shown: Sequence[SlotOut]) -> list[list[Cell]]:
    return [
        [
            Cell(f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}"),
            Cell(day_words(slot.day, desk.language) if slot.day else desk.words("Every day")),
        ]
        for slot in shown
    ]


SLOT_PAGES = NounPages(
    noun=SLOTS,
    address="slots",
    section="details",
    names=Names(
        several=N_("Slots"),
        new=N_("New slot"),
        none=N_("No slots yet. The standard working times hold: 10:00–13:00 and 15:00–18:00."),
    ),
    in_meeting=True,
    sections=_slot_sections,
    columns=lambda desk: [desk.words("Hours"), desk.words("Day")],
    cells=_slot_cells,
    title=lambda desk, slot: f"{slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}",
    order=lambda slot: (slot.day is not None, slot.day or 0, slot.starts_at),
)
