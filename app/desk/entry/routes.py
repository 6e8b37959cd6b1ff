"""Coming in and going out: signing in, the first administrator, an invitation's link, one's own account."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from app.access.accounts import (
    accept_invitation,
    expect_first,
    invited,
    make_first_administrator,
    set_password,
    sign_out_everywhere,
)
from app.access.models import AccountRow
from app.access.passwords import is_password
from app.access.sign_in import LASTS, TooManyFailures, WrongPassword, open_sign_in, sign_in, sign_out
from app.database import Database, Db, DbSession
from app.desk.entry.forms import FirstGiven, PasswordGiven, told
from app.desk.frame.admission import COOKIE, AnyOffice, Lang, Posted, language_for
from app.desk.frame.own_host import HOME, expect_own_form, own_path
from app.desk.frame.templating import HEADERS, render
from app.errors import Invalid
from app.languages import Language
from app.settings import Settings

router = APIRouter(include_in_schema=False)

Next = Annotated[str, Query(alias="next", max_length=2_000)]


@router.get("/sign-in", name="desk_sign_in_page")
@router.head("/sign-in", name="desk_sign_in_page_head")
def sign_in_page(request: Request, lang: Lang, wanted: Next = HOME) -> Response:
    """The form, also for whoever is signed in: another officer may want to use this browser."""
    return _sign_in_form(request, lang, own_path(wanted))


@router.post("/sign-in", name="desk_sign_in")
def sign_in_with_password(request: Request, given: Posted, lang: Lang) -> Response:
    """Sign in: a new id in the cookie each time. 401 with the same page, whatever was wrong; 429 after ten failures."""
    expect_own_form(request)
    email, password, wanted = (str(given.get(name) or "") for name in ("email", "password", "next"))
    address = request.client.host if request.client else ""
    before = request.cookies.get(COOKIE, "")
    try:
        cookie = sign_in(_database(request), email, password, address, before)
    except (WrongPassword, TooManyFailures) as refused:
        page = _sign_in_form(request, lang, own_path(wanted), email, refused)
        page.headers.update(refused.headers)
        return page
    return _signed_in(request, own_path(wanted), cookie)


@router.post("/desk/sign-out", name="desk_sign_out")
def sign_out_here(request: Request, office: AnyOffice) -> Response:
    """End this browser's sign-in."""
    sign_out(office.db, request.cookies[COOKIE])
    return _signed_out()


@router.post("/desk/me/sign-out-everywhere", name="desk_sign_out_everywhere")
def sign_out_of_all(office: AnyOffice) -> Response:
    """End every sign-in of one's own."""
    sign_out_everywhere(office.db, office.officer.account_id)
    return _signed_out()


@router.get("/desk/first/{token}", name="desk_first_page")
@router.head("/desk/first/{token}", name="desk_first_page_head")
def first_page(token: str, request: Request, db: Db, lang: Lang) -> Response:
    """The form that makes the first administrator, once."""
    expect_first(db, token)
    return render("entry/first.html", language_for(request, lang), values={}, errors={})


@router.post("/desk/first/{token}", name="desk_first")
def make_first(token: str, request: Request, db: Db, given: Posted, lang: Lang) -> Response:
    """Make the first administrator and sign them in."""
    expect_own_form(request)
    expect_first(db, token)
    try:
        body = FirstGiven.model_validate(_texts(given, "email", "password", "repetition"))
    except ValidationError as refused:
        language = language_for(request, lang)
        values = {"email": str(given.get("email") or "")}
        return render("entry/first.html", language, 422, values=values, errors=told(refused, language))
    account = make_first_administrator(db, token, body.email, body.password)
    return _signed_in(request, HOME, open_sign_in(db, account))


@router.get("/desk/invitations/{token}", name="desk_invitation_page")
@router.head("/desk/invitations/{token}", name="desk_invitation_page_head")
def invitation_page(token: str, request: Request, db: Db, lang: Lang) -> Response:
    """The form that sets the password of an invited officer, once."""
    return render("entry/invitation.html", language_for(request, lang), account=invited(db, token), errors={})


@router.post("/desk/invitations/{token}", name="desk_invitation")
def take_invitation(token: str, request: Request, db: Db, given: Posted, lang: Lang) -> Response:
    """Set the password and sign in."""
    expect_own_form(request)
    account = invited(db, token)
    try:
        body = PasswordGiven.model_validate(_texts(given, "password", "repetition"))
    except ValidationError as refused:
        language = language_for(request, lang)
        return render("entry/invitation.html", language, 422, account=account, errors=told(refused, language))
    accept_invitation(db, token, body.password)
    return _signed_in(request, HOME, open_sign_in(db, account))


@router.get("/desk/me", name="desk_me_page")
@router.head("/desk/me", name="desk_me_page_head")
def own_page(office: AnyOffice) -> Response:
    """One's own account: language, password, sign-ins."""
    return office.page("entry/me.html", errors={})


@router.post("/desk/me/language", name="desk_me_language")
def choose_language(office: AnyOffice, given: Posted, request: Request) -> Response:
    """Keep the language in which the desk speaks, and go back to the page one was on."""
    account = _own(office.db, office.officer.account_id)
    chosen = str(given.get("language") or "")
    if chosen not in list(Language):
        raise Invalid(("/language", "not an official language"))
    account.language = Language(chosen)
    office.db.add(account)
    return _go(own_path(urlsplit(request.headers.get("referer", "")).path or HOME))


@router.post("/desk/me/password", name="desk_me_password")
def change_password(request: Request, office: AnyOffice, given: Posted) -> Response:
    """Change one's password, which ends every other sign-in."""
    account = _own(office.db, office.officer.account_id)
    try:
        body = PasswordGiven.model_validate(_texts(given, "password", "repetition"))
        if not is_password(str(given.get("current") or ""), account.password):
            raise Invalid(("/current", "this is not your password"))
    except (ValidationError, Invalid) as refused:
        return office.page("entry/me.html", 422, errors=told(refused, office.language))
    set_password(office.db, account, body.password)
    return _signed_in(request, "/desk/me?said=saved", open_sign_in(office.db, account))


def _texts(given: Posted, *names: str) -> dict[str, object]:
    return {name: given.get(name) or "" for name in names}


def _own(db: DbSession, account_id: int) -> AccountRow:
    account = db.get(AccountRow, account_id)
    assert account is not None
    return account


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _sign_in_form(
    request: Request,
    lang: Lang,
    wanted: str,
    email: str = "",
    refused: WrongPassword | TooManyFailures | None = None,
) -> Response:
    language = language_for(request, lang)
    is_wrong = isinstance(refused, WrongPassword)
    status = refused.status if refused else 200
    return render(
        "entry/sign-in.html",
        language,
        status,
        wanted=wanted,
        email=email,
        refused=refused is not None,
        is_wrong=is_wrong,
    )


def _go(path: str) -> Response:
    return RedirectResponse(path, 303, headers=HEADERS)


def _signed_in(request: Request, path: str, cookie: str) -> Response:
    settings: Settings = request.app.state.settings
    answer = _go(path)
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=settings.public.startswith("https:"),
    )
    return answer


def _signed_out() -> Response:
    answer = _go("/sign-in")
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer
