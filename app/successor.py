"""A new meeting from an earlier one: its structure on other days, everything as a draft, everybody to be invited again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from app import ledger
from app.access.models import Actor, Right
from app.database import DbSession, all_or_nothing
from app.given import Day, Given, Line, Slug, Titles
from app.meetings.agenda import AGENDA_ITEMS
from app.meetings.meeting import MEETINGS
from app.meetings.models import (
    AgendaItemIn,
    AgendaItemRow,
    AgendaItemThemeRow,
    MeetingIn,
    MeetingRow,
    Opening,
    RoomIn,
    RoomRow,
    SlotIn,
    SlotRow,
    ZoneName,
)
from app.meetings.rooms import ROOMS, SLOTS
from app.people.models import ParticipantRow
from app.programme.models import AssignmentRow, SessionRow
from app.programme.queries import seats_of, show_sessions
from app.resources.actions import create
from app.resources.saving import linked
from app.rules.words import Status
from app.zones import zone

FROM_EARLIER = {"titles", "symbol", "venue", "zone", "first_day", "last_day", "slug"}
"""What a new meeting does not take over unasked."""

KEPT = (
    "kind",
    "titles",
    "descriptions",
    "theme_id",
    "organiser",
    "languages",
    "expected_attendance",
    "discussion_minutes",
)
"""What a session takes over. Documents and links belong to the meeting that they were made for."""

WHOLE_VIEW = Actor("the ledger", Right.ADMINISTRATOR)


class SuccessorIn(Given):
    """A meeting to make from an earlier one. It lasts as long; `first_day` is the venue's."""

    titles: Titles
    symbol: Line | None = None
    venue: Line
    zone: ZoneName
    first_day: Day
    slug: Slug | None = None
    with_sessions: bool = True
    with_seats: bool = True


@dataclass(frozen=True)
class Shift:
    """From the days of one meeting to those of another: what the venue's clock shows stays."""

    before: MeetingRow
    after: MeetingRow

    @property
    def days(self) -> timedelta:
        """How much later the new meeting begins."""
        return self.after.first_day - self.before.first_day

    def moment(self, moment: datetime) -> datetime:
        """The same time of the day, so many days later."""
        local = moment.astimezone(zone(self.before.zone))
        return datetime.combine(local.date() + self.days, local.time(), zone(self.after.zone))


def succeed(db: DbSession, earlier: MeetingRow, body: SuccessorIn, by: Actor) -> MeetingRow:
    """Make a meeting from an earlier one, all of it or nothing: limits, slots, rooms in use, agenda; sessions that were not
    cancelled as drafts with new uids; their active seats, to be invited. No availability, documents, links or releases.

    Who is retired leaves the role to somebody else of the delegation who does not sit there yet. Raises Invalid, Forbidden.
    """
    with all_or_nothing(db):
        made = create(db, MEETINGS, _meeting(earlier, body), by)
        shift = Shift(earlier, made)
        _make_slots(db, shift, by)
        rooms, items = _make_rooms(db, shift, by), _make_items(db, shift, by)
        if body.with_sessions:
            _make_sessions(db, shift, rooms, items, body.with_seats, by)
    return made


def _meeting(earlier: MeetingRow, body: SuccessorIn) -> MeetingIn:
    taken = {name: getattr(earlier, name) for name in MeetingIn.model_fields if name not in FROM_EARLIER}
    given = body.model_dump(exclude={"with_sessions", "with_seats"})
    last_day = body.first_day + (earlier.last_day - earlier.first_day)
    return MeetingIn.model_validate({**taken, **given, "last_day": last_day})


def _make_slots(db: DbSession, shift: Shift, by: Actor) -> None:
    for slot in db.exec(select(SlotRow).where(SlotRow.meeting_id == shift.before.id).order_by(col(SlotRow.id))).all():
        day = slot.day and slot.day + shift.days
        create(db, SLOTS, SlotIn(day=day, starts_at=slot.starts_at, ends_at=slot.ends_at), by, shift.after.id)


def _make_rooms(db: DbSession, shift: Shift, by: Actor) -> dict[int, int]:
    """The rooms in use; the new id of each by the old one."""
    statement = select(RoomRow).where(RoomRow.meeting_id == shift.before.id, col(RoomRow.retired).is_(False))
    made: dict[int, int] = {}
    for room in db.exec(statement.order_by(col(RoomRow.id))).all():
        values = room.model_dump(include=set(RoomIn.model_fields))
        values["openings"] = [
            Opening(starts=shift.moment(opening.starts), ends=shift.moment(opening.ends)) for opening in room.openings
        ]
        made[room.id] = create(db, ROOMS, RoomIn.model_validate(values), by, shift.after.id).id
    return made


