"""`planner demo`: a further demonstration meeting in the future, released, with a draft that has gone on since."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.access.models import Actor, Right
from app.database import DbSession, now
from app.errors import Invalid
from app.given import FIRST_YEAR, LAST_YEAR
from app.meetings.models import MeetingRow
from app.programme.models import SessionRow
from app.programme.seats import reseat
from app.releases.making.publish import publish
from app.seeding import files
from app.seeding.files import DemonstrationFile, SessionFile
from app.seeding.further import further_rooms, further_sessions
from app.seeding.meeting import MadeMeeting, make_meeting, make_session
from app.seeding.panels import Panel, seat_everybody
from app.seeding.placeholders import Placeholder, make_people
from app.seeding.seed import seed
from app.seeding.unpublished import change_draft
from app.zones import zone

BY = Actor("demonstration", Right.ADMINISTRATOR)
WEEKS_AHEAD = 4
FEWEST_PEOPLE = 48


def has_released_meeting(db: DbSession) -> bool:
    """Whether the public can see any meeting."""
    return db.exec(select(MeetingRow.id).where(col(MeetingRow.newest_release).is_not(None))).first() is not None


def make_demonstration(db: DbSession, first_day: date | None, sessions: int) -> str:
    """Make a meeting with so many released sessions and people of its own, and return its slug.

    Without a first day it begins on the first Monday at least four weeks ahead. What the seed holds is made where it is
    missing. The same number and day give the same programme. Raises Invalid for a day that no meeting can have.
    """
    seed(db)
    file = files.demonstration()
    file = file.model_copy(update={"rooms": [*file.rooms, *further_rooms(sessions)]})
    first_day = first_day or _monday_ahead(zone(file.meeting["zone"]))
    if not FIRST_YEAR <= first_day.year < LAST_YEAR:
        raise Invalid(("/first_day", f"a year from {FIRST_YEAR} to {LAST_YEAR - 1}"))
    made = make_meeting(db, file, _free_slug(db, first_day), first_day, BY)
    programme = _programme(file, sessions)
    rows = {session.key: row for session in programme if (row := make_session(db, made, session, BY))}
    people = make_people(db, made, file.people, FEWEST_PEOPLE + max(0, sessions - len(file.sessions)) // 2, BY)
    _seat(db, made, programme, rows, people)
    publish(db, made.row, file.changes.release_note, BY)
    change_draft(db, made, rows, file.changes, BY)
    return made.row.slug


def _monday_ahead(venue: ZoneInfo) -> date:
    day = now().astimezone(venue).date() + timedelta(weeks=WEEKS_AHEAD)
    return day + timedelta(days=-day.weekday() % 7)


def _free_slug(db: DbSession, first_day: date) -> str:
    wanted = f"demonstration-{first_day:%Y-%m}"
    taken = set(db.exec(select(MeetingRow.slug).where(col(MeetingRow.slug).startswith(wanted))).all())
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 2) if (slug := f"{wanted}-{number}") not in taken)


def _programme(file: DemonstrationFile, sessions: int) -> list[SessionFile]:
    of_file = file.sessions[:sessions]
    return [*of_file, *further_sessions(file, sessions - len(of_file))]


def _seat(
    db: DbSession,
    made: MadeMeeting,
    programme: Sequence[SessionFile],
    rows: Mapping[str, SessionRow],
    people: Sequence[Placeholder],
) -> None:
    panels = {session.key: _panel(made, session, rows[session.key]) for session in programme if session.key in rows}
    meeting = made.row
    gap = timedelta(minutes=meeting.changeover_minutes or 0)
    seats = seat_everybody(panels.values(), people, gap, meeting.daily_maximum or len(panels))
    for row in rows.values():
        if given := seats[row.id or 0]:
            reseat(db, row, meeting, given, row.version, BY)


def _panel(made: MadeMeeting, session: SessionFile, row: SessionRow) -> Panel:
    room, span = made.rooms.get(session.room or ""), made.span(session)
    assert row.id
    assert span
    return Panel(
        session=row.id,
        kind=session.kind,
        status=session.status,
        theme=session.theme,
        span=span,
        day=span.starts.astimezone(made.zone).date(),
        languages=frozenset(session.languages),
        is_remote=room is not None and room.remote,
        is_step_free=room is None or room.step_free,
        discussion_minutes=session.discussion_minutes or 0,
        panelists=session.panelists,
    )
