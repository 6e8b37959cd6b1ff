"""Who is signed in: a row for each browser, whose id the browser keeps in a signed cookie."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlmodel import col, delete, select

from app.access.accounts import roles_of
from app.access.models import AccountRow, Actor, Right, SignInRow
from app.access.passwords import is_password
from app.access.secret import digest_of, masked, new_token, sign, signature, signed, unmasked
from app.database import Database, DbSession, now
from app.errors import Forbidden, PlannerError, Unauthenticated
from app.languages import Language

LASTS = timedelta(days=7)
MOST_FAILURES = 10

COOKIE, FORM = "sign-in", "form"
"""What the installation signs."""


class WrongPassword(PlannerError):
    """No account has this e-mail address and password. Which of the two is wrong is not told."""

    code, status, title = "unauthenticated", 401, "The e-mail address or the password is not right"


class TooManyFailures(PlannerError):
    """Too many sign-ins failed from one address within a minute."""

    code, status, title = "too-many", 429, "Too many sign-ins failed"


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in. `role` is for all meetings, `meeting_roles` for single ones by their id; `seal` belongs to this
    sign-in alone.
    """

    account_id: int
    email: str
    name: str
    language: Language | None
    role: Right | None
    meeting_roles: Mapping[int, Right]
    seal: str

    @property
    def proof(self) -> str:
        """What a form of this sign-in carries, so that no other site can send it: the seal, masked anew each time."""
        return masked(self.seal)

    def proves(self, proof: str) -> bool:
        """Whether a form of this sign-in carried this."""
        return hmac.compare_digest(unmasked(proof).encode(), self.seal.encode())

    def at(self, meeting_id: int) -> Actor:
        """The officer at one meeting, with the larger of the rights there and everywhere. Raises Forbidden."""
        here = self.meeting_roles.get(meeting_id)
        if self.role is not None and (here is None or self.role.includes(here)):
            return Actor(self.name, self.role)
        if here is None:
            raise Forbidden("You have no role in this meeting.")
        return Actor(self.name, here, meeting_id)

    def everywhere(self) -> Actor:
        """The officer for what belongs to all meetings. Raises Forbidden."""
        if self.role is None:
            raise Forbidden("This needs a role in all meetings.")
        return Actor(self.name, self.role)


class Failures:
    """Failed sign-ins by address, in the memory of one process."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(MOST_FAILURES)

    def expect_few(self, address: str) -> None:
        """Go on only if few failed from this address. Raises TooManyFailures."""
        if not self._window.test(self._limit, address):
            seconds = self._window.get_window_stats(self._limit, address).reset_time - now().timestamp()
            refusal = TooManyFailures("Too many sign-ins failed from here. Wait a minute.")
            refusal.headers = {"Retry-After": str(max(1, round(seconds + 0.5)))}
            raise refusal

    def count(self, address: str) -> None:
        """Remember a failure."""
        self._window.hit(self._limit, address)


def sign_in(database: Database, email: str, password: str, address: str, before: str = "") -> str:
    """Sign somebody in and give the value for the browser's cookie. Raises WrongPassword, TooManyFailures.

    The sign-in that the browser had `before` ends, whosever it was.
    The password is checked between two transactions: hashing takes long on purpose, and nobody else shall wait for it.
    """
    failures: Failures = database.kept.setdefault("failures", Failures())
    failures.expect_few(address)
    with database.reading() as db:
        sought = email.strip().lower() if email.isprintable() else ""
        account = db.exec(select(AccountRow).where(AccountRow.email == sought)).first()
        usable = account if account is not None and not account.closed else None
        kept = usable.password if usable else None
    if not is_password(password, kept) or usable is None:
        failures.count(address)
        raise WrongPassword()
    with database.writing() as db:
        account = db.get(AccountRow, usable.id)
        if account is None or account.closed or account.password != kept:
            raise WrongPassword()
        sign_out(db, before)
        return open_sign_in(db, account)


def open_sign_in(db: DbSession, account: AccountRow) -> str:
    """A further sign-in of the account, always under a new id: the value for the browser's cookie."""
    token = new_token()
    db.exec(delete(SignInRow).where(col(SignInRow.created_at) < now() - LASTS))
    db.add(SignInRow(digest=digest_of(token), account_id=account.id, created_at=now()))
    db.flush()
    return sign(db, token, COOKIE)


def sign_out(db: DbSession, cookie: str) -> None:
    """End the sign-in of this browser."""
    if token := signed(db, cookie, COOKIE):
        db.exec(delete(SignInRow).where(col(SignInRow.digest) == digest_of(token)))


def officer_of(db: DbSession, cookie: str) -> Officer:
    """Who is signed in with this cookie. Raises Unauthenticated."""
    token = signed(db, cookie, COOKIE)
    row = token and db.exec(select(SignInRow).where(SignInRow.digest == digest_of(token))).first()
    account = db.get(AccountRow, row.account_id) if row and now() < row.created_at + LASTS else None
    if account is None or account.closed:
        raise Unauthenticated("Sign in first.")
    assert token
    return Officer(
        account_id=account.id,
        email=account.email,
        name=account.name,
        language=account.language,
        role=account.role,
        meeting_roles=roles_of(db, account.id),
        seal=signature(db, digest_of(token), FORM),
    )
