"""The forms behind the board: where a session could go, changing places with another, and both sides of a collision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select
from starlette.datastructures import FormData

from app.database import now
from app.days import short_day_words
from app.desk.board.asked import token_of
from app.desk.board.moves import Seen
from app.desk.deeds import Teller, changes_of
from app.desk.forms.fields import Option
from app.desk.forms.options import days
from app.desk.frame.desk import Desk
from app.desk.plan.cards import Board, Card
from app.desk.plan.phrases import Speaker, Trouble
from app.desk.plan.places import Place, difference, exchange, places_for
from app.ledger import LedgerRow
from app.programme.models import SessionRow
from app.rules.facts import Placement, Session
from app.wording import N_, listed

MOST_FREE = 40
USUAL = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class FreePlace:
    """A place that would bring no error: what to send for it, its words, and the warnings it would bring."""

    to: str
    words: str
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class MoveForm:
    """Where a session could go. `day`, `time`, `minutes` and `room` are what stands in the fields."""

    card: Card
    day: str
    time: str
    minutes: int
    room: str
    days: list[Option]
    rooms: list[Option]
    free: Mapping[str, list[FreePlace]]
    others: list[Option]

    def filled(self, given: FormData) -> "MoveForm":
        """The form with what was typed."""
        typed = {name: str(given.get(name) or "") for name in ("day", "time", "room")}
        return replace(self, **typed)  # type: ignore[arg-type]


def move_form(desk: Desk, board: Board, speaker: Speaker, session_id: int, day: date | None) -> MoveForm:
    """The form for a session of the board, with free places of one day or of all. KeyError: no such session."""
    card, session = board.cards[session_id], speaker.index.sessions[session_id]
    length = session.span.ends - session.span.starts if session.span else USUAL
    starts = session.span.starts.astimezone(desk.zone) if session.span else None
    places = places_for(speaker, board.grid, session_id, length, now())
    free: dict[str, list[FreePlace]] = {}
    for place in sorted(places, key=lambda place: (place.span, len(place.troubles))):
        local = place.span.starts.astimezone(desk.zone).date()
        if not place.errors and not place.is_here and day in (None, local):
            free.setdefault(short_day_words(local, desk.language), []).append(_free(desk, speaker, place))
    return MoveForm(
        card=card,
        day=starts.date().isoformat() if starts else "",
        time=f"{starts:%H:%M}" if starts else "",
        minutes=length // timedelta(minutes=1),
        room=str(session.room or ""),
        days=days(desk),
        rooms=[
            Option(str(room.id), room.name)
            for room in speaker.names.rooms.values()
            if not room.retired or room.id == session.room
        ],
        free={name: found[:MOST_FREE] for name, found in free.items()},
        others=list(_others(desk, board, speaker, session_id)),
    )


def where(desk: Desk, speaker: Speaker, placement: Placement) -> str:
    """A place in words."""
    if placement.span is None:
        return desk.words(N_("the tray"))
    starts, ends = (moment.astimezone(desk.zone) for moment in (placement.span.starts, placement.span.ends))
    hours = f"{short_day_words(starts.date(), desk.language)} {starts:%H:%M}–{ends:%H:%M}"
    return listed([hours, room_words(desk, speaker, placement.room)], desk.language)


def room_words(desk: Desk, speaker: Speaker, room: int | None) -> str:
    """A room's name, or that it is to be announced."""
    return speaker.names.rooms[room].name if room else desk.words(N_("a room to be announced"))


def _free(desk: Desk, speaker: Speaker, place: Place) -> FreePlace:
    placement = Placement(place.span, place.room)
    starts, ends = (moment.astimezone(desk.zone) for moment in (place.span.starts, place.span.ends))
    words = listed([f"{starts:%H:%M}–{ends:%H:%M}", room_words(desk, speaker, place.room)], desk.language)
    return FreePlace(token_of(placement), words, place.troubles)


