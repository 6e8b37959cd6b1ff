"""The programme as a whole: its days, its order, its themes, and what runs beside what."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from app.rules.conflict import Conflict, Severity
from app.rules.facts import Session, covered
from app.rules.families.rule import Scope, rule
from app.rules.index import Index
from app.rules.placed import ALL, CLOSINGS, NOT_CLOSINGS, NOT_OPENINGS, ONLY, OPENINGS, RUN_ALONE, THEME, THEMED, Placed
from app.rules.words import AROUND, Kind

WORKING_TIMES_DO_NOT_BIND = frozenset({Kind.SIDE_EVENT, Kind.INFORMAL_CONSULTATION, Kind.BREAK})


@rule("outside-meeting", Severity.ERROR, Scope.TIME)
def session_is_within_the_meeting(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A session starts on a day of the meeting and ends by 24:00 of it, at the venue."""
    if placed.across or not index.meeting.first_day <= placed.day <= index.meeting.last_day:
        yield session_is_within_the_meeting.broken((placed.id,), day=placed.day)


@rule("plenary-parallel", Severity.ERROR, Scope.TIME)
def plenary_runs_alone(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Nothing runs beside an opening, a plenary or a closing, which a break does not; a side event, a bureau or a group
    meeting beside one is a warning.
    """
    for other in index.around(ALL if placed.content.alone else RUN_ALONE, ONLY, placed):
        kinds = {placed.session.kind, other.session.kind}
        if Kind.BREAK not in kinds:
            severity = Severity.ERROR if kinds.isdisjoint(AROUND) else Severity.WARNING
            day = max(placed.day, other.day)
            yield plenary_runs_alone.broken((placed.id, other.id), severity=severity, day=day)


@rule("theme-parallel", Severity.WARNING, Scope.TIME)
def themes_do_not_compete(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Sessions of different themes do not overlap, so that one expert can follow them all."""
    if placed.session.theme is None:
        return
    for other in index.around(THEMED, ONLY, placed):
        if other.session.theme != placed.session.theme:
            yield themes_do_not_compete.broken((placed.id, other.id), day=max(placed.day, other.day))


@rule("unscheduled", Severity.WARNING, Scope.DRAFT)
def session_is_placed(index: Index, session: Session, at: datetime) -> Iterator[Conflict]:
    """A session that is not cancelled has a time."""
    if session.span is None:
        yield session_is_placed.broken((session.id,))


@rule("theme-missing", Severity.WARNING, Scope.MANDATE)
def every_theme_is_held(index: Index, _: None, at: datetime) -> Iterator[Conflict]:
    """Every theme of the mandate has a session that is not cancelled."""
    for theme in index.meeting.themes:
        if not index.is_held(theme):
            yield every_theme_is_held.broken(theme=theme)


@rule("outside-slots", Severity.WARNING, Scope.TIME)
def session_is_within_working_times(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A session lies within the meeting's slots, where it has any; side events, consultations and breaks need not."""
    if not index.meeting.slots or placed.session.kind in WORKING_TIMES_DO_NOT_BIND:
        return
    if not covered(placed.span, placed.venue_day.slots):
        yield session_is_within_working_times.broken((placed.id,), day=placed.day)


@rule("order", Severity.WARNING, Scope.ORDER)
def programme_is_in_order(index: Index, _: None, at: datetime) -> Iterator[Conflict]:
    """The opening starts first, the closing last, and the themes start in the order of their numerals. Side events,
    bureau and group meetings and breaks have no part in the order.
    """
    first, last = index.first(NOT_OPENINGS), index.last(NOT_CLOSINGS)
    for opening in index.ranked(OPENINGS):
        if first is not None and first.starts < opening.starts:
            yield _disorder(opening, first, "opening")
    for closing in index.ranked(CLOSINGS):
        if last is not None and closing.starts < last.starts:
            yield _disorder(closing, last, "closing")
    firsts = [index.first(THEME, theme) for theme in index.meeting.themes]
    for earlier, later in pairwise([placed for placed in firsts if placed is not None]):
        if later.starts < earlier.starts:
            yield _disorder(later, earlier, "themes")


def _disorder(misplaced: Placed, other: Placed, what: str) -> Conflict:
    return programme_is_in_order.broken((misplaced.id, other.id), day=misplaced.day, detail=(("what", what),))


@rule("late-change", Severity.WARNING, Scope.TIME)
def released_time_is_kept(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """From the notice period on, a session keeps the time that is released."""
    released = placed.session.released
    if released is not None and released != placed.span and index.gives_notice(at):
        yield released_time_is_kept.broken((placed.id,), day=placed.day)
