"""What is wrong with what was typed, in the officer's language."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.desk.frame.desk import Office
from app.errors import InUse, Invalid, PlannerError, VersionStale
from app.languages import Language
from app.programme.seats import AlreadySeated
from app.wording import N_, wording

MISSING = N_("Fill this in.")
OTHERWISE = N_("This cannot be read.")
BY_TYPE = {
    "string_too_long": N_("At most {max_length} characters."),
    "string_too_short": MISSING,
    "too_long": N_("At most {max_length}."),
    "too_short": MISSING,
    "greater_than_equal": N_("{ge} or more."),
    "less_than_equal": N_("{le} or less."),
    "int_parsing": N_("A whole number."),
    "int_from_float": N_("A whole number."),
    "missing": MISSING,
}
BY_FORM = {
    "date": N_("A day, such as 2027-03-01."),
    "time": N_("A time, such as 10:00."),
    "datetime": N_("A day and a time, such as 2027-03-01 10:00."),
    "timezone": N_("A day and a time, such as 2027-03-01 10:00."),
    "enum": N_("Choose one of the list."),
    "literal": N_("Choose one of the list."),
}
PATTERNS = {
    "@": N_("An e-mail address, such as name@office.example."),
    "https?": N_("An address that begins with https:// or http://."),
    "a-z0-9": N_("Small letters, digits and hyphens only."),
    "A-Z": N_("Capital letters, digits and hyphens only."),
    "ivx": N_("A small Roman numeral, such as iv."),
}
GONE = N_("It is no longer there. Choose another one.")
WHERE_GONE = ("there is no ", "the meeting has no ", "the meeting's mandate has no ")
"""How an action begins to say that what was chosen is not there: a colleague has deleted it since the form was shown."""

SAID = {
    "a code never changes": N_("A code never changes."),
    "a symbol, a title or a link is needed": N_("A symbol, a title or a link is needed."),
    "a text in at least one language is needed": N_("A text in at least one language."),
    "a wall time of whole minutes, such as 10:00": N_("A time, such as 10:00."),
    "a year from 1970 to 2200": N_("A year from 1970 to 2200."),
    "another account has it": N_("Another account has it."),
    "another delegation has it": N_("Another delegation has it."),
    "another item of this meeting has it": N_("Another item of this meeting has it."),
    "another meeting has it": N_("Another meeting has it."),
    "another room of this meeting has it": N_("Another room of this meeting has it."),
    "an item cannot be a part of itself": N_("An item cannot be a part of itself."),
    "at least one language, each once": N_("At least one language."),
    "before first_day": N_("The last day is before the first."),
    "control characters are not allowed": N_("Control characters are not allowed."),
    "each numeral once": N_("Each numeral once."),
    "ends must be after starts": N_("The end must be after the start."),
    "line breaks and control characters are not allowed": N_("Line breaks are not allowed here."),
    "must be after starts": N_("The end must be after the start."),
    "must be after starts_at; 00:00 is the end of the day": N_(
        "The end must be after the start; 00:00 is the end of the day."
    ),
    "must be after starts_at": N_("The end must be after the start."),
    "not an IANA time zone, such as Europe/Vienna": N_("A time zone, such as Europe/Vienna."),
    "whole seconds": N_("A time of whole minutes, such as 10:00."),
    "starts and ends come together": N_("A start and an end belong together."),
    "a break has no seats": N_("A break has no seats."),
    "a break has no seats, and this session has some": N_("A break has no seats, and this session has some."),
    "this person is in the list twice": N_("This person is in the list twice."),
    "A session becomes cancelled by /cancel and leaves it by /reinstate.": N_(
        "A session is cancelled and reinstated by the buttons for that."
    ),
    "A session is cancelled by its own step, after it was made.": N_(
        "A session is cancelled by its own step, after it was made."
    ),
    "A released session cannot become a break, nor a break something else.": N_(
        "A released session cannot become a break, nor a break something else."
    ),
    "This page is from an earlier sign-in. Load it again, then repeat the step.": N_(
        "This page is from an earlier sign-in. Load it again, then repeat the step."
    ),
    "The form came from another site.": N_("The form came from another site."),
    "These are one person already.": N_("These are one person already."),
    "This person was merged into another one.": N_("This person was merged into another one."),
    "The session is cancelled already.": N_("The session is cancelled already."),
    "Only a cancelled session can be reinstated.": N_("Only a cancelled session can be reinstated."),
    "Only a warning can be accepted; an error must be solved.": N_(
        "Only a warning can be accepted; an error must be solved."
    ),
    "Somebody has accepted this warning already.": N_("Somebody has accepted this warning already."),
    "no conflict has it now": N_("This conflict is no longer there."),
    "Somebody has to be administrator of all meetings.": N_("Somebody has to be administrator of all meetings."),
    "The slug is fixed: calendars subscribe to it since the first release.": N_(
        "The address is fixed: calendars subscribe to it since the first release."
    ),
}
NOUNS = {
    "agenda_item": N_("agenda item"),
    "api_key": N_("key"),
    "assignment": N_("seat"),
    "delegation": N_("delegation"),
    "meeting": N_("meeting"),
    "participant": N_("person"),
    "release": N_("release"),
    "room": N_("room"),
    "session": N_("session"),
    "slot": N_("slot"),
    "theme": N_("theme"),
}


def validation_words(refused: ValidationError, language: Language) -> dict[str, str]:
    """What is wrong with a body, by the place in it."""
    found: dict[str, str] = {}
    for error in refused.errors():
        pointer = "".join(f"/{part}" for part in error["loc"] if part != "[key]")
        found.setdefault(pointer, _sentence(error, language))
    return found


def refusal_words(refused: PlannerError, office: Office) -> dict[str, str]:
    """What an action refused, by the place in the body; under the empty place what is said of no field."""
    words = wording(office.language).gettext
    if isinstance(refused, Invalid):
        errors: Any = refused.facts["errors"]
        return {error["pointer"]: told(error["message"], office.language) for error in errors}
    if isinstance(refused, InUse):
        return {"": words(N_("Others depend on it: {names}.")).format(names=_dependants(refused, office.language))}
    if isinstance(refused, AlreadySeated):
        return {"": words(N_("This person has a seat in the session already."))}
    if isinstance(refused, VersionStale):
        return {"": words(N_("A colleague changed it in the meantime. Look at it again, then repeat the step."))}
    return {"": told(refused.detail, office.language)}


def told(message: str, language: Language) -> str:
    """A message of an action in words for a reader; one that is not known stays as it is."""
    if message.startswith(WHERE_GONE):
        return wording(language).gettext(GONE)
    return wording(language).gettext(SAID[message]) if message in SAID else message


def _sentence(error: Mapping[str, Any], language: Language) -> str:
    words, kind, context = wording(language).gettext, error["type"], error.get("ctx", {})
    if error["input"] is None or error["input"] == "":
        return words(MISSING)
    if kind == "value_error":
        return told(str(context["error"]), language)
    if kind == "string_pattern_mismatch":
        return words(next((said for part, said in PATTERNS.items() if part in context["pattern"]), OTHERWISE))
    said = BY_TYPE.get(kind) or next((said for form, said in BY_FORM.items() if kind.startswith(form)), OTHERWISE)
    return words(said).format(**context)


def _dependants(refused: InUse, language: Language) -> str:
    words = wording(language).gettext
    listed: Any = refused.facts["dependants"]
    named = [f"{words(NOUNS.get(one['resource'], one['resource']))} {one['id']}" for one in listed[:10]]
    return ", ".join(named) + (" …" if len(listed) > len(named) else "")
