"""The ledger: every write takes its next number. It is the audit, the change feed and the clock of every cache.

Numbers have no gap: there is one writer at a time (see `database`), and a refused write leaves no entry. A write that
changes nothing is none.
"""

from datetime import datetime

from pydantic import BaseModel, JsonValue
from sqlmodel import Field, SQLModel, col, func, select

from app.database import DbSession, JsonOf, now
from app.errors import VersionStale

Fields = dict[str, JsonValue]


class LedgerRow(SQLModel, table=True):
    """One write. `at` is UTC; `subject` the id (or code, or slug) of what was written; `fields` from what to what."""

    __tablename__ = "ledger"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    by: str
    action: str
    resource: str = Field(index=True)
    subject: str
    meeting: str | None = Field(default=None, index=True)
    fields: Fields = Field(sa_type=JsonOf(Fields))


class LedgerEntry(BaseModel):
    """A write as the API tells it. Viewers get it without `fields`."""

    number: int
    at: datetime
    by: str
    action: str
    resource: str
    id: int | str
    meeting: str | None
    fields: Fields | None

    @classmethod
    def of(cls, row: LedgerRow, with_fields: bool) -> "LedgerEntry":
        """The entry of a stored row."""
        return cls(
            number=row.number,
            at=row.at,
            by=row.by,
            action=row.action,
            resource=row.resource,
            id=int(row.subject) if row.subject.isdigit() else row.subject,
            meeting=row.meeting,
            fields=row.fields if with_fields else None,
        )


def latest(db: DbSession) -> int:
    """The number of the newest write this transaction sees; 0 before the first."""
    return db.exec(select(func.max(col(LedgerRow.number)))).one() or 0


def expect_latest(db: DbSession, number: int) -> None:
    """Go on only if nothing was written since `number`. Raises VersionStale."""
    if latest(db) != number:
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
    """Write the entry of a change that the same transaction makes, and return its number."""
    number = latest(db) + 1
    row = LedgerRow(
        number=number, at=now(), by=by, action=action, resource=resource, subject=str(subject), fields=fields
    )
    row.meeting = meeting
    db.add(row)
    db.flush()
    return number


def difference(before: Fields, after: Fields) -> Fields:
    """What a write changed: each field with its value before and after. Empty where nothing did."""
    changed = [name for name in sorted({*before, *after} - {"version"}) if before.get(name) != after.get(name)]
    return {name: {"before": before.get(name), "after": after.get(name)} for name in changed}
