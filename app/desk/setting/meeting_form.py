"""The form of a meeting: its names, place and days, languages and limits."""

from sqlmodel import col, select

from app.desk.forms.compound import InLanguages
from app.desk.forms.fields import Choice, Line, Option, Section, Tongues
from app.desk.forms.options import languages
from app.desk.frame.desk import Office
from app.languages import text_in
from app.meetings.models import MandateRow


def meeting_sections(office: Office) -> list[Section]:
    """The form of a meeting, for an administrator to change and others to read."""
    return [_names(office), _place(office), _interpretation(office), _limits(office)]


def _names(office: Office) -> Section:
    words = office.words
    mandates = office.db.exec(select(MandateRow).order_by(col(MandateRow.id))).all()
    resolutions = [Option(str(row.id), f"{row.resolution}  {text_in(row.titles, office.language)}") for row in mandates]
    return Section(
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
    )


def _place(office: Office) -> Section:
    words = office.words
    return Section(
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
    )


def _interpretation(office: Office) -> Section:
    words = office.words
    return Section(
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
    )


def _limits(office: Office) -> Section:
    words = office.words
    return Section(
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
    )
