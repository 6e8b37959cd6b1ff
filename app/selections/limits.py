"""How often one address may write selections: anybody may, so nobody may fill the database."""

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.database import Database, now
from app.errors import PlannerError

MOST_A_MINUTE = 60


class TooManySelections(PlannerError):
    """Too many selections were made or changed from one address within a minute."""

    code, status, title = "too-many", 429, "Too many selections from here"


class Writes:
    """Selections made or changed lately, by address, in the memory of one process."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(MOST_A_MINUTE)

    def count(self, address: str) -> None:
        """Count one more. Raises TooManySelections."""
        if self._window.hit(self._limit, address):
            return
        seconds = self._window.get_window_stats(self._limit, address).reset_time - now().timestamp()
        refusal = TooManySelections(f"At most {MOST_A_MINUTE} a minute. Wait a little.")
        refusal.headers = {"Retry-After": str(max(1, round(seconds + 0.5)))}
        raise refusal


def count_write(request: Request) -> None:
    """Let the request go on unless its sender has written too often. Raises TooManySelections."""
    database: Database = request.app.state.database
    writes: Writes = database.kept.setdefault("selections written", Writes())
    writes.count(request.client.host if request.client else "")
