"""The draft as facts for the rules: loaded in a few queries, kept in memory under the ledger's number."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC
from threading import Lock
from typing import Any, cast

from sqlmodel import col, or_, select

from app import ledger
from app.bookings import SeatBookingRow
from app.database import Database, DbSession, when_committed
from app.meetings.models import MeetingRow, RoomRow, SlotRow
from app.meetings.queries import themes_of
from app.people.models import AvailabilityRow, AvailabilityWindow, DelegationRow, MergedPersonRow, ParticipantRow
from app.programme.models import AssignmentRow, SessionRow
from app.rules.facts import Engagement, Facts, Meeting, Person, Room, Seat, Session, Slot, Span
from app.rules.index import Index
from app.rules.words import Attendance, Invitation, Window
from app.zones import zone

MOST_KEPT = 20


class Drafts:
    """The indexes of drafts lately asked for, each under the number of the ledger it was loaded at."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[int, Index]] = OrderedDict()
        self._lock = Lock()

    def get(self, meeting_id: int, number: int) -> Index | None:
        """The index of this meeting, if it is the one at this number."""
        with self._lock:
            kept = self._kept.get(meeting_id)
        return kept[1] if kept and kept[0] == number else None

    def keep(self, meeting_id: int, number: int, index: Index) -> None:
        """Keep an index of committed facts, unless a later one is kept; the one asked for longest ago leaves."""
        with self._lock:
            if meeting_id in self._kept and self._kept[meeting_id][0] > number:
                return
            self._kept[meeting_id] = (number, index)
            self._kept.move_to_end(meeting_id)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


def draft_index(db: DbSession, meeting: MeetingRow) -> Index:
    """The index of the draft as this transaction sees it.

    It is loaded once for each number of the ledger and kept; what a transaction has written itself is kept only when
    it has been committed (`amend_draft`).
    """
    number = ledger.latest(db)
    own = db.info.get("draft")
    if own and own[:2] == (meeting.id, number):
        return cast(Index, own[2])
    drafts = _drafts(db)
    index = None if db.info.get("has_written") else drafts.get(meeting.id, number)
    if index is None:
        index = Index(load_facts(db, meeting))
        if not db.info.get("has_written"):
            drafts.keep(meeting.id, number, index)
    return index


def amend_draft(db: DbSession, meeting: MeetingRow, before: Index, change: Callable[[Index], Index]) -> None:
    """Carry the index over a write of this transaction, to the number that the write took."""
    number, index, meeting_id = ledger.latest(db), change(before), meeting.id
    db.info["draft"] = (meeting_id, number, index)
    drafts = _drafts(db)
    when_committed(db, lambda: drafts.keep(meeting_id, number, index))


def knows(index: Index, session: Session) -> bool:
    """Whether the index has everybody and every place that a session refers to, so that it can be amended by it."""
    senders = {person.delegation for person in index.people.values()}
    return (
        all(seat.person in index.people for seat in session.seats)
        and (session.room is None or session.room in index.rooms)
        and (session.organiser is None or session.organiser in senders)
    )


def _drafts(db: DbSession) -> Drafts:
    database: Database = db.info["database"]
    drafts: Drafts = database.kept.setdefault("drafts", Drafts())
    return drafts


def load_facts(db: DbSession, meeting: MeetingRow) -> Facts:
    """Everything the rules know of a meeting's draft, as this transaction sees it."""
    rows = db.exec(select(SessionRow).where(SessionRow.meeting_id == meeting.id).order_by(col(SessionRow.id))).all()
    seats = _seats(db, meeting.id)
    seated = (
        select(AssignmentRow.participant_id)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == meeting.id)
    )
    return _facts(db, meeting, tuple(session_fact(row, seats[row.id]) for row in rows), seated)


def facts_of(db: DbSession, meeting: MeetingRow, sessions: Sequence[Session]) -> Facts:
    """What the rules know of the meeting as it is now, with these sessions in the place of the draft's."""
    return _facts(db, meeting, sessions, {seat.person for session in sessions for seat in session.seats})


def _facts(db: DbSession, meeting: MeetingRow, sessions: Sequence[Session], seated: Any) -> Facts:
    rooms = db.exec(select(RoomRow).where(RoomRow.meeting_id == meeting.id).order_by(col(RoomRow.id))).all()
    organisers = {session.organiser for session in sessions if session.organiser}
    return Facts(
        meeting=_meeting(db, meeting),
        sessions=tuple(sessions),
        rooms=tuple(map(room_fact, rooms)),
        people=tuple(_people(db, meeting.id, seated, organisers)),
    )


def session_fact(row: SessionRow, seats: Iterable[Seat]) -> Session:
    """A session as the rules know it; `seats` are its active ones."""
    released = row.released_starts and row.released_ends and Span(row.released_starts, row.released_ends)
    return Session(
        id=row.id,
        kind=row.kind,
        status=row.status,
        theme=row.theme_id,
        item=row.agenda_item_id,
        organiser=row.organiser,
        span=Span(row.starts.astimezone(UTC), row.ends.astimezone(UTC)) if row.starts and row.ends else None,
        room=row.room_id,
        languages=tuple(row.languages),
        attendance=row.expected_attendance,
        discussion_minutes=row.discussion_minutes,
        seats=tuple(seats),
        released=released or None,
    )


