"""Who makes up a panel, and what they can say in its time."""

from collections.abc import Iterator
from datetime import datetime

from app.rules.conflict import Conflict, Severity
from app.rules.families.rule import Scope, rule
from app.rules.index import Index
from app.rules.placed import Placed
from app.rules.words import PANELS, Region, Role, Status


@rule("panel-incomplete", Severity.ERROR, Scope.SEATS)
def panel_is_complete(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A confirmed round table or panel has a moderator and at least two panelists."""
    session = placed.session
    if session.kind not in PANELS or session.status is not Status.CONFIRMED:
        return
    moderators = sum(seat.role is Role.MODERATOR for seat in session.seats)
    panelists = sum(seat.role is Role.PANELIST for seat in session.seats)
    if moderators < 1 or panelists < 2:
        detail = (("moderators", moderators), ("panelists", panelists))
        yield panel_is_complete.broken((placed.id,), detail=detail)


@rule("single-region", Severity.WARNING, Scope.SEATS)
def panel_is_of_several_regions(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """The people of a round table or panel come from several regional groups; who belongs to none is not counted."""
    if placed.session.kind not in PANELS:
        return
    regions = [person.region for _, person in placed.content.seats if person.region is not Region.NONE]
    if len(regions) > 1 and len(set(regions)) == 1:
        detail = (("region", regions[0].value), ("counted", len(regions)), ("seated", len(placed.content.people)))
        yield panel_is_of_several_regions.broken((placed.id,), placed.content.people, detail=detail)


@rule("single-gender", Severity.WARNING, Scope.SEATS, private=True)
def panel_is_of_several_genders(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """The people of a round table or panel who gave their gender did not all give the same."""
    if placed.session.kind not in PANELS:
        return
    genders = [person.gender for _, person in placed.content.seats if person.gender is not None]
    if len(genders) > 1 and len(set(genders)) == 1:
        detail = (("gave", len(genders)), ("seated", len(placed.content.people)))
        yield panel_is_of_several_genders.broken((placed.id,), placed.content.people, detail=detail)


@rule("speaking-time", Severity.WARNING, Scope.TIME)
def speaking_time_fits(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """The minutes of the seats together do not exceed the session less its time for discussion."""
    minutes = sum(seat.minutes or 0 for seat in placed.session.seats)
    left = placed.minutes - (placed.session.discussion_minutes or 0)
    if minutes > left:
        detail = (("minutes", minutes), ("left", left))
        yield speaking_time_fits.broken((placed.id,), day=placed.day, detail=detail)


@rule("panelist-language", Severity.WARNING, Scope.SEATS)
def panel_speaks_the_languages(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Everybody seated whose languages are known has one in common with the session."""
    languages = set(placed.session.languages)
    if not languages:
        return
    apart = [
        person.id for _, person in placed.content.seats if person.languages and languages.isdisjoint(person.languages)
    ]
    if apart:
        yield panel_speaks_the_languages.broken((placed.id,), apart)
