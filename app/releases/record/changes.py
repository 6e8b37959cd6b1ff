"""What changed between two releases, as facts: kind, fields, before and after."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from app.releases.record.document import Document, Value
from app.releases.record.sequence import Numbered, is_moved

ChangeKind = Literal["added", "cancelled", "postponed", "reinstated", "moved", "panel", "text"]


class FieldChange(Value):
    """One field that differs. Values are as in the published JSON, texts in all their languages."""

    field: str
    before: JsonValue
    after: JsonValue


class Change(Value):
    """What happened to one session: the first of the kinds that apply, and every field that differs."""

    uid: UUID
    kind: ChangeKind
    sequence: int
    fields: tuple[FieldChange, ...] = ()


def changes_between(before: Iterable[Numbered], after: Iterable[Numbered]) -> tuple[Change, ...]:
    """Every session that the later release shows otherwise than the earlier one, in the later one's order."""
    known = {row.document.uid: row for row in before}
    return tuple(
        _change(known.get(row.document.uid), row)
        for row in after
        if known.get(row.document.uid) is None or known[row.document.uid].sequence != row.sequence
    )


def _change(before: Numbered | None, after: Numbered) -> Change:
    if before is None:
        return Change(uid=after.document.uid, kind="added", sequence=after.sequence)
    return Change(
        uid=after.document.uid,
        kind=_kind(before.document, after.document),
        sequence=after.sequence,
        fields=tuple(_fields(before.document, after.document)),
    )


def _kind(before: Document, after: Document) -> ChangeKind:
    if after.is_cancelled:
        if before.is_cancelled:
            return "text"
        return "postponed" if after.postponed else "cancelled"
    if before.is_cancelled:
        return "reinstated"
    if is_moved(before, after):
        return "moved"
    return "panel" if (before.panel, before.status) != (after.panel, after.status) else "text"


def _fields(before: Document, after: Document) -> Iterable[FieldChange]:
    shown = [document.model_dump(mode="json", exclude={"uid", "moved_from"}) for document in (before, after)]
    for name, value in shown[1].items():
        if shown[0][name] != value:
            yield FieldChange(field=name, before=shown[0][name], after=value)
