"""Conflicts as the API and the pages show them: with their sentences, for whoever may read them."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

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
    people = {person for conflict in conflicts for person in conflict.people}
    rooms = {conflict.room for conflict in conflicts}
    theme_ids = {conflict.theme for conflict in conflicts if conflict.theme}
    themes = db.exec(select(ThemeRow).where(col(ThemeRow.id).in_(theme_ids))).all() if theme_ids else ()
    codes = {conflict.delegation for conflict in conflicts}
    meetings = {conflict.engagement.meeting for conflict in conflicts if conflict.engagement}
    return Named(
        zone=zone(meeting.zone),
        sessions=_by(db, SessionRow.id, SessionRow.titles, session_ids),
        spans={session: index.sessions[session].span for session in session_ids},
        people=_by(db, ParticipantRow.id, ParticipantRow.name, people),
        rooms=_by(db, RoomRow.id, RoomRow.name, rooms),
        themes={row.id: row.texts for row in themes},
        numerals={row.id: row.numeral for row in themes},
        delegations=_by(db, DelegationRow.code, DelegationRow.names, codes),
        meetings=_by(db, MeetingRow.id, MeetingRow.titles, meetings),
    )


def _by(db: DbSession, name: Any, value: Any, wanted: Iterable[int | str | None]) -> dict[Any, Any]:
    """One column by another one, of the rows that are wanted."""
    known = {one for one in wanted if one is not None}
    return dict(db.exec(select(name, value).where(col(name).in_(known))).all()) if known else {}
