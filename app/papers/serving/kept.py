"""Papers that are ready, within a bound of memory. One made from an edition of a release that is gone is not given."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from threading import Lock
from weakref import ReferenceType, ref

from app.feeds.http.answer import Answer
from app.releases.record.release import Release


class KeptPapers:
    """A store of answers. Above `limit` octets those asked for longest ago go."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[Hashable, tuple[tuple[ReferenceType[Release], ...], Answer]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, sources: Sequence[Release]) -> Answer | None:
        """The answer, if it was made from these very releases: the erasure of a person makes another edition of one."""
        with self._lock:
            kept = self._answers.get(key)
            if kept is None or any(made_of() is not source for made_of, source in zip(kept[0], sources, strict=True)):
                return None
            self._answers.move_to_end(key)
        return kept[1]

    def keep(self, key: Hashable, sources: Sequence[Release], answer: Answer) -> Answer:
        """Keep an answer, and let the oldest go where there are too many."""
        with self._lock:
            self._drop(key)
            self._answers[key] = (tuple(map(ref, sources)), answer)
            self._size += answer.size
            while self._size > self._limit and len(self._answers) > 1:
                self._drop(next(iter(self._answers)))
        return answer

    def _drop(self, key: Hashable) -> None:
        dropped = self._answers.pop(key, None)
        self._size -= dropped[1].size if dropped else 0
