"""Who sits where in a demonstration: panels without a clash. Pure, and the same for the same programme and people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from app.languages import Language
from app.programme.models import AssignmentIn
from app.rules.facts import Span
from app.rules.words import Attendance, Invitation, Kind, Role, Status
from app.seeding.placeholders import Placeholder

OFFICERS = (Role.CHAIR, Role.SECRETARY, Role.RAPPORTEUR)
"""The roles of the first people, in this order, wherever these roles are asked for."""

SPEAKING = frozenset({Role.PANELIST, Role.SPEAKER, Role.DISCUSSANT})

SEATS: dict[Kind, tuple[Role, ...]] = {
    Kind.OPENING: OFFICERS,
    Kind.PLENARY: OFFICERS,
    Kind.CLOSING: OFFICERS,
    Kind.BUREAU: (Role.CHAIR, Role.SECRETARY),
    Kind.ROUND_TABLE: (Role.MODERATOR, *[Role.PANELIST] * 4, Role.DISCUSSANT),
    Kind.PANEL: (Role.MODERATOR, *[Role.PANELIST] * 3, Role.DISCUSSANT),
    Kind.BRIEFING: (Role.MODERATOR, *[Role.SPEAKER] * 3),
    Kind.SIDE_EVENT: (Role.MODERATOR, *[Role.SPEAKER] * 3),
    Kind.INFORMAL_CONSULTATION: (Role.MODERATOR,),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """What seating needs to know of a placed session; `day` is the venue's, `panelists` a number where one is wanted."""

    session: int
    kind: Kind
    status: Status
    theme: str | None
    span: Span
    day: date
    languages: frozenset[Language]
    is_remote: bool
    is_step_free: bool
    discussion_minutes: int
    panelists: int | None = None

    @property
    def roles(self) -> Sequence[Role]:
        """The roles to fill, in the order of the panel."""
        roles = SEATS.get(self.kind, ())
        if self.panelists is None:
            return roles
        return [Role.MODERATOR, *[Role.PANELIST] * self.panelists]


class Diary:
    """Where everybody has been seated so far."""

    def __init__(self, people: Sequence[Placeholder], gap: timedelta, daily_maximum: int) -> None:
        self.people, self.gap, self.daily_maximum = people, gap, daily_maximum
        self.spans: dict[int, list[Span]] = defaultdict(list)
        self.days: dict[tuple[int, date], int] = defaultdict(int)

    def take(self, panel: Panel, number: int) -> list[Placeholder]:
        """Seat so many people: experts of the theme first, then whoever sits in the fewest sessions."""
        free = (person for person in self.people if self._is_free(person, panel))
        taken = sorted(free, key=lambda person: self._rank(person, panel))[:number]
        for person in taken:
            self.spans[person.id].append(panel.span)
            self.days[person.id, panel.day] += 1
        return taken

    def _rank(self, person: Placeholder, panel: Panel) -> tuple[bool, int, int]:
        return panel.theme not in (None, *person.expertise), len(self.spans[person.id]), person.number

    def _is_free(self, person: Placeholder, panel: Panel) -> bool:
        span = Span(panel.span.starts - self.gap, panel.span.ends + self.gap)
        return (
            self.days[person.id, panel.day] < self.daily_maximum
            and not any(taken.overlaps(span) for taken in self.spans[person.id])
            and person.can_come(panel.span)
            and not person.languages.isdisjoint(panel.languages)
            and (panel.is_step_free or not person.step_free)
        )


def seat_everybody(
    panels: Iterable[Panel], people: Sequence[Placeholder], gap: timedelta, daily_maximum: int
) -> dict[int, list[AssignmentIn]]:
    """The seats of each session: nobody twice at a time, nobody against their answer, `gap` between two rooms."""
    officers, others = people[: len(OFFICERS)], people[len(OFFICERS) :]
    diary, numbers = Diary(others, gap, daily_maximum), count()
    seats = {}
    for panel in sorted(panels, key=lambda panel: (panel.span, panel.session)):
        wanted = [role for role in panel.roles if role not in OFFICERS]
        seated = iter(diary.take(panel, len(wanted)))
        chosen = [
            (role, officers[OFFICERS.index(role)] if role in OFFICERS else next(seated, None)) for role in panel.roles
        ]
        minutes = _minutes(panel, [role for role, person in chosen if person])
        seats[panel.session] = [
            _seat(panel, role, person, minutes, next(numbers)) for role, person in chosen if person is not None
        ]
    return seats


def _minutes(panel: Panel, roles: Collection[Role]) -> int | None:
    """The time of each who speaks, in fives of minutes, such that the discussion keeps its own."""
    speaking = sum(role in SPEAKING for role in roles)
    return min(15, (panel.span.minutes - panel.discussion_minutes) // speaking // 5 * 5) if speaking else None


def _seat(panel: Panel, role: Role, person: Placeholder, minutes: int | None, number: int) -> AssignmentIn:
    is_remote = panel.is_remote and role in SPEAKING and number % 11 == 6
    return AssignmentIn(
        participant_id=person.id,
        role=role,
        minutes=minutes if role in SPEAKING else None,
        attendance=Attendance.REMOTE if is_remote else Attendance.IN_PERSON,
        invitation=_invitation(panel, role, number),
    )


def _invitation(panel: Panel, role: Role, number: int) -> Invitation:
    """Mostly accepted; a tentative session is still inviting."""
    if panel.status is Status.TENTATIVE:
        return Invitation.INVITED if number % 2 else Invitation.TO_INVITE
    if role in SPEAKING and number % 9 == 4:
        return Invitation.INVITED
    if role in SPEAKING and number % 16 == 9:
        return Invitation.TENTATIVE
    return Invitation.ACCEPTED
