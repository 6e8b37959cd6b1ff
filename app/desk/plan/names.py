"""How what a board mentions is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, type_coerce
from sqlmodel import col, select

from app.database import DbSession
from app.languages import Language
from app.meetings.models import MeetingRow, RoomRow, ThemeRow
from app.meetings.queries import themes_of
from app.people.models import DelegationRow, ParticipantRow
from app.programme.models import SessionRow
from app.rules.index import Index

Titles = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Titles, names and versions as a transaction found them. Rooms and themes are in the meeting's order.

    Titles come as stored, without the check that a column of texts makes: three hundred of them cost a tenth.
    """

    titles: Mapping[int, Titles]
    versions: Mapping[int, int]
    rooms: Mapping[int, RoomRow]
    themes: Mapping[int, ThemeRow]
    people: Mapping[int, str]
    delegations: Mapping[str, Titles]
    meetings: Mapping[int, Titles]


def names_of(db: DbSession, meeting: MeetingRow, index: Index) -> Names:
    """The names of everything that the index speaks of."""
    sessions: Any = select(SessionRow.id, type_coerce(SessionRow.titles, JSON).label("titles"), SessionRow.version)
    rows = db.exec(sessions.where(SessionRow.meeting_id == meeting.id)).all()
    rooms = db.exec(select(RoomRow).where(RoomRow.meeting_id == meeting.id).order_by(col(RoomRow.id))).all()
    codes = {person.delegation for person in index.people.values()}
    codes |= {session.organiser for session in index.sessions.values() if session.organiser}
    elsewhere = {engagement.meeting for person in index.people.values() for engagement in person.engagements}
    return Names(
        titles={row.id: row.titles for row in rows},
        versions={row.id: row.version for row in rows},
        rooms={room.id: room for room in rooms},
        themes={theme.id: theme for theme in themes_of(db, meeting.mandate_id)},
        people=dict(_pairs(db, ParticipantRow.id, ParticipantRow.name, index.people)),
        delegations=dict(_pairs(db, DelegationRow.code, type_coerce(DelegationRow.names, JSON), codes)),
        meetings=dict(_pairs(db, MeetingRow.id, type_coerce(MeetingRow.titles, JSON), elsewhere)),
    )


def _pairs(db: DbSession, key: Any, name: Any, wanted: Iterable[object]) -> Iterable[tuple[Any, Any]]:
    found = list(wanted)
    return db.exec(select(key, name).where(col(key).in_(found))).all() if found else ()
