"""Passwords: hashed with argon2, checked in the same time whether or not there is anybody to check them for."""

from functools import cache
from typing import Annotated

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import StringConstraints

SHORTEST = 8

Password = Annotated[str, StringConstraints(min_length=SHORTEST, max_length=1_000)]


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password. Where none is kept, the same work is done for nothing."""
    nobodys = _nobodys()
    return _hasher().verify(password, kept or nobodys) and kept is not None


@cache
def _hasher() -> PasswordHash:
    """Argon2id with 19 MiB and two passes: the least that OWASP asks for, so that a few sign-ins at once fit anywhere."""
    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))


@cache
def _nobodys() -> str:
    return hash_of("the password of nobody")
