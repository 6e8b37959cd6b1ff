"""What the board's module asks of the server, without a browser."""

import re
from datetime import UTC, datetime
from typing import Any

import httpx

from app.desk.frame.admission import PROOF_HEADER
from tests.desk.officer import DeskOfficer
from tests.machinery.officer import JSON

BOARD = "/desk/meetings/working-group/board"
STEPS = "/desk/meetings/working-group/steps"


def proof_of(officer: DeskOfficer) -> str:
    """The proof that the officer's own page carries."""
    found = re.search(r'name="proof" value="([^"]+)"', officer.get("/desk").text)
    assert found
    return found[1]


def number_of(page: httpx.Response) -> int:
    """The number of the ledger that a board was drawn at."""
    found = re.search(r'data-number="(\d+)"', page.text)
    assert found
    return int(found[1])


def card_of(page: httpx.Response, session: int) -> str:
    """The card of a session, as HTML."""
    found = re.search(rf'<div class="card[^>]*id="s{session}".*?</div>', page.text, re.DOTALL)
    assert found, f"There is no card of session {session}."
    return found[0]


def cell_of(page: httpx.Response, session: int) -> str:
    """The name of the cell that a session stands in."""
    before = page.text[: page.text.index(f'id="s{session}"')]
    name: str = re.findall(r'<(?:td|div) id="c([^"]+)"', before)[-1]
    return name


def ask(officer: DeskOfficer, path: str, status: int = 200, **fields: Any) -> JSON:
    """Ask as the module does: with fields it sends them, without it reads."""
    headers = {"Accept": "application/json"}
    if fields:
        headers[PROOF_HEADER] = proof_of(officer)
        answer = officer.client.post(path, data=fields, headers=headers)
    else:
        answer = officer.client.get(path, headers=headers)
    assert answer.status_code == status, answer.text
    body: JSON = answer.json()
    return body


def to(starts: str, ends: str, room: int | None) -> str:
    """A place in the words of the board: instants in UTC, and a room."""
    moments = (datetime.fromisoformat(moment).astimezone(UTC).isoformat() for moment in (starts, ends))
    return "/".join([*moments, str(room or 0)])
