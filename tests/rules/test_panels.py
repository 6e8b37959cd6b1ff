"""Who makes up a panel, and what they can say in its time."""

import pytest

from app.rules.conflict import Conflict
from app.rules.facts import Person, Seat
from app.rules.words import Gender, Kind, Region, Role, Status
from tests.rules.programme import ERROR, WARNING, broken, day, facts, seated, session

MODERATOR = seated(1, role=Role.MODERATOR)
PANELISTS = seated(2, 3, role=Role.PANELIST)


@pytest.mark.parametrize("kind", [Kind.ROUND_TABLE, Kind.PANEL])
def test_a_confirmed_panel_has_a_moderator_and_two_panelists(kind: Kind) -> None:
    complete = session(1, kind=kind, seats=MODERATOR + PANELISTS)
    headless, lonely = session(2, kind=kind, seats=PANELISTS), session(3, kind=kind, seats=MODERATOR + PANELISTS[:1])

    found = broken("panel-incomplete", facts(complete, headless, lonely))

    assert found == [
        Conflict("panel-incomplete", ERROR, (2,), detail=(("moderators", 0), ("panelists", 2))),
        Conflict("panel-incomplete", ERROR, (3,), detail=(("moderators", 1), ("panelists", 1))),
    ]


def test_a_panel_may_be_incomplete_while_it_is_not_confirmed_or_not_placed() -> None:
    sessions = (
        session(1, kind=Kind.PANEL, status=Status.TENTATIVE),
        session(2, kind=Kind.PANEL, status=Status.DRAFT),
        session(3, None, kind=Kind.PANEL),
        session(4, kind=Kind.BRIEFING),
    )

    assert broken("panel-incomplete", facts(*sessions)) == []


def test_a_panel_whose_regional_groups_are_one_is_named() -> None:
    people = (
        Person(1, "KE", region=Region.AFRICAN),
        Person(2, "NG", region=Region.AFRICAN),
        Person(3, "UNODC"),
        Person(4, "FR", region=Region.WESTERN_EUROPEAN_OTHERS),
    )
    one = session(1, kind=Kind.PANEL, seats=seated(3, 1, 2))
    mixed = session(2, kind=Kind.PANEL, seats=seated(1, 2, 4))
    alone = session(3, kind=Kind.PANEL, seats=seated(1, 3))
    regional = session(4, kind=Kind.GROUP_MEETING, seats=seated(1, 2))

    found = broken("single-region", facts(one, mixed, alone, regional, people=people))

    detail = (("region", "african"), ("counted", 2), ("seated", 3))
    assert found == [Conflict("single-region", WARNING, (1,), (1, 2, 3), detail=detail)]


def test_a_panel_of_one_gender_is_said_as_n_of_m_gave_it_without_the_gender() -> None:
    people = (Person(1, "KE", gender=Gender.MALE), Person(2, "FR", gender=Gender.MALE), Person(3, "PE"))
    mixed = (*people[:2], Person(3, "PE", gender=Gender.FEMALE))
    panel = session(1, kind=Kind.ROUND_TABLE, seats=seated(1, 2, 3))

    found = broken("single-gender", facts(panel, people=people))

    detail = (("gave", 2), ("seated", 3))
    assert found == [Conflict("single-gender", WARNING, (1,), (1, 2, 3), detail=detail)]
    assert broken("single-gender", facts(panel, people=mixed)) == []


def test_one_answer_makes_no_single_gender() -> None:
    panel = session(1, kind=Kind.ROUND_TABLE, seats=seated(1, 2))

    assert broken("single-gender", facts(panel, people=(Person(1, "KE", gender=Gender.MALE),))) == []


def test_speaking_time_is_the_session_less_its_discussion() -> None:
    minutes = (Seat(1, Role.PANELIST, minutes=40), Seat(2, Role.PANELIST, minutes=20), Seat(3, Role.CHAIR))
    fits = session(1, "10:00-11:30", discussion_minutes=30, seats=minutes)
    exceeds = session(2, "14:00-15:29", discussion_minutes=30, seats=minutes)

    found = broken("speaking-time", facts(fits, exceeds, session(3, seats=minutes)))

    detail = (("minutes", 60), ("left", 59))
    assert found == [Conflict("speaking-time", WARNING, (2,), day=day(1), detail=detail)]


def test_whoever_shares_no_language_with_the_session_is_named() -> None:
    people = (
        Person(1, "KE", languages=("en",)),
        Person(2, "RU", languages=("ru",)),
        Person(3, "CN", languages=("zh", "fr")),
    )
    panel = session(1, languages=("en", "fr"), seats=seated(1, 2, 3, 4))

    found = broken("panelist-language", facts(panel, session(2, languages=(), seats=seated(2)), people=people))

    assert found == [Conflict("panelist-language", WARNING, (1,), (2,))]
