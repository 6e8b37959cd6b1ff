"""What changed between two releases, as facts: kind, fields, before and after."""

from typing import Literal
from uuid import UUID

from pydantic import JsonValue

from app.releases.document import Value

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
