"""Who may come to the desk: said in a route's signature, `desk: EditorDesk` or `office: AdministratorOffice`.

A meeting's page stands at a `Desk`, what belongs to all meetings in the `Office`. Whoever changes something proves that
their own page sent it: the sign-in's proof, in a form's field or in a header.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.datastructures import FormData

from app.access.models import Actor, Right
from app.access.sign_in import Officer, officer_of
from app.database import Db
from app.desk.frame.desk import Desk, Office
from app.desk.frame.query import MeetingSlug
from app.errors import Forbidden, Unauthenticated
from app.languages import Language
from app.meetings.queries import meeting_at
from app.pages.language import preferred_language

COOKIE = "planner-sign-in"
PROOF_FIELD, PROOF_HEADER = "proof", "X-Planner-Proof"
READING = ("GET", "HEAD")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_FIELDS = 20_000
MOST_OCTETS = 2 * 2**20


async def _posted(request: Request) -> FormData:
    """The form that was sent; empty where none was."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method in READING or kind not in FORMS:
        return FormData()
    return await request.form(max_fields=MOST_FIELDS, max_part_size=MOST_OCTETS)


Posted = Annotated[FormData, Depends(_posted)]
"""The fields of the form that was sent."""


def _spoken(
    request: Request, lang: Annotated[Language | None, Query(description="The language of this page.")] = None
) -> Language | None:
    return lang


Lang = Annotated[Language | None, Depends(_spoken)]


def language_for(request: Request, asked: Language | None, kept: Language | None = None) -> Language:
    """The language of a page: what the address asks for, what the account keeps, what the browser prefers, English."""
    return asked or kept or preferred_language(request.headers.get("accept-language", "")) or Language.EN


def _signed_in(request: Request, db: Db, given: Posted) -> Officer:
    """Who is signed in; if the request changes something, only if their own page sent it."""
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        raise Unauthenticated("Sign in first.")
    officer = officer_of(db, cookie)
    if request.method not in READING:
        proof = given.get(PROOF_FIELD) or request.headers.get(PROOF_HEADER, "")
        if not isinstance(proof, str) or not officer.proves(proof):
            raise Forbidden("This page is from an earlier sign-in. Load it again, then repeat the step.")
    return officer


SignedIn = Annotated[Officer, Depends(_signed_in)]


def _expect(by: Actor, right: Right) -> None:
    if not by.may(right):
        raise Forbidden(f"This needs the role {right.value}; yours is {by.role.value}.")


def at_desk(right: Right) -> Callable[..., Desk]:
    """A dependency that admits whoever has this right in the meeting of the address."""

    def admit(request: Request, meeting: MeetingSlug, db: Db, officer: SignedIn, lang: Lang) -> Desk:
        found = meeting_at(db, meeting)
        by = officer.at(found.id)
        _expect(by, right)
        return Desk(request, db, officer, by, language_for(request, lang, officer.language), found)

    admit.right = right  # type: ignore[attr-defined]
    return admit


def in_office(right: Right) -> Callable[..., Office]:
    """A dependency that admits whoever has this right in all meetings."""

    def admit(request: Request, db: Db, officer: SignedIn, lang: Lang) -> Office:
        by = officer.everywhere()
        _expect(by, right)
        return Office(request, db, officer, by, language_for(request, lang, officer.language))

    admit.right = right  # type: ignore[attr-defined]
    return admit


def _anybody(request: Request, db: Db, officer: SignedIn, lang: Lang) -> Office:
    by = Actor(officer.name, officer.role or Right.VIEWER)
    return Office(request, db, officer, by, language_for(request, lang, officer.language))


_anybody.right = Right.VIEWER  # type: ignore[attr-defined]

ViewerDesk = Annotated[Desk, Depends(at_desk(Right.VIEWER))]
EditorDesk = Annotated[Desk, Depends(at_desk(Right.EDITOR))]
PublisherDesk = Annotated[Desk, Depends(at_desk(Right.PUBLISHER))]
AdministratorDesk = Annotated[Desk, Depends(at_desk(Right.ADMINISTRATOR))]
AdministratorOffice = Annotated[Office, Depends(in_office(Right.ADMINISTRATOR))]
AnyOffice = Annotated[Office, Depends(_anybody)]
"""Whoever is signed in, for what is their own: their meetings, their account."""
