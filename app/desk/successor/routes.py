"""Making a new meeting from an earlier one."""

from collections.abc import Sequence

from fastapi import APIRouter, Response
from sqlmodel import func, select

from app.desk.forms.compound import InLanguages
from app.desk.forms.fields import Flag, Line, Section
from app.desk.forms.form import Form
from app.desk.forms.submit import submit
from app.desk.frame.admission import AdministratorDesk, Posted
from app.desk.frame.desk import Desk
from app.meetings.models import AgendaItemRow, RoomRow
from app.programme.models import SessionRow
from app.successor import SuccessorIn, succeed
from app.zones import zone_names

router = APIRouter(prefix="/desk/meetings/{meeting}/successor")


@router.get("", name="desk_successor")
@router.head("", name="desk_successor_head")
def show(desk: AdministratorDesk) -> Response:
    """The form of a meeting to make from this one."""
    row = desk.meeting
    start = {"titles": row.titles, "venue": row.venue, "zone": row.zone, "with_sessions": True, "with_seats": True}
    return _page(desk, Form.showing(_sections(desk), start))


@router.post("", name="desk_make_successor")
def make(desk: AdministratorDesk, given: Posted) -> Response:
    """Make the meeting, and go on to its sessions."""
    form = Form.posted(_sections(desk), given)
    made = submit(desk, form, SuccessorIn, lambda body, _: succeed(desk.db, desk.meeting, body, desk.by))
    if made is None:
        return _page(desk, form)
    return desk.go(f"/desk/meetings/{made.slug}/sessions", "created")


def _sections(desk: Desk) -> Sequence[Section]:
    words = desk.words
    return [
        Section(
            fields=[
                InLanguages(name="titles", label=words("Title"), required=True),
                Line(name="first_day", form="date", label=words("First day"), required=True),
                Line(name="venue", label=words("Venue"), required=True),
                Line(name="zone", form="zone", label=words("Time zone"), required=True),
                Line(name="symbol", label=words("Symbol")),
                Line(
                    name="slug",
                    label=words("Address"),
                    hint=words("In web addresses; made from the title where empty, fixed at the first release."),
                ),
            ]
        ),
        Section(
            title=words("What it takes over"),
            hint=words("Rooms in use, slots, agenda, mandate, languages and limits, all on the new days."),
            fields=[
                Flag(
                    name="with_sessions",
                    label=words("The sessions, as drafts"),
                    hint=words("At the same hours; without what was cancelled, without documents and links."),
                ),
                Flag(
                    name="with_seats",
                    label=words("Their panels, to be invited"),
                    hint=words("The same roles for the same delegations. Nobody’s availability is taken over."),
                ),
            ],
        ),
    ]


def _page(desk: Desk, form: Form) -> Response:
    counts = [
        desk.db.exec(select(func.count()).where(table.meeting_id == desk.meeting.id)).one()
        for table in (RoomRow, AgendaItemRow, SessionRow)
    ]
    return desk.page("successor/new.html", form.status, form=form, counts=counts, zones=sorted(zone_names()))
