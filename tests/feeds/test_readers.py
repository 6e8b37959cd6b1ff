"""What independent readers understand of a feed: the same events, instants, texts and statuses as were released."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feeds.calendar import Calendars, Feed
from app.feeds.description import description
from app.feeds.event import categories, summary
from app.feeds.lines import clean, one_line
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
from app.releases.record.document import Document, Paper
from app.releases.record.release import Release
from app.rules.words import Kind, Role, Status
from tests.feeds.programme import (
    ITEM,
    OFFICE,
    PUBLIC_URL,
    ROOM_A,
    ROOM_B,
    THEMES,
    person,
    published,
    release,
    rich_session,
    seat,
    session,
    uid,
)
from tests.feeds.readers import READERS, Seen
from tests.feeds.texts import one_line_texts, texts

WHOLE = WholeMeeting()


@st.composite
def documents(draw: st.DrawFn, number: int) -> Document:
    """A document with texts and times of all kinds, around the two changes of Vienna's clock."""
    day = draw(st.sampled_from(["2027-03-27", "2027-03-28", "2027-03-29", "2027-10-30", "2027-10-31", "2027-11-01"]))
    title, text, name, room = (draw(strategy) for strategy in (one_line_texts, texts, one_line_texts, one_line_texts))
    return session(
        number,
        at=f"{day}T{draw(st.integers(0, 20)):02}:{draw(st.sampled_from([0, 30])):02}",
        hours=draw(st.sampled_from([0.5, 1, 3])),
        kind=draw(st.sampled_from([kind for kind in Kind if kind is not Kind.BREAK])),
        status=draw(st.sampled_from([Status.TENTATIVE, Status.CONFIRMED, Status.CANCELLED])),
        postponed=draw(st.booleans()),
        titles={draw(st.sampled_from(Language)): title},
        descriptions={Language.EN: text},
        theme=draw(st.sampled_from([None, *THEMES])),
        agenda_item=ITEM,
        room=draw(st.sampled_from([None, ROOM_A.model_copy(update={"name": room})])),
        panel=(seat(Role.CHAIR), seat(Role.PANELIST, 1, person(1, name=name))),
        documents=(Paper(title=title, url="https://example.org/?a=1&b=2;c,d"),),
    )


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """A release of a few such documents with some sequences."""
    rows = [
        published(draw(documents(number)), draw(st.integers(0, 40)), datetime(2027, 1, number, 9, tzinfo=UTC))
        for number in range(1, draw(st.integers(2, 5)))
    ]
    return release(*rows, first_day=date(2027, 3, 27), last_day=date(2027, 11, 1))


def released(programme: Release, language: Language) -> list[Seen]:
    """What a reader should see."""
    return [
        Seen(
            uid=str(row.uid),
            sequence=row.sequence,
            status=row.document.status.value.upper(),
            transparency="TRANSPARENT" if row.document.is_cancelled else "OPAQUE",
            summary=summary(row.document, language),
            location=one_line(row.document.room.name) if row.document.room else "to be announced",
            description=clean(description(row.document, language, address(row.document))),
            categories=tuple(categories(row.document, language)),
            url=address(row.document),
            starts=row.document.starts.astimezone(UTC),
            ends=row.document.ends.astimezone(UTC),
        )
        for row in sorted(members(programme, WholeMeeting()), key=lambda row: str(row.uid))
    ]


def address(document: Document) -> str:
    """The address of a session's page."""
    return f"{PUBLIC_URL}/meetings/wg-2027/sessions/{document.uid}"


def feed(programme: Release, language: Language = Language.EN, selection: Selection = WHOLE) -> bytes:
    """A calendar of the meeting; the whole one unless a selection is given."""
    return Calendars(PUBLIC_URL).calendar(programme, Feed(selection, "/meetings/wg-2027.ics", language))


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(releases())
def test_readers_see_what_was_released(reader: str, programme: Release) -> None:
    assert READERS[reader](feed(programme)) == released(programme, Language.EN)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reader", READERS)
