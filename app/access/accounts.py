"""Accounts: the first administrator, making, inviting, changing, closing. Each is recorded in the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from pydantic import JsonValue
from sqlmodel import Field, col, delete, select

from app import ledger
from app.access.models import AccountRoleRow, AccountRow, Actor, OneTimeLinkRow, Right, SignInRow
from app.access.passwords import hash_of
from app.access.secret import digest_of, new_token
from app.database import DbSession, expect, now, touch
from app.errors import Invalid, NotFound, PlannerError, WrongState
from app.given import Email, Given, Line, Ref

LINK_LASTS = timedelta(days=14)


class LinkUsed(PlannerError):
    """The link has done its work, or is too old."""

    code, status, title = "link-used", 410, "This link can no longer be used"


class AccountIn(Given):
    """An account to make. `role` holds for all meetings, `meeting_roles` for the meeting with that id."""

    email: Email
    name: Line
    role: Right | None = None
    meeting_roles: dict[Ref, Right] = Field(default_factory=dict)
    closed: bool = False


@dataclass(frozen=True)
class Account:
    """An account with its roles by meeting."""

    row: AccountRow
    meeting_roles: Mapping[int, Right]


def has_administrator(db: DbSession) -> bool:
    """Whether somebody can sign in who may do everything. Until then there is a link that makes the first one."""
    return bool(_administrators(db))


def offer_first_administrator(db: DbSession) -> str | None:
    """A fresh token for the link that makes the first administrator; None once there is one."""
    return None if has_administrator(db) else _new_link(db, None)


def expect_first(db: DbSession, token: str) -> None:
    """Go on only if this token may make the first administrator. Raises LinkUsed, NotFound."""
    if has_administrator(db):
        raise LinkUsed("There is an administrator already. Sign in, or ask them for an account.")
    link = db.exec(select(OneTimeLinkRow).where(OneTimeLinkRow.digest == digest_of(token))).first()
    if link is None or link.account_id is not None:
        raise NotFound("There is no such link.")


def make_first_administrator(db: DbSession, token: str, email: str, password: str) -> AccountRow:
    """Use the link of a new installation. The name is what stands before the @ and can be changed. Raises LinkUsed."""
    expect_first(db, token)
    email = email.lower()
    row = db.exec(select(AccountRow).where(AccountRow.email == email)).first()
    row = row or AccountRow(email=email, name=email.partition("@")[0], created_at=now())
    row.role, row.password, row.closed = Right.ADMINISTRATOR, hash_of(password), False
    db.add(row)
    db.exec(delete(OneTimeLinkRow).where(col(OneTimeLinkRow.account_id).is_(None)))
    db.flush()
    ledger.record(db, row.name, "create", "account", row.email, ledger.difference({}, _fields(db, row)))
    return row


def list_accounts(db: DbSession) -> list[Account]:
    """Every account by name, closed ones too."""
    rows = db.exec(select(AccountRow).order_by(col(AccountRow.name))).all()
    return [Account(row, roles_of(db, row.id)) for row in rows]


def account_with(db: DbSession, account_id: int) -> AccountRow:
    """The account with this id. Raises NotFound."""
    row = db.get(AccountRow, account_id)
    if row is None:
        raise NotFound(f"There is no account {account_id}.")
    return row


def roles_of(db: DbSession, account_id: int) -> dict[int, Right]:
    """What the account may do in single meetings, by the meeting's id."""
    rows = db.exec(select(AccountRoleRow).where(AccountRoleRow.account_id == account_id)).all()
    return {row.meeting_id: row.role for row in rows}


def create_account(db: DbSession, body: AccountIn, by: Actor) -> AccountRow:
    """Make an account, which can be used once its link was. Raises Invalid."""
    row = AccountRow(email="", name="", created_at=now())
    _put(db, row, body)
    ledger.record(db, by.name, "create", "account", row.email, ledger.difference({}, _fields(db, row)))
    return row


