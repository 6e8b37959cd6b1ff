"""Days and slots as the clocks at the venue have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from app.rules.facts import Slot, Span


@dataclass(frozen=True, slots=True)
class VenueDay:
    """One day at the venue: the instants of its 00:00 and 24:00, and its slots in order."""

    date: date
    starts: datetime
    ends: datetime
    slots: tuple[Span, ...]


class Venue:
    """Turns instants into days and wall times into instants, each day once: a conversion is slow."""

    __slots__ = ("_days", "_slots", "_zone")

    def __init__(self, zone: tzinfo, slots: Iterable[Slot]) -> None:
        self._zone = zone
        self._slots = tuple(slots)
        self._days: dict[date, VenueDay] = {}

    def day_at(self, instant: datetime) -> VenueDay:
        """The day on which the instant falls."""
        return self.day(instant.astimezone(self._zone).date())

    def day(self, day: date) -> VenueDay:
        """The day with its bounds and slots."""
        known = self._days.get(day)
        if known is None:
            slots = (self._span(day, slot) for slot in self._slots if slot.day in (None, day))
            in_order = tuple(sorted(slots, key=lambda span: (span.starts, span.ends)))
            known = VenueDay(day, self.midnight(day), self.midnight(day + timedelta(days=1)), in_order)
            self._days[day] = known
        return known

    def midnight(self, day: date) -> datetime:
        """The instant at which the day begins. Where the clocks skip 00:00 it is the instant they are put forward."""
        return self._instant(day, time.min)

    def _span(self, day: date, slot: Slot) -> Span:
        last = day if slot.starts_at < slot.ends_at else day + timedelta(days=1)
        return Span(self._instant(day, slot.starts_at), self._instant(last, slot.ends_at))

    def _instant(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self._zone).astimezone(UTC)
