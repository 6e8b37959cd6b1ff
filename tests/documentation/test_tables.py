"""The tables of the documentation say what the code says."""

import pytest

from tests.documentation.tables import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_table_is_the_codes(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name]()
