"""Secrets: tokens of which only the digest is kept, and the installation's own, which signs what a browser keeps."""

import hashlib
import secrets

from itsdangerous import BadSignature, Signer

from app.access.models import SecretRow
from app.database import DbSession

NAME = "signing"


def new_token() -> str:
    """A token that nobody guesses: 256 bits, in letters that an address may hold."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so that a plain SHA-256 tells nothing of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(db: DbSession, text: str, purpose: str) -> str:
    """The text with the installation's signature behind it. The first call makes the secret, so it has to write."""
    return _signer(_secret(db) or _make_secret(db), purpose).sign(text).decode()


def signature(db: DbSession, text: str, purpose: str) -> str:
    """The signature alone."""
    return sign(db, text, purpose).removeprefix(f"{text}.")


def signed(db: DbSession, text: str, purpose: str) -> str | None:
    """What was signed for this purpose; None where this installation did not sign it."""
    secret = _secret(db)
    if secret is None:
        return None
    try:
        return _signer(secret, purpose).unsign(text).decode()
    except (BadSignature, UnicodeError):
        return None


def _signer(secret: str, purpose: str) -> Signer:
    return Signer(secret, salt=purpose, key_derivation="hmac", digest_method=hashlib.sha256)


def _secret(db: DbSession) -> str | None:
    row = db.get(SecretRow, NAME)
    return row.value if row else None


def _make_secret(db: DbSession) -> str:
    row = SecretRow(name=NAME, value=secrets.token_hex(32))
    db.add(row)
    db.flush()
    return row.value
