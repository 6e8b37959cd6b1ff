"""What the draft of a demonstration says beyond its release: changes to publish, and errors to solve first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from app.access.models import Actor
from app.database import DbSession
from app.people.availability import answer, availability_of
from app.people.models import AvailabilityWindow
from app.programme.actions import cancel_session, change_session
from app.programme.models import AssignmentIn, AssignmentRow, SessionIn, SessionRow
from app.programme.queries import seats_of
from app.programme.seats import change_seat, seat
from app.resources.noun import changes_of
from app.rules.words import Invitation, Role, Window
from app.seeding.files import ChangesFile
from app.seeding.meeting import MadeMeeting, make_session

SessionPatch: Any = changes_of(SessionIn)
AssignmentPatch: Any = changes_of(AssignmentIn)


@dataclass(frozen=True)
class _Desk:
    """The draft on the desk of whoever changes it."""

    db: DbSession
    made: MadeMeeting
    rows: Mapping[str, SessionRow]
    by: Actor

    def change(self, key: str, **values: object) -> None:
        """Change fields of a session, if the meeting has it."""
        if row := self.rows.get(key):
            change_session(self.db, row, self.made.row, SessionPatch(**values), row.version, self.by)

    def panelists(self, key: str) -> Sequence[AssignmentRow]:
        """The panelists of a session, if the meeting has it."""
        row = self.rows.get(key)
        seats = seats_of(self.db, [row.id])[row.id] if row and row.id else ()
        return [held for held in seats if held.role is Role.PANELIST]


def change_draft(
    db: DbSession, made: MadeMeeting, rows: Mapping[str, SessionRow], file: ChangesFile, by: Actor
) -> None:
    """Change sessions as a week of work would, and break four rules on purpose."""
    desk = _Desk(db, made, rows, by)
    _change_sessions(desk, file)
    _book_a_room_twice(desk)
    _book_a_person_twice(desk)
    _decline(desk)
    _become_unavailable(desk)


def _change_sessions(desk: _Desk, file: ChangesFile) -> None:
    """A moved session, a cancelled one, a changed title, new ones."""
    desk.change("round-table-iii-2", starts=desk.made.moment(3, time(16, 30)), ends=desk.made.moment(3, time(18)))
    desk.change("panel-iii", titles=file.new_title)
    if cancelled := desk.rows.get("panel-v"):
        cancel_session(desk.db, cancelled, desk.made.row, cancelled.version, desk.by)
    for session in file.new_sessions:
        make_session(desk.db, desk.made, session, desk.by)


def _book_a_room_twice(desk: _Desk) -> None:
    if other := desk.rows.get("side-event-1"):
        desk.change("side-event-2", room_id=other.room_id)


def _book_a_person_twice(desk: _Desk) -> None:
    row, panelists = desk.rows.get("panel-i"), desk.panelists("round-table-i-1")
    if row and panelists:
        body = AssignmentIn(
            participant_id=panelists[0].participant_id, role=Role.DISCUSSANT, invitation=Invitation.INVITED
        )
        seat(desk.db, row, desk.made.row, body, row.version, desk.by)


def _decline(desk: _Desk) -> None:
    """One of only two panelists declines: the panel is incomplete."""
    row, panelists = desk.rows.get("round-table-iv-1"), desk.panelists("round-table-iv-1")
    if row and panelists:
        declined = AssignmentPatch(invitation=Invitation.DECLINED)
        change_seat(desk.db, panelists[0], row, desk.made.row, declined, row.version, desk.by)


def _become_unavailable(desk: _Desk) -> None:
    """A panelist of the last day leaves the evening before."""
    for held in desk.panelists("round-table-v-1")[:1]:
        midnight = desk.made.moment(5, time.min)
        window = AvailabilityWindow(kind=Window.UNAVAILABLE, starts=midnight, ends=midnight + timedelta(days=1))
        before = availability_of(desk.db, held.participant_id, desk.made.row)
        answer(desk.db, held.participant_id, desk.made.row, [window], before.version, desk.by)
