"""What the board's module says, in the officer's language; what stands in braces it fills in."""

from collections.abc import Mapping

from app.desk.frame.desk import Desk
from app.wording import N_, wording

WORDS = {
    "lifted": N_(
        "{title} picked up. Arrows carry it, Enter puts it down, Escape puts it back, Delete takes it off the board."
    ),
    "free": N_("{where}: free"),
    "broken": N_("{where}: {troubles}"),
    "here": N_("{where}: where it stands now"),
    "off": N_("Take off the board"),
    "put_back": N_("{title} is back where it was."),
    "unreachable": N_("Not saved: the server does not answer. {title} is back where it was."),
    "failed": N_("Not saved. {title} is back where it was: {reason}"),
    "signed_out": N_("Not saved: you are signed out. Load the page again to sign in."),
    "lost": N_("No connection. What colleagues change is not shown until it is back."),
    "found": N_("Connected again."),
    "mended": N_("solves {n}"),
    "taken": N_("taken"),
    "error": N_("error"),
    "warning": N_("warning"),
    "now": N_("{deed}, just now"),
}


def words_for(desk: Desk) -> Mapping[str, str]:
    """The words by the name under which the module asks for them, with their braces."""
    return {name: wording(desk.language).gettext(message) for name, message in WORDS.items()}
