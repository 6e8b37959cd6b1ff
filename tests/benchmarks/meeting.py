"""A large released meeting to measure with: the demonstration meeting with 300 sessions."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.machinery.command import run_planner

LARGE = 300


@contextmanager
def large_meeting(sessions: int = LARGE) -> Iterator[tuple[str, str]]:
    """The URL of a seeded SQLite database with the meeting, and the meeting's slug."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'planner.sqlite'}"
        for command in (("migrate",), ("seed",)):
            assert run_planner(*command, database_url=url).returncode == 0
        made = run_planner("demo", "--sessions", str(sessions), database_url=url)
        assert made.returncode == 0, made.stderr
        yield url, made.stdout.strip()
