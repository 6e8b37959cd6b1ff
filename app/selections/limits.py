"""How often selections may be made and changed: anybody may, so nobody may fill the database.

A whole plenary may stand behind one address, the venue's. So making is counted by address with room for a plenary that
ticks in the same minutes, and changing by selection, whoever sends it: one delegate's ticks are not held against another's.
"""

from dataclasses import dataclass
from typing import Self

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.database import Database, now
from app.errors import PlannerError

MOST_MADE, MADE_MINUTES = 600, 10
MOST_CHANGES = 60


class TooManySelections(PlannerError):
    """Too many selections were made from one address within ten minutes, or one was changed too often within a minute."""

    code, status, title = "too-many", 429, "Too many selections from here"


@dataclass(frozen=True, slots=True)
class Limit:
    """What one sender may do within some minutes."""

    most: int
    minutes: int
    refusal: str

    @property
    def item(self) -> RateLimitItemPerMinute:
        """The same for the library."""
        return RateLimitItemPerMinute(self.most, self.minutes)


MAKING = Limit(MOST_MADE, MADE_MINUTES, f"At most {MOST_MADE} are made from one address in {MADE_MINUTES} minutes.")
CHANGING = Limit(MOST_CHANGES, 1, f"A selection changes at most {MOST_CHANGES} times a minute.")


class Writes:
    """What was made and changed lately, in the memory of one process."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())

    @classmethod
    def of(cls, request: Request) -> Self:
        """Those of the database that the request writes to."""
        database: Database = request.app.state.database
        writes: Self = database.kept.setdefault("selections written", cls())
        return writes

    def count(self, limit: Limit, key: str) -> None:
        """Count one more. Raises TooManySelections."""
        if self._window.hit(limit.item, key):
            return
        seconds = self._window.get_window_stats(limit.item, key).reset_time - now().timestamp()
        refusal = TooManySelections(f"{limit.refusal} Wait a little.")
        refusal.headers = {"Retry-After": str(max(1, round(seconds + 0.5)))}
        raise refusal


def count_making(request: Request) -> None:
    """Let the request make one unless its address has made too many lately. Raises TooManySelections."""
    Writes.of(request).count(MAKING, f"by {request.client.host if request.client else ''}")


def count_change(request: Request, selection_id: int) -> None:
    """Let the request change or reset a selection unless that has changed too often lately. Raises TooManySelections."""
    Writes.of(request).count(CHANGING, f"of {selection_id}")
