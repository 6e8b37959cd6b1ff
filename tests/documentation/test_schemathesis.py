"""Whatever is sent to the API, without a key or as any role, the product answers as its document says and never with 5xx.

Schemathesis draws requests from the document, always the same ones, and applies all its checks. The story of the
document's examples comes first, so that what addresses name is there.
"""

import httpx
import pytest

from app.access.models import Right
from tests.documentation.fuzzing import Fuzzer
from tests.documentation.story import Teller, known_of
from tests.machinery.officer import make_key

OF_API = [{"include-path-regex": "^/(?!api/v1/)", "enabled": False}]
OPEN = [{"include-path-regex": r"^/api/v1/|/papers(\.zip|/\{paper\}\.(pdf|docx))$", "enabled": False}]
"""What nobody needs a key for, without what a typesetter makes, a second each; `tests/papers` asks for these."""
RANDOM = {"examples": {"enabled": False}, "coverage": {"enabled": False}, "stateful": {"enabled": False}}
"""Requests drawn at random; the other phases take minutes, and are for whoever changes much."""


@pytest.mark.slow
def test_no_role_gets_an_answer_that_is_not_documented(server: httpx.Client, database_url: str) -> None:
    administrator = make_key(database_url, Right.ADMINISTRATOR)
    teller = Teller(server, administrator)
    for told in teller.tell():
        assert told.answer.is_success, told.step
    url, known = str(server.base_url), known_of(teller)
    of_api = Fuzzer(url, known, 1, phases=RANDOM, operations=OF_API)

    found = {right.value: of_api.findings(make_key(database_url, right)) for right in Right}
    found["nobody"] = of_api.findings(None)
    found["a reader"] = Fuzzer(url, known, 1, phases=RANDOM, operations=OPEN).findings(None)

    assert {role: told for role, told in found.items() if told} == {}
