"""The balance of a panel at a glance: regional groups, who sends people, gender where it was given."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.desk.frame.desk import Desk
from app.desk.frame.words import DELEGATION_KINDS, GENDERS, REGIONS
from app.desk.panel.people import Somebody


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a panel are something. `is_absent`: nobody is."""

    words: str
    count: int
    is_absent: bool


@dataclass(frozen=True, slots=True)
class Balance:
    """What a panel is made of. `gave` of `seated` gave their gender; None where the officer may not know."""

    seated: int
    regions: tuple[Share, ...]
    kinds: tuple[Share, ...]
    genders: tuple[Share, ...]
    gave: int | None


def balance_of(desk: Desk, people: Sequence[Somebody]) -> Balance:
    """The balance of the people on active seats."""
    regions = Counter(person.region for person in people)
    kinds = Counter(person.kind for person in people)
    genders = Counter(person.gender for person in people if person.gender)
    return Balance(
        seated=len(people),
        regions=tuple(Share(desk.words(said), regions[one], not regions[one]) for one, said in REGIONS.items()),
        kinds=tuple(Share(desk.words(said), kinds[one], False) for one, said in DELEGATION_KINDS.items() if kinds[one]),
        genders=tuple(Share(desk.words(said), genders[one], False) for one, said in GENDERS.items() if genders[one]),
        gave=sum(genders.values()) if desk.may_edit else None,
    )
