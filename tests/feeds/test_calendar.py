"""A selection of a release as a calendar."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feeds.calendar import FORM_SINCE, Calendars, Feed, setting_of, whole
from app.feeds.event import event
from app.feeds.membership import (
    InRoom,
    OfDelegation,
    OfParticipant,
    OfTheme,
    OneSession,
    OwnSelection,
    Selection,
    WholeMeeting,
    members,
)
from app.languages import Language
from app.releases.record.document import PersonName
from app.releases.record.release import Release
from app.rules.words import Kind, Role, Status
from tests.feeds.programme import (
    PUBLIC_URL,
    PUBLISHED,
    THEMES,
    large_release,
    person,
    published,
    release,
    rich_session,
    seat,
    session,
    uid,
)
from tests.feeds.texts import one_line_texts, texts

MEETING = Feed(WholeMeeting(), "/meetings/wg-2027.ics")


def calendar(programme: Release, selection: Selection | None = None, **fields: Any) -> str:
    """The unfolded text of a calendar."""
    feed = Feed(selection or WholeMeeting(), fields.pop("path", "/meetings/wg-2027.ics"), **fields)
    return Calendars(PUBLIC_URL).calendar(programme, feed).decode().replace("\r\n ", "")


def test_a_calendar_begins_with_what_it_is_and_its_zone() -> None:
    text = calendar(release(), OfTheme("ii"), path="/meetings/wg-2027/themes/ii.ics?lang=fr", language=Language.FR)

    assert text.split("\r\n")[:12] == [
        "BEGIN:VCALENDAR",
        "PRODID:-//round-table-planner//feeds//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        *(line for line in text.split("\r\n") if line.startswith(("NAME:", "X-WR-CALNAME:"))),
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/Vienna",
        "SOURCE;VALUE=URI:https://planner.example.org/meetings/wg-2027/themes/ii.ics?lang=fr",
        "COLOR:saddlebrown",
        "BEGIN:VTIMEZONE",
    ]


def test_a_selection_that_holds_nothing_is_a_calendar_with_its_zone_and_no_event() -> None:
    text = calendar(release(session(1, kind=Kind.BREAK)))

    assert text.endswith("END:DAYLIGHT\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n")
    assert "BEGIN:VEVENT" not in text


def test_no_calendar_has_a_uid_a_method_or_an_attendee_of_its_own() -> None:
    text = calendar(large_release(2))

    assert not {"METHOD", "ATTENDEE"} & {line.partition(":")[0].partition(";")[0] for line in text.split("\r\n")}
    assert "\r\nUID:" not in text.partition("BEGIN:VEVENT")[0]


@pytest.mark.parametrize(
    ("selection", "name", "colour"),
    [
        (WholeMeeting(), "Working group", "slategray"),
        (OfTheme("i"), "Theme i: Theme i in English – Working group", "steelblue"),
        (OfTheme("v"), "Theme v: Theme v in English – Working group", "teal"),
        (InRoom("boardroom-a"), "Boardroom A – Working group", "slategray"),
        (OfDelegation("KEN"), "Kenya – Working group", "slategray"),
        (OfParticipant(person(3).uid), "Panelist 03 – Working group", "slategray"),
        (OneSession(uid(1)), "Round table 1 – Working group", "slategray"),
        (OwnSelection(frozenset({uid(1)})), "My sessions – Working group", "slategray"),
    ],
)
def test_a_calendar_is_named_after_its_selection(selection: Selection, name: str, colour: str) -> None:
    text = calendar(release(session(1)), selection)

    assert f"\r\nNAME:{name}\r\nX-WR-CALNAME:{name}\r\n" in text
    assert f"\r\nCOLOR:{colour}\r\n" in text


@pytest.mark.parametrize("language", Language)
def test_a_calendar_has_a_name_in_every_language(language: Language) -> None:
    text = calendar(release(), OfDelegation("KEN"), language=language)

    names = {
        Language.FR: "Kenya – Groupe de travail",
        Language.ZH: "肯尼亚 – 工作组",
    }
    assert f"\r\nNAME:{names.get(language, 'Kenya – Working group')}\r\n" in text


def test_the_language_of_a_calendar_is_the_meetings_first_unless_its_address_says_otherwise() -> None:
    programme = release(session(1), languages=(Language.FR, Language.EN))

    assert "\r\nNAME:Groupe de travail\r\n" in calendar(programme)
    assert "\r\nNAME:Working group\r\n" in calendar(programme, language=Language.EN)


@pytest.mark.parametrize(
    ("zone", "first_day", "at"),
    [("UTC", "2027-03-01", "2027-03-01T10:00"), ("Pacific/Apia", "2020-12-07", "2020-12-07T10:00")],
)
def test_a_meeting_at_a_place_whose_rule_does_not_hold_is_written_in_utc(zone: str, first_day: str, at: str) -> None:
    day = date.fromisoformat(first_day)
    programme = release(session(1, at=at, zone=zone), zone=zone, first_day=day, last_day=day + timedelta(days=4))

    text = calendar(programme)

    assert f"X-WR-TIMEZONE:{zone}\r\n" in text
    assert "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n" in text
    assert "TZID=" not in text
    assert "DTSTART:20" in text


def test_head_blocks_and_end_are_what_the_library_writes_of_the_whole() -> None:
    programme = large_release(12)
    for feed in (MEETING, Feed(OfTheme("ii"), "/x.ics?lang=zh&alarm=5", Language.ZH, 5)):
        setting = setting_of(programme.meeting, feed, PUBLIC_URL)
        events = [event(row, setting) for row in members(programme, feed.selection)]

        joined = Calendars(PUBLIC_URL).calendar(programme, feed)

        assert joined == whole(programme, feed, setting, events).to_ical(sorted=False)
        assert joined == icalendar.Calendar.from_ical(joined).to_ical(sorted=False)


@given(st.lists(st.tuples(one_line_texts, texts), min_size=1, max_size=3))
def test_they_are_so_whatever_the_texts(said: list[tuple[str, str]]) -> None:
    programme = release(
        *(
            rich_session(number, titles={Language.EN: title}, descriptions={Language.EN: text})
            for number, (title, text) in enumerate(said, 1)
        )
    )
    setting = setting_of(programme.meeting, MEETING, PUBLIC_URL)
    events = [event(row, setting) for row in members(programme, MEETING.selection)]

    joined = Calendars(PUBLIC_URL).calendar(programme, MEETING)

    assert joined == whole(programme, MEETING, setting, events).to_ical(sorted=False)
    assert max(map(len, joined.split(b"\r\n"))) <= 75
    assert joined.count(b"\n") == joined.count(b"\r\n") == joined.count(b"\r")


def test_a_release_without_a_change_moves_no_byte() -> None:
    rows = [published(rich_session(number), sequence=number) for number in (1, 2, 3)]
    calendars = Calendars(PUBLIC_URL)

    first, second = (calendars.calendar(release(*rows, number=number), MEETING) for number in (1, 2))

    assert first == second == Calendars(PUBLIC_URL).calendar(release(*rows, number=3), MEETING)


def test_an_event_that_did_not_change_has_the_same_bytes_in_every_feed_that_holds_it() -> None:
    programme = release(rich_session(1), rich_session(2, theme=THEMES[0]))
    block = calendar(programme, OneSession(uid(1))).partition("BEGIN:VEVENT")[2].removesuffix("END:VCALENDAR\r\n")

    for selection in (WholeMeeting(), OfTheme("ii"), InRoom("boardroom-a"), OfParticipant(person(1).uid)):
        assert block in calendar(programme, selection)


def test_a_block_that_is_kept_is_used_only_for_the_very_same_document() -> None:
    """Erasure rewrites a name without another sequence: what was kept must not show it any more."""
    calendars = Calendars(PUBLIC_URL)
    before = session(1, panel=(seat(Role.PANELIST, 0, person(1, name="Erased Name")),))
    after = session(1, panel=(seat(Role.PANELIST, 0, PersonName(**{**dict(person(1)), "name": "—"})),))

    shown = [calendars.calendar(release(document), MEETING) for document in (before, after)]

    assert [b"Erased Name" in text for text in shown] == [True, False]


def test_meetings_of_one_installation_do_not_share_what_is_kept() -> None:
    calendars = Calendars(PUBLIC_URL)
    for slug, mailbox in (("one", "one@example.org"), ("two", "two@example.org"), ("one", "new@example.org")):
        programme = release(session(1), slug=slug, mailbox=mailbox)
        text = calendars.calendar(programme, MEETING)
        assert text == Calendars(PUBLIC_URL).calendar(programme, MEETING)
        assert mailbox.encode() in text


def test_no_more_blocks_are_kept_than_allowed_and_the_answer_stays_right() -> None:
    calendars = Calendars(PUBLIC_URL, limit=10)
    programme = large_release(30)

    for feed in (MEETING, Feed(WholeMeeting(), "/meetings/wg-2027.ics", Language.FR), MEETING):
        assert calendars.calendar(programme, feed) == Calendars(PUBLIC_URL).calendar(programme, feed)
        assert calendars.kept == 10


def test_a_full_meeting_with_long_texts_stays_under_a_megabyte() -> None:
    """A reader in wide use loses events of a feed above that without a word."""
    long_text = {"descriptions": {Language.RU: "Обсуждение, " * 200}, "titles": {Language.RU: "Круглый стол " * 8}}
    rows = [published(row.document.model_copy(update=long_text)) for row in large_release(300).sessions]

    size = len(Calendars(PUBLIC_URL).calendar(release(*rows), Feed(WholeMeeting(), "/x.ics", Language.RU)))

    assert 900_000 < size < 2**20


def test_the_form_of_calendars_has_a_date_that_rises_when_the_bytes_change() -> None:
    """Change both lines together: without a later date, readers that send only If-Modified-Since keep the old form."""
    programme = release(
        rich_session(1),
        rich_session(2, status=Status.CANCELLED, postponed=True),
        rich_session(3, at="2027-03-02T10:00", status=Status.TENTATIVE),
    )

    text = Calendars(PUBLIC_URL).calendar(programme, Feed(WholeMeeting(), "/meetings/wg-2027.ics", alarm=15))

    assert (f"{FORM_SINCE:%Y-%m-%d}", sha256(text).hexdigest()[:16]) == ("2000-01-01", "dc52e53c75fc62fa")
    assert FORM_SINCE < PUBLISHED
