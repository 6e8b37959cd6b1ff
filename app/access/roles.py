"""The role a route asks for, said in its signature: `by: Editor`."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.access.keys import actor_of
from app.access.models import Actor, Right
from app.database import Db, DbSession, ReadingDb
from app.errors import Forbidden, Unauthenticated

bearer = HTTPBearer(auto_error=False, scheme_name="key", description="A key made by `planner key create`.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


def _admit(db: DbSession, given: HTTPAuthorizationCredentials | None, right: Right) -> Actor:
    if given is None:
        raise Unauthenticated("Send your key as Authorization: Bearer <key>.")
    actor = actor_of(db, given.credentials)
    if not actor.may(right):
        raise Forbidden(f"This needs the role {right.value}; the key has {actor.role.value}.")
    return actor


def require(right: Right) -> Callable[..., Actor]:
    """A dependency that admits whoever has this right, in the request's transaction."""

    def admit(db: Db, given: Bearer) -> Actor:
        return _admit(db, given, right)

    admit.right = right  # type: ignore[attr-defined]
    return admit


def require_reading(right: Right) -> Callable[..., Actor]:
    """The same for a route that asks by POST and saves nothing."""

    def admit(db: ReadingDb, given: Bearer) -> Actor:
        return _admit(db, given, right)

    admit.right = right  # type: ignore[attr-defined]
    return admit


Viewer = Annotated[Actor, Depends(require(Right.VIEWER))]
Editor = Annotated[Actor, Depends(require(Right.EDITOR))]
Publisher = Annotated[Actor, Depends(require(Right.PUBLISHER))]
Administrator = Annotated[Actor, Depends(require(Right.ADMINISTRATOR))]
Asker = Annotated[Actor, Depends(require_reading(Right.VIEWER))]


def enter(by: Actor, meeting_id: int | None) -> None:
    """Go on only if the actor is for this meeting, or for all (needed where `meeting_id` is None). Raises Forbidden."""
    if by.meeting_id is not None and by.meeting_id != meeting_id:
        raise Forbidden("This key is for another meeting." if meeting_id else "This needs a key for all meetings.")
