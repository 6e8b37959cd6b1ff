"""The demonstration meeting."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from app import ledger
from app.access.models import Actor, Right
from app.database import Database, DbSession, now
from app.errors import Invalid, PlannerError
from app.languages import Language
from app.meetings.queries import meeting_at
from app.people.models import ParticipantRow
from app.programme.facts import load_facts
from app.programme.models import SessionRow
from app.releases.making.publish import publish
from app.releases.reading.queries import newest_release
from app.releases.record.release import Release
from app.rules.check import check
from app.rules.conflict import Severity
from app.rules.facts import released_view
from app.rules.index import Index
from app.rules.words import Kind, Status
from app.seeding.demo import has_released_meeting, make_demonstration
from app.seeding.seed import seed
from tests.machinery.databases import Template

OFFICER = Actor("officer", Right.ADMINISTRATOR)
MONDAY = date(2027, 3, 1)


@dataclass(frozen=True)
class Demonstrated:
    """A database with a demonstration meeting."""

    database: Database
    slug: str

    def release(self, slug: str | None = None) -> Release:
        """The newest release of the meeting."""
        with self.database.reading() as db:
            release = newest_release(db, slug or self.slug)
        assert release
        return release


def opened(template: Template, first_day: date | None, sessions: int) -> Iterator[Demonstrated]:
    """A fresh database with a demonstration of so many sessions."""
    url = template.copy()
    database = Database(url)
    with database.writing() as db:
        slug = make_demonstration(db, first_day, sessions)
    yield Demonstrated(database, slug)
    database.dispose()
    template.remove(url)


@pytest.fixture(scope="module")
def demonstrated(database: Template) -> Iterator[Demonstrated]:
    """The usual demonstration; nobody changes it."""
    yield from opened(database, None, 40)


@pytest.fixture
def changeable(sqlite: Template) -> Iterator[Demonstrated]:
    """A demonstration of a fixed day, for one test."""
    yield from opened(sqlite, MONDAY, 40)


def draft_conflicts(db: DbSession, slug: str) -> Counter[str]:
    """How many errors of each code the draft has."""
    index = Index(load_facts(db, meeting_at(db, slug)))
    return Counter(conflict.code for conflict in check(index, now()) if conflict.severity is Severity.ERROR)


def told(release: Release) -> list[tuple[object, ...]]:
    """What a release says, without uids."""
    return [
        (
            published.document.titles,
            published.document.starts,
            published.document.room,
            [(seat.role, seat.minutes, seat.person and seat.person.name) for seat in published.document.panel],
        )
        for published in release.sessions
    ]


def test_it_is_labelled_and_lies_at_least_four_weeks_ahead_from_a_monday(demonstrated: Demonstrated) -> None:
    meeting = demonstrated.release().meeting

    assert meeting.titles[Language.EN].startswith("Demonstration")
    assert set(meeting.titles) == set(Language)
    assert meeting.first_day.weekday() == 0
    assert timedelta(days=27) <= meeting.first_day - now().date() <= timedelta(days=35)
    assert meeting.last_day - meeting.first_day == timedelta(days=4)


def test_release_one_holds_forty_sessions_of_every_kind_in_eight_rooms(demonstrated: Demonstrated) -> None:
    release = demonstrated.release()
    documents = [published.document for published in release.sessions]

    assert release.number == 1
    assert len(documents) == 40
    assert {document.kind for document in documents} == set(Kind)
    assert {document.status for document in documents} == {Status.CONFIRMED, Status.TENTATIVE}
    assert len(release.meeting.rooms) == 8
    assert all(set(document.titles) == set(Language) for document in documents)
    assert {change.kind for change in release.changes} == {"added"}


def test_every_agenda_item_is_titled_in_six_languages_and_has_a_released_session(demonstrated: Demonstrated) -> None:
    release = demonstrated.release()
    held = {published.document.agenda_item.number for published in release.sessions if published.document.agenda_item}

    assert all(set(item.titles) == set(Language) for item in release.meeting.agenda_items)
    assert held == {item.number for item in release.meeting.agenda_items}


def test_under_each_theme_a_confirmed_round_table_in_a_room_names_people(demonstrated: Demonstrated) -> None:
    documents = [published.document for published in demonstrated.release().sessions]

    named = {
        document.theme.numeral
        for document in documents
        if document.theme and document.room and document.kind is Kind.ROUND_TABLE and len(document.named) >= 3
    }

    assert named == {"i", "ii", "iii", "iv", "v"}


def test_placeholders_are_named_by_number_and_sent_by_delegations_of_every_region(demonstrated: Demonstrated) -> None:
    with demonstrated.database.reading() as db:
        people = db.exec(select(ParticipantRow)).all()
    kenyan = next(person for person in people if person.name == "Panelist 07")

    assert kenyan.delegation == "KEN"
    assert set(kenyan.functions) == set(Language)
    assert len({person.delegation for person in people}) > 40


def test_the_draft_breaks_four_rules_on_purpose_and_no_other(demonstrated: Demonstrated) -> None:
    with demonstrated.database.reading() as db:
        errors = draft_conflicts(db, demonstrated.slug)

    assert errors == {
        "panel-incomplete": 1,
        "person-double-booked": 1,
        "person-unavailable": 1,
        "room-double-booked": 1,
    }


def test_a_second_release_is_blocked_until_the_errors_are_solved(demonstrated: Demonstrated) -> None:
    with (
        pytest.raises(PlannerError) as blocked,
        demonstrated.database.writing() as db,
    ):
        publish(db, meeting_at(db, demonstrated.slug), None, OFFICER)

    conflicts = blocked.value.facts["conflicts"]
    assert blocked.value.code == "release-blocked"
    assert isinstance(conflicts, list)
    assert len(conflicts) == 4


def test_the_draft_has_moved_on_since_the_release(demonstrated: Demonstrated) -> None:
    released = {published.document.uid: published.document for published in demonstrated.release().sessions}
    with demonstrated.database.reading() as db:
        meeting = meeting_at(db, demonstrated.slug)
        draft = db.exec(select(SessionRow).where(SessionRow.meeting_id == meeting.id)).all()
    kept = [row for row in draft if row.uid in released]

    assert len(draft) == 42
    assert [row.titles[Language.EN] for row in kept if row.starts != released[row.uid].starts] == [
        "Courses that last: trainers, materials, funding"
    ]
    assert [row.titles[Language.EN] for row in kept if row.titles != released[row.uid].titles] == [
        "Measuring what training achieves: methods and limits"
    ]
    assert [row.titles[Language.EN] for row in kept if row.status is Status.CANCELLED] == [
        "The Protocols in national law"
    ]


def test_nothing_public_is_left_private_and_nothing_private_is_released(demonstrated: Demonstrated) -> None:
    release = demonstrated.release()
    text = release.meeting.model_dump_json() + "".join(
        published.document.model_dump_json() for published in release.sessions
    )

    assert "panelist-" not in text
    assert "example.org/join" not in text
    assert "example.org/webcast" in text


def test_a_further_demonstration_has_its_own_slug_and_people_and_leaves_the_first_alone(
    changeable: Demonstrated,
) -> None:
    first = changeable.release()
    with changeable.database.writing() as db:
        further = make_demonstration(db, MONDAY, 40)
        third = make_demonstration(db, MONDAY, 20)

    second = changeable.release(further)
    assert (changeable.slug, further, third) == (
        "demonstration-2027-03",
        "demonstration-2027-03-2",
        "demonstration-2027-03-3",
    )
    assert changeable.release() == first
    assert told(second) == told(first)
    assert {person.uid for person in first.meeting.people}.isdisjoint(person.uid for person in second.meeting.people)
    assert {published.document.uid for published in first.sessions}.isdisjoint(
        published.document.uid for published in second.sessions
    )
    assert len(changeable.release(third).sessions) == 20


def test_on_a_monday_it_begins_exactly_four_weeks_later(sqlite: Template) -> None:
    with time_machine.travel(datetime(2027, 2, 1, 12, tzinfo=UTC)):
        for demonstrated in opened(sqlite, None, 20):
            assert demonstrated.release().meeting.first_day == MONDAY
            assert demonstrated.slug == "demonstration-2027-03"


def test_a_released_meeting_is_noticed(database_url: str) -> None:
    database = Database(database_url)
    with database.writing() as db:
        seed(db)
        before = has_released_meeting(db)
        make_demonstration(db, MONDAY, 20)
        after = has_released_meeting(db)
    database.dispose()

    assert (before, after) == (False, True)


def test_a_day_that_no_meeting_can_have_is_refused_and_leaves_no_trace(sqlite: Template) -> None:
    database = Database(sqlite.copy())

    with pytest.raises(Invalid), database.writing() as db:
        make_demonstration(db, date.max, 40)

    with database.reading() as db:
        assert ledger.latest(db) == 0
    database.dispose()


@pytest.mark.slow
def test_a_large_one_has_three_hundred_sessions_and_no_error_in_its_release(sqlite: Template) -> None:
    for demonstrated in opened(sqlite, MONDAY, 300):
        release = demonstrated.release()
        with demonstrated.database.reading() as db:
            meeting = meeting_at(db, demonstrated.slug)
            facts = released_view(load_facts(db, meeting))

        assert len(release.sessions) == 300
        assert len(release.meeting.rooms) == 8
        assert sum(len(session.seats) for session in facts.sessions) >= 1_100
