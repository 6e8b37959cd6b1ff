"""What a session asks of the people in it, and of the delegations that send them."""

from collections.abc import Iterator
from datetime import datetime

from app.rules.conflict import Conflict, Severity
from app.rules.facts import Person, Span, covered
from app.rules.families.rule import DelegationDay, PersonDay, Scope, rule
from app.rules.index import Index
from app.rules.placed import DELEGATION, PERSON, Placed, crowds
from app.rules.words import Kind, Status


@rule("person-double-booked", Severity.ERROR, Scope.TIME)
def person_is_in_one_place(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A person has one seat at a time, in whatever role, the released seats in other meetings included."""
    for _, person in placed.content.seats:
        for other in index.around(PERSON, person.id, placed):
            day = max(placed.day, other.day)
            yield person_is_in_one_place.broken((placed.id, other.id), (person.id,), day=day)
        for engagement in person.engagements:
            if engagement.span.overlaps(placed.span):
                yield person_is_in_one_place.broken((placed.id,), (person.id,), day=placed.day, engagement=engagement)


@rule("person-unavailable", Severity.ERROR, Scope.TIME, private=True)
def person_is_available(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """A session overlaps no time when somebody seated is unavailable, and lies within the times they are available."""
    for _, person in placed.content.seats:
        because = _absence(person, placed.span)
        if because is not None:
            yield person_is_available.broken((placed.id,), (person.id,), day=placed.day, detail=(("because", because),))


def _absence(person: Person, span: Span) -> str | None:
    if not person.answered:
        return None
    if any(window.overlaps(span) for window in person.unavailable):
        return "unavailable"
    if person.available and not covered(span, person.available):
        return "not_available"
    return None


@rule("unconfirmed", Severity.WARNING, Scope.SEATS)
def programme_is_confirmed_in_time(index: Index, placed: Placed, at: datetime) -> Iterator[Conflict]:
    """Inside the notice period, until the meeting begins, sessions are confirmed and seats accepted; but for breaks."""
    if placed.session.kind is Kind.BREAK or not index.gives_notice(at) or at >= index.begins:
        return
    open_seats = [seat.person for seat in placed.session.seats if not seat.accepted]
    if open_seats or placed.session.status is not Status.CONFIRMED:
        yield programme_is_confirmed_in_time.broken(
            (placed.id,), open_seats, detail=(("status", placed.session.status.value),)
        )


@rule("daily-maximum", Severity.WARNING, Scope.PERSON_DAY)
def person_has_few_sessions(index: Index, subject: PersonDay, at: datetime) -> Iterator[Conflict]:
    """A person is seated in no more sessions of one day than the meeting's daily maximum."""
    maximum = index.meeting.daily_maximum
    if maximum is None:
        return
    sessions = index.starting(PERSON, subject.person, subject.day)
    if len(sessions) > maximum:
        detail = (("sessions", len(sessions)), ("maximum", maximum))
        ids = [placed.id for placed in sessions]
        yield person_has_few_sessions.broken(ids, (subject.person,), day=subject.day, detail=detail)


@rule("one-expert", Severity.WARNING, Scope.DELEGATION_DAY)
def delegation_has_enough_experts(index: Index, subject: DelegationDay, at: datetime) -> Iterator[Conflict]:
    """A delegation is seated in or organises no more sessions at the same moment than it has people."""
    code, day = subject
    experts = index.experts[code]
    starting, running = index.starting(DELEGATION, code, day), index.coming_over(DELEGATION, code, day)
    for crowd in crowds(starting, running, max(experts, 1)):
        seated = {person.id for placed in crowd for _, person in placed.content.seats if person.delegation == code}
        detail = (("sessions", len(crowd)), ("experts", experts))
        ids = [placed.id for placed in crowd]
        yield delegation_has_enough_experts.broken(ids, seated, day=day, delegation=code, detail=detail)
