"""The two tokens of a selection: one edits, the other, derived from it, only reads. Only their digests are stored."""

import base64
import hashlib
import hmac


def read_token(edit_token: str, resets: int) -> str:
    """The token that reads the selection after so many resets: HMAC-SHA256 (RFC 2104), so it does not lead back."""
    code = hmac.digest(edit_token.encode(), f"read {resets}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(code).decode().rstrip("=")
