"""A meeting from its file: with slots, rooms and agenda, and sessions that refer to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.access.models import Actor
from app.database import DbSession
from app.meetings.agenda import AGENDA_ITEMS
from app.meetings.meeting import MEETINGS
from app.meetings.models import AgendaItemIn, MandateRow, MeetingIn, MeetingRow, RoomRow, ThemeRow
from app.meetings.queries import themes_of
from app.meetings.rooms import ROOMS, SLOTS
from app.people.models import DelegationRow
from app.programme.actions import create_session
from app.programme.models import SessionIn, SessionRow
from app.resources.actions import create
from app.rules.facts import Span
from app.seeding.files import ItemFile, MeetingFile, SessionFile
from app.zones import zone


@dataclass(frozen=True)
class MadeMeeting:
    """A meeting made from a file, with the rows that the words of the file mean.

    A theme that the mandate does not have (any more) is not among them, nor is a delegation that is not there.
    """

    row: MeetingRow
    file: MeetingFile
    themes: Mapping[str, ThemeRow]
    items: Mapping[str, int]
    rooms: Mapping[str, RoomRow]
    delegations: frozenset[str]

    @property
    def zone(self) -> ZoneInfo:
        """The venue's."""
        return zone(self.row.zone)

    def moment(self, day: int, wall: time) -> datetime:
        """The instant of a wall time at the venue on a day of the meeting, counted from 1."""
        return datetime.combine(self.row.first_day + timedelta(days=day - 1), wall, self.zone)

    def span(self, session: SessionFile) -> Span | None:
        """When the session of the file takes place; None where it is not placed."""
        if session.day is None or session.starts_at is None or session.ends_at is None:
            return None
        return Span(self.moment(session.day, session.starts_at), self.moment(session.day, session.ends_at))


def make_meeting(db: DbSession, file: MeetingFile, slug: str, first_day: date, by: Actor) -> MadeMeeting:
    """Make the meeting without its sessions."""
    asking = select(MandateRow).where(MandateRow.resolution == file.mandate).order_by(col(MandateRow.id))
    mandate = db.exec(asking).first()
    themes = {theme.numeral: theme for theme in themes_of(db, mandate.id)} if mandate else {}
    fields = {
        **file.meeting,
        "slug": slug,
        "first_day": first_day,
        "last_day": first_day + timedelta(days=file.days - 1),
        "mandate_id": mandate and mandate.id,
    }
    row = create(db, MEETINGS, MeetingIn.model_validate(fields), by)
    for slot in file.slots:
        create(db, SLOTS, slot, by, row.id)
    return MadeMeeting(
        row=row,
        file=file,
        themes=themes,
        items=_make_items(db, row, file.agenda_items, themes, by),
        rooms={room.slug: room for room in (create(db, ROOMS, given, by, row.id) for given in file.rooms)},
        delegations=frozenset(db.exec(select(DelegationRow.code)).all()),
    )


def make_session(db: DbSession, made: MadeMeeting, session: SessionFile, by: Actor) -> SessionRow | None:
    """Add a session of the file to the draft; None where the mandate does not have its theme."""
    if session.theme is not None and session.theme not in made.themes:
        return None
    span = made.span(session)
    body = SessionIn(
        kind=session.kind,
        status=session.status,
        titles=session.titles,
        descriptions=made.file.descriptions.get(session.kind, {}),
        theme_id=made.themes[session.theme].id if session.theme else None,
        agenda_item_id=made.items.get(session.item) if session.item else None,
        organiser=session.organiser if session.organiser in made.delegations else None,
        starts=span.starts if span else None,
        ends=span.ends if span else None,
        room_id=made.rooms[session.room].id if session.room else None,
        languages=session.languages,
        expected_attendance=session.expected_attendance,
        discussion_minutes=session.discussion_minutes,
        documents=session.documents,
        webcast_url=session.webcast_url,
        joining_url=session.joining_url,
    )
    return create_session(db, made.row, body, by)


def _make_items(
    db: DbSession, meeting: MeetingRow, items: list[ItemFile], themes: Mapping[str, ThemeRow], by: Actor
) -> dict[str, int]:
    made: dict[str, int] = {}
    for item in items:
        treated = [themes[numeral] for numeral in item.themes if numeral in themes]
        if item.titles or treated:
            body = AgendaItemIn(
                number=item.number,
                parent_id=made[item.parent] if item.parent else None,
                titles=item.titles or treated[0].texts,
                annotations=item.annotations,
                theme_ids=[theme.id for theme in treated if theme.id],
            )
            made[item.number] = create(db, AGENDA_ITEMS, body, by, meeting.id).id or 0
    return made
