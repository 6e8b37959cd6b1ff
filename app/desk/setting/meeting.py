"""The pages of a meeting's details and its days, languages and limits."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response
from sqlmodel import col, select

from app.access.models import Right
from app.desk.forms.fields import Choice, InLanguages, Line, Option, Section, Tongues
from app.desk.forms.form import Form
from app.desk.forms.options import languages
from app.desk.forms.submit import submit
from app.desk.frame.admission import AdministratorDesk, AdministratorOffice, Posted, ViewerDesk
from app.desk.frame.desk import Desk, Office
from app.languages import text_in
from app.meetings.meeting import MEETINGS
from app.meetings.models import MandateRow
from app.resources.actions import change, create
from app.zones import zone_names

router = APIRouter()


def _sections(office: Office) -> list[Section]:
    words = office.words
    mandates = office.db.exec(select(MandateRow).order_by(col(MandateRow.id))).all()
    resolutions = [Option(str(row.id), f"{row.resolution}  {text_in(row.titles, office.language)}") for row in mandates]
    return [
        Section(
            fields=[
                InLanguages(name="titles", label=words("Title"), required=True),
                Line(name="symbol", label=words("Symbol"), hint=words("Of its documents, such as CTOC/COP/WG.2/2027.")),
                Choice(
                    name="mandate_id",
                    label=words("Mandate"),
                    options=resolutions,
                    hint=words("Its themes are the meeting’s."),
                ),
                Line(
                    name="mailbox",
                    form="email",
                    label=words("Mailbox of the office"),
                    hint=words("Public: where questions go."),
                ),
                Line(
                    name="slug",
                    label=words("Address"),
                    hint=words("In web addresses; made from the title where empty, fixed at the first release."),
                ),
            ]
        ),
        Section(
            title=words("Where and when"),
            fields=[
                Line(name="venue", label=words("Venue"), required=True),
                Line(
                    name="zone",
                    form="zone",
                    label=words("Time zone"),
                    required=True,
                    hint=words("Of the venue, such as Europe/Vienna. Another one keeps the hours on the clock."),
                ),
                Line(name="first_day", form="date", label=words("First day"), required=True),
                Line(name="last_day", form="date", label=words("Last day"), required=True),
            ],
        ),
        Section(
            title=words("Languages and interpretation"),
            hint=words("What is left empty does not limit."),
            fields=[
                Tongues(
                    name="languages",
                    label=words("Languages"),
                    options=languages(office),
                    required=True,
                    wide=True,
                    first=words("Calendars speak, unless asked otherwise,"),
                ),
                Line(name="interpretation_teams", form="number", label=words("Teams of interpreters")),
                Line(name="interpreter_shifts_day", form="number", label=words("Shifts of a team in a day")),
                Line(name="interpreter_shifts_week", form="number", label=words("Shifts of a team in a week")),
                Line(name="interpreted_minutes", form="number", label=words("Longest interpreted session, minutes")),
            ],
        ),
        Section(
            title=words("Limits"),
            fields=[
                Line(name="changeover_minutes", form="number", label=words("Changeover between sessions, minutes")),
                Line(name="daily_maximum", form="number", label=words("Most sessions of a person in a day")),
                Line(
                    name="notice_days",
                    form="number",
                    label=words("Notice before the meeting, days"),
                    hint=words("From then on, late changes are marked."),
                ),
            ],
        ),
    ]


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
    return _new_page(office, Form.showing(_sections(office), START))


@router.post("/desk/new-meeting", name="desk_create_meeting")
def make(office: AdministratorOffice, given: Posted) -> Response:
    """Make a meeting."""
    form = Form.posted(_sections(office), given)
    made = submit(office, form, MEETINGS.body, lambda body, _: create(office.db, MEETINGS, body, office.by))
    if made is None:
        return _new_page(office, form)
    return office.go(f"/desk/meetings/{made.slug}/rooms", "created")


@router.get("/desk/meetings/{meeting}/details", name="desk_meeting")
@router.head("/desk/meetings/{meeting}/details", name="desk_meeting_head")
def show(desk: ViewerDesk) -> Response:
    """A meeting's details; administrators change them."""
    form = Form.showing(_sections(desk), *_current(desk))
    form.is_open = desk.by.may(Right.ADMINISTRATOR)
    return _page(desk, form)


@router.post("/desk/meetings/{meeting}/details", name="desk_change_meeting")
def save(desk: AdministratorDesk, given: Posted) -> Response:
    """Change a meeting's details."""
    form = Form.posted(_sections(desk), given)
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
