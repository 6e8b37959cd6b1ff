"""A publication that is undone before it is committed leaves nothing in memory either."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlmodel import select

from app.access.models import Actor, Right
from app.database import Database
from app.meetings.models import MeetingRow
from app.releases.making.publish import publish
from app.releases.reading.queries import newest_release
from tests.machinery.officer import Officer

BY = Actor("test", Right.ADMINISTRATOR)


class Undone(Exception):
    """What ends the transaction."""


@pytest.fixture
def own_database(database_url: str) -> Iterator[Database]:
    """The database as a process of its own would open it."""
    database = Database(database_url)
    yield database
    database.dispose()


def test_a_release_that_was_undone_is_not_taken_for_the_one_that_gets_its_id(
    officer: Officer, own_database: Database
) -> None:
    session = officer.session("Undone")["session"]
    with suppress(Undone), own_database.writing() as db:
        undone = publish(db, db.exec(select(MeetingRow)).one(), "undone", BY)
        assert newest_release(db, officer.meeting) == undone
        raise Undone
    officer.change(session, titles={"en": "Stored"})
    officer.publish("stored")

    with own_database.reading() as db:
        stored = newest_release(db, officer.meeting)

    assert stored is not None
    assert stored.note == "stored"
    assert [row.document.titles for row in stored.sessions] == [{"en": "Stored"}]
