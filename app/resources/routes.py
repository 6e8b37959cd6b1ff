"""The routes of a reference noun: list, create, show, change and delete, as the contract names them."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Response

from app.access.models import Actor
from app.access.roles import Viewer, require
from app.conditions import MADE, STAMPED, NamedVersion, stamp
from app.database import Db, DbSession
from app.errors import (
    Forbidden,
    InUse,
    Invalid,
    NotFound,
    Unauthenticated,
    VersionRequired,
    VersionStale,
    WrongState,
    problems,
)
from app.given import Ref
from app.listing import Page, Paging, page_of, paged_by
from app.resources.actions import change, create, delete, find
from app.resources.noun import Noun

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)
SHOW = {**READ, **STAMPED}
MAKE = {**READ, **MADE}
CHANGE = {
    **problems(Unauthenticated, Forbidden, NotFound, InUse, WrongState, Invalid, VersionStale, VersionRequired),
    **STAMPED,
}
DELETE = problems(Unauthenticated, Forbidden, NotFound, Invalid, InUse, VersionStale, VersionRequired)

Filters = list[Any]


def no_filters() -> Filters:
    """For a collection that cannot be filtered."""
    return []


def routes_of(noun: Noun[Any, Any], filters: Any = no_filters) -> APIRouter:
    """The router of a noun. `filters` is a dependency that makes conditions on the rows from query parameters."""
    router = APIRouter(tags=[noun.collection])
    within = f"/meetings/{{meeting}}/{noun.collection}" if noun.meeting else f"/{noun.collection}"
    _add_collection(router, noun, within, filters)
    _add_item(router, noun, f"/{noun.collection}/{{{'meeting' if noun.key == 'slug' else noun.key}}}")
    return router


def _parent_of(noun: Noun[Any, Any]) -> Any:
    def parent(db: Db, by: Viewer, meeting: Annotated[str, Path(max_length=80)]) -> Any:
        assert noun.meeting
        return noun.meeting(db, meeting, by)

    def nowhere() -> None:
        return None

    return parent if noun.meeting else nowhere


def _add_collection(router: APIRouter, noun: Noun[Any, Any], address: str, filters: Any) -> None:
    words = noun.singular.replace("_", " ")
    Where: Any = Annotated[Filters, Depends(filters)]  # noqa: N806
    Within: Any = Annotated[Any, Depends(_parent_of(noun))]  # noqa: N806
    Writer: Any = Annotated[Actor, Depends(require(noun.write))]  # noqa: N806
    Parted: Any = Annotated[Paging, paged_by(noun.order, *noun.sorts)]  # noqa: N806
    body_type: Any = Annotated[noun.body, Body(openapi_examples={"typical": {"value": dict(noun.example)}})]
    shown: Any = noun.shown

    @router.get(address, name=f"list_{noun.singular}s", summary=f"List {words}s", responses=READ)
    def list_all(db: Db, by: Viewer, paged: Parted, where: Where, within: Within) -> Page[shown]:
        statement = noun.visible(by).where(*where)
        if within is not None:
            statement = statement.where(noun.row.meeting_id == within.id)
        sorts = {name: getattr(noun.row, name) for name in (noun.order, *noun.sorts)}
        rows, following = page_of(db, statement, sorts, paged, noun.order)
        return Page[shown](items=noun.show(db, rows, by), next=following)

    @router.post(address, name=f"create_{noun.singular}", summary=f"Create a {words}", status_code=201, responses=MAKE)
    def create_one(
        body: body_type,
        response: Response,
        db: Db,
        by: Writer,
        within: Within,
    ) -> shown:
        row = create(db, noun, body, by, within and within.id)
        response.headers["Location"] = f"/api/v1/{noun.collection}/{getattr(row, noun.key)}"
        return _answer(db, noun, row, by, response)


def _add_item(router: APIRouter, noun: Noun[Any, Any], address: str) -> None:
    words = noun.singular.replace("_", " ")
    Writer: Any = Annotated[Actor, Depends(require(noun.write))]  # noqa: N806
    key_type: Any = Annotated[
        Ref if noun.key == "id" else str, Path(alias="meeting" if noun.key == "slug" else noun.key)
    ]
    shown: Any = noun.shown
    patch_type: Any = Annotated[noun.patch, Body(openapi_examples={"typical": {"value": dict(noun.change)}})]

    @router.get(address, name=f"get_{noun.singular}", summary=f"Show a {words}", responses=SHOW)
    def show_one(key: key_type, response: Response, db: Db, by: Viewer) -> shown:
        return _answer(db, noun, find(db, noun, key, by), by, response)

    @router.patch(address, name=f"change_{noun.singular}", summary=f"Change a {words}", responses=CHANGE)
    def change_one(
        key: key_type,
        body: patch_type,
        by: Writer,
        version: NamedVersion,
        response: Response,
        db: Db,
    ) -> shown:
        row = change(db, noun, find(db, noun, key, by), body, version, by)
        return _answer(db, noun, row, by, response)

    @router.delete(
        address, name=f"delete_{noun.singular}", summary=f"Delete a {words}", status_code=204, responses=DELETE
    )
    def delete_one(key: key_type, by: Writer, version: NamedVersion, db: Db) -> None:
        delete(db, noun, find(db, noun, key, by), version, by)


def _answer(db: DbSession, noun: Noun[Any, Any], row: Any, by: Actor, response: Response) -> Any:
    stamp(response, row.version)
    return noun.show(db, [row], by)[0]
