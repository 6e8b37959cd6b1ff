"""What an answer must be like, where many tests ask the same of it."""

import httpx

from app.errors import MEDIA_TYPE


def expect_unavailable(answer: httpx.Response) -> None:
    """A problem of status 503 that says when to come again."""
    assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA_TYPE), answer.text
    assert answer.json()["code"] == "unavailable"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
