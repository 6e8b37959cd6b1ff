"""What an officer does on the board: put a session elsewhere, take it off, let two change places.

Each is recorded as the change of a session that it is; an exchange as two changes next to each other, called swap.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.desk.plan.places import exchange
from app.errors import NotFound, VersionStale
from app.meetings.models import MeetingRow
from app.programme.actions import change_session
from app.programme.facts import draft_index
from app.programme.models import SessionIn, SessionRow
from app.resources.noun import changes_of
from app.rules.facts import Placement
from app.rules.index import Index

PlacePatch: Any = changes_of(SessionIn)


@dataclass(frozen=True, slots=True)
class Seen:
    """A session at the version that the officer saw."""

    id: int
    version: int


def session_in(db: DbSession, meeting: MeetingRow, session_id: int) -> SessionRow:
    """A session of this meeting. Raises NotFound."""
    row = db.get(SessionRow, session_id)
    if row is None or row.meeting_id != meeting.id:
        raise NotFound(f"The meeting has no session {session_id}.")
    return row


def move(db: DbSession, meeting: MeetingRow, seen: Seen, to: Placement, by: Actor) -> Index:
    """Put a session there, or off the board; what the draft's index is then. Raises NotFound, VersionStale, Invalid."""
    index = draft_index(db, meeting)
    row = session_in(db, meeting, seen.id)
    _carried_out(db, lambda: change_session(db, row, meeting, _patch(to), seen.version, by))
    return index.with_session(replace(index.sessions[seen.id], span=to.span, room=to.room))


def swap(db: DbSession, meeting: MeetingRow, one: Seen, other: Seen, by: Actor) -> Index:
    """Let two sessions change places, each keeping its length; what the index is then. Both or neither.

    Raises NotFound, VersionStale, Invalid.
    """
    index = draft_index(db, meeting)
    rows = [session_in(db, meeting, seen.id) for seen in (one, other)]
    after = exchange(index, one.id, other.id)

    def both() -> None:
        with ledger.as_step(db, "swap"):
            for row, seen in zip(rows, (one, other), strict=True):
                fact = after.sessions[seen.id]
                change_session(db, row, meeting, _patch(Placement(fact.span, fact.room)), seen.version, by)

    _carried_out(db, both)
    return after


def _patch(to: Placement) -> Any:
    starts, ends = (to.span.starts, to.span.ends) if to.span else (None, None)
    return PlacePatch(starts=starts, ends=ends, room_id=to.room)


def _carried_out(db: DbSession, do: Callable[[], object]) -> None:
    """Do it, or take back whatever of it was written."""
    try:
        with db.begin_nested():
            do()
    except StaleDataError as stale:
        raise VersionStale() from stale
