"""The addresses of feeds and of the data of pages: which selection of which meeting one names, and in which form."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.errors import NotFound
from app.feeds.membership import (
    InRoom,
    OfDelegation,
    OfParticipant,
    OfTheme,
    OneSession,
    Selection,
    WholeMeeting,
)

ROOT, OWN = "/meetings/", "/my/"
PAGES = (
    "/meetings/{meeting}",
    "/meetings/{meeting}/themes/{numeral}",
    "/meetings/{meeting}/rooms/{room}",
    "/meetings/{meeting}/delegations/{code}",
    "/meetings/{meeting}/participants/{uid}",
    "/meetings/{meeting}/sessions/{uid}",
    "/my/{token}",
)


class Form(StrEnum):
    """What stands behind the address of a page, and what is then answered."""

    CALENDAR = ".ics"
    DATA = ".json"

    @property
    def media_type(self) -> str:
        """The Content-Type."""
        return "text/calendar; charset=utf-8" if self is Form.CALENDAR else "application/json"


ADDRESSES = tuple(page + form for page in PAGES for form in Form)


@dataclass(frozen=True, slots=True)
class Address:
    """A selection of a meeting in a form."""

    meeting: str
    selection: Selection
    form: Form


@dataclass(frozen=True, slots=True)
class OwnAddress:
    """An own selection in a form, by the token that reads it."""

    token: str
    form: Form


def is_near(path: str) -> bool:
    """Whether a path may be one of these: a quick look for what stands in front of everything."""
    return path.endswith((".ics", ".json")) and path.startswith((ROOT, OWN))


def address_of(path: str) -> Address | OwnAddress | None:
    """Read the decoded path of a request. None where it is none of these, NotFound where it lacks a UID."""
    form = next((form for form in Form if path.endswith(form)), None)
    if form is None:
        return None
    if path.startswith(OWN):
        token = path.removeprefix(OWN).removesuffix(form)
        return None if "/" in token else OwnAddress(token, form)
    if not path.startswith(ROOT):
        return None
    match path.removeprefix(ROOT).removesuffix(form).split("/"):
        case [meeting]:
            return Address(meeting, WholeMeeting(), form)
        case [meeting, noun, name]:
            selection = _selection(noun, name)
            return Address(meeting, selection, form) if selection else None
    return None


def _selection(noun: str, name: str) -> Selection | None:
    match noun:
        case "themes":
            return OfTheme(name)
        case "rooms":
            return InRoom(name)
        case "delegations":
            return OfDelegation(name)
        case "participants":
            return OfParticipant(_uid(name))
        case "sessions":
            return OneSession(_uid(name))
    return None


def _uid(text: str) -> UUID:
    try:
        uid = UUID(text)
    except ValueError as error:
        raise NotFound from error
    # One address for one thing: the other ways to write a UUID are not here.
    if str(uid) != text:
        raise NotFound
    return uid
