"""The forms of accounts and keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlmodel import col, select

from app.access.models import Right
from app.desk.forms.fields import Choice, Field, Flag, Line, Option, Section, Texts, one
from app.desk.forms.options import vocabulary
from app.desk.frame.desk import Office
from app.desk.frame.words import RIGHTS
from app.given import Given, Ref
from app.given import Line as GivenLine
from app.languages import text_in
from app.meetings.models import MeetingRow


class KeyGiven(Given):
    """A key to make; without a meeting it is for all of them."""

    name: GivenLine
    role: Right
    meeting_id: Ref | None = None


@dataclass(frozen=True, kw_only=True)
class RolesByMeeting(Field):
    """A role in each meeting, or none. Inputs are named by the meeting's id."""

    kind: ClassVar[str] = "roles_by_meeting"

    meetings: Sequence[Option]
    options: Sequence[Option]

    def read(self, texts: Texts, path: str) -> dict[str, str]:
        given = {meeting.value: one(texts, f"{path}/{meeting.value}") for meeting in self.meetings}
        return {meeting: role for meeting, role in given.items() if role}

    def show(self, value: Any, path: str) -> Texts:
        return {f"{path}/{meeting.value}": [(value or {}).get(int(meeting.value), "")] for meeting in self.meetings}

    def call(self, name: str) -> str:
        titles = {meeting.value: meeting.label for meeting in self.meetings}
        return titles.get(name.rpartition("/")[2], self.label)


def meeting_options(office: Office) -> list[Option]:
    """Every meeting, the one that begins last first."""
    rows = office.db.exec(
        select(MeetingRow).order_by(col(MeetingRow.first_day).desc(), col(MeetingRow.id).desc())
    ).all()
    return [Option(str(row.id), text_in(row.titles, office.language)) for row in rows]


def account_sections(office: Office) -> list[Section]:
    """The form of an account."""
    words = office.words
    roles = vocabulary(office, RIGHTS)
    none = words("none")
    return [
        Section(
            fields=[
                Line(
                    name="name",
                    label=words("Name"),
                    required=True,
                    hint=words("The history shows it beside every change."),
                ),
                Line(name="email", form="email", label=words("E-mail address"), required=True),
                Choice(name="role", label=words("Role in all meetings"), options=roles, nothing=none),
                Flag(
                    name="closed", label=words("Closed"), hint=words("Nobody can sign in with it; its history stays.")
                ),
            ]
        ),
        Section(
            title=words("Roles in single meetings"),
            hint=words("They count where they allow more than the role in all meetings."),
            fields=[
                RolesByMeeting(
                    name="meeting_roles",
                    label=words("Meetings"),
                    meetings=meeting_options(office),
                    options=roles,
                    wide=True,
                )
            ],
        ),
    ]


def key_sections(office: Office) -> list[Section]:
    """The form of a key."""
    words = office.words
    return [
        Section(
            fields=[
                Line(name="name", label=words("Name"), required=True, hint=words("What it is for.")),
                Choice(name="role", label=words("Role"), options=vocabulary(office, RIGHTS), required=True),
                Choice(
                    name="meeting_id", label=words("Meeting"), options=meeting_options(office), nothing=words("all")
                ),
            ]
        )
    ]
