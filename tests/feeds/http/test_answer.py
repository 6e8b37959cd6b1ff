"""What the headers of a request say about an answer."""

import pytest

from app.feeds.http.answer import takes_gzip, wanted_of


@pytest.mark.parametrize(
    ("accept_encoding", "takes"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("deflate,gzip;q=0.001", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *;q=1", False),
        ("identity", False),
        ("br", False),
        ("gzipped", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_whoever_takes_it(accept_encoding: str, takes: bool) -> None:
    assert takes_gzip(accept_encoding.encode()) is takes


def test_a_header_that_comes_twice_is_one_list() -> None:
    wanted = wanted_of([(b"if-none-match", b'"a"'), (b"host", b"x"), (b"if-none-match", b'"b"')])

    assert wanted.if_none_match == b'"a","b"'
