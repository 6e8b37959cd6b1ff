"""From a session of the draft to its public document. What is not copied here is never public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from uuid import UUID
from zoneinfo import ZoneInfo

from app.meetings.models import MeetingRow
from app.programme.models import AssignmentRow, SessionRow
from app.releases.record.document import (
    DelegationName,
    Document,
    ItemName,
    PanelSeat,
    Paper,
    PersonName,
    RoomName,
    ThemeName,
)
from app.rules.words import Invitation, Status
from app.zones import zone


@dataclass(frozen=True)
class Names:
    """How the things that sessions refer to are called, by id (delegations by code)."""

    themes: Mapping[int, ThemeName]
    items: Mapping[int, ItemName]
    rooms: Mapping[int, RoomName]
    delegations: Mapping[str, DelegationName]
    people: Mapping[int, PersonName]


def compose(session: SessionRow, seats: Iterable[AssignmentRow], names: Names, meeting: MeetingRow) -> Document:
    """The document of a placed session that is tentative or confirmed."""
    assert session.starts
    assert session.ends
    venue = zone(meeting.zone)
    is_confirmed = session.status is Status.CONFIRMED
    active = [seat for seat in seats if seat.invitation.is_active]
    return Document(
        uid=UUID(str(session.uid)),
        kind=session.kind,
        status=session.status,
        titles=session.titles,
        descriptions=session.descriptions,
        theme=names.themes[session.theme_id] if session.theme_id else None,
        agenda_item=names.items[session.agenda_item_id] if session.agenda_item_id else None,
        starts=_at_venue(session.starts, venue),
        ends=_at_venue(session.ends, venue),
        zone=meeting.zone,
        room=names.rooms[session.room_id] if session.room_id else None,
        languages=tuple(session.languages),
        organiser=names.delegations[session.organiser] if session.organiser else None,
        panel=tuple(_seat(seat, names, is_confirmed) for seat in active),
        documents=tuple(Paper(**paper.model_dump()) for paper in session.documents),
        webcast_url=session.webcast_url,
    )


def _at_venue(moment: datetime, venue: ZoneInfo) -> datetime:
    """The venue's time with its offset frozen: it compares equal to what was stored, in a doubled hour too (PEP 495)."""
    local = moment.astimezone(venue)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)


def _seat(seat: AssignmentRow, names: Names, is_confirmed: bool) -> PanelSeat:
    """Named only when the person has accepted and the session is confirmed; else the role alone."""
    if not is_confirmed or seat.invitation is not Invitation.ACCEPTED:
        return PanelSeat(role=seat.role, order=seat.order)
    return PanelSeat(
        role=seat.role,
        order=seat.order,
        minutes=seat.minutes,
        titles=seat.titles,
        person=names.people[seat.participant_id],
    )
