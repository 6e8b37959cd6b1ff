"""Taking a person's name out of what is released. Pure."""

from uuid import UUID

from pydantic import JsonValue

from app.releases.record.document import Document, PanelSeat, PersonName

ERASED = "Name erased"
"""What stands in the place of a name that was erased, in every language: a name is one string."""


def nameless_document(document: Document, uid: UUID) -> Document:
    """The document with the person's name, honorific and function taken out."""
    return document.model_copy(update={"panel": tuple(_seat(seat, uid) for seat in document.panel)})


def _seat(seat: PanelSeat, uid: UUID) -> PanelSeat:
    if seat.person is None or seat.person.uid != uid:
        return seat
    person = PersonName(uid=uid, name=ERASED, delegation=seat.person.delegation)
    return seat.model_copy(update={"person": person})


def nameless(value: JsonValue, uid: UUID) -> JsonValue:
    """The same in a stored value, wherever in it the person is named. A change that then says nothing loses that field."""
    if isinstance(value, list):
        rewritten = (nameless(part, uid) for part in value)
        return [part for part, before in zip(rewritten, value, strict=True) if part == before or not _is_void(part)]
    if not isinstance(value, dict):
        return value
    if value.get("uid") == str(uid) and "name" in value:
        return {**value, "name": ERASED, "honorific": None, "functions": {}}
    return {name: nameless(part, uid) for name, part in value.items()}


def _is_void(part: JsonValue) -> bool:
    """Whether this is a field of a change whose value before and after is the same."""
    return isinstance(part, dict) and part.keys() == {"field", "before", "after"} and part["before"] == part["after"]
