"""The page of a person: what is known of them, when they can come, where they sit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlmodel import col, select

from app.days import short_day_words
from app.desk.forms.compound import InLanguages, Rows
from app.desk.forms.fields import Choice, Choices, Field, Flag, Line, Moment, Prose, Section
from app.desk.forms.form import Form
from app.desk.forms.options import all_themes, delegations, languages, vocabulary
from app.desk.frame.desk import Desk
from app.desk.frame.words import GENDERS, INVITATIONS, WINDOWS
from app.desk.nouns.pages import Names, NounPages
from app.desk.people.grid import Grid, grid_of
from app.languages import text_in
from app.meetings.models import SlotRow
from app.pages.views.dates import span_words
from app.people.availability import availability_of
from app.people.models import AvailabilityOut, ParticipantRow
from app.people.people import PARTICIPANTS
from app.programme.models import AssignmentRow, SessionRow
from app.rules.facts import STANDARD_SLOTS
from app.wording import N_, ROLES

MOST_DAYS = 14


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A session in which a person has a seat."""

    href: str
    title: str
    when: str
    role: str
    invitation: str


def person_sections(desk: Desk, values: Mapping[str, Any]) -> Sequence[Section]:
    """The form of a person; private fields for whoever may see them."""
    words = desk.words
    public: list[Field] = [
        Line(name="honorific", label=words("Form of address"), hint=words("Such as Ms.")),
        Line(name="name", label=words("Name as shown"), required=True),
        Choice(name="delegation", label=words("Delegation"), options=delegations(desk), required=True),
        Flag(name="retired", label=words("No longer in use"), hint=words("Not offered when somebody is sought.")),
        Choices(name="languages", label=words("Languages"), options=languages(desk), wide=True),
        Choices(name="theme_ids", label=words("Expertise"), options=all_themes(desk), wide=True),
        InLanguages(name="functions", label=words("Function")),
    ]
    sections = [Section(fields=public)]
    if desk.may_edit:
        private: list[Field] = [
            Line(name="email", form="email", label=words("E-mail address")),
            Choice(name="gender", label=words("Gender, where given"), options=vocabulary(desk, GENDERS)),
            Flag(name="step_free", label=words("Needs step-free access")),
            Prose(name="needs", label=words("Other needs"), wide=True),
        ]
        hint = words("For officers only: never on a page, paper or calendar that is published.")
        sections.append(Section(title=words("Private"), hint=hint, fields=private))
    return sections


def exact_sections(desk: Desk) -> Sequence[Section]:
    """The form of an answer's windows as they are."""
    fields: list[Field] = [
        Choice(name="kind", label=desk.words("Then the person"), options=vocabulary(desk, WINDOWS), required=True),
        Moment(name="starts", label=desk.words("From"), zone=desk.zone),
        Moment(name="ends", label=desk.words("To"), zone=desk.zone),
    ]
    return [Section(fields=[Rows(name="windows", label=desk.words("Times"), fields=fields)])]


def exact_form(desk: Desk, answer: AvailabilityOut) -> Form:
    """The form of the windows that hold."""
    return Form.showing(exact_sections(desk), answer.model_dump(mode="json"), answer.version)


def meeting_days(desk: Desk) -> list[date]:
    """The meeting's days, as many as a grid takes."""
    count = (desk.meeting.last_day - desk.meeting.first_day).days + 1
    return [desk.meeting.first_day + timedelta(days=number) for number in range(min(count, MOST_DAYS))]


def person_grid(desk: Desk, answer: AvailabilityOut, ticked: Sequence[str] = ()) -> Grid:
    """The grid of an answer."""
    return grid_of(answer, meeting_days(desk), desk.zone, _slots(desk), ticked)


def _slots(desk: Desk) -> list[tuple[time, time]]:
    rows = desk.db.exec(select(SlotRow).where(SlotRow.meeting_id == desk.meeting.id)).all()
    return [(slot.starts_at, slot.ends_at) for slot in rows or STANDARD_SLOTS]


def _further(desk: Desk, row: ParticipantRow | None) -> Mapping[str, Any]:
    if row is None:
        return {}
    values: dict[str, Any] = {"seats": seat_lines(desk, row.id), "refusal": ""}
    if desk.may_edit:
        answer = availability_of(desk.db, row.id, desk.meeting)
        values |= {
            "answer": answer,
            "grid": person_grid(desk, answer),
            "exact": exact_form(desk, answer),
            "theirs": None,
        }
        values["day_words"] = [short_day_words(day, desk.language) for day in meeting_days(desk)]
    return values


def seat_lines(desk: Desk, person: int) -> list[SeatLine]:
    """Where a person sits in this meeting, in the order of time."""
    statement = (
        select(AssignmentRow, SessionRow)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == desk.meeting.id, AssignmentRow.participant_id == person)
        .order_by(col(SessionRow.starts).is_(None), col(SessionRow.starts), col(SessionRow.id))
    )
    lines = []
    for seat, session in desk.db.exec(statement).all():
        starts, ends = (moment and moment.astimezone(desk.zone) for moment in (session.starts, session.ends))
        when = f"{short_day_words(starts.date(), desk.language)} {span_words(starts, ends)}" if starts and ends else ""
        lines.append(
            SeatLine(
                desk.at("sessions", session.id),
                text_in(session.titles, desk.language),
                when,
                desk.words(ROLES[seat.role]),
                desk.words(INVITATIONS[seat.invitation]),
            )
        )
    return lines


PERSON_PAGES = NounPages(
    noun=PARTICIPANTS,
    address="people",
    section="people",
    names=Names(several=N_("People"), new=N_("New person"), none=N_("Nobody is like that.")),
    in_meeting=True,
    sections=person_sections,
    title=lambda desk, person: person.name,
    has_list=False,
    stays=True,
    template="people/person.html",
    further=_further,
)
