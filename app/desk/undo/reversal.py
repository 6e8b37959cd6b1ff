"""Taking a step back: what it changed becomes again what it was, through the same actions as any change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app import ledger
from app.access.models import Actor
from app.database import DbSession
from app.desk.deeds import changes_of
from app.desk.undo.steps import REDO, UNDO, Entry, Step, Steps, steps_of
from app.errors import NotFound, PlannerError
from app.ledger import LedgerRow
from app.meetings.models import MeetingRow
from app.programme.actions import (
    WHOLE_VIEW,
    cancel_session,
    change_session,
    create_session,
    delete_session,
    reinstate_session,
)
from app.programme.models import AssignmentIn, SessionIn, SessionRow
from app.programme.queries import show_sessions
from app.programme.seats import reseat
from app.resources.noun import changes_of as patch_of
from app.rules.words import Status
from app.wording import N_

MOST_ENTRIES = 300
"""How far back an officer's own entries are looked through."""

NOTHING = N_("There is nothing to take back.")
GONE = N_("The session has been deleted since.")

SessionPatch: Any = patch_of(SessionIn)


@dataclass(frozen=True, slots=True)
class Contested:
    """A field that is no longer what the step made it. `later` is the entry that changed it since, if one did."""

    entry: LedgerRow
    field: str
    wanted: Any
    now: Any
    later: LedgerRow | None


class OverwritesLater(PlannerError):
    """Taking the step back would overwrite what was changed later. `contested` says what and by whom."""

    code, status, title = "overwrites-later", 409, "It was changed since"

    def __init__(self, contested: Sequence[Contested], rest: bool) -> None:
        super().__init__("It was changed since.")
        self.contested, self.rest = contested, rest


def steps_by(db: DbSession, meeting: MeetingRow, name: str) -> Steps:
    """The latest steps of this officer on sessions of the meeting."""
    columns: Any = select(LedgerRow.number, LedgerRow.action, LedgerRow.subject, LedgerRow.undoes)
    statement = columns.where(
        LedgerRow.meeting == meeting.slug, LedgerRow.by == name, LedgerRow.resource == "session"
    ).order_by(col(LedgerRow.number).desc())
    rows = db.exec(statement.limit(MOST_ENTRIES)).all()
    return steps_of(Entry(*row) for row in reversed(rows))


def entry_at(db: DbSession, number: int) -> LedgerRow:
    """The entry with this number. Raises NotFound."""
    row = db.get(LedgerRow, number)
    if row is None:
        raise NotFound(f"The ledger has no entry {number}.")
    return row


@dataclass(frozen=True, slots=True)
class Reversal:
    """The taking back of a step. `keeps_later`: what was changed since stays; `overwrites`: even that is put back."""

    db: DbSession
    meeting: MeetingRow
    by: Actor
    steps: Steps
    keeps_later: bool = False
    overwrites: bool = False

    def take_back(self, step: Step) -> None:
        """Undo a step that stands, or redo one that was undone. All of it or nothing.

        Where everything is already as it was, an entry without fields says that the step counts as taken back.

        Raises OverwritesLater, NotFound where its session is gone, and what the actions raise.
        """
        action = REDO if step in self.steps.undone else UNDO
        with self.db.begin_nested():
            for entry in reversed(step.entries):
                number, subject = ledger.latest(self.db), self.steps.subject(entry)
                with ledger.as_step(self.db, action, entry.number):
                    self._reverse(entry_at(self.db, entry.number), subject)
                    if ledger.latest(self.db) == number:
                        ledger.record(self.db, self.by.name, action, "session", subject, {}, self.meeting.slug)

    def _reverse(self, entry: LedgerRow, subject: str) -> None:
        changes = changes_of(entry)
        if "uid" in changes and changes["uid"]["after"] is None:
            self._bring_back({name: change["before"] for name, change in changes.items()})
            return
        row = self.db.get(SessionRow, int(subject))
        if row is None:
            raise NotFound(GONE)
        contested = self.contested(entry, row)
        if contested and not self.overwrites:
            rest = len(contested) < len(changes) and "uid" not in changes
            if not (self.keeps_later and rest):
                raise OverwritesLater(contested, rest)
        if "uid" in changes:
            delete_session(self.db, row, self.meeting, row.version, self.by)
            return
        kept = {one.field for one in contested} if self.keeps_later else set()
        self._put(row, {name: change["before"] for name, change in changes.items() if name not in kept})

    def contested(self, entry: LedgerRow, row: SessionRow) -> list[Contested]:
        """The fields of the entry that are no longer what it made them."""
        now, found = _shown(self.db, row, self.meeting), []
        for name, change in sorted(changes_of(entry).items()):
            held = _comparable(name, now.get(name))
            if held not in (_comparable(name, change["after"]), _comparable(name, change["before"])):
                later = self._later(entry.number, row.id, name)
                found.append(Contested(entry, name, change["before"], now.get(name), later))
        return found

    def _later(self, number: int, session_id: int, field: str) -> LedgerRow | None:
        statement = select(LedgerRow).where(
            LedgerRow.resource == "session", LedgerRow.subject == str(session_id), LedgerRow.number > number
        )
        rows = self.db.exec(statement.order_by(col(LedgerRow.number).desc())).all()
        return next((row for row in rows if field in row.fields), None)

    def _put(self, row: SessionRow, values: Mapping[str, Any]) -> None:
        """Give a session these values, each by the action that belongs to it."""
        values = dict(values)
        seats = values.pop("assignments", None)
        status = values.get("status", row.status)
        if row.status is not status and Status.CANCELLED in (row.status, status):
            del values["status"]
            step = cancel_session if status == Status.CANCELLED else reinstate_session
            step(self.db, row, self.meeting, row.version, self.by)
        if values:
            change_session(self.db, row, self.meeting, SessionPatch.model_validate(values), row.version, self.by)
        if seats is not None:
            reseat(self.db, row, self.meeting, _seats(seats), row.version, self.by)

    def _bring_back(self, values: Mapping[str, Any]) -> None:
        """Make a deleted session again, with its uid, under a new id."""
        given = {name: values[name] for name in SessionIn.model_fields if values.get(name) is not None}
        is_cancelled = given.get("status") == Status.CANCELLED
        if is_cancelled:
            del given["status"]
        row = create_session(self.db, self.meeting, SessionIn.model_validate(given), self.by)
        if values.get("assignments"):
            reseat(self.db, row, self.meeting, _seats(values["assignments"]), row.version, self.by)
        if is_cancelled:
            cancel_session(self.db, row, self.meeting, row.version, self.by)


def _shown(db: DbSession, row: SessionRow, meeting: MeetingRow) -> dict[str, Any]:
    """A session as the ledger writes it."""
    return show_sessions(db, [row], meeting, WHOLE_VIEW)[0].model_dump(mode="json", exclude={"released", "version"})


def _comparable(name: str, value: Any) -> Any:
    """A value without what is only a name of the moment: the ids of seats."""
    if name == "id":
        return None
    if name == "assignments":
        return [{key: part for key, part in seat.items() if key not in OF_THE_MOMENT} for seat in value or []]
    return value


OF_THE_MOMENT: Collection[str] = ("id", "session_id", "version")


def _seats(seats: Sequence[Mapping[str, Any]]) -> list[AssignmentIn]:
    names = AssignmentIn.model_fields
    return [AssignmentIn.model_validate({name: seat[name] for name in names if name in seat}) for seat in seats]
