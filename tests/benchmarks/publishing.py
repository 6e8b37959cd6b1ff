"""Publishing: what the next release of a large meeting costs when one session changed, and somebody has read the last."""

import gc
from collections.abc import Iterator
from time import perf_counter

from app.access.models import Actor, Right
from app.database import Database
from app.meetings.queries import meeting_at
from app.releases.making.publish import publish
from app.releases.reading.queries import newest_release
from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import LARGE, large_meeting
from tests.benchmarks.solving import solve_errors, touch_one

TIMES = 7
BY = Actor("benchmark", Right.ADMINISTRATOR)


def figures() -> Iterator[Figure]:
    """Measure."""
    with large_meeting() as (url, slug):
        database = Database(url)
        solve_errors(database, slug)
        # As the product does once it has started.
        gc.freeze()
        spent = []
        for number in range(TIMES + 1):
            touch_one(database, slug, number)
            begun = perf_counter()
            with database.writing() as db:
                publish(db, meeting_at(db, slug), None, BY)
            spent.append(perf_counter() - begun)
            with database.reading() as db:
                newest_release(db, slug)
        database.dispose()
        yield Figure(
            f"publish of {LARGE} sessions when one changed: median", sorted(spent[1:])[TIMES // 2] * 1e3, "ms", 100
        )
