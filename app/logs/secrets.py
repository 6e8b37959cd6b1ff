"""What of an address a log may tell."""

import re

SECRET = re.compile(r"^(/my/|/api/v1/selections/|/desk/first/|/desk/invitations/)(?!\Z)[^./]*(?P<rest>.*)", re.DOTALL)
"""Addresses whose next part is a token."""


def tellable(path: str) -> str:
    """The path without what opens something. A query is never told."""
    return SECRET.sub(r"\1(secret)\g<rest>", path)
