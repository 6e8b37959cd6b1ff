"""An own selection: what its calendar is called, and the addresses that read and edit it."""

from app.pages.views.meeting import Calendar
from app.pages.views.reader import Reader
from app.releases.record.release import Release
from app.wording import N_


def own_title(release: Release, reader: Reader) -> str:
    """What the calendar is called where a service asks for that."""
    return f"{reader.words(N_('My sessions'))} – {reader.text(release.meeting.titles).text}"


def own_calendar(token: str, reader: Reader) -> Calendar:
    """The calendar of the selection that this token reads; how to subscribe stands on the selection's own page."""
    links = reader.links
    https = f"{links.public_url}/my/{token}.ics" + (f"?lang={links.calendar}" if links.calendar else "")
    return Calendar("webcal:" + https.partition(":")[2], https, links.page(f"/my/{token}") + "#subscribe")


def editing_url(token: str, edit_token: str, reader: Reader) -> str:
    """The address that makes another device one that edits. A fragment is sent to no server and stands in no log."""
    return f"{reader.links.public_url}{reader.links.page(f'/my/{token}')}#edit={edit_token}"
