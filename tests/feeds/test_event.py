"""A released session as an event: RFC 5545 §3.6.1."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.feeds.event import Setting, event_bytes
from app.languages import Language
from app.releases.record.document import DelegationName, Document, MovedFrom, Paper
from app.rules.words import Kind, Role, Status
from tests.feeds.programme import (
    ITEM,
    KENYA,
    OFFICE,
    PUBLIC_URL,
    ROOM_B,
    THEMES,
    person,
    published,
    rich_session,
    seat,
    session,
)

ADDRESS = f"{PUBLIC_URL}/meetings/wg-2027/sessions/00000000-0000-0000-0000-000000000001"


def setting(language: Language = Language.EN, **fields: Any) -> Setting:
    """The setting of a calendar in Vienna."""
    given = {"zone": "Europe/Vienna", "mailbox": "office@example.org", **fields}
    return Setting(meeting="wg-2027", language=language, public_url=PUBLIC_URL, **given)


def lines(document: Document, sequence: int = 0, **fields: Any) -> list[str]:
    """The unfolded lines of the event."""
    block = event_bytes(published(document, sequence), setting(**fields))
    assert block.endswith(b"\r\n")
    return block.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(document: Document, name: str, **fields: Any) -> str:
    """The value of a property that comes once."""
    (line,) = (line for line in lines(document, **fields) if line.startswith((f"{name}:", f"{name};")))
    return line.removeprefix(name).removeprefix(":")


def told(document: Document, language: Language = Language.EN) -> list[str]:
    """The lines of the DESCRIPTION."""
    text = value(document, "DESCRIPTION", language=language)
    return text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").split("\n")


def test_an_event_says_all_that_is_public_of_its_session() -> None:
    assert lines(rich_session(1), sequence=3) == [
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000001",
        "DTSTAMP:20270111T093015Z",
        "LAST-MODIFIED:20270111T093015Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "DTSTART;TZID=Europe/Vienna:20270301T100000",
        "DTEND;TZID=Europe/Vienna:20270301T130000",
        "TRANSP:OPAQUE",
        "SUMMARY:Round table 1",
        "LOCATION:Boardroom A",
        "DESCRIPTION:Theme ii: Theme ii in English"
        "\\nAgenda item 2: Technical assistance"
        "\\n"
        "\\nModerator: H.E. Ms. Panelist 01\\, Judge\\, Kenya"
        "\\nPanelist: Panelist 02\\, Judge\\, United Nations Office"
        "\\nPanelist: to be announced"
        "\\n"
        "\\nRoom: Boardroom A"
        "\\nLanguages: English\\, French"
        "\\n"
        "\\nWhat the experts will discuss."
        "\\n"
        "\\nCTOC/COP/WG.2/2027/2 – Background paper: https://example.org/2"
        "\\n"
        "\\nWebcast: https://webcast.example.org/1"
        f"\\nDetails: {ADDRESS}",
        f"URL:{ADDRESS}",
        "CATEGORIES:Round table",
        "CATEGORIES:Theme ii",
        "ORGANIZER:mailto:office@example.org",
        "END:VEVENT",
    ]


def test_a_session_of_which_little_is_known_says_that_the_room_will_follow() -> None:
    assert lines(session(1, kind=Kind.PLENARY), mailbox=None)[8:] == [
        "TRANSP:OPAQUE",
        "SUMMARY:Round table 1",
        "LOCATION:to be announced",
        f"DESCRIPTION:Room: to be announced\\nLanguages: English\\, French\\n\\nDetails: {ADDRESS}",
        f"URL:{ADDRESS}",
        "CATEGORIES:Plenary",
        "END:VEVENT",
    ]


@pytest.mark.parametrize(
    ("fields", "status", "transparency", "summary"),
    [
        ({"status": Status.TENTATIVE}, "TENTATIVE", "OPAQUE", "Round table 1"),
        ({"status": Status.CONFIRMED}, "CONFIRMED", "OPAQUE", "Round table 1"),
        ({"status": Status.CANCELLED}, "CANCELLED", "TRANSPARENT", "Cancelled: Round table 1"),
        ({"status": Status.CANCELLED, "postponed": True}, "CANCELLED", "TRANSPARENT", "Postponed: Round table 1"),
    ],
)
def test_a_status_shows_in_status_transparency_and_title(
    fields: dict[str, Any], status: str, transparency: str, summary: str
) -> None:
    document = rich_session(1, **fields)

    assert [value(document, name) for name in ("STATUS", "TRANSP", "SUMMARY")] == [status, transparency, summary]


def test_a_cancelled_event_keeps_the_rest() -> None:
    differing = {"STATUS", "TRANSP", "SUMMARY"}

    before, after = (
        [line for line in lines(rich_session(1, status=status)) if line.partition(":")[0] not in differing]
        for status in (Status.CONFIRMED, Status.CANCELLED)
    )

    assert before == after


def test_a_move_says_where_the_session_was_and_where_it_is_now() -> None:
    before = session(1, at="2027-03-02T15:00")
    moved = session(
        1, room=ROOM_B, moved_from=MovedFrom(starts=before.starts, ends=before.ends, zone=before.zone, room=None)
    )

    assert told(moved)[0] == (
        "Moved: was 2027-03-02 15:00–18:00 (to be announced), now 2027-03-01 10:00–13:00 (Boardroom B)"
    )


def test_a_side_event_names_its_organizer() -> None:
    assert told(session(1, kind=Kind.SIDE_EVENT, organiser=OFFICE))[0] == "Organizer: United Nations Office"


def test_texts_are_in_the_language_of_the_feed_and_else_in_english() -> None:
    document = rich_session(1, room=None, status=Status.CANCELLED, titles={Language.FR: "Titre", Language.EN: "Title"})

    assert value(document, "SUMMARY", language=Language.FR).endswith("Titre")
    assert value(document, "SUMMARY", language=Language.RU).endswith("Title")
    assert "français" in value(document, "DESCRIPTION", language=Language.FR)


def test_a_person_is_shown_with_what_is_known() -> None:
    nobody = DelegationName(code="XYZ", names={})
    panel = (
        seat(Role.CHAIR, 0, person(1, functions={})),
        seat(Role.SPEAKER, 1, person(2, nobody, functions={})),
        seat(Role.RAPPORTEUR, 2, person(3, KENYA, honorific="Mr.", functions={Language.FR: "Juge"})),
    )

    assert told(session(1, panel=panel))[:3] == [
        "Chair: Panelist 01, Kenya",
        "Speaker: Panelist 02",
        "Rapporteur: Mr. Panelist 03, Juge, Kenya",
    ]


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (Paper(symbol="CTOC/1"), "CTOC/1"),
        (Paper(title="Background"), "Background"),
        (Paper(url="https://example.org/1"), "https://example.org/1"),
        (Paper(symbol="CTOC/1", url="https://example.org/1"), "CTOC/1: https://example.org/1"),
    ],
)
def test_a_document_shows_what_is_given_of_it(paper: Paper, line: str) -> None:
    assert told(session(1, documents=(paper,)))[3] == line


def test_a_description_of_a_thousand_characters_is_whole_and_a_longer_one_is_cut_with_its_address_behind() -> None:
    whole, longer = "é" * 1000, "é" * 999 + " é"

    assert told(session(1, descriptions={Language.EN: whole}))[3] == whole
    assert told(session(1, descriptions={Language.EN: longer}))[3] == "é" * 999 + f"… {ADDRESS}"


def test_titles_rooms_and_categories_stand_on_one_line() -> None:
    document = rich_session(
        1, titles={Language.EN: "One\r\ntwo\u2028three"}, room=ROOM_B.model_copy(update={"name": "A\nB"})
    )

    assert (value(document, "SUMMARY"), value(document, "LOCATION")) == ("One two three", "A B")


@pytest.mark.parametrize("language", Language)
def test_no_category_has_a_comma_in_any_language(language: Language) -> None:
    for kind in Kind:
        document = session(1, kind=kind, theme=THEMES[0], agenda_item=ITEM)
        categories = [line for line in lines(document, language=language) if line.startswith("CATEGORIES:")]
        assert len(categories) == 2
        assert not any("," in line for line in categories)


@pytest.mark.parametrize(
    ("at", "hours", "starts", "ends"),
    [
        # The hour from two to three is missing on 28 March and comes twice on 31 October.
        ("2027-03-27T22:00", 3, ";TZID=Europe/Vienna:20270327T220000", ";TZID=Europe/Vienna:20270328T010000"),
        ("2027-03-28T01:00", 1.5, ";TZID=Europe/Vienna:20270328T010000", ";TZID=Europe/Vienna:20270328T033000"),
        ("2027-03-28T02:30", 1, "20270328T013000Z", "20270328T023000Z"),
        ("2027-10-31T01:00", 1.5, "20271030T230000Z", "20271031T003000Z"),
        ("2027-10-31T02:30", 1, "20271031T003000Z", "20271031T013000Z"),
        ("2027-10-31T03:00", 1, ";TZID=Europe/Vienna:20271031T030000", ";TZID=Europe/Vienna:20271031T040000"),
    ],
)
def test_an_event_that_starts_or_ends_in_a_missing_or_doubled_hour_is_written_in_utc(
    at: str, hours: float, starts: str, ends: str
) -> None:
    document = session(1, at=at, hours=hours)

    assert (value(document, "DTSTART"), value(document, "DTEND")) == (starts, ends)


def test_an_event_is_written_in_utc_where_its_calendar_is_and_where_its_zone_is_not_the_calendars() -> None:
    document = session(1, zone="America/New_York", at="2027-03-01T10:00")

    written = [value(document, "DTSTART", zone=zone) for zone in ("America/New_York", None, "Europe/Vienna")]

    assert written == [";TZID=America/New_York:20270301T100000", "20270301T150000Z", "20270301T150000Z"]


def test_a_later_zone_table_moves_no_byte_of_an_event() -> None:
    """Vienna was to stay at summer time: the released document knows its own wall time, whatever its offset was then."""
    as_released = session(1, at="2027-03-01T10:00")
    later = {"starts": "2027-03-01T10:00:00+02:00", "ends": "2027-03-01T13:00:00+02:00"}
    under_another_table = as_released.model_copy(
        update={name: datetime.fromisoformat(at) for name, at in later.items()}
    )

    assert lines(under_another_table) == lines(as_released)


def test_an_alarm_is_there_only_when_asked_for_and_only_for_what_takes_place() -> None:
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Round table 1", "END:VALARM"]

    assert lines(rich_session(1), alarm=15) == [*lines(rich_session(1))[:-1], *alarm, "END:VEVENT"]
    assert "BEGIN:VALARM" not in lines(rich_session(1, status=Status.CANCELLED), alarm=15)


@pytest.mark.parametrize(
    ("minutes", "trigger"), [(0, "P0D"), (1, "-PT1M"), (60, "-PT1H"), (1440, "-P1D"), (40320, "-P28D")]
)
def test_an_alarm_rings_the_given_minutes_before_the_start(minutes: int, trigger: str) -> None:
    assert value(session(1), "TRIGGER", alarm=minutes) == trigger


def test_the_stamps_are_those_of_the_release_that_made_the_document() -> None:
    row = published(session(1), at=datetime(2027, 2, 3, 4, 5, 6, 789000, tzinfo=UTC))

    text = event_bytes(row, setting()).decode()

    assert "DTSTAMP:20270203T040506Z\r\nLAST-MODIFIED:20270203T040506Z\r\n" in text
