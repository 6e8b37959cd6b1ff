"""The pages on a server of their own, and a client that takes what a browser takes."""

from collections.abc import Iterator

import httpx
import pytest

from tests.pages.programme import Shown
from tests.pages.serving import pages, serving


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of a server that shows the two releases of the programme."""
    with serving(pages(Shown())) as address:
        yield address


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=url, timeout=30) as made:
        yield made
