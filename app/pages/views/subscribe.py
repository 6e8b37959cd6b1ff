"""How to subscribe to a calendar: what each program does with it, and the address as a QR code."""

from dataclasses import dataclass

import segno

from app.languages import Language
from app.wording import N_, wording

QUIET_ZONE = 4

CLIENTS = (
    (
        N_("Apple Calendar"),
        N_("Open the link. You choose how often it looks for changes; a cancelled session is struck through."),
    ),
    (
        N_("Outlook on the web, new Outlook"),
        N_(
            "Add a calendar from the web and give it the address. About 3 hours late. It shows a cancelled session"
            " like any other, so the title says it."
        ),
    ),
    (
        N_("Google Calendar"),
        N_(
            "On a computer, add another calendar by its URL. 8 to 24 hours late; a cancelled session disappears."
            " On the day itself, look at this site."
        ),
    ),
    (N_("Thunderbird"), N_("Make a new calendar on the network and give it the address. Up to 30 minutes late.")),
    (N_("ICSx5 on Android"), N_("Open the link or give it the address. Up to a day late unless you choose otherwise.")),
    (N_("Nextcloud"), N_("Make a new subscription and give it the address. Up to an hour late.")),
)


@dataclass(frozen=True, slots=True)
class Client:
    """A calendar program, and the one honest line about it."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as a path of unit squares in a square of `size` units, its quiet zone included."""

    size: int
    path: str


def clients(language: Language) -> tuple[Client, ...]:
    """The programs in the words of a language."""
    words = wording(language)
    return tuple(Client(words.gettext(name), words.gettext(line)) for name, line in CLIENTS)


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
