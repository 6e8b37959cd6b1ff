"""The ledger: every write takes its next number. It is the audit, the change feed and the clock of every cache.

Numbers have no gap: there is one writer at a time (see `database`), and a refused write leaves no entry. A write that
changes nothing is none.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from pydantic import BaseModel, JsonValue
from sqlmodel import Field, SQLModel, col, func, select

from app.database import DbSession, JsonOf, now
from app.errors import VersionStale

Fields = dict[str, JsonValue]

NAMED_BY_TEXT = frozenset({"delegation", "meeting", "key", "account", "selection"})
"""The resources whose id is a code, a slug or a prefix; of all others it is a number."""
OF_NO_DRAFT = frozenset({"account", "key"})
STEP = "step"


class Step(NamedTuple):
    """What an officer does with another action's help, and the entry it undoes."""

    action: str
    undoes: int | None


class LedgerRow(SQLModel, table=True):
    """One write. `at` is UTC; `subject` the id (or code, or slug) of what was written; `fields` from what to what.

    `undoes` is the number of the entry whose effect this one takes back, for an undo and a redo.
    """

    __tablename__ = "ledger"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    by: str
    action: str
    resource: str = Field(index=True)
    subject: str
    meeting: str | None = Field(default=None, index=True)
    fields: Fields = Field(sa_type=JsonOf(Fields))
    undoes: int | None = None


class LedgerEntry(BaseModel):
    """A write as the API tells it. Viewers get it without `fields`. `undoes` is the entry whose effect it takes back."""

    number: int
    at: datetime
    by: str
    action: str
    resource: str
    id: int | str
    meeting: str | None
    fields: Fields | None
    undoes: int | None = None

    @classmethod
    def of(cls, row: LedgerRow, with_fields: bool) -> "LedgerEntry":
        """The entry of a stored row."""
        return cls(
            number=row.number,
            at=row.at,
            by=row.by,
            action=row.action,
            resource=row.resource,
            id=row.subject if row.resource in NAMED_BY_TEXT else int(row.subject),
            meeting=row.meeting,
            fields=row.fields if with_fields else None,
            undoes=row.undoes,
        )


def latest(db: DbSession) -> int:
    """The number of the newest write this transaction sees; 0 before the first."""
    return db.exec(select(func.max(col(LedgerRow.number)))).one() or 0


def expect_unmoved(db: DbSession, meeting: str, number: int) -> None:
    """Go on only if the meeting's draft is as it was at `number`. Raises VersionStale.

    What is written of another meeting, of accounts and of keys moves no draft of this one.
    """
    of_draft = (col(LedgerRow.meeting).is_(None) | (LedgerRow.meeting == meeting)) & col(LedgerRow.resource).not_in(
        OF_NO_DRAFT
    )
    moved = db.exec(select(func.max(col(LedgerRow.number))).where(of_draft)).one() or 0
    if not moved <= number <= latest(db):
        raise VersionStale(f"You saw the draft at {number}; it is at {latest(db)} now.", ledger=latest(db))


def record(
    db: DbSession,
    by: str,
    action: str,
    resource: str,
    subject: int | str,
    fields: Fields,
    meeting: str | None = None,
) -> int:
    """Write the entry of a change that the same transaction makes, and return its number. See `as_step`."""
    number = latest(db) + 1
    row = LedgerRow(
        number=number, at=now(), by=by, action=action, resource=resource, subject=str(subject), fields=fields
    )
    row.meeting = meeting
    step: Step | None = db.info.get(STEP)
    if step is not None:
        row.action, row.undoes = step
    db.add(row)
    db.flush()
    db.info["has_written"] = True
    return number


def record_all(
    db: DbSession, by: str, action: str, resource: str, written: Sequence[tuple[int, Fields]], meeting: str | None
) -> None:
    """Write the entries of many changes that the same transaction makes, by subject, in one go: as `record` does for one."""
    first, at = latest(db) + 1, now()
    for number, (subject, fields) in enumerate(written, first):
        row = LedgerRow(
            number=number, at=at, by=by, action=action, resource=resource, subject=str(subject), fields=fields
        )
        row.meeting = meeting
        db.add(row)
    db.flush()
    db.info["has_written"] = True


@contextmanager
def as_step(db: DbSession, action: str, undoes: int | None = None) -> Iterator[None]:
    """What is recorded in here is recorded as this step: an undo through the same actions as any change."""
    before = db.info.get(STEP)
    db.info[STEP] = Step(action, undoes)
    try:
        yield
    finally:
        db.info[STEP] = before


def difference(before: Fields, after: Fields) -> Fields:
    """What a write changed: each field with its value before and after. Empty where nothing did."""
    changed = [name for name in sorted({*before, *after} - {"version"}) if before.get(name) != after.get(name)]
    return {name: {"before": before.get(name), "after": after.get(name)} for name in changed}