def test_readers_see_it_in_every_language(reader: str, language: Language) -> None:
    programme = release(
        rich_session(1, room=ROOM_A),
        rich_session(2, at="2027-03-02T15:00", room=ROOM_A, status=Status.CANCELLED),
        rich_session(3, at="2027-03-03T15:00", room=ROOM_A, status=Status.CANCELLED, postponed=True),
    )

    assert READERS[reader](feed(programme, language)) == released(programme, language)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("place", "days"),
    [
        ("Europe/Vienna", ("2027-03-27", "2027-03-28", "2027-10-30", "2027-10-31")),
        ("America/New_York", ("2027-03-13", "2027-03-14", "2027-11-06", "2027-11-07")),
        ("Africa/Nairobi", ("2027-03-28", "2027-10-31")),
        ("Africa/Cairo", ("2028-04-28", "2028-10-26", "2028-10-27")),
        ("Africa/Casablanca", ("2024-03-10", "2024-04-14", "2024-06-03")),
        ("America/Santiago", ("2028-04-01", "2028-04-02", "2028-09-02", "2028-09-03")),
        ("Australia/Sydney", ("2027-04-04", "2027-10-02", "2027-10-03")),
        ("Australia/Lord_Howe", ("2027-04-04", "2027-10-03")),
        ("Pacific/Apia", ("2020-04-05", "2020-09-27", "2027-09-26")),
        ("Pacific/Chatham", ("2027-04-04", "2027-09-26")),
        ("Europe/Dublin", ("2027-03-28", "2027-10-31")),
        ("UTC", ("2027-03-28",)),
    ],
)
def test_readers_see_the_instants_at_every_place(reader: str, place: str, days: tuple[str, ...]) -> None:
    starts = [f"{day}T{hour:02}:{minute:02}" for day in days for hour in (0, 1, 2, 3, 10) for minute in (0, 30)]
    programme = release(
        *(session(number, at=at, zone=place) for number, at in enumerate(starts, 1)),
        zone=place,
        first_day=date.fromisoformat(days[0]),
        last_day=date.fromisoformat(days[-1]),
    )

    seen = {event.uid: (event.starts, event.ends) for event in READERS[reader](feed(programme))}

    assert seen == {
        str(row.uid): (row.document.starts.astimezone(UTC), row.document.ends.astimezone(UTC))
        for row in programme.sessions
    }


KINDS: dict[str, tuple[Selection, set[int]]] = {
    "meeting": (WHOLE, {1, 2, 3, 4, 5, 7}),
    "theme": (OfTheme("ii"), {1, 3}),
    "room": (InRoom(ROOM_A.slug), {1, 3}),
    "delegation": (OfDelegation(OFFICE.code), {1, 4, 5, 7}),
    "participant": (OfParticipant(person(1).uid), {1, 3}),
    "session": (OneSession(uid(4)), {4}),
    "own selection": (OwnSelection(frozenset({uid(2), uid(3), uid(6)})), {2, 3}),
}
"""Every kind of feed, with the numbers of the sessions that it holds below."""


def around(place: str, eve: date, turn: date) -> Release:
    """A release of all that can befall a session, on the two days between which a place may change its clock."""
    panels = [(seat(Role.CHAIR, 0, person(number, *sent)),) for number, sent in ((1, ()), (2, (OFFICE,)))]
    given: dict[str, Any] = {"zone": place, "room": ROOM_A, "panel": panels[0]}
    other: dict[str, Any] = {"zone": place, "room": ROOM_B, "theme": THEMES[0]}
    return release(
        rich_session(1, at=f"{eve}T22:00", hours=6, **{**given, "panel": (*panels[0], *panels[1])}),
        rich_session(2, at=f"{turn}T00:30", hours=4, panel=(seat(Role.CHAIR),), status=Status.TENTATIVE, **other),
        published(rich_session(3, at=f"{eve}T23:30", status=Status.CANCELLED, **given), 3),
        published(
            rich_session(4, at=f"{turn}T03:30", status=Status.CANCELLED, postponed=True, panel=panels[1], **other), 1
        ),
        session(5, at=f"{eve}T10:00", hours=20, kind=Kind.OPENING, zone=place),
        session(6, at=f"{turn}T10:00", hours=0.5, kind=Kind.BREAK, zone=place),
        session(7, at=f"{turn}T13:00", kind=Kind.SIDE_EVENT, organiser=OFFICE, zone=place),
        zone=place,
        first_day=eve,
        last_day=turn,
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("place", "turn"),
    [
        ("Europe/Vienna", "2027-03-28"),
        ("Europe/Vienna", "2027-10-31"),
        ("America/New_York", "2027-03-14"),
        ("America/New_York", "2027-11-07"),
        ("Africa/Nairobi", "2027-03-28"),
        ("Pacific/Apia", "2020-09-27"),
        ("Africa/Casablanca", "2024-04-14"),
    ],
)
def test_readers_see_every_kind_of_feed_across_a_change_of_the_clock(reader: str, place: str, turn: str) -> None:
    day = date.fromisoformat(turn)
    programme = around(place, day - timedelta(days=1), day)
    whole = released(programme, Language.EN)

    seen = {kind: READERS[reader](feed(programme, selection=selection)) for kind, (selection, _) in KINDS.items()}

    held = {kind: {str(uid(number)) for number in numbers} for kind, (_, numbers) in KINDS.items()}
    assert seen == {kind: [event for event in whole if event.uid in held[kind]] for kind in KINDS}
