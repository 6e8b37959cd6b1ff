"""Finding meetings and what they hold, by the words of an address."""

from sqlmodel import col, select

from app.access.models import Actor
from app.access.roles import enter
from app.database import DbSession
from app.errors import Invalid, NotFound
from app.meetings.models import AgendaItemRow, MeetingRow, RoomRow, SlotRow, ThemeRow
from app.resources.noun import Within


def meeting_at(db: DbSession, slug: str) -> MeetingRow:
    """The meeting with this slug. Raises NotFound."""
    meeting = db.exec(select(MeetingRow).where(MeetingRow.slug == slug)).first()
    if meeting is None:
        raise NotFound(f"There is no meeting {slug}.")
    return meeting


def meeting_for(db: DbSession, slug: str, by: Actor) -> MeetingRow:
    """The meeting with this slug, if the actor is for it. Raises NotFound, Forbidden."""
    meeting = meeting_at(db, slug)
    enter(by, meeting.id)
    return meeting


def meeting_of(db: DbSession, meeting_id: int) -> MeetingRow:
    """The meeting with this id, which is known to exist."""
    meeting = db.get(MeetingRow, meeting_id)
    assert meeting is not None
    return meeting


def within_meeting(db: DbSession, row: AgendaItemRow | RoomRow | SlotRow) -> Within:
    """The meeting that an agenda item, a room or a slot belongs to."""
    return Within(row.meeting_id, meeting_of(db, row.meeting_id).slug)


def themes_of(db: DbSession, mandate_id: int | None) -> list[ThemeRow]:
    """The themes of a mandate, in its order."""
    return list(
        db.exec(select(ThemeRow).where(ThemeRow.mandate_id == mandate_id).order_by(col(ThemeRow.position))).all()
    )


def expect_themes(db: DbSession, theme_ids: list[int], pointer: str = "/theme_ids") -> None:
    """Go on only if every one of these themes exists. Raises Invalid."""
    known = set(db.exec(select(ThemeRow.id).where(col(ThemeRow.id).in_(theme_ids))).all())
    if missing := [theme_id for theme_id in theme_ids if theme_id not in known]:
        raise Invalid((pointer, f"there is no theme {missing[0]}"))