def _make_items(db: DbSession, shift: Shift, by: Actor) -> dict[int, int]:
    """The agenda, parents before their parts; the new id of each item by the old one."""
    rows = db.exec(select(AgendaItemRow).where(AgendaItemRow.meeting_id == shift.before.id)).all()
    themes = linked(db, AgendaItemThemeRow, "agenda_item_id", "theme_id", [row.id for row in rows])
    made: dict[int, int] = {}
    waiting = sorted(rows, key=lambda row: row.id)
    while waiting:
        row = next(row for row in waiting if row.parent_id is None or row.parent_id in made)
        waiting.remove(row)
        body = AgendaItemIn(
            number=row.number,
            parent_id=made[row.parent_id] if row.parent_id else None,
            titles=row.titles,
            annotations=row.annotations,
            theme_ids=themes[row.id],
        )
        made[row.id] = create(db, AGENDA_ITEMS, body, by, shift.after.id).id
    return made


def _make_sessions(
    db: DbSession, shift: Shift, rooms: Mapping[int, int], items: Mapping[int, int], with_seats: bool, by: Actor
) -> None:
    statement = select(SessionRow).where(
        SessionRow.meeting_id == shift.before.id, SessionRow.status != Status.CANCELLED
    )
    olds = db.exec(statement.order_by(col(SessionRow.id))).all()
    news = [_session(old, shift, rooms, items) for old in olds]
    db.add_all(news)
    db.flush()
    if with_seats:
        seats = seats_of(db, [old.id for old in olds])
        _seat(db, {new.id: seats[old.id] for old, new in zip(olds, news, strict=True)})
    shown = show_sessions(db, news, shift.after, WHOLE_VIEW)
    written = [(one.id, ledger.difference({}, _fields(one.model_dump(mode="json")))) for one in shown]
    ledger.record_all(db, by.name, "create", "session", written, shift.after.slug)


def _session(old: SessionRow, shift: Shift, rooms: Mapping[int, int], items: Mapping[int, int]) -> SessionRow:
    starts = old.starts and shift.moment(old.starts)
    ends = old.ends and shift.moment(old.ends)
    if starts and ends and ends <= starts:
        # The new day's clock leaves out, or repeats, the hour in which it stood.
        starts = ends = None
    return SessionRow(
        meeting_id=shift.after.id,
        status=Status.DRAFT,
        starts=starts,
        ends=ends,
        room_id=rooms.get(old.room_id or 0),
        agenda_item_id=items.get(old.agenda_item_id or 0),
        **{name: getattr(old, name) for name in KEPT},
    )


def _seat(db: DbSession, seats: Mapping[int, Sequence[AssignmentRow]]) -> None:
    """Seat the same people in the new sessions, by their ids, or somebody else of the delegation."""
    seated = {seat.participant_id for held in seats.values() for seat in held}
    people = {row.id: row for row in db.exec(select(ParticipantRow).where(col(ParticipantRow.id).in_(seated))).all()}
    senders = _senders(db, {row.delegation for row in people.values()})
    for session_id, held in seats.items():
        taken: set[int] = set()
        for seat in (seat for seat in held if seat.invitation.is_active):
            person = _person(people[seat.participant_id], senders, taken | {one.participant_id for one in held})
            if person is not None:
                taken.add(person)
                db.add(
                    AssignmentRow(
                        session_id=session_id,
                        participant_id=person,
                        role=seat.role,
                        order=seat.order,
                        minutes=seat.minutes,
                    )
                )
    db.flush()


def _senders(db: DbSession, codes: Iterable[str]) -> Mapping[str, list[int]]:
    """Everybody in use of these delegations, by code."""
    found: dict[str, list[int]] = defaultdict(list)
    statement = select(ParticipantRow).where(
        col(ParticipantRow.delegation).in_(list(codes)), col(ParticipantRow.retired).is_(False)
    )
    for row in db.exec(statement.order_by(col(ParticipantRow.id))).all():
        found[row.delegation].append(row.id)
    return found


def _person(row: ParticipantRow, senders: Mapping[str, list[int]], taken: set[int]) -> int | None:
    if not row.retired:
        return row.id
    return next((person for person in senders.get(row.delegation, ()) if person not in taken), None)


def _fields(shown: dict[str, Any]) -> ledger.Fields:
    """What the ledger says of a session, as its own actions do."""
    for seat in shown["assignments"]:
        del seat["version"]
    return {name: value for name, value in shown.items() if name not in ("released", "version")}
