"""How to subscribe to a calendar: what each program does with it, and the address as a QR code."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno

from app.pages.views.meeting import Calendar
from app.pages.views.reader import Reader
from app.wording import N_

QUIET_ZONE = 4

GOOGLE = "https://calendar.google.com/calendar/r?{query}"
OFFICE = "https://outlook.office.com/calendar/0/addfromweb?{query}"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?{query}"

CLIENTS = (
    (
        "apple",
        N_("Apple Calendar"),
        N_("Open the link. You choose how often it looks for changes; a cancelled session is struck through."),
    ),
    (
        "outlook",
        N_("Outlook on the web, new Outlook"),
        N_(
            "Add a calendar from the web and give it the address. About 3 hours late. It shows a cancelled session"
            " like any other, so the title says it."
        ),
    ),
    (
        "google",
        N_("Google Calendar"),
        N_(
            "On a computer, add another calendar by its URL. 8 to 24 hours late; a cancelled session disappears."
            " On the day itself, look at this site."
        ),
    ),
    (
        "thunderbird",
        N_("Thunderbird"),
        N_("Make a new calendar on the network and give it the address. Up to 30 minutes late."),
    ),
    (
        "android",
        N_("ICSx5 on Android"),
        N_("Open the link or give it the address. Up to a day late unless you choose otherwise."),
    ),
    (
        "nextcloud",
        N_("Nextcloud"),
        N_("Make a new subscription and give it the address. Up to an hour late."),
    ),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link that opens a program, or a service's own page, with the calendar's address filled in."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Client:
    """A calendar program, the one honest line about it, and the links that open it."""

    name: str
    line: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as a path of unit squares in a square of `size` units, its quiet zone included."""

    size: int
    path: str


def clients(calendar: Calendar, title: str, reader: Reader) -> tuple[Client, ...]:
    """The programs, each with what opens it. `title` is what the calendar is called where a service asks for that."""
    return tuple(
        Client(reader.words(name), reader.words(line), _ways(code, calendar, title, reader))
        for code, name, line in CLIENTS
    )


def _ways(code: str, calendar: Calendar, title: str, reader: Reader) -> tuple[Way, ...]:
    # Outlook cannot read webcal:, Google takes an address for a calendar's only in that form.
    named = urlencode({"url": calendar.https, "name": title}, quote_via=quote)
    match code:
        case "outlook":
            return (
                Way(reader.words(N_("Add for work or school")), OFFICE.format(query=named)),
                Way(reader.words(N_("Add for a personal account")), OUTLOOK.format(query=named)),
            )
        case "google":
            return (
                Way(
                    reader.words(N_("Add to Google Calendar")), GOOGLE.format(query=urlencode({"cid": calendar.webcal}))
                ),
            )
        case "nextcloud":
            return ()
    return (Way(reader.words(N_("Open the link")), calendar.webcal),)


def qr_code(address: str) -> QrCode:
    """The address as a QR code (ISO/IEC 18004), readable with up to 15 % of it hidden."""
    rows = [bytes(row) for row in segno.make(address, error="m", micro=False).matrix]
    path = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return QrCode(len(rows) + 2 * QUIET_ZONE, path)
