"""Placeholder people of a demonstration: who they are, and what each answered about their time. All by arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import select

from app.access.models import Actor
from app.database import DbSession
from app.languages import Language
from app.people.availability import answer
from app.people.models import AvailabilityWindow, DelegationRow, ParticipantIn
from app.people.people import PARTICIPANTS
from app.resources.actions import create
from app.rules.facts import Span, covered
from app.rules.words import DelegationKind, Gender, Window
from app.seeding.files import PeopleFile
from app.seeding.meeting import MadeMeeting

GENDERS = (Gender.FEMALE, Gender.MALE, None)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A person of a demonstration, numbered from 1. `expertise` are numerals; windows as they answered."""

    number: int
    id: int
    languages: frozenset[Language]
    expertise: frozenset[str]
    step_free: bool
    windows: tuple[AvailabilityWindow, ...]

    def can_come(self, span: Span) -> bool:
        """Whether what they answered allows it."""
        available = [_span(window) for window in self.windows if window.kind is Window.AVAILABLE]
        unavailable = [_span(window) for window in self.windows if window.kind is Window.UNAVAILABLE]
        return (not available or covered(span, available)) and not any(other.overlaps(span) for other in unavailable)


def make_people(db: DbSession, made: MadeMeeting, file: PeopleFile, count: int, by: Actor) -> list[Placeholder]:
    """Make so many fresh people, from every region in turn; most have answered about their time."""
    stored = {row.code: row for row in db.exec(select(DelegationRow)).all()}
    delegations = [stored[code] for code in file.delegations if code in stored] or list(stored.values())
    people = []
    for number in range(1, count + 1):
        body = _person(made, file, number, delegations[(number - 1) % len(delegations)])
        row = create(db, PARTICIPANTS, body, by)
        assert row.id
        windows = _windows(made, number)
        if windows is not None:
            answer(db, row.id, made.row, windows, 0, by)
        people.append(
            Placeholder(
                number=number,
                id=row.id,
                languages=frozenset(body.languages),
                expertise=frozenset(_expertise(number, list(made.themes))),
                step_free=body.step_free,
                windows=tuple(windows or ()),
            )
        )
    return people


def _person(made: MadeMeeting, file: PeopleFile, number: int, delegation: DelegationRow) -> ParticipantIn:
    step_free = number % 20 == 11
    is_state = delegation.kind is DelegationKind.MEMBER_STATE
    numerals = _expertise(number, list(made.themes))
    return ParticipantIn(
        name=f"Panelist {number:02}",
        functions=file.state_functions[number % len(file.state_functions)] if is_state else file.other_function,
        delegation=delegation.code,
        languages=[Language.EN, file.languages[number % len(file.languages)]],
        theme_ids=[theme.id for numeral in numerals if (theme := made.themes[numeral]).id],
        email=f"panelist-{number:02}@example.org",
        gender=GENDERS[number % len(GENDERS)],
        needs="A place that can be reached without steps." if step_free else None,
        step_free=step_free,
    )


def _expertise(number: int, numerals: Sequence[str]) -> set[str]:
    """Two themes each; six people in a row share them, who come from different regions."""
    return {numerals[(number // 6 + step) % len(numerals)] for step in (0, 2)} if numerals else set()


def _windows(made: MadeMeeting, number: int) -> list[AvailabilityWindow] | None:
    """Most have no limits, some miss a day, some come for the middle days only, some have not answered (None)."""
    if number % 7 == 4:
        return None
    if number % 9 == 8:
        day = number // 9 % made.file.days + 1
        midnight = made.moment(day, time.min)
        return [_window(Window.UNAVAILABLE, midnight, midnight + timedelta(days=1))]
    if number % 11 == 10:
        middle = range(2, made.file.days)
        return [_window(Window.AVAILABLE, made.moment(day, time(8)), made.moment(day, time(20))) for day in middle]
    return []


def _window(kind: Window, starts: datetime, ends: datetime) -> AvailabilityWindow:
    return AvailabilityWindow(kind=kind, starts=starts, ends=ends)


def _span(window: AvailabilityWindow) -> Span:
    return Span(window.starts, window.ends)
