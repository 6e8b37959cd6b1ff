"""The pages of a reference noun at the desk: list, new, change, delete, through the same actions as the API."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Path, Response

from app.access.models import Right
from app.desk.forms.fields import Section
from app.desk.forms.form import Form
from app.desk.forms.submit import attempt, submit
from app.desk.frame.admission import Posted, at_desk, in_office
from app.desk.frame.desk import Desk, Office
from app.errors import NotFound
from app.given import Ref
from app.people.models import Code
from app.resources.actions import change, create, delete, find
from app.resources.noun import Noun

Sections = Callable[[Any, Any], Sequence[Section]]


class Cell(NamedTuple):
    """A cell of a list: its text, what kind of tag it is, if it is one, and a theme's numeral for its colour."""

    text: str
    tag: str = ""
    theme: str = ""


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the pages call the noun, in English: as a heading, for a new one, and where there is none."""

    several: str
    new: str
    none: str


@dataclass(frozen=True, kw_only=True)
class NounPages:
    """One noun at the desk.

    `sections` makes its form for an officer and the values that hold (empty for a new one), `columns` and `cells` its list,
    `order` sorts it. `address` is below the meeting's, or below /desk for what belongs to all meetings. `template` may put
    more onto the page of one; `further` gives what that needs. `has_list`: the list is made here; `stays`: after saving an
    officer is still on the page of the one.
    """

    noun: Noun[Any, Any]
    address: str
    section: str
    names: Names
    in_meeting: bool
    sections: Sections
    title: Callable[[Any, Any], str]
    columns: Callable[[Any], list[str]] = lambda office: []
    cells: Callable[[Any, Sequence[Any]], list[list[Cell]]] = lambda office, shown: []
    order: Callable[[Any], Any] = lambda shown: shown.id
    start: Callable[[Any], Mapping[str, Any]] = lambda office: {}
    list_template: str = "nouns/list.html"
    template: str = "nouns/form.html"
    further: Callable[[Any, Any], Mapping[str, Any]] = lambda office, row: {}
    has_list: bool = True
    stays: bool = False

    def at(self, office: Office, *parts: object) -> str:
        """The address of a page of this noun."""
        if isinstance(office, Desk):
            return office.at(self.address, *parts)
        return "/".join(["/desk", self.address, *map(str, parts)])

    def key(self, row: Any) -> object:
        """What names a row in an address."""
        return getattr(row, self.noun.key)


def pages_of(pages: NounPages) -> APIRouter:
    """The router of a noun's pages."""
    router = APIRouter()
    prefix = f"/desk/meetings/{{meeting}}/{pages.address}" if pages.in_meeting else f"/desk/{pages.address}"
    if pages.has_list:
        _add_list(router, pages, prefix)
    _add_new(router, pages, prefix)
    _add_one(router, pages, f"{prefix}/{{key}}")
    return router


def _reader(pages: NounPages, right: Right) -> Any:
    return Annotated[Office, Depends(at_desk(right) if pages.in_meeting else in_office(right))]


def _add_list(router: APIRouter, pages: NounPages, address: str) -> None:
    Reader: Any = _reader(pages, Right.VIEWER)  # noqa: N806

    def show_list(office: Reader) -> Response:
        shown = sorted(pages.noun.show(office.db, _rows(office, pages), office.by), key=pages.order)
        return office.page(  # type: ignore[no-any-return]
            pages.list_template,
            pages=pages,
            shown=shown,
            lines=list(zip(shown, pages.cells(office, shown), strict=True)),
            columns=pages.columns(office),
            may_write=_may_write(office, pages),
        )

    router.add_api_route(address, show_list, methods=["GET", "HEAD"], name=f"desk_list_{pages.address}")


def _add_new(router: APIRouter, pages: NounPages, address: str) -> None:
    Writer: Any = _reader(pages, pages.noun.write)  # noqa: N806

    def show_new(office: Writer) -> Response:
        form = Form.showing(pages.sections(office, {}), pages.start(office))
        return form_page(office, pages, form, None)

    def make(office: Writer, given: Posted) -> Response:
        form = Form.posted(pages.sections(office, {}), given)
        meeting_id = office.meeting.id if pages.noun.meeting else None
        made = submit(
            office, form, pages.noun.body, lambda body, _: create(office.db, pages.noun, body, office.by, meeting_id)
        )
        if made is None:
            return form_page(office, pages, form, None)
        return office.go(_after(office, pages, made), "created")  # type: ignore[no-any-return]

    router.add_api_route(f"{address}/new", show_new, methods=["GET", "HEAD"], name=f"desk_new_{pages.address}")
    router.add_api_route(f"{address}/new", make, methods=["POST"], name=f"desk_create_{pages.address}")


