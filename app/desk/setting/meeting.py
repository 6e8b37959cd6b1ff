"""The pages of a meeting's details and its days, languages and limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response

from app.access.models import Right
from app.desk.forms.form import Form
from app.desk.forms.submit import submit
from app.desk.frame.admission import AdministratorDesk, AdministratorOffice, Posted, ViewerDesk
from app.desk.frame.desk import Desk, Office
from app.desk.setting.meeting_form import meeting_sections
from app.meetings.meeting import MEETINGS
from app.resources.actions import change, create
from app.zones import zone_names

router = APIRouter()


START: Mapping[str, Any] = {
    "languages": ["en", "fr"],
    "interpreter_shifts_day": 2,
    "interpreter_shifts_week": 7,
    "interpreted_minutes": 180,
}


@router.get("/desk/new-meeting", name="desk_new_meeting")
@router.head("/desk/new-meeting", name="desk_new_meeting_head")
def show_new(office: AdministratorOffice) -> Response:
    """The form of a meeting to make."""
    return _new_page(office, Form.showing(meeting_sections(office), START))


@router.post("/desk/new-meeting", name="desk_create_meeting")
def make(office: AdministratorOffice, given: Posted) -> Response:
    """Make a meeting."""
    form = Form.posted(meeting_sections(office), given)
    made = submit(office, form, MEETINGS.body, lambda body, _: create(office.db, MEETINGS, body, office.by))
    if made is None:
        return _new_page(office, form)
    return office.go(f"/desk/meetings/{made.slug}/rooms", "created")


@router.get("/desk/meetings/{meeting}/details", name="desk_meeting")
@router.head("/desk/meetings/{meeting}/details", name="desk_meeting_head")
def show(desk: ViewerDesk) -> Response:
    """A meeting's details; administrators change them."""
    form = Form.showing(meeting_sections(desk), *_current(desk))
    form.is_open = desk.by.may(Right.ADMINISTRATOR)
    return _page(desk, form)


@router.post("/desk/meetings/{meeting}/details", name="desk_change_meeting")
def save(desk: AdministratorDesk, given: Posted) -> Response:
    """Change a meeting's details."""
    form = Form.posted(meeting_sections(desk), given)
    row = desk.meeting
    changed = submit(
        desk,
        form,
        MEETINGS.patch,
        lambda patch, version: change(desk.db, MEETINGS, row, patch, version, desk.by),
        lambda: _current(desk),
    )
    if changed is None:
        return _page(desk, form)
    return desk.go(f"/desk/meetings/{row.slug}/details", "saved")


def _current(desk: Desk) -> tuple[Mapping[str, Any], int]:
    desk.db.refresh(desk.meeting)
    return MEETINGS.show(desk.db, [desk.meeting], desk.by)[0].model_dump(mode="json"), desk.meeting.version


def _new_page(office: Office, form: Form) -> Response:
    return office.page("setting/new-meeting.html", form.status, form=form, zones=_zones())


def _page(desk: Desk, form: Form) -> Response:
    return desk.page("setting/details.html", form.status, form=form, zones=_zones())


def _zones() -> Sequence[str]:
    return sorted(zone_names())
