"""Conflicts as the API and the pages show them: with their sentences, for whoever may read them."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from app.database import DbSession, now
from app.languages import Language
from app.meetings.models import MeetingRow, RoomRow, ThemeRow
from app.people.models import DelegationRow, ParticipantRow
from app.programme.acknowledgements.queries import PRIVATE, acknowledged
from app.programme.models import AcknowledgementShown, ConflictOut, SessionRow
from app.programme.sentences import Named, sentence
from app.rules.check import check, check_moves, check_session
from app.rules.conflict import Conflict, Programme, Severity, key
from app.rules.facts import Placement, Session
from app.rules.index import Index
from app.zones import zone

Row = TypeVar("Row", bound=SQLModel)


def conflicts_of(
    db: DbSession, meeting: MeetingRow, index: Index, language: Language, shows_private: bool
) -> list[ConflictOut]:
    """Every conflict of a draft, now."""
    return show_conflicts(db, meeting, index, check(index, now()), language, shows_private)


def conflicts_naming(
    db: DbSession, meeting: MeetingRow, index: Index, session_id: int, language: Language, shows_private: bool
) -> list[ConflictOut]:
    """Every conflict that names a session, now."""
    return show_conflicts(db, meeting, index, check_session(index, session_id, now()), language, shows_private)


def show_conflicts(
    db: DbSession,
    meeting: MeetingRow,
    index: Index,
    conflicts: Sequence[Conflict],
    language: Language,
    shows_private: bool = True,
) -> list[ConflictOut]:
    """Conflicts with their sentences. Without private fields, warnings about them are left out and errors name nobody."""
    conflicts = _told(conflicts, shows_private)
    named, accepted = _named(db, meeting, index, conflicts), acknowledged(db, meeting)
    return [_show(conflict, index, named, accepted, language, shows_private) for conflict in conflicts]


def show_moves(
    db: DbSession,
    meeting: MeetingRow,
    index: Index,
    session_id: int,
    placements: Sequence[Placement],
    language: Language,
    shows_private: bool,
) -> list[tuple[list[ConflictOut], list[ConflictOut]]]:
    """For each placement of the session, the conflicts that it would bring and those that it would resolve."""
    moves = check_moves(index, session_id, placements, now())
    named = _named(db, meeting, index, {conflict for moved in moves for conflict in (*moved.new, *moved.resolved)})
    accepted, session, shown = acknowledged(db, meeting), index.sessions[session_id], []
    resolved: dict[Conflict, ConflictOut] = {
        conflict: _show(conflict, index, named, accepted, language, shows_private)
        for conflict in {conflict for moved in moves for conflict in moved.resolved}
    }
    for placement, moved in zip(placements, moves, strict=True):
        there = replace(session, span=placement.span, room=placement.room)
        after = Supposition(ChainMap({session_id: there}, index.sessions))
        named_after = replace(named, spans=ChainMap({session_id: placement.span}, dict(named.spans)))
        new = [
            _show(conflict, after, named_after, accepted, language, shows_private)
            for conflict in _told(moved.new, shows_private)
        ]
        shown.append((new, [resolved[conflict] for conflict in _told(moved.resolved, shows_private)]))
    return shown


@dataclass(frozen=True, slots=True)
class Supposition:
    """The draft's sessions with one of them elsewhere."""

    sessions: Mapping[int, Session]


def _told(conflicts: Sequence[Conflict], shows_private: bool) -> Sequence[Conflict]:
    """Without private fields, a warning about one is not told at all, and an error once, however many it concerns."""
    if shows_private:
        return conflicts
    told = {
        (one.code, one.sessions, one.room) if one.code in PRIVATE else one: one
        for one in conflicts
        if one.code not in PRIVATE or one.severity is Severity.ERROR
    }
    return list(told.values())


def _show(
    conflict: Conflict,
    index: Programme,
    named: Named,
    accepted: Mapping[str, AcknowledgementShown],
    language: Language,
    shows_private: bool,
) -> ConflictOut:
    names_people = shows_private or conflict.code not in PRIVATE
    # Whoever may not know the person could try everybody until the key fits.
    name = key(conflict if names_people else conflict._replace(people=(), detail=()), index)
    return ConflictOut(
        key=name,
        code=conflict.code,
        severity=conflict.severity,
        message=sentence(conflict, named, language, shows_private),
        session_ids=list(conflict.sessions),
        participant_ids=list(conflict.people) if names_people else [],
        room_id=conflict.room,
        day=conflict.day.isoformat() if conflict.day else None,
        acknowledgement=accepted.get(name) if conflict.severity is Severity.WARNING else None,
    )


def _named(db: DbSession, meeting: MeetingRow, index: Index, conflicts: Iterable[Conflict]) -> Named:
    """The names of what these conflicts mention. A session's times are those it has in the index."""
    conflicts = list(conflicts)
    session_ids = {session for conflict in conflicts for session in conflict.sessions}
    themes = _rows(db, ThemeRow, {conflict.theme for conflict in conflicts})
    meetings = {conflict.engagement.meeting for conflict in conflicts if conflict.engagement}
    codes = {conflict.delegation for conflict in conflicts if conflict.delegation}
    delegations = db.exec(select(DelegationRow).where(col(DelegationRow.code).in_(codes))).all() if codes else ()
    people = _rows(db, ParticipantRow, {person for conflict in conflicts for person in conflict.people})
    return Named(
        zone=zone(meeting.zone),
        sessions={row.id: row.titles for row in _rows(db, SessionRow, session_ids)},
        spans={session: index.sessions[session].span for session in session_ids},
        people={row.id: row.name for row in people},
        rooms={row.id: row.name for row in _rows(db, RoomRow, {conflict.room for conflict in conflicts})},
        themes={row.id: row.texts for row in themes},
        numerals={row.id: row.numeral for row in themes},
        delegations={row.code: row.names for row in delegations},
        meetings={row.id: row.titles for row in _rows(db, MeetingRow, meetings)},
    )


def _rows(db: DbSession, table: type[Row], ids: set[int] | set[int | None]) -> Sequence[Row]:
    wanted = {found for found in ids if found is not None}
    if not wanted:
        return ()
    return db.exec(select(table).where(col(table.id).in_(wanted))).all()  # type: ignore[attr-defined]