def _add_one(router: APIRouter, pages: NounPages, address: str) -> None:
    Reader: Any = _reader(pages, Right.VIEWER)  # noqa: N806
    Writer: Any = _reader(pages, pages.noun.write)  # noqa: N806
    Key: Any = Annotated[Ref, Path()] if pages.noun.key == "id" else Code  # noqa: N806

    def show_one(key: Key, office: Reader) -> Response:
        row = _find(office, pages, key)
        return form_page(office, pages, form_of(office, pages, row), row)

    def change_one(key: Key, office: Writer, given: Posted) -> Response:
        row = _find(office, pages, key)
        form = Form.posted(pages.sections(office, _current(office, pages, row)[0]), given)
        changed = submit(
            office,
            form,
            pages.noun.patch,
            lambda patch, version: change(office.db, pages.noun, row, patch, version, office.by),
            lambda: _current(office, pages, row),
        )
        if changed is None:
            return form_page(office, pages, form, row)
        return office.go(_after(office, pages, row), "saved")  # type: ignore[no-any-return]

    def delete_one(key: Key, office: Writer, given: Posted) -> Response:
        row = _find(office, pages, key)
        form = form_of(office, pages, row)
        asked = Form.posted((), given).version
        refusal = attempt(office, lambda: delete(office.db, pages.noun, row, asked, office.by))
        if refusal:
            form.refuse({"": refusal}, 409)
            return form_page(office, pages, form, row)
        return office.go(pages.at(office), "deleted")  # type: ignore[no-any-return]

    router.add_api_route(address, show_one, methods=["GET", "HEAD"], name=f"desk_show_{pages.address}")
    router.add_api_route(address, change_one, methods=["POST"], name=f"desk_change_{pages.address}")
    router.add_api_route(f"{address}/delete", delete_one, methods=["POST"], name=f"desk_delete_{pages.address}")


def _rows(office: Any, pages: NounPages) -> Sequence[Any]:
    statement = pages.noun.visible(office.by)
    if pages.noun.meeting:
        statement = statement.where(pages.noun.row.meeting_id == office.meeting.id)
    return office.db.exec(statement).all()  # type: ignore[no-any-return]


def _find(office: Any, pages: NounPages, key: Any) -> Any:
    """The row of this address, which belongs to the meeting of the address. Raises NotFound."""
    row = find(office.db, pages.noun, key, office.by)
    if pages.noun.meeting and row.meeting_id != office.meeting.id:
        raise NotFound("It belongs to another meeting.")
    return row


def _current(office: Any, pages: NounPages, row: Any) -> tuple[Mapping[str, Any], int]:
    office.db.refresh(row)
    shown = pages.noun.show(office.db, [row], office.by)[0]
    return shown.model_dump(mode="json"), row.version


def _may_write(office: Any, pages: NounPages) -> bool:
    return bool(office.by.may(pages.noun.write))


def _after(office: Any, pages: NounPages, row: Any) -> str:
    return pages.at(office, pages.key(row)) if pages.stays else pages.at(office)


def form_of(office: Any, pages: NounPages, row: Any) -> Form:
    """The form of a row as it is, open to whoever may write."""
    values, version = _current(office, pages, row)
    form = Form.showing(pages.sections(office, values), values, version)
    form.is_open = _may_write(office, pages)
    return form


def form_page(office: Any, pages: NounPages, form: Form, row: Any, **further: object) -> Response:
    """The page of one, or of a new one where there is no row."""
    title = office.words(pages.names.new)
    if row is not None:
        title = pages.title(office, pages.noun.show(office.db, [row], office.by)[0])
    action = pages.at(office, pages.key(row)) if row is not None else pages.at(office, "new")
    return office.page(  # type: ignore[no-any-return]
        pages.template,
        form.status,
        pages=pages,
        form=form,
        row=row,
        heading=title,
        action=action,
        may_write=_may_write(office, pages),
        **{**pages.further(office, row), **further},
    )