def seat_fact(row: AssignmentRow) -> Seat:
    """An active seat as the rules know it."""
    return Seat(
        person=row.participant_id,
        role=row.role,
        remote=row.attendance is Attendance.REMOTE,
        minutes=row.minutes,
        accepted=row.invitation is Invitation.ACCEPTED,
    )


def room_fact(row: RoomRow) -> Room:
    """A room as the rules know it."""
    openings = tuple(Span(opening.starts, opening.ends) for opening in row.openings)
    return Room(row.id, row.capacity, row.booths, row.remote, row.step_free, openings)


def _meeting(db: DbSession, row: MeetingRow) -> Meeting:
    slots = db.exec(select(SlotRow).where(SlotRow.meeting_id == row.id).order_by(col(SlotRow.id))).all()
    known = {"slots": tuple(Slot(slot.day, slot.starts_at, slot.ends_at) for slot in slots)} if slots else {}
    return Meeting(
        id=row.id,
        zone=zone(row.zone),
        first_day=row.first_day,
        last_day=row.last_day,
        languages=tuple(row.languages),
        themes=tuple(theme.id for theme in themes_of(db, row.mandate_id) if theme.id),
        teams=row.interpretation_teams,
        shifts_day=row.interpreter_shifts_day,
        shifts_week=row.interpreter_shifts_week,
        minutes=row.interpreted_minutes,
        changeover=row.changeover_minutes,
        daily_maximum=row.daily_maximum,
        notice_days=row.notice_days,
        **known,
    )


def _seats(db: DbSession, meeting_id: int) -> Mapping[int | None, list[Seat]]:
    seats: Mapping[int | None, list[Seat]] = defaultdict(list)
    statement = (
        select(AssignmentRow)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == meeting_id)
        .order_by(col(AssignmentRow.order), col(AssignmentRow.id))
    )
    for row in db.exec(statement).all():
        if row.invitation.is_active:
            seats[row.session_id].append(seat_fact(row))
    return seats


def _people(db: DbSession, meeting_id: int, seated: Any, organisers: set[str]) -> Iterable[Person]:
    """Everybody of the delegations that have a seat or organise. `seated` are the ids of people, or a query of them."""
    senders = select(ParticipantRow.delegation).where(col(ParticipantRow.id).in_(seated))
    columns: Any = (
        ParticipantRow.id,
        ParticipantRow.delegation,
        ParticipantRow.languages,
        ParticipantRow.gender,
        ParticipantRow.step_free,
        DelegationRow.regional_group,
    )
    concerned = or_(col(ParticipantRow.delegation).in_(senders), col(ParticipantRow.delegation).in_(organisers))
    statement = (
        select(*columns)
        .join(DelegationRow, col(DelegationRow.code) == ParticipantRow.delegation)
        .where(concerned)
        .order_by(col(ParticipantRow.id))
    )
    answers = _answers(db, meeting_id)
    engagements = _engagements(db, meeting_id)
    for id_, delegation, languages, gender, step_free, region in db.exec(statement).all():
        windows = answers.get(id_)
        yield Person(
            id=id_,
            delegation=delegation,
            languages=tuple(languages),
            region=region,
            gender=gender,
            step_free=step_free,
            answered=windows is not None,
            unavailable=_spans(windows or (), Window.UNAVAILABLE),
            available=_spans(windows or (), Window.AVAILABLE),
            engagements=tuple(engagements.get(id_, ())),
        )


def _answers(db: DbSession, meeting_id: int) -> dict[int, list[AvailabilityWindow]]:
    statement = select(AvailabilityRow).where(AvailabilityRow.meeting_id == meeting_id, col(AvailabilityRow.answered))
    return {row.participant_id: row.windows for row in db.exec(statement).all()}


def _spans(windows: Iterable[AvailabilityWindow], kind: Window) -> tuple[Span, ...]:
    return tuple(Span(window.starts, window.ends) for window in windows if window.kind is kind)


def _engagements(db: DbSession, meeting_id: int) -> dict[int, list[Engagement]]:
    found: dict[int, list[Engagement]] = defaultdict(list)
    statement = (
        select(SeatBookingRow, MergedPersonRow.into_id)
        .outerjoin(MergedPersonRow, col(MergedPersonRow.participant_id) == SeatBookingRow.participant_id)
        .where(SeatBookingRow.meeting_id != meeting_id)
        .order_by(col(SeatBookingRow.starts), col(SeatBookingRow.session_id))
    )
    for row, survivor in db.exec(statement).all():
        engagement = Engagement(Span(row.starts, row.ends), row.meeting_id, row.session_id)
        found[survivor or row.participant_id].append(engagement)
    return found
