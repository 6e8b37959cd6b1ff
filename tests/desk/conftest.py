"""Officers at the desk."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from app.access.models import Right
from tests.desk.officer import DeskOfficer, signed_in

SignIn = Callable[..., DeskOfficer]


@pytest.fixture
def sign_in(server: httpx.Client, database_url: str) -> Iterator[SignIn]:
    """Signs officers in: by name and role, for all meetings or for some."""
    officers: list[DeskOfficer] = []

    def make(name: str, role: Right | None = None, meetings: dict[int, Right] | None = None) -> DeskOfficer:
        officer = signed_in(server, database_url, name, role, meetings)
        officers.append(officer)
        return officer

    yield make
    for officer in officers:
        officer.client.close()