def change_account(db: DbSession, row: AccountRow, body: AccountIn, version: int, by: Actor) -> AccountRow:
    """Change name, address or roles, close or reopen it. Who is closed is signed out. Raises VersionStale, Invalid,
    WrongState where no administrator would be left.
    """
    expect(row, version)
    before = _fields(db, row)
    _put(db, row, body)
    if not has_administrator(db):
        raise WrongState("Somebody has to be administrator of all meetings.")
    if row.closed:
        sign_out_everywhere(db, row.id)
    if changed := ledger.difference(before, _fields(db, row)):
        if row.version == version:
            touch(row)
            db.flush()
        ledger.record(db, by.name, "change", "account", row.email, changed)
    return row


def invite(db: DbSession, row: AccountRow, by: Actor) -> str:
    """A fresh token for the link that sets the account's password; links made before no longer work."""
    db.exec(delete(OneTimeLinkRow).where(col(OneTimeLinkRow.account_id) == row.id))
    token = _new_link(db, row.id)
    ledger.record(db, by.name, "invite", "account", row.email, {"name": row.name})
    return token


def invited(db: DbSession, token: str) -> AccountRow:
    """Whose password this token sets. Raises NotFound, LinkUsed."""
    return account_with(db, _invitation(db, token).account_id or 0)


def accept_invitation(db: DbSession, token: str, password: str) -> AccountRow:
    """Set the password, once, and end every sign-in there was. Raises NotFound, LinkUsed."""
    link = _invitation(db, token)
    row = account_with(db, link.account_id or 0)
    link.used_at = now()
    db.add(link)
    set_password(db, row, password)
    return row


def set_password(db: DbSession, row: AccountRow, password: str) -> None:
    """Set the password and end every sign-in there was."""
    row.password = hash_of(password)
    db.add(row)
    db.flush()
    sign_out_everywhere(db, row.id)


def sign_out_everywhere(db: DbSession, account_id: int) -> None:
    """End every sign-in of the account."""
    db.exec(delete(SignInRow).where(col(SignInRow.account_id) == account_id))


def _invitation(db: DbSession, token: str) -> OneTimeLinkRow:
    link = db.exec(select(OneTimeLinkRow).where(OneTimeLinkRow.digest == digest_of(token))).first()
    if link is None or link.account_id is None:
        raise NotFound("There is no such link.")
    if link.used_at is not None or link.created_at + LINK_LASTS < now():
        raise LinkUsed("This link was used, or is too old. Ask an administrator for a new one.")
    return link


def _new_link(db: DbSession, account_id: int | None) -> str:
    token = new_token()
    db.add(OneTimeLinkRow(digest=digest_of(token), account_id=account_id, created_at=now()))
    db.flush()
    return token


def _administrators(db: DbSession) -> list[AccountRow]:
    statement = select(AccountRow).where(AccountRow.role == Right.ADMINISTRATOR, col(AccountRow.closed).is_(False))
    return list(db.exec(statement.where(col(AccountRow.password).is_not(None))).all())


def _put(db: DbSession, row: AccountRow, body: AccountIn) -> None:
    email = body.email.lower()
    for pointer, column, value in (("/email", AccountRow.email, email), ("/name", AccountRow.name, body.name)):
        same = select(AccountRow.id).where(column == value, col(AccountRow.id) != (row.id or 0))
        if db.exec(same).first() is not None:
            raise Invalid((pointer, "another account has it"))
    row.email, row.name, row.role, row.closed = email, body.name, body.role, body.closed
    db.add(row)
    db.flush()
    db.exec(delete(AccountRoleRow).where(col(AccountRoleRow.account_id) == row.id))
    for meeting_id, role in body.meeting_roles.items():
        db.add(AccountRoleRow(account_id=row.id, meeting_id=meeting_id, role=role))
    db.flush()


def _fields(db: DbSession, row: AccountRow) -> ledger.Fields:
    roles: dict[str, JsonValue] = {str(meeting): role.value for meeting, role in sorted(roles_of(db, row.id).items())}
    return {
        "email": row.email,
        "name": row.name,
        "role": row.role and row.role.value,
        "meeting_roles": roles,
        "closed": row.closed,
    }
