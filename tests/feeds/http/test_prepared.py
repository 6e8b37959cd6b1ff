"""Answers that are ready stay within a bound."""

from app.feeds.http.answer import Answer, Origin
from app.feeds.http.prepared import Prepared
from tests.feeds.programme import PUBLISHED, release


def answer(size: int, meeting: str = "wg-2027", number: int = 1) -> Answer:
    """An answer of this many octets."""
    return Answer(b"x" * size, "text/calendar", False, Origin(meeting, number, PUBLISHED), "public, no-cache")


def test_above_the_bound_the_oldest_go() -> None:
    prepared = Prepared(limit=100)
    for number in range(5):
        prepared.put((str(number), b"", False), answer(40))

    assert [bool(prepared.get((str(number), b"", False))) for number in range(5)] == [False, False, False, True, True]
    assert prepared.size == 80


def test_an_answer_above_the_bound_is_kept_alone() -> None:
    prepared = Prepared(limit=100)
    prepared.put(("small", b"", False), answer(40))
    prepared.put(("large", b"", False), answer(400))

    assert prepared.get(("small", b"", False)) is None
    assert prepared.size == 400


def test_an_answer_takes_the_place_of_the_one_before() -> None:
    prepared = Prepared(limit=100)
    newer = answer(50)
    for one in (answer(40), newer):
        prepared.put(("/a", b"", False), one)

    assert prepared.get(("/a", b"", False)) is newer
    assert prepared.size == 50


def test_what_is_made_of_older_releases_of_the_meeting_goes_at_once() -> None:
    prepared = Prepared(limit=1000)
    for path, meeting, number in (("/a", "wg-2027", 1), ("/b", "wg-2027", 2), ("/c", "other", 1)):
        prepared.put((path, b"", False), answer(10, meeting, number))

    prepared.drop_older("wg-2027", release(number=2))

    assert [bool(prepared.get((path, b"", False))) for path in ("/a", "/b", "/c")] == [False, True, True]
    assert prepared.size == 20
