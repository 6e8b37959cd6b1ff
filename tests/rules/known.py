"""What the oracle reads off the facts, each time anew."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from app.rules.facts import Facts, Person, Seat, Session, Span


def overlap(one: Span, other: Span) -> bool:
    """Whether they share an instant."""
    return max(one.starts, other.starts) < min(one.ends, other.ends)


def filled(span: Span, windows: Iterable[Span]) -> bool:
    """Whether some window runs at the start and again wherever one of them ends."""
    known = list(windows)
    moments = [span.starts, *(window.ends for window in known if span.starts <= window.ends < span.ends)]
    return all(any(window.starts <= moment < window.ends for window in known) for moment in moments)


class Known:
    """One programme at one moment."""

    def __init__(self, facts: Facts, at: datetime) -> None:
        self.facts, self.meeting, self.at = facts, facts.meeting, at
        self.live = [session for session in facts.sessions if session.status != "cancelled"]
        self.sessions = [session for session in self.live if session.span is not None]
        self.rooms = {room.id: room for room in facts.rooms}
        self.people = {person.id: person for person in facts.people}

    def time(self, session: Session) -> Span:
        """Its span, which is there."""
        assert session.span is not None
        return session.span

    def day(self, session: Session) -> date:
        """The day at the venue on which it starts."""
        return self.time(session).starts.astimezone(self.meeting.zone).date()

    def sits(self, session: Session) -> list[tuple[Seat, Person]]:
        """Its seats with their people."""
        return [(seat, self.people[seat.person]) for seat in session.seats]

    def slots(self, day: date) -> list[Span]:
        """The day's slots, earliest first."""
        spans = []
        for slot in self.meeting.slots:
            if slot.day is None or slot.day == day:
                last = day if slot.ends_at > slot.starts_at else day + timedelta(days=1)
                starts = datetime.combine(day, slot.starts_at, self.meeting.zone)
                ends = datetime.combine(last, slot.ends_at, self.meeting.zone)
                spans.append(Span(starts.astimezone(UTC), ends.astimezone(UTC)))
        return sorted(spans, key=lambda span: (span.starts, span.ends))

    def in_notice(self) -> bool:
        """Whether the first day is at most the notice days away."""
        days = self.meeting.notice_days
        today = self.at.astimezone(self.meeting.zone).date()
        return days is not None and today >= self.meeting.first_day - timedelta(days=days)
