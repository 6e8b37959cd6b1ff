"""The form of a session: texts, what it is, when and where, documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.desk.forms.compound import InLanguages, Rows, Span
from app.desk.forms.fields import Choice, Choices, Field, Line, Option, Section
from app.desk.forms.options import agenda_items, days, delegations, meeting_languages, rooms, themes, vocabulary
from app.desk.frame.desk import Desk
from app.desk.frame.words import STATUSES
from app.languages import Language
from app.meetings.models import ThemeRow
from app.rules.words import Status
from app.wording import KINDS


def session_sections(desk: Desk, values: Mapping[str, Any]) -> Sequence[Section]:
    """The form for a session with these values; of a new one where there are none."""
    words = desk.words
    return [
        Section(title=words("What it is"), fields=_nature(desk, values)),
        Section(
            title=words("When and where"),
            hint=words("At the venue’s time."),
            fields=[
                Span(name="when", label=words("Time"), zone=desk.zone, days=days(desk)),
                Choice(
                    name="room_id",
                    label=words("Room"),
                    options=rooms(desk, values.get("room_id")),
                    nothing=words("to be announced"),
                ),
            ],
        ),
        Section(title=words("Title and description"), by_language=True, fields=_texts(desk, values)),
        Section(title=words("Documents and links"), fields=_links(desk, values)),
    ]


def _nature(desk: Desk, values: Mapping[str, Any]) -> list[Field]:
    words = desk.words
    fields: list[Field] = [
        Choice(name="kind", label=words("Kind"), options=vocabulary(desk, KINDS), required=True),
        Choice(name="theme_id", label=words("Theme"), options=themes(desk, desk.meeting.mandate_id)),
        Choice(name="agenda_item_id", label=words("Agenda item"), options=agenda_items(desk)),
        Choice(name="organiser", label=words("Organizer"), options=delegations(desk)),
        Line(name="expected_attendance", form="number", label=words("Expected attendance")),
        Line(name="discussion_minutes", form="number", label=words("Minutes kept for discussion")),
        Choices(name="languages", label=words("Languages"), options=_languages(desk, values), required=True, wide=True),
    ]
    if values.get("status") != Status.CANCELLED:
        statuses = vocabulary(desk, STATUSES, without=[Status.CANCELLED])
        hint = words("A draft is not in the next release.")
        fields.insert(1, Choice(name="status", label=words("Status"), options=statuses, required=True, hint=hint))
    return fields


def _languages(desk: Desk, values: Mapping[str, Any]) -> list[Option]:
    """The meeting's languages, and any other one that the session has: that breaks a rule, but it is there."""
    offered = meeting_languages(desk)
    known = {option.value for option in offered}
    return offered + [Option(one, Language(one).own_name) for one in values.get("languages", ()) if one not in known]


def _texts(desk: Desk, values: Mapping[str, Any]) -> list[Field]:
    words = desk.words
    theme = desk.db.get(ThemeRow, values["theme_id"]) if values.get("theme_id") else None

    def state(language: Language, text: str) -> Option:
        """Whether a title is there, and whether it is the mandate's own wording."""
        title = theme.titles.get(language) if theme else None
        if not text.strip():
            is_wanted = language in desk.meeting.languages
            return Option("missing", words("missing")) if is_wanted else Option("", words("none"))
        if title and title.text == text.strip() and title.status == "official":
            return Option("official", words("official"))
        return Option("", words("translation") if language is not desk.meeting.languages[0] else words("original"))

    def described(language: Language, text: str) -> Option:
        return Option("", "" if text.strip() else words("none"))

    return [
        InLanguages(name="titles", label=words("Title"), required=True, state=state),
        InLanguages(name="descriptions", label=words("Description"), long=True, state=described),
    ]


def _links(desk: Desk, values: Mapping[str, Any]) -> list[Field]:
    words = desk.words
    paper = [
        Line(name="symbol", label=words("Symbol")),
        Line(name="title", label=words("Title")),
        Line(name="url", form="url", label=words("Link")),
    ]
    fields: list[Field] = [
        Line(name="webcast_url", form="url", label=words("Webcast"), wide=True),
        Rows(name="documents", label=words("Documents"), fields=paper, spare=1),
    ]
    if desk.may_edit:
        hint = words("Private: for officers only, on nothing that is published.")
        fields.insert(1, Line(name="joining_url", form="url", label=words("Joining link"), hint=hint, wide=True))
    return fields
