"""A reference noun: what the one factory needs to know to list, show, create, change and delete it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, create_model
from sqlmodel import select
from sqlmodel.sql.expression import SelectOfScalar

from app.access.models import Actor, Right
from app.database import DbSession, Versioned
from app.given import Given

Row = TypeVar("Row", bound=Versioned)
Shown = TypeVar("Shown", bound=BaseModel)
Values = dict[str, Any]


class Within(NamedTuple):
    """The meeting something belongs to."""

    id: int
    slug: str


def changes_of(body: type[Given]) -> type[BaseModel]:
    """The form of a PATCH: the fields of a POST, each of them optional; a field that is left out stays as it is."""
    fields: dict[str, Any] = {}
    for name, info in body.model_fields.items():
        optional = info._copy()
        optional.default, optional.default_factory = None, None
        fields[name] = (info.annotation, optional)
    form = create_model(body.__name__.removesuffix("In") + "Patch", __config__={"extra": "forbid"}, **fields)
    form.__doc__ = "What to change. A field that is left out stays as it is."
    return form


@dataclass(frozen=True, kw_only=True)
class Noun(Generic[Row, Shown]):
    """One reference noun.

    `key` is the column in its address, `order` the default order of its list. `show` turns rows into what the actor may
    see, in one go. `save` puts given values onto a row, new or not, checks what no single field can, writes row and
    parts, and raises Invalid. `within` says which meeting a row belongs to; `meeting` finds it by its slug where the
    collection stands below a meeting. `example` and `change` are typical bodies of POST and PATCH. `for_all_meetings`:
    writing needs a key that is not for one meeting.
    """

    singular: str
    collection: str
    row: type[Row]
    body: type[Given]
    shown: Any
    show: Callable[[DbSession, Sequence[Row], Actor], list[Shown]]
    save: Callable[[DbSession, Row, Values], None]
    within: Callable[[DbSession, Row], Within | None]
    example: Mapping[str, Any]
    change: Mapping[str, Any]
    meeting: Callable[[DbSession, str, Actor], Any] | None = None
    write: Right = Right.EDITOR
    key: str = "id"
    order: str = "id"
    sorts: Sequence[str] = ()
    for_all_meetings: bool = False
    only: Callable[[Actor], Sequence[Any]] = lambda by: ()

    @property
    def patch(self) -> type[BaseModel]:
        """The form of a PATCH."""
        return changes_of(self.body)

    def visible(self, by: Actor) -> SelectOfScalar[Row]:
        """The rows that the actor may know of."""
        return select(self.row).where(*self.only(by))
