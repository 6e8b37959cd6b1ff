"""What the path of a request names."""

from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotFound
from app.feeds.http.address import Address, Form, address_of, is_near
from app.feeds.membership import InRoom, OfTheme, WholeMeeting

SEGMENTS = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), max_size=20)


def test_a_path_names_a_selection_and_a_form() -> None:
    assert address_of("/meetings/a.ics") == Address("a", WholeMeeting(), Form.CALENDAR)
    assert address_of("/meetings/a/themes/ii.json") == Address("a", OfTheme("ii"), Form.DATA)
    assert address_of("/meetings/a/rooms/b.c.ics") == Address("a", InRoom("b.c"), Form.CALENDAR)


@given(st.lists(SEGMENTS, max_size=5), st.sampled_from([".ics", ".json", ".pdf", ""]))
def test_no_path_is_a_surprise(segments: list[str], ending: str) -> None:
    path = "/".join(["", *segments]) + ending

    try:
        address = address_of(path)
    except NotFound:
        address = None

    assert address is None or is_near(path)
