"""One line a request, put together by hand as structlog would write it: thousands of programs poll calendars."""

import asyncio
import json
import secrets
import sys
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from itertools import count
from time import gmtime, perf_counter, strftime, time
from typing import NamedTuple

from app.logs.secrets import tellable

REQUEST_ID: ContextVar[str] = ContextVar("request id", default="")
"""The id of the request that is being answered."""

LATEST = 0.05
"""Seconds after which a line is written at the latest."""

MOST = 1_000
"""How many lines wait at most."""


class Note(NamedTuple):
    """What is noted of a request when it has been answered. `started` and `ended` are on the clock of `perf_counter`.

    Without an id: an answer that was ready made, to a reader who gave none.
    """

    request_id: str
    method: str
    path: str
    status: int
    started: float
    ended: float


class RequestLines:
    """The lines of one process, `json` or `console`. They leave together, soon after their requests."""

    def __init__(self, kind: str) -> None:
        self._line: Callable[[Note, str], str] = _json if kind == "json" else _console
        self._notes: list[Note] = []
        self._prefix, self._numbers = secrets.token_hex(4), count(1)

    def new_id(self) -> str:
        """An id that no other request has."""
        return f"{self._prefix}-{next(self._numbers):08x}"

    def note(self, request_id: str, method: str, path: str, status: int, started: float) -> None:
        """Note a request that has been answered now. `started` is `perf_counter`'s when it came."""
        notes = self._notes
        notes.append(Note(request_id, method, path, status, started, perf_counter()))
        if len(notes) == 1:
            asyncio.get_running_loop().call_later(LATEST, self.write)
        elif len(notes) >= MOST:
            self.write()

    def write(self) -> None:
        """Write what was noted. The wall's clock is read here alone; moments go by their distance to it."""
        if not self._notes:
            return
        epoch = time() - perf_counter()
        text = "".join([self._line(note, _moment(epoch + note.ended)) for note in self._notes])
        self._notes.clear()
        sys.stderr.write(text)
        sys.stderr.flush()


def _json(note: Note, at: str) -> str:
    request_id, method, path, status, started, ended = note
    told = f'"request_id":"{request_id}",' if request_id else ""
    return (
        f'{{{told}"level":"info","timestamp":"{at}","event":"request","method":"{_word(method)}","path":{_path(path)},'
        f'"status":{status},"milliseconds":{(ended - started) * 1e3:.1f}}}\n'
    )


def _console(note: Note, at: str) -> str:
    request_id, method, path, status, started, ended = note
    told = f" request_id={request_id}" if request_id else ""
    took = (ended - started) * 1e3
    return f"{at} [info     ] request {_word(method)} {_path(path)} {status} in {took:.1f} ms{told}\n"


def _moment(seconds: float) -> str:
    """A moment (UTC, RFC 3339) to the millisecond."""
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1e3):03}Z"


@lru_cache(maxsize=8)
def _second(seconds: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(seconds))


@lru_cache(maxsize=32)
def _word(method: str) -> str:
    return method if method.isalpha() else "?"


@lru_cache(maxsize=4096)
def _path(path: str) -> str:
    return json.dumps(tellable(path), ensure_ascii=False)
