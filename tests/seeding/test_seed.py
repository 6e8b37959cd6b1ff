"""What every installation begins with."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlmodel import col, select

from app import ledger
from app.access.models import Actor, Right
from app.database import Database, DbSession
from app.languages import Language, text_in
from app.ledger import LedgerRow
from app.meetings.meeting import MEETINGS
from app.meetings.models import AgendaItemRow, MandateRow, MeetingRow, RoomRow, SlotRow, ThemeRow
from app.meetings.queries import meeting_at
from app.people.models import DelegationRow
from app.people.people import DELEGATIONS
from app.programme.models import SessionRow
from app.resources.actions import change, delete, find
from app.rules.words import DelegationKind, Kind, Region, Status
from app.seeding import files
from app.seeding.seed import seed
from tests.machinery.databases import Template

OFFICER = Actor("officer", Right.ADMINISTRATOR)
FIRST_MEETING = "wg-technical-assistance-2013"


class Undone(Exception):
    """Ends a test's transaction without a trace."""


@pytest.fixture(scope="module")
def seeded(database: Template) -> Iterator[Database]:
    """A seeded database for all tests here."""
    url = database.copy()
    seeded = Database(url)
    with seeded.writing() as db:
        seed(db)
    yield seeded
    seeded.dispose()
    database.remove(url)


@pytest.fixture
def db(seeded: Database) -> Iterator[DbSession]:
    """A transaction on the seeded database that is undone after the test."""
    with suppress(Undone), seeded.writing() as db:
        yield db
        raise Undone


def resolution_themes() -> list[tuple[str, str]]:
    """Numeral and wording of each theme of paragraph (b) of the annex, without footnote marks and end punctuation."""
    text = (files.SEED / "resolution-6-4.fr.txt").read_text(encoding="utf-8")
    paragraph = text[text.index("b) Prie le Secrétariat") : text.index("c) Invite")]
    found = re.findall(r"^\s*- ([ivx]+)\) (.+);$", paragraph, re.MULTILINE)
    return [(numeral, re.sub("[¹²]$", "", wording)) for numeral, wording in found]


def test_french_titles_of_the_themes_are_the_words_of_the_resolution(db: DbSession) -> None:
    themes = db.exec(select(ThemeRow).order_by(col(ThemeRow.position))).all()

    assert [(theme.numeral, theme.texts[Language.FR]) for theme in themes] == resolution_themes()
    assert [theme.numeral for theme in themes] == ["i", "ii", "iii", "iv", "v"]
    assert {theme.titles[Language.FR].status for theme in themes} == {"official"}
    assert all(set(theme.titles) == set(Language) for theme in themes)


def test_title_and_request_of_the_mandate_are_in_the_resolution(db: DbSession) -> None:
    text = (files.SEED / "resolution-6-4.fr.txt").read_text(encoding="utf-8")

    mandate = db.exec(select(MandateRow)).one()

    assert mandate.resolution == "6/4"
    assert f"\n{mandate.titles[Language.FR]}\n" in text
    assert f"b) {mandate.request[Language.FR]}:" in text
    assert set(mandate.titles) == set(mandate.request) == set(Language)


def test_every_state_is_there_in_six_languages_and_in_its_group(db: DbSession) -> None:
    states = (DelegationKind.MEMBER_STATE, DelegationKind.OBSERVER_STATE)
    rows = db.exec(select(DelegationRow).where(col(DelegationRow.kind).in_(states))).all()

    assert Counter((row.kind, row.regional_group) for row in rows) == {
        (DelegationKind.MEMBER_STATE, Region.AFRICAN): 54,
        (DelegationKind.MEMBER_STATE, Region.ASIA_PACIFIC): 54,
        (DelegationKind.MEMBER_STATE, Region.EASTERN_EUROPEAN): 23,
        (DelegationKind.MEMBER_STATE, Region.LATIN_AMERICAN_CARIBBEAN): 33,
        (DelegationKind.MEMBER_STATE, Region.WESTERN_EUROPEAN_OTHERS): 29,
        (DelegationKind.OBSERVER_STATE, Region.NONE): 2,
    }
    assert all(set(row.names) == set(Language) for row in rows)
    assert all(re.fullmatch("[A-Z]{3}", row.code) for row in rows)


