"""Which sessions each kind of feed holds: the table of who sees what, read from published documents only."""

from typing import Any
from uuid import UUID

import pytest

from app.feeds.membership import (
    InRoom,
    OfDelegation,
    OfParticipant,
    OfTheme,
    OneSession,
    OwnSelection,
    Selection,
    WholeMeeting,
    exists,
    members,
    shown,
)
from app.releases.record.document import Document
from app.rules.words import Kind, Role, Status
from tests.feeds.programme import KENYA, OFFICE, ROOM_A, ROOM_B, THEMES, person, release, seat, session, uid

NAMED = (seat(Role.PANELIST, 0, person(1)),)
UNNAMED = (seat(Role.PANELIST, 0),)
HERS = OfParticipant(person(1).uid)
THEIRS = OfDelegation("KEN")


def held(document: Document, selection: Selection) -> bool:
    """Whether a feed of this selection has the session, in a release of this session and another one."""
    other = session(99, kind=Kind.BUREAU, at="2027-03-05T10:00")
    return document.uid in {row.uid for row in members(release(document, other), selection)}


@pytest.mark.parametrize("status", [Status.TENTATIVE, Status.CONFIRMED, Status.CANCELLED])
@pytest.mark.parametrize(
    ("fields", "selection", "is_held"),
    [
        ({}, WholeMeeting(), True),
        ({"kind": Kind.BREAK}, WholeMeeting(), False),
        ({"theme": THEMES[0]}, OfTheme("i"), True),
        ({"theme": THEMES[0]}, OfTheme("ii"), False),
        ({}, OfTheme("i"), False),
        ({"kind": Kind.BREAK, "theme": THEMES[0]}, OfTheme("i"), False),
        ({"room": ROOM_A}, InRoom("boardroom-a"), True),
        ({"room": ROOM_A}, InRoom("boardroom-b"), False),
        ({}, InRoom("boardroom-a"), False),
        ({"kind": Kind.BREAK, "room": ROOM_A}, InRoom("boardroom-a"), False),
        ({"panel": NAMED}, THEIRS, True),
        ({"panel": NAMED}, OfDelegation("UNODC"), False),
        ({"panel": UNNAMED}, THEIRS, False),
        ({"organiser": KENYA}, THEIRS, True),
        ({"organiser": OFFICE}, THEIRS, False),
        ({"kind": Kind.OPENING}, THEIRS, True),
        ({"kind": Kind.PLENARY}, THEIRS, True),
        ({"kind": Kind.CLOSING}, THEIRS, True),
        ({"kind": Kind.BRIEFING}, THEIRS, False),
        ({"kind": Kind.BREAK}, THEIRS, False),
        ({"panel": NAMED}, HERS, True),
        ({"panel": UNNAMED}, HERS, False),
        ({"panel": NAMED}, OfParticipant(person(2).uid), False),
        ({"kind": Kind.OPENING}, HERS, False),
        ({}, OneSession(uid(1)), True),
        ({}, OneSession(uid(2)), False),
        ({"kind": Kind.BREAK}, OneSession(uid(1)), False),
        ({}, OwnSelection(frozenset({uid(1), uid(7)})), True),
        ({}, OwnSelection(frozenset({uid(2)})), False),
        ({}, OwnSelection(frozenset()), False),
    ],
)
def test_a_feed_holds_what_concerns_it_whatever_the_status(
    fields: dict[str, Any], selection: Selection, is_held: bool, status: Status
) -> None:
    assert held(session(1, status=status, **fields), selection) is is_held


@pytest.mark.parametrize(
    ("before", "after", "loses", "gains"),
    [
        ({"theme": THEMES[0]}, {"theme": THEMES[1]}, OfTheme("i"), OfTheme("ii")),
        ({"room": ROOM_A}, {"room": ROOM_B}, InRoom("boardroom-a"), InRoom("boardroom-b")),
        ({"panel": NAMED}, {"panel": (seat(Role.CHAIR, 0, person(2, OFFICE)),)}, THEIRS, OfDelegation("UNODC")),
        ({"panel": NAMED}, {"panel": (seat(Role.CHAIR, 0, person(2)),)}, HERS, OfParticipant(person(2).uid)),
    ],
)
def test_an_event_leaves_one_feed_by_absence_and_comes_into_another(
    before: dict[str, Any], after: dict[str, Any], loses: Selection, gains: Selection
) -> None:
    at = [session(1, **fields) for fields in (before, after)]

    assert [held(document, loses) for document in at] == [True, False]
    assert [held(document, gains) for document in at] == [False, True]


def test_a_delegation_keeps_a_session_until_its_last_named_person_leaves_the_panel() -> None:
    panels = [(person(1), person(2)), (person(1),), ()]

    held_by_kenya = [
        held(session(1, panel=tuple(seat(Role.PANELIST, 0, who) for who in panel)), THEIRS) for panel in panels
    ]

    assert held_by_kenya == [True, True, False]


def test_members_come_in_the_order_of_the_release() -> None:
    programme = release(session(3, at="2027-03-01T10:00"), session(1, at="2027-03-03T10:00"), session(2))

    assert [row.uid for row in members(programme, WholeMeeting())] == [uid(2), uid(3), uid(1)]


def test_breaks_are_shown_on_pages_and_held_by_no_feed() -> None:
    coffee = session(1, kind=Kind.BREAK, room=ROOM_A)
    programme = release(coffee, session(2, room=ROOM_A))

    for selection in (WholeMeeting(), InRoom("boardroom-a")):
        assert {row.uid for row in shown(programme, selection)} == {uid(1), uid(2)}
        assert {row.uid for row in members(programme, selection)} == {uid(2)}


@pytest.mark.parametrize(
    ("selection", "is_there"),
    [
        (WholeMeeting(), True),
        # Every theme of the mandate has a feed, also while no session is under it.
        (OfTheme("v"), True),
        (OfTheme("vi"), False),
        (OfTheme(""), False),
        # The meeting keeps the names of what an earlier release showed.
        (InRoom("boardroom-b"), True),
        (InRoom("Boardroom B"), False),
        (OfDelegation("KEN"), True),
        (OfDelegation("ken"), False),
        (OfDelegation("FRA"), False),
        (OfParticipant(person(9).uid), True),
        (OfParticipant(person(10).uid), False),
        (OneSession(uid(1)), True),
        (OneSession(UUID(int=2)), False),
        (OwnSelection(frozenset()), True),
    ],
)
def test_a_feed_exists_once_a_release_has_named_what_it_is_about(selection: Selection, is_there: bool) -> None:
    assert exists(release(session(1)), selection) is is_there
