"""Languages, booths and the people in them. A session is interpreted when it is held in two or more languages."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.rules.conflict import Conflict, Severity
from app.rules.families.rule import Scope, Week, rule
from app.rules.index import Index
from app.rules.placed import INTERPRETED, ONLY, Placed, crowds


@rule("interpretation-teams", Severity.ERROR, Scope.DAY)
def teams_suffice_at_any_moment(index: Index, day: date, at: datetime) -> Iterator[Conflict]:
    """At any moment there are no more interpreted sessions than teams of interpreters."""
    teams = index.meeting.teams
    if teams is None:
        return
    running = index.coming_over(INTERPRETED, ONLY, day)
    if not running and index.interpretation(day).at_once <= teams:
        return
    for crowd in crowds(index.starting(INTERPRETED, ONLY, day), running, teams):
        detail = (("sessions", len(crowd)), ("teams", teams))
        yield teams_suffice_at_any_moment.broken([placed.id for placed in crowd], day=day, detail=detail)


@rule("interpretation-load", Severity.ERROR, Scope.DAY)
def teams_can_bear_the_day(index: Index, day: date, at: datetime) -> Iterator[Conflict]:
    """The most interpreted sessions at once in each slot of a day, added up, and those outside slots stay within the
    teams' shifts; no interpreted session is longer than the meeting's minutes.
    """
    meeting, needed = index.meeting, index.interpretation(day)
    if meeting.minutes is not None and needed.longest > meeting.minutes:
        for placed in index.starting(INTERPRETED, ONLY, day):
            if placed.minutes > meeting.minutes:
                detail = (("minutes", placed.minutes), ("allowed", meeting.minutes))
                yield teams_can_bear_the_day.broken((placed.id,), day=day, detail=detail)
    if meeting.teams is None or meeting.shifts_day is None:
        return
    allowed = meeting.shifts_day * meeting.teams
    if needed.shifts > allowed:
        detail = (("shifts", needed.shifts), ("allowed", allowed))
        yield teams_can_bear_the_day.broken(needed.sessions, day=day, detail=detail)


@rule("interpretation-week", Severity.WARNING, Scope.WEEK)
def teams_can_bear_the_week(index: Index, week: Week, at: datetime) -> Iterator[Conflict]:
    """The shifts of a week, Monday to Sunday, stay within those the teams may have in a week."""
    meeting = index.meeting
    if meeting.teams is None or meeting.shifts_week is None:
        return
    days = [index.interpretation(week.monday + timedelta(days=number)) for number in range(7)]
    shifts, allowed = sum(day.shifts for day in days), meeting.shifts_week * meeting.teams
    if shifts > allowed:
        detail = (("shifts", shifts), ("allowed", allowed))
        ids = [session for day in days for session in day.sessions]
        yield teams_can_bear_the_week.broken(ids, day=week.monday, detail=detail)


@rule("booths", Severity.ERROR, Scope.PLACE)
def room_has_the_booths(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A room has the booths a session needs: none for one language, one for two, otherwise one for each."""
    room = placed.room
    if room is None or room.booths is None:
        return
    languages = len(set(placed.session.languages))
    needed = languages if languages > 2 else max(languages - 1, 0)
    if room.booths < needed:
        detail = (("needed", needed), ("booths", room.booths))
        yield room_has_the_booths.broken((placed.id,), room=room.id, day=placed.day, detail=detail)


@rule("session-language", Severity.ERROR, Scope.SEATS)
def session_speaks_the_meetings_languages(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A session is held in languages of the meeting."""
    foreign = sorted(set(placed.session.languages).difference(index.meeting.languages))
    if foreign:
        detail = tuple(("language", language) for language in foreign)
        yield session_speaks_the_meetings_languages.broken((placed.id,), detail=detail)
