"""What an officer asks of the board: which cards stand out, how dense it is, where a session shall go."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, NamedTuple
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import Depends, Query
from starlette.datastructures import FormData

from app.desk.board.moves import Seen
from app.desk.plan.cards import Card
from app.desk.plan.grid import TRAY
from app.errors import Invalid
from app.rules.conflict import Severity
from app.rules.facts import Placement, Span

LONGEST = timedelta(hours=24)
GIVEN = "given"
"""Where the fields of the form say the place."""


class Wanted(NamedTuple):
    """The cards that stand out; each empty word asks for nothing. `conflict` is error, warning or any."""

    theme: str
    person: str
    room: str
    conflict: str
    density: str

    def takes(self, card: Card) -> bool:
        """Whether the card is one of those asked for."""
        if self.theme and card.theme != self.theme:
            return False
        if self.person and not any(str(person) == self.person for person in card.people):
            return False
        if self.room and str(card.room) != self.room:
            return False
        if not self.conflict:
            return True
        return any(self.conflict in ("any", trouble.severity) for trouble in card.troubles)

    @property
    def is_filter(self) -> bool:
        """Whether only some cards are asked for."""
        return any(self[:4])

    @property
    def is_dense(self) -> bool:
        """Whether the cards shall be as low as they can."""
        return self.density == "dense"

    def query(self, **other: str) -> str:
        """The query string that asks for this, with some words replaced."""
        words = {**self._asdict(), **other}
        return urlencode({name: word for name, word in words.items() if word})


def _wanted(
    theme: Annotated[str, Query(max_length=8)] = "",
    person: Annotated[str, Query(max_length=10)] = "",
    room: Annotated[str, Query(max_length=10)] = "",
    conflict: Annotated[str, Query(max_length=8)] = "",
    density: Annotated[str, Query(max_length=8)] = "",
) -> Wanted:
    known = conflict if conflict in ("any", *Severity) else ""
    return Wanted(theme, person, room, known, density)


Asked = Annotated[Wanted, Depends(_wanted)]


def seen_in(given: FormData, prefix: str = "") -> Seen:
    """A session and its version from a form. Raises Invalid."""
    return Seen(_number(given, f"{prefix}session"), _number(given, f"{prefix}version"))


def number_in(given: FormData, name: str) -> int:
    """A number from a form; 0 where there is none."""
    text = str(given.get(name) or "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def place_in(given: FormData, zone: ZoneInfo) -> Placement:
    """The place a form asks for: the tray, one that was proposed, or day, time, minutes and room. Raises Invalid."""
    to = str(given.get("to") or "")
    if to == TRAY:
        return Placement(None, None)
    if to and to != GIVEN:
        return _proposed(to)
    return _typed(given, zone)


def token_of(placement: Placement) -> str:
    """A place in the words that `place_in` reads."""
    if placement.span is None:
        return TRAY
    return f"{placement.span.starts.isoformat()}/{placement.span.ends.isoformat()}/{placement.room or 0}"


def _proposed(to: str) -> Placement:
    try:
        starts, ends, room = to.split("/")
        span = Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends))
        number = int(room)
    except ValueError:
        raise Invalid(("/to", "not a place of the board")) from None
    if span.starts.tzinfo is None or span.ends.tzinfo is None or not span.starts < span.ends <= span.starts + LONGEST:
        raise Invalid(("/to", "not a place of the board"))
    return Placement(span, number or None)


def _typed(given: FormData, zone: ZoneInfo) -> Placement:
    day, time, minutes = (str(given.get(name) or "") for name in ("day", "time", "minutes"))
    try:
        starts = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone).astimezone(UTC)
    except ValueError:
        raise Invalid(("/time", "a wall time of whole minutes, such as 10:00")) from None
    if not minutes.isdecimal() or not timedelta(0) < timedelta(minutes=int(minutes[:6])) <= LONGEST:
        raise Invalid(("/minutes", "ends must be after starts"))
    room = number_in(given, "room")
    return Placement(Span(starts, starts + timedelta(minutes=int(minutes))), room or None)


def _number(given: FormData, name: str) -> int:
    number = number_in(given, name)
    if not number:
        raise Invalid((f"/{name}", "a number is needed"))
    return number
