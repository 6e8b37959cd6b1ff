"""The desk's first page: the meetings an officer has a role in."""

from dataclasses import dataclass

from fastapi import APIRouter, Response
from sqlmodel import col, select

from app.days import days_words
from app.desk.frame.admission import AnyOffice, ViewerDesk
from app.desk.frame.desk import Office
from app.desk.frame.words import RIGHTS
from app.errors import Forbidden
from app.languages import text_in
from app.meetings.models import MeetingRow

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in the list."""

    href: str
    title: str
    days: str
    release: int | None
    role: str


@router.get("/desk", name="desk_home")
@router.head("/desk", name="desk_home_head")
def home(office: AnyOffice) -> Response:
    """The meetings, the one that begins last first."""
    return office.page("meetings/list.html", meetings=list(_lines(office)))


@router.get("/desk/meetings/{meeting}", name="desk_meeting_home")
@router.head("/desk/meetings/{meeting}", name="desk_meeting_home_head")
def meeting_home(desk: ViewerDesk) -> Response:
    """A meeting's first page is its board."""
    return desk.go(desk.at("board"))


def _lines(office: Office) -> list[MeetingLine]:
    rows = office.db.exec(
        select(MeetingRow).order_by(col(MeetingRow.first_day).desc(), col(MeetingRow.id).desc())
    ).all()
    lines = []
    for row in rows:
        try:
            by = office.officer.at(row.id)
        except Forbidden:
            continue
        lines.append(
            MeetingLine(
                href=f"/desk/meetings/{row.slug}/board",
                title=text_in(row.titles, office.language),
                days=days_words(row.first_day, row.last_day, office.language),
                release=row.newest_release,
                role=office.words(RIGHTS[by.role]),
            )
        )
    return lines