def test_parties_that_are_neither_member_nor_observer_stand_once_in_six_languages(db: DbSession) -> None:
    rows = db.exec(select(DelegationRow).where(DelegationRow.kind == DelegationKind.PARTY)).all()

    assert {row.code for row in rows} == {"COK", "EU", "NIU"}
    assert all(set(row.names) == set(Language) for row in rows)
    assert all(row.regional_group is Region.NONE for row in rows)


def test_an_organisation_is_called_by_its_english_name_where_no_other_is_known(db: DbSession) -> None:
    organisation = db.get(DelegationRow, "UNESCO")

    assert organisation
    assert organisation.kind is DelegationKind.ORGANISATION
    assert organisation.names == {
        Language.EN: "United Nations Educational, Scientific and Cultural Organization",
        Language.FR: "Organisation des Nations Unies pour l'éducation, la science et la culture",
    }
    assert text_in(organisation.names, Language.RU) == organisation.names[Language.EN]


def test_the_first_meeting_has_agenda_slots_rooms_and_a_draft_for_each_theme(db: DbSession) -> None:
    meeting = meeting_at(db, FIRST_MEETING)
    items = db.exec(select(AgendaItemRow).where(AgendaItemRow.meeting_id == meeting.id)).all()
    slots = db.exec(select(SlotRow).where(SlotRow.meeting_id == meeting.id)).all()
    sessions = db.exec(select(SessionRow).where(SessionRow.meeting_id == meeting.id)).all()
    themes = {theme.id or 0: theme.numeral for theme in db.exec(select(ThemeRow)).all()}
    numbers = {item.id or 0: item.number for item in items}

    assert (f"{meeting.first_day}", f"{meeting.last_day}", meeting.zone) == (
        "2013-10-28",
        "2013-10-30",
        "Europe/Vienna",
    )
    assert meeting.mandate_id == db.exec(select(MandateRow.id)).one()
    assert [(f"{slot.starts_at:%H:%M}", f"{slot.ends_at:%H:%M}") for slot in slots] == [
        ("10:00", "13:00"),
        ("15:00", "18:00"),
    ]
    assert len(db.exec(select(RoomRow).where(RoomRow.meeting_id == meeting.id)).all()) == 9
    assert all(set(texts) == set(Language) for texts in (meeting.titles, *(item.titles for item in items)))
    assert all((session.kind, session.status) == (Kind.ROUND_TABLE, Status.DRAFT) for session in sessions)
    assert {(themes[session.theme_id or 0], numbers[session.agenda_item_id or 0]) for session in sessions} == {
        ("i", "3"),
        ("ii", "2"),
        ("iii", "4"),
        ("iv", "5"),
        ("v", "6"),
    }


def test_a_second_run_changes_nothing(db: DbSession) -> None:
    number = ledger.latest(db)

    assert seed(db) is None
    assert ledger.latest(db) == number


def test_what_was_made_is_told_and_recorded_in_the_name_of_the_seed(sqlite: Template) -> None:
    database = Database(sqlite.copy())

    with database.writing() as db:
        told = seed(db)
        entries = db.exec(
            select(LedgerRow.number, LedgerRow.by, LedgerRow.action).order_by(col(LedgerRow.number))
        ).all()
    database.dispose()

    assert told == "1 mandate, 233 delegations, 1 meeting"
    assert [tuple(entry) for entry in entries] == [(number, "seed", "create") for number in range(1, len(entries) + 1)]


def test_an_officers_edits_and_renamings_survive(db: DbSession) -> None:
    kenya = find(db, DELEGATIONS, "KEN", OFFICER)
    change(db, DELEGATIONS, kenya, DELEGATIONS.patch(names={"en": "Republic of Kenya"}), kenya.version, OFFICER)
    meeting = find(db, MEETINGS, FIRST_MEETING, OFFICER)
    change(db, MEETINGS, meeting, MEETINGS.patch(slug="seventh-session"), meeting.version, OFFICER)

    assert seed(db) is None
    assert kenya.names == {Language.EN: "Republic of Kenya"}
    assert [row.slug for row in db.exec(select(MeetingRow)).all()] == ["seventh-session"]


def test_what_an_officer_deleted_stays_deleted(db: DbSession) -> None:
    observer = find(db, DELEGATIONS, "SCO", OFFICER)
    delete(db, DELEGATIONS, observer, observer.version, OFFICER)

    assert seed(db) is None
    assert db.get(DelegationRow, "SCO") is None
