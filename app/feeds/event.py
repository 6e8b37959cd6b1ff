"""A released session as an event (RFC 5545 §3.6.1): the same bytes in every feed of its language."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm
from icalendar.prop import vCalAddress, vUri

from app.feeds.description import description, room_words, theme_words
from app.feeds.lines import FoldedEvent, Text, clean, one_line
from app.feeds.zone import is_plain
from app.languages import Language, text_in
from app.releases.record.document import Document
from app.releases.record.published import session_url
from app.releases.record.release import Published
from app.rules.words import Status
from app.wording import kind_name, wording


@dataclass(frozen=True, slots=True)
class Setting:
    """What an event takes from the calendar it is in.

    `zone` is the zone whose wall times the calendar writes, None for UTC; `mailbox` the office's address; `alarm` the
    minutes before the start, None for no alarm.
    """

    meeting: str
    language: Language
    public_url: str
    zone: str | None
    mailbox: str | None = None
    alarm: int | None = None


def event(published: Published, setting: Setting) -> FoldedEvent:
    """The session as the library's event."""
    document, language = published.document, setting.language
    address = session_url(setting.public_url, setting.meeting, document.uid)
    made = FoldedEvent()
    made.add("uid", str(document.uid))
    made.add("dtstamp", published.updated_at)
    made.add("last-modified", published.updated_at)
    made.add("sequence", published.sequence)
    made.add("status", document.status.value.upper())
    _add_times(made, document, setting.zone)
    made.add("transp", "TRANSPARENT" if document.is_cancelled else "OPAQUE")
    made.add("summary", Text(summary(document, language)))
    made.add("location", Text(one_line(room_words(document.room, language))))
    made.add("description", Text(clean(description(document, language, address))))
    made.add("url", vUri(address))
    for category in categories(document, language):
        made.add("categories", Text(category))
    if setting.mailbox:
        made.add("organizer", vCalAddress(f"mailto:{setting.mailbox}"))
    if setting.alarm is not None and not document.is_cancelled:
        made.add_component(_alarm(setting.alarm, summary(document, language)))
    return made


def event_bytes(published: Published, setting: Setting) -> bytes:
    """The session as the block of lines that stands in the calendar."""
    return bytes(event(published, setting).to_ical(sorted=False))


def summary(document: Document, language: Language) -> str:
    """The title and nothing else; before that of a session that will not take place, a word that says so.

    Some clients show a cancelled event like any other, and then the title is all that tells.
    """
    title = one_line(text_in(document.titles, language))
    if document.status is not Status.CANCELLED:
        return title
    words = wording(language).gettext
    return (words("Postponed: {title}") if document.postponed else words("Cancelled: {title}")).format(title=title)


def categories(document: Document, language: Language) -> list[str]:
    """Its kind and its theme. Without commas, which four readers take for two categories."""
    named = [kind_name(document.kind, language)]
    if document.theme:
        named.append(theme_words(document.theme.numeral, language))
    return [one_line(name).replace(",", "") for name in named]


def _add_times(made: FoldedEvent, document: Document, zone: str | None) -> None:
    moments = {"dtstart": document.starts, "dtend": document.ends}
    walls = {name: moment.replace(tzinfo=None) for name, moment in moments.items()}
    if zone and zone == document.zone and all(is_plain(wall, zone) for wall in walls.values()):
        for name, wall in walls.items():
            made.add(name, wall, parameters={"TZID": zone})
        return
    for name, moment in moments.items():
        made.add(name, _utc(moment))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _alarm(minutes: int, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(minutes=minutes))
    alarm.add("description", Text(text))
    return alarm
