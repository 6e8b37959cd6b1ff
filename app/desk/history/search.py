"""Which entries of the ledger are wanted: by meeting, person, kind of thing, one thing, day, words."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from datetime import time as wall_time
from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints
from sqlalchemy import Text, cast
from sqlmodel import and_, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from app.database import DbSession
from app.desk.frame.query import Blank, Chosen, Words
from app.given import Day
from app.ledger import LedgerRow
from app.meetings.models import AgendaItemRow, RoomRow
from app.people.models import ParticipantRow
from app.programme.models import SessionRow
from app.wording import N_

PART = 50

RESOURCES = {
    "session": N_("Sessions and panels"),
    "participant": N_("People"),
    "availability": N_("Availability"),
    "meeting": N_("The meeting"),
    "room": N_("Rooms"),
    "slot": N_("Slots"),
    "agenda_item": N_("Agenda items"),
    "acknowledgement": N_("Accepted warnings"),
    "release": N_("Releases"),
    "delegation": N_("Delegations"),
    "mandate": N_("Mandates"),
    "account": N_("Accounts"),
    "key": N_("Keys"),
}
"""What an entry may be about."""


class HistoryFilter(BaseModel):
    """Which entries are wanted; what is empty does not filter. `before` is the number of the entry to go on behind."""

    q: Words = ""
    by: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    resource: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]*$")] = ""
    subject: Words = ""
    day: Annotated[Day | None, Blank] = None
    before: Chosen = None

    @property
    def given(self) -> dict[str, object]:
        """What filters."""
        return {name: value for name, value in self if value and name != "before"}


def wanted_entries(
    db: DbSession, wanted: HistoryFilter, meeting: str | None, venue: tzinfo, with_fields: bool
) -> SelectOfScalar[LedgerRow]:
    """The entries, the newest first. Without a right to the fields nobody finds anything by what stands in them."""
    statement = select(LedgerRow).order_by(col(LedgerRow.number).desc())
    if meeting is not None:
        statement = statement.where(LedgerRow.meeting == meeting)
    for column, value in ((LedgerRow.by, wanted.by), (LedgerRow.resource, wanted.resource)):
        if value:
            statement = statement.where(column == value)
    if wanted.subject:
        statement = statement.where(LedgerRow.subject == wanted.subject)
    if wanted.day is not None:
        statement = statement.where(*_on(wanted.day, venue))
    if wanted.before is not None:
        statement = statement.where(LedgerRow.number < wanted.before)
    if wanted.q.strip():
        statement = statement.where(or_(*_saying(db, wanted.q.strip(), with_fields)))
    return statement


def everybody(db: DbSession, meeting: str | None) -> Sequence[str]:
    """Who has written anything."""
    statement = select(LedgerRow.by).distinct().order_by(col(LedgerRow.by))
    if meeting is not None:
        statement = statement.where(LedgerRow.meeting == meeting)
    return db.exec(statement.limit(500)).all()


def _on(day: date, venue: tzinfo) -> list[Any]:
    starts = datetime.combine(day, wall_time(), venue)
    ends = datetime.combine(day + timedelta(days=1), wall_time(), venue)
    return [col(LedgerRow.at) >= starts, col(LedgerRow.at) < ends]


def _saying(db: DbSession, words: str, with_fields: bool) -> Iterable[Any]:
    """What holds of an entry that says these words, or is about something that is called so now."""
    sessions = db.exec(select(SessionRow.id).where(_in_json(SessionRow.titles, words))).all()
    items = db.exec(select(AgendaItemRow.id).where(_in_json(AgendaItemRow.titles, words))).all()
    rooms = db.exec(select(RoomRow.id).where(col(RoomRow.name).icontains(words, autoescape=True))).all()
    named = col(ParticipantRow.name).icontains(words, autoescape=True)
    people = db.exec(select(ParticipantRow.id).where(named)).all()
    for resources, ids in (
        (("session",), sessions),
        (("agenda_item",), items),
        (("room",), rooms),
        (("participant", "availability"), people),
    ):
        about = col(LedgerRow.subject).in_([str(one) for one in ids])
        yield and_(col(LedgerRow.resource).in_(resources), about)
    yield LedgerRow.subject == words
    if with_fields:
        yield _in_json(LedgerRow.fields, words)


def _in_json(column: Any, words: str) -> Any:
    """Whether a JSON column says the words: it is stored with escapes, which know no upper and lower case."""
    forms = {json.dumps(form)[1:-1] for form in (words, words.lower(), words.upper(), words.capitalize())}
    return or_(*(cast(col(column), Text).icontains(form, autoescape=True) for form in sorted(forms)))
