"""The pages of accounts and of the API's keys, for administrators."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from sqlmodel import select

from app.access.accounts import (
    AccountIn,
    account_with,
    change_account,
    create_account,
    invite,
    list_accounts,
    roles_of,
)
from app.access.keys import create_key, list_keys, revoke_key
from app.access.models import AccountRow, ApiKeyRow
from app.days import date_words
from app.desk.accounts.fields import KeyGiven, account_sections, key_sections
from app.desk.forms.form import Form
from app.desk.forms.submit import submit
from app.desk.frame.admission import AdministratorOffice, Posted
from app.desk.frame.desk import Office
from app.desk.frame.query import KeyPrefix
from app.desk.frame.words import RIGHTS
from app.errors import Invalid
from app.given import Ref
from app.languages import text_in
from app.meetings.models import MeetingRow
from app.settings import Settings

router = APIRouter(prefix="/desk")


@router.get("/accounts", name="desk_accounts")
@router.head("/accounts", name="desk_accounts_head")
def show_accounts(office: AdministratorOffice) -> Response:
    """Every account with its roles."""
    titles = _titles(office)
    lines = [
        {
            "row": one.row,
            "role": office.words(RIGHTS[one.row.role]) if one.row.role else "",
            "meetings": [
                f"{titles.get(meeting, '')}: {office.words(RIGHTS[role])}"
                for meeting, role in one.meeting_roles.items()
            ],
        }
        for one in list_accounts(office.db)
    ]
    return office.page("accounts/accounts.html", lines=lines)


@router.get("/accounts/new", name="desk_new_account")
@router.head("/accounts/new", name="desk_new_account_head")
def show_new_account(office: AdministratorOffice) -> Response:
    """The form of an account to make."""
    return _account_page(office, Form.showing(account_sections(office), {}), None)


@router.post("/accounts/new", name="desk_create_account")
def make_account(office: AdministratorOffice, given: Posted) -> Response:
    """Make an account, and show its link: once, to be handed on."""
    form = Form.posted(account_sections(office), given)
    made = submit(office, form, AccountIn, lambda body, _: create_account(office.db, body, office.by))
    if made is None:
        return _account_page(office, form, None)
    return _account_page(office, _form(office, made), made, _link(office, invite(office.db, made, office.by)))


@router.get("/accounts/{account_id}", name="desk_account")
@router.head("/accounts/{account_id}", name="desk_account_head")
def show_account(account_id: Ref, office: AdministratorOffice) -> Response:
    """One account."""
    row = account_with(office.db, account_id)
    return _account_page(office, _form(office, row), row)


@router.post("/accounts/{account_id}", name="desk_change_account")
def save_account(account_id: Ref, office: AdministratorOffice, given: Posted) -> Response:
    """Change an account's name, address or roles; close or reopen it."""
    row = account_with(office.db, account_id)
    form = Form.posted(account_sections(office), given)
    changed = submit(
        office,
        form,
        AccountIn,
        lambda body, version: change_account(office.db, row, body, version, office.by),
        lambda: _current(office, row),
    )
    if changed is None:
        return _account_page(office, form, row)
    return office.go("/desk/accounts", "saved")


@router.post("/accounts/{account_id}/invite", name="desk_invite")
def make_link(account_id: Ref, office: AdministratorOffice) -> Response:
    """A fresh link that sets the account's password, shown once."""
    row = account_with(office.db, account_id)
    return _account_page(office, _form(office, row), row, _link(office, invite(office.db, row, office.by)))


@router.get("/keys", name="desk_keys")
@router.head("/keys", name="desk_keys_head")
def show_keys(office: AdministratorOffice) -> Response:
    """The API's keys, and the form of a new one."""
    return _keys_page(office, Form.showing(key_sections(office), {"role": "viewer"}))


@router.post("/keys", name="desk_create_key")
def make_key(office: AdministratorOffice, given: Posted) -> Response:
    """Make a key and show it: the only time it can be seen."""
    form = Form.posted(key_sections(office), given)

    def make(body: KeyGiven, _: int) -> str:
        if body.meeting_id is not None and office.db.get(MeetingRow, body.meeting_id) is None:
            raise Invalid(("/meeting_id", f"there is no meeting {body.meeting_id}"))
        return create_key(office.db, body.name, body.role, body.meeting_id, office.by.name)

    key = submit(office, form, KeyGiven, make)
    if key is None:
        return _keys_page(office, form)
    return _keys_page(office, Form.showing(key_sections(office), {"role": "viewer"}), key)


@router.post("/keys/{prefix}/revoke", name="desk_revoke_key")
def end_key(prefix: KeyPrefix, office: AdministratorOffice) -> Response:
    """End a key's validity at once."""
    revoke_key(office.db, prefix, office.by.name)
    return office.go("/desk/keys", "saved")


def _titles(office: Office) -> dict[int | None, str]:
    return {row.id: text_in(row.titles, office.language) for row in office.db.exec(select(MeetingRow)).all()}


def _current(office: Office, row: AccountRow) -> tuple[Mapping[str, Any], int]:
    office.db.refresh(row)
    values = {"name": row.name, "email": row.email, "role": row.role and row.role.value, "closed": row.closed}
    roles = {meeting: role.value for meeting, role in roles_of(office.db, row.id).items()}
    return {**values, "meeting_roles": roles}, row.version


def _form(office: Office, row: AccountRow) -> Form:
    return Form.showing(account_sections(office), *_current(office, row))


def _link(office: Office, token: str) -> str:
    settings: Settings = office.request.app.state.settings
    return f"{settings.public}/desk/invitations/{token}"


def _account_page(office: Office, form: Form, row: AccountRow | None, link: str = "") -> Response:
    return office.page("accounts/account.html", form.status, form=form, row=row, link=link)


def _keys_page(office: Office, form: Form, key: str = "") -> Response:
    titles = _titles(office)
    lines = [_key_line(office, row, titles) for row in reversed(list_keys(office.db))]
    return office.page("accounts/keys.html", form.status, form=form, lines=lines, key=key)


def _key_line(office: Office, row: ApiKeyRow, titles: Mapping[int | None, str]) -> dict[str, object]:
    return {
        "row": row,
        "role": office.words(RIGHTS[row.role]),
        "meeting": titles.get(row.meeting_id, "") if row.meeting_id else office.words("all"),
        "created": date_words(row.created_at.date(), office.language),
        "revoked": date_words(row.revoked_at.date(), office.language) if row.revoked_at else "",
    }
