"""How meetings are saved and shown."""

from collections.abc import Sequence

from pydantic import JsonValue
from sqlalchemy import select as select_columns
from sqlalchemy import update
from sqlmodel import SQLModel, col, select

from app.access.models import Actor, Right
from app.database import DbSession
from app.errors import InUse, Invalid, WrongState
from app.given import slug_of
from app.languages import Language, text_in
from app.ledger import LedgerRow
from app.meetings.local_times import keep_local_times
from app.meetings.models import MandateRow, MeetingIn, MeetingOut, MeetingRow
from app.resources.noun import Noun, Values, Within
from app.resources.saving import put
from app.zones import zone


def _save(db: DbSession, row: MeetingRow, values: Values) -> None:
    first, last = values.get("first_day", row.first_day), values.get("last_day", row.last_day)
    if last < first:
        raise Invalid(("/last_day", "before first_day"))
    if (mandate_id := values.get("mandate_id")) and db.get(MandateRow, mandate_id) is None:
        raise Invalid(("/mandate_id", f"there is no mandate {mandate_id}"))
    if row.mandate_id and values.get("mandate_id", row.mandate_id) != row.mandate_id:
        _expect_no_theme_in_use(db, row)
    _save_slug(db, row, values)
    zone_before = row.zone
    put(db, row, values)
    if zone_before and zone_before != row.zone:
        keep_local_times(db, row.id, zone(zone_before), zone(row.zone))


def _expect_no_theme_in_use(db: DbSession, meeting: MeetingRow) -> None:
    """A mandate stays while a session of the meeting is held under one of its themes. Raises InUse."""
    session = SQLModel.metadata.tables["session"]
    themed = select_columns(session.c.id).where(session.c.meeting_id == meeting.id, session.c.theme_id.is_not(None))
    dependants: list[JsonValue] = [
        {"resource": "session", "id": found}
        for found in db.connection().execute(themed.order_by(session.c.id)).scalars()
    ]
    if dependants:
        raise InUse("Sessions are held under the mandate's themes.", dependants=dependants)


def _save_slug(db: DbSession, row: MeetingRow, values: Values) -> None:
    """A slug is given or made from the title, never changed by a rename, and fixed at the first release."""
    given = values.pop("slug", None)
    if given is None:
        row.slug = row.slug or _free_slug(db, slug_of(text_in(values["titles"], Language.EN)))
        return
    if given == row.slug:
        return
    if row.newest_release:
        raise WrongState("The slug is fixed: calendars subscribe to it since the first release.")
    if _is_taken(db, given):
        raise Invalid(("/slug", "another meeting has it"))
    if row.slug:
        db.connection().execute(update(LedgerRow).where(col(LedgerRow.meeting) == row.slug).values(meeting=given))
    row.slug = given


def _free_slug(db: DbSession, wanted: str) -> str:
    number, slug = 1, wanted
    while _is_taken(db, slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _is_taken(db: DbSession, slug: str) -> bool:
    with db.no_autoflush:
        return db.exec(select(MeetingRow.id).where(MeetingRow.slug == slug)).first() is not None


def _show(db: DbSession, rows: Sequence[MeetingRow], by: Actor) -> list[MeetingOut]:
    return [MeetingOut.model_validate(row) for row in rows]


def _within(db: DbSession, row: MeetingRow) -> Within:
    return Within(row.id, row.slug)


MEETINGS = Noun(
    singular="meeting",
    collection="meetings",
    row=MeetingRow,
    body=MeetingIn,
    shown=MeetingOut,
    show=_show,
    save=_save,
    within=_within,
    write=Right.ADMINISTRATOR,
    key="slug",
    for_all_meetings=True,
    sorts=("slug", "first_day"),
    only=lambda by: [] if by.meeting_id is None else [MeetingRow.id == by.meeting_id],
    example={
        "slug": "working-group-14",
        "titles": {"en": "Working Group of Government Experts on Technical Assistance, fourteenth session"},
        "venue": "Vienna International Centre",
        "zone": "Europe/Vienna",
        "first_day": "2027-03-01",
        "last_day": "2027-03-05",
        "languages": ["en", "fr"],
        "mandate_id": 1,
        "mailbox": "secretariat@example.org",
    },
    change={"symbol": "CTOC/COP/WG.2/2027/1", "daily_maximum": 3, "changeover_minutes": 15},
)
