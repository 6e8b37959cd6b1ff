"""Many meetings: what a request for one meeting's feed costs beside one, a hundred and a thousand of them."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.access.models import Right
from app.database import Database
from app.schema import migrate
from tests.benchmarks.figure import Figure
from tests.benchmarks.load import answer_to, drive, request_for
from tests.machinery.officer import MONDAY, Officer, at, make_key
from tests.machinery.server import running_product, running_server

MEETINGS = (1, 100, 1_000)
ROUNDS = 3


def figures() -> Iterator[Figure]:
    """Measure."""
    costs: dict[str, list[float]] = {"200": [], "304": []}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'planner.sqlite'}"
        database = Database(url)
        migrate(database)
        database.dispose()
        released = 0
        for number in MEETINGS:
            release(url, released, number)
            released = number
            for name, cost in asked(url):
                costs[name].append(cost)
                yield Figure(f"released feed among {number} meetings, {name}: processor time", cost, "µs")
    for name, found in costs.items():
        most = max(found) / found[0]
        yield Figure(f"released feed among many meetings, {name}: the most beside one", most, "times", 1.5)


def release(url: str, first: int, number: int) -> None:
    """Release meetings of one session until there are so many."""
    with running_server(url) as client:
        officer = Officer(client, make_key(url, Right.ADMINISTRATOR))
        mandate = officer.mandate()
        for count in range(first, number):
            day = MONDAY + timedelta(weeks=count)
            officer.meeting = f"meeting-{count}"
            last = (day + timedelta(days=4)).isoformat()
            officer.open_meeting_under(mandate, slug=officer.meeting, first_day=day.isoformat(), last_day=last)
            officer.session(f"Session {count}", **at("10:00-13:00", day=7 * count))
            officer.publish()


def asked(url: str) -> Iterator[tuple[str, float]]:
    """Processor time of one request to the newest process, whole and held already, in microseconds."""
    with running_product(url) as product:
        port, pid = int(product.settings["port"]), product.process.pid
        whole = request_for("/meetings/meeting-0.ics", port)
        answer = answer_to(whole, port)
        tag = next(line for line in answer.split(b"\r\n") if line.lower().startswith(b"etag: "))[6:].decode()
        held = request_for("/meetings/meeting-0.ics", port, If_None_Match=tag)
        for name, request in (("200", whole), ("304", held)):
            yield name, min(drive(port, pid, request).cost for _ in range(ROUNDS))
