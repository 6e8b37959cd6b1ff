"""Making, finding and revoking keys."""

import hashlib
import hmac
import secrets

from sqlmodel import col, select

from app import ledger
from app.access.models import Actor, ApiKeyRow, Right
from app.database import DbSession, now
from app.errors import NotFound, Unauthenticated

PREFIX_LENGTH = 8


def create_key(db: DbSession, name: str, role: Right, meeting_id: int | None, by: str) -> str:
    """Make a key and return it: the only time it can be seen."""
    prefix = secrets.token_hex(PREFIX_LENGTH // 2)
    key = f"rtp_{prefix}_{secrets.token_urlsafe(32)}"
    row = ApiKeyRow(name=name, prefix=prefix, digest=_digest(key), role=role, meeting_id=meeting_id, created_at=now())
    db.add(row)
    db.flush()
    ledger.record(db, by, "create", "key", prefix, {"name": name, "role": role.value, "meeting_id": meeting_id})
    return key


def list_keys(db: DbSession) -> list[ApiKeyRow]:
    """Every key, revoked ones too, in the order they were made."""
    return list(db.exec(select(ApiKeyRow).order_by(col(ApiKeyRow.id))).all())


def revoke_key(db: DbSession, prefix: str, by: str) -> None:
    """End a key's validity at once. Raises NotFound where no valid key begins so."""
    row = db.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == prefix, col(ApiKeyRow.revoked_at).is_(None))).first()
    if row is None:
        raise NotFound(f"No valid key begins with {prefix}.")
    row.revoked_at = now()
    ledger.record(db, by, "revoke", "key", prefix, {"name": row.name})


def actor_of(db: DbSession, key: str) -> Actor:
    """Who acts with this key. Raises Unauthenticated where it is unknown or revoked."""
    parts = key.split("_", 2)
    if len(parts) != 3:
        raise Unauthenticated("The key is not valid.")
    row = db.exec(select(ApiKeyRow).where(ApiKeyRow.prefix == parts[1])).first()
    if row is None or row.revoked_at or not hmac.compare_digest(row.digest, _digest(key)):
        raise Unauthenticated("The key is not valid.")
    return Actor(row.name, row.role, row.meeting_id)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
