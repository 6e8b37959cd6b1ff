"""A programme as it would be: an index in which one session stands elsewhere or nowhere."""

from datetime import date, timedelta
from typing import Self

from app.rules.index import NO_TIME, Index, Row, with_placed, without_placed
from app.rules.placed import ALL, ONLY, Interpretation, Name, Placed


class Supposed(Index):
    """Answers as the amended index would, by asking the index beneath and mending the answer.

    It costs next to nothing to make, and is for looking only: `sessions` and `placed` are those beneath, and it cannot
    be amended.
    """

    def __init__(self, beneath: Index, out: Placed | None, into: Placed | None) -> None:
        """`out` is a session as it is placed beneath, `into` as it is supposed to be placed."""
        self.__dict__.update(beneath.__dict__)
        self._beneath, self._out, self._into = beneath, out, into
        self._has_across = beneath._has_across or (into is not None and into.across)
        self._interpretation = {}
        self._days = [placed.day for placed in (out, into) if placed is not None]

    def around(self, family: str, name: Name, placed: Placed, margin: timedelta = NO_TIME) -> list[Placed]:
        """As in an index."""
        out, into = self._out, self._into
        near = [other for other in self._beneath.around(family, name, placed, margin) if other is not out]
        if into is None or into.id == placed.id or not into.belongs(family, name):
            return near
        if into.starts < placed.ends + margin and placed.starts - margin < into.ends:
            near.append(into)
        return near

    def starting(self, family: str, name: Name, day: date) -> Row:
        """As in an index."""
        out, into = self._out, self._into
        row = self._beneath.starting(family, name, day)
        if out is not None and out.day == day:
            row = without_placed(row, out)
        return with_placed(row, into) if into is not None and into.day == day and into.belongs(family, name) else row

    def coming_over(self, family: str, name: Name, day: date) -> Row:
        """As in an index."""
        if not self._has_across:
            return ()
        out, into = self._out, self._into
        row = self._beneath.coming_over(family, name, day)
        if out is not None and out.across:
            row = without_placed(row, out)
        if into is None or not into.across or into.day >= day or not into.belongs(family, name):
            return row
        return with_placed(row, into) if into.ends > self.venue.day(day).starts else row

    def ranked(self, family: str, name: Name = ONLY) -> Row:
        """As in an index."""
        out, into = self._out, self._into
        row = self._beneath.ranked(family, name)
        if out is not None:
            row = without_placed(row, out)
        return with_placed(row, into) if into is not None and into.belongs(family, name) else row

    def first(self, family: str, name: Name = ONLY) -> Placed | None:
        """As in an index."""
        first, into = self._beneath.first(family, name), self._into
        if first is not None and first is self._out:
            first = next(iter(self._beneath.ranked(family, name)[1:2]), None)
        if into is None or not into.belongs(family, name):
            return first
        return into if first is None or into.order < first.order else first

    def last(self, family: str, name: Name = ONLY) -> Placed | None:
        """As in an index."""
        last, into = self._beneath.last(family, name), self._into
        if last is not None and last is self._out:
            last = next(iter(self._beneath.ranked(family, name)[-2:-1]), None)
        if into is None or not into.belongs(family, name):
            return last
        return into if last is None or into.order > last.order else last

    def days_of(self, placed: Placed) -> list[date]:
        """As in an index."""
        if not placed.across:
            return [placed.day]
        days = {*self._beneath.days_of(placed), *self._days}
        touched = (day for day in days if placed.day < day and self.venue.day(day).starts < placed.ends)
        return [placed.day, *(day for day in touched if self.starting(ALL, ONLY, day))]

    def interpretation(self, day: date) -> Interpretation:
        """As in an index."""
        return super().interpretation(day) if day in self._days else self._beneath.interpretation(day)

    def _amended(self, session_id: int, into: Placed | None) -> Self:
        raise TypeError("A supposed programme is for looking only")
