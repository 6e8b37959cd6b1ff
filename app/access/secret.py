"""Secrets: tokens of which only the digest is kept, and the installation's own, which signs what a browser keeps."""

import hashlib
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

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


def masked(text: str) -> str:
    """The text under a new mask each time: whoever sees how well pages compress learns nothing of it (BREACH)."""
    plain = text.encode()
    mask = secrets.token_bytes(len(plain))
    return urlsafe_b64encode(mask + _mixed(plain, mask)).decode().rstrip("=")


def unmasked(text: str) -> str:
    """What was masked; empty for what nobody masked."""
    try:
        both = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        half = len(both) // 2
        return _mixed(both[:half], both[half:]).decode()
    except ValueError:
        return ""


def _mixed(first: bytes, second: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


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
