"""Answers that are ready, by address and encoding, within a bound of memory."""

from app.feeds.http.answer import Answer
from app.releases.record.release import Release

Key = tuple[str, bytes, bool]


class Prepared:
    """A store of answers. Above `limit` octets the oldest go; those of a meeting's older releases go at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._answers: dict[Key, Answer] = {}
        self.get = self._answers.get

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer, and let the oldest go where there are too many."""
        self._drop(key)
        self._answers[key] = answer
        self._size += answer.size
        while self._size > self._limit and len(self._answers) > 1:
            self._drop(next(iter(self._answers)))

    def drop_older(self, meeting: str, newest: Release) -> None:
        """Let go what is made of another release of this meeting."""
        origins = [(key, answer.origin) for key, answer in self._answers.items()]
        for key, origin in origins:
            if origin.meeting == meeting and origin.release != newest.id:
                self._drop(key)

    @property
    def size(self) -> int:
        """The octets of all bodies."""
        return self._size

    def _drop(self, key: Key) -> None:
        dropped = self._answers.pop(key, None)
        self._size -= dropped.size if dropped else 0
