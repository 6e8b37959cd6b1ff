"""Releases as plain values, for tests of what is made of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from app.languages import Language
from app.releases.record.document import (
    DelegationName,
    Document,
    ItemName,
    PanelSeat,
    Paper,
    PersonName,
    PublicMeeting,
    RoomName,
    ThemeName,
)
from app.releases.record.release import Published, Release
from app.rules.words import DelegationKind, Kind, Role, Status
from app.zones import zone

PUBLISHED = datetime(2027, 1, 11, 9, 30, 15, tzinfo=UTC)
PUBLIC_URL = "https://planner.example.org"
KENYA = DelegationName(code="KEN", names={Language.EN: "Kenya", Language.FR: "Kenya", Language.ZH: "肯尼亚"})
OFFICE = DelegationName(code="UNODC", names={Language.EN: "United Nations Office"}, kind=DelegationKind.ORGANISATION)
ROOM_A, ROOM_B = RoomName(slug="boardroom-a", name="Boardroom A"), RoomName(slug="boardroom-b", name="Boardroom B")
THEMES = tuple(
    ThemeName(numeral=numeral, titles={Language.EN: f"Theme {numeral} in English", Language.FR: f"Le thème {numeral}"})
    for numeral in ("i", "ii", "iii", "iv", "v")
)
ITEM = ItemName(number="2", titles={Language.EN: "Technical assistance", Language.FR: "Assistance technique"})


def uid(number: int) -> UUID:
    """A UID by number."""
    return UUID(int=number)


def person(number: int, delegation: DelegationName = KENYA, **fields: Any) -> PersonName:
    """A named person by number."""
    given = {"name": f"Panelist {number:02}", "functions": {Language.EN: "Judge"}, **fields}
    return PersonName(uid=uid(0x1000 + number), delegation=delegation, **given)


def seat(role: Role, order: int = 0, by: PersonName | None = None) -> PanelSeat:
    """A seat of a panel."""
    return PanelSeat(role=role, order=order, person=by)


def session(number: int = 1, at: str = "2027-03-01T10:00", hours: float = 3, **fields: Any) -> Document:
    """A confirmed round table in Vienna; `at` is the local time of its start."""
    place = zone(fields.setdefault("zone", "Europe/Vienna"))
    starts = datetime.fromisoformat(at).replace(tzinfo=place)
    ends = (starts.astimezone(UTC) + timedelta(hours=hours)).astimezone(place)
    given: dict[str, Any] = {
        "kind": Kind.ROUND_TABLE,
        "status": Status.CONFIRMED,
        "titles": {Language.EN: f"Round table {number}", Language.FR: f"Table ronde {number}"},
        "starts": datetime.fromisoformat(starts.isoformat()),
        "ends": datetime.fromisoformat(ends.isoformat()),
        "languages": (Language.EN, Language.FR),
        **fields,
    }
    return Document(uid=uid(number), **given)


def meeting(**fields: Any) -> PublicMeeting:
    """The public facts of a meeting in Vienna that names all of this module."""
    given: dict[str, Any] = {
        "slug": "wg-2027",
        "titles": {Language.EN: "Working group", Language.FR: "Groupe de travail", Language.ZH: "工作组"},
        "venue": "Vienna International Centre",
        "zone": "Europe/Vienna",
        "first_day": date(2027, 3, 1),
        "last_day": date(2027, 3, 5),
        "languages": (Language.EN, Language.FR),
        "mailbox": "office@example.org",
        "themes": THEMES,
        "rooms": (ROOM_A, ROOM_B),
        "delegations": (KENYA, OFFICE),
        "people": tuple(person(number) for number in range(1, 10)),
        **fields,
    }
    return PublicMeeting(**given)


def published(document: Document, sequence: int = 0, at: datetime = PUBLISHED) -> Published:
    """A row of a release."""
    return Published(session_id=document.uid.int, sequence=sequence, updated_at=at, document=document)


def release(*sessions: Document | Published, number: int = 1, **fields: Any) -> Release:
    """A release of these sessions, by start; one release a day."""
    rows = [row if isinstance(row, Published) else published(row) for row in sessions]
    return Release(
        id=fields.pop("id", number),
        number=number,
        published_at=PUBLISHED + timedelta(days=number - 1),
        note=None,
        meeting=meeting(**fields),
        sessions=tuple(sorted(rows, key=lambda row: (row.document.starts, row.document.ends, row.uid))),
        changes=(),
    )


def rich_session(number: int = 1, **fields: Any) -> Document:
    """A session with everything that a document can say."""
    given: dict[str, Any] = {
        "theme": THEMES[1],
        "agenda_item": ITEM,
        "room": ROOM_A,
        "panel": (
            seat(Role.MODERATOR, 0, person(1, honorific="H.E. Ms.")),
            seat(Role.PANELIST, 1, person(2, OFFICE)),
            seat(Role.PANELIST, 2),
        ),
        "descriptions": {Language.EN: "What the experts will discuss."},
        "documents": (Paper(symbol="CTOC/COP/WG.2/2027/2", title="Background paper", url="https://example.org/2"),),
        "webcast_url": "https://webcast.example.org/1",
        **fields,
    }
    return session(number, **given)


def large_release(sessions: int = 300) -> Release:
    """A release as a full meeting has it."""
    starts = (f"2027-03-{1 + number % 5:02}T{10 + 5 * (number % 2)}:00" for number in range(sessions))
    return release(*(rich_session(number, at=at) for number, at in enumerate(starts, 1)))