def _others(desk: Desk, board: Board, speaker: Speaker, session_id: int) -> Iterator[Option]:
    for card in sorted(board.cards.values(), key=lambda card: (card.starts is None, card.starts or 0, card.id)):
        if card.id != session_id and card.starts is not None and not card.is_cancelled:
            day = short_day_words(card.starts.date(), desk.language)
            yield Option(str(card.id), f"{card.starts:%H:%M} {card.title}", day)


@dataclass(frozen=True, slots=True)
class SwapForm:
    """What two sessions changing places would do: where each would stand, what would break, how much be mended."""

    one: Card
    other: Card
    one_to: str
    other_to: str
    new: tuple[Trouble, ...]
    mended: int
    place: FreePlace | None


def swap_form(desk: Desk, board: Board, speaker: Speaker, one: int, other: int, place: Placement | None) -> SwapForm:
    """The offer to let two sessions change places; `place` is where the first was dropped. KeyError: no such session."""
    after = exchange(speaker.index, one, other)
    told = Speaker(after, speaker.names, desk.zone, desk.language, desk.may_edit)
    changed = difference(speaker.index, after, now())
    return SwapForm(
        one=board.cards[one],
        other=board.cards[other],
        one_to=where(desk, speaker, _placement(after.sessions[one])),
        other_to=where(desk, speaker, _placement(after.sessions[other])),
        new=told.troubles([conflict for conflict in changed.new if told.may_tell(conflict)], one),
        mended=len(changed.resolved),
        place=FreePlace(token_of(place), where(desk, speaker, place), ()) if place else None,
    )


def _placement(session: Session) -> Placement:
    return Placement(session.span, session.room)


@dataclass(frozen=True, slots=True)
class Side:
    """A field that a colleague changed: what it was and what it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Somebody changed a session after the officer saw it: what they did, and what the officer wanted."""

    session: int
    version: int
    title: str
    by: str
    sides: tuple[Side, ...]
    wanted: str
    to: str
    here: str


FIELD_NAMES = {
    "agenda_item_id": N_("Agenda item"),
    "assignments": N_("Panel"),
    "descriptions": N_("Description"),
    "discussion_minutes": N_("Minutes kept for discussion"),
    "documents": N_("Documents"),
    "ends": N_("End"),
    "expected_attendance": N_("Expected attendance"),
    "joining_url": N_("Joining link"),
    "kind": N_("Kind"),
    "languages": N_("Languages"),
    "organiser": N_("Organizer"),
    "room_id": N_("Room"),
    "starts": N_("Start"),
    "status": N_("Status"),
    "theme_id": N_("Theme"),
    "titles": N_("Title"),
    "webcast_url": N_("Webcast"),
}


def field_name(desk: Desk, name: str) -> str:
    """What a field of a session is called."""
    return desk.words(FIELD_NAMES[name]) if name in FIELD_NAMES else name


def collision(
    desk: Desk, speaker: Speaker, seen: Seen, since: int, wanted: Placement | None, teller: Teller
) -> Collision:
    """Both versions of a session: what changed since the officer saw the ledger at `since`, and what they asked for."""
    row = desk.db.get(SessionRow, seen.id)
    assert row is not None
    statement = select(LedgerRow).where(
        LedgerRow.resource == "session", LedgerRow.subject == str(seen.id), LedgerRow.number > since
    )
    entries = desk.db.exec(statement.order_by(col(LedgerRow.number).desc()).limit(50)).all()
    merged: dict[str, dict[str, Any]] = {}
    for entry in reversed(entries):
        for name, change in changes_of(entry).items():
            merged.setdefault(name, {"before": change["before"]})["after"] = change["after"]
    sides = (
        Side(field_name(desk, name), teller.value(name, change["before"]), teller.value(name, change["after"]))
        for name, change in sorted(merged.items())
        if change["before"] != change["after"]
    )
    by = dict.fromkeys(entry.by for entry in entries)
    return Collision(
        session=seen.id,
        version=row.version,
        title=speaker.title(seen.id),
        by=listed(by, desk.language),
        sides=tuple(sides),
        wanted=where(desk, speaker, wanted) if wanted else "",
        to=token_of(wanted) if wanted else "",
        here=where(desk, speaker, _placement(speaker.index.sessions[seen.id])),
    )
