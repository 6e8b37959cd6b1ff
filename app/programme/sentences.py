"""What a conflict says to people: who, what, where, when, and what would resolve it. English and French."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cache, lru_cache
from string import Formatter

from babel.dates import format_date
from babel.lists import format_list

from app.languages import Language, text_in
from app.rules.conflict import Conflict
from app.rules.facts import Span
from app.wording import N_, wording


@dataclass(frozen=True)
class Named:
    """How the things that conflicts mention are called: titles and names in several languages, times of sessions."""

    zone: tzinfo
    sessions: Mapping[int, Mapping[Language, str]]
    spans: Mapping[int, Span | None]
    people: Mapping[int, str]
    rooms: Mapping[int, str]
    themes: Mapping[int, Mapping[Language, str]]
    numerals: Mapping[int, str]
    delegations: Mapping[str, Mapping[Language, str]]
    meetings: Mapping[int, Mapping[Language, str]]


SENTENCES = {
    "room-double-booked": N_(
        "{room} is double booked: {first} ({first_when}) and {second} ({second_when}). Move one of them to another room "
        "or time."
    ),
    "room-double-booked/elsewhere": N_(
        "{room} is booked by another release at the time of {first} ({first_when}). Move the session to another room or time."
    ),
    "person-double-booked": N_(
        "{people} is seated in two sessions at once: {first} ({first_when}) and {second} ({second_when}). Move one of "
        "them, or seat somebody else in one."
    ),
    "person-double-booked/elsewhere": N_(
        "{people}, seated in {first} ({first_when}), is released for a session of {meeting} at {engaged}. Move the "
        "session, or seat somebody else."
    ),
    "outside-meeting": N_(
        "{first} ({first_when}) lies outside the days of the meeting, or runs past midnight. Move it to a day of the meeting."
    ),
    "room-closed": N_(
        "{room} is not open during the whole of {first} ({first_when}). Choose another time or room, or extend the "
        "room's openings."
    ),
    "person-unavailable": N_(
        "{people} cannot attend {first} ({first_when}): unavailable at that time. Move the session, or seat somebody else."
    ),
    "person-unavailable/not_available": N_(
        "{people} cannot attend the whole of {first} ({first_when}): available at other times only. Move the session, or "
        "seat somebody else."
    ),
    "person-unavailable/private": N_(
        "Somebody seated in {first} ({first_when}) cannot attend at that time. Move the session, or change its panel."
    ),
    "interpretation-teams": N_(
        "{sessions} interpreted sessions run at once on {day}, for {teams} teams of interpreters: {titles}. Move one of "
        "them, or hold one in a single language."
    ),
    "interpretation-load": N_(
        "Interpretation on {day} needs {shifts} shifts; the teams have {allowed}. Move an interpreted session to another "
        "day, or hold one in a single language."
    ),
    "interpretation-load/minutes": N_(
        "{first} ({first_when}) is interpreted for {minutes} minutes; {allowed} are allowed. Shorten it, or divide it in two."
    ),
    "booths": N_(
        "{first} ({first_when}) needs {needed} interpretation booths; {room} has {booths}. Choose another room, or fewer "
        "languages."
    ),
    "session-language": N_(
        "{first} is to be held in a language that is not one of the meeting's: {languages}. Take it out, or add it to the "
        "meeting."
    ),
    "remote-seat": N_(
        "{people} would take part in {first} ({first_when}) remotely, but {room} has no remote participation. Choose "
        "another room, or an attendance in person."
    ),
    "step-free": N_(
        "{people} needs step-free access, which {room} does not have, for {first} ({first_when}). Choose another room."
    ),
    "step-free/private": N_(
        "Somebody seated in {first} ({first_when}) needs step-free access, which {room} does not have. Choose another room."
    ),
    "panel-incomplete": N_(
        "The panel of {first} ({first_when}) is not complete: {moderators} moderator and {panelists} panelists, where one "
        "and two are needed. Set the session tentative, replace whoever declined, or cancel it."
    ),
    "plenary-parallel": N_(
        "{first} ({first_when}) and {second} ({second_when}) run at the same time, but a plenary runs alone. Move one of them."
    ),
    "unscheduled": N_("{first} has no time yet. Place it, or leave it out of the next release."),
    "theme-missing": N_("Theme {numeral}, {theme}, has no session. Make one, or reinstate one."),
    "theme-parallel": N_(
        "{first} ({first_when}) and {second} ({second_when}) treat different themes at the same time, so nobody can follow "
        "both. Move one of them."
    ),
    "changeover": N_(
        "Only {gap} minutes lie between {first} ({first_when}) and {second} ({second_when}) in {room}. Leave more time, or "
        "move one of them."
    ),
    "changeover/person": N_(
        "{people} has only {gap} minutes to change rooms between {first} ({first_when}) and {second} ({second_when}). "
        "Leave more time, or choose the same room."
    ),
    "capacity": N_(
        "{expected} people are expected in {first} ({first_when}); {room} holds {capacity}. Choose a larger room."
    ),
    "single-region": N_(
        "Everybody on the panel of {first} comes from one regional group. Seat somebody from another group."
    ),
    "single-gender": N_(
        "Everybody on the panel of {first} who gave their gender gave the same ({gave} of {seated} gave it). Seat somebody "
        "else."
    ),
    "unconfirmed": N_("The meeting is near, and {first} is not confirmed. Confirm it."),
    "unconfirmed/seats": N_(
        "The meeting is near, and {people} has not accepted a seat in {first}. Ask again, or seat somebody else."
    ),
    "daily-maximum": N_(
        "{people} is seated in {sessions} sessions on {day}; {maximum} are foreseen at most: {titles}. Seat somebody else "
        "in one."
    ),
    "speaking-time": N_(
        "The speakers of {first} ({first_when}) have {minutes} minutes together; {left} are left beside the discussion. "
        "Shorten a speaking time, or lengthen the session."
    ),
    "panelist-language": N_("{people} speaks none of the languages of {first}. Add a language, or seat somebody else."),
    "one-expert": N_(
        "{delegation} is needed in {sessions} sessions at once on {day} and has {experts} people: {titles}. Move one of them."
    ),
    "interpretation-week": N_(
        "Interpretation needs {shifts} shifts in the week of {day}; {allowed} are allowed. Hold a session in a single "
        "language."
    ),
    "outside-slots": N_(
        "{first} ({first_when}) lies outside the meeting's working times. Move it into a slot, or accept the late hour."
    ),
    "order/opening": N_(
        "{first} ({first_when}) opens the meeting but starts after {second} ({second_when}). Move one of them."
    ),
    "order/closing": N_(
        "{first} ({first_when}) closes the meeting but starts before {second} ({second_when}). Move one of them."
    ),
    "order/themes": N_(
        "The themes are not in the order of their numerals: {first} ({first_when}) and {second} ({second_when}). Move one "
        "of them."
    ),
    "late-change": N_(
        "{first} is released for another time, and the meeting is near: it would move to {first_when}. Tell those "
        "concerned, or move it back."
    ),
}


def sentence(conflict: Conflict, named: Named, language: Language, shows_private: bool = True) -> str:
    """The sentence of a conflict. Where private fields may not be shown, it names nobody on their account."""
    template = wording(language).gettext(SENTENCES[_variant(conflict, shows_private)])
    return template.format(**{name: _word(name, conflict, named, language) for name in _blanks(template)})


@cache
def _blanks(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def _variant(conflict: Conflict, shows_private: bool) -> str:
    code, choices = conflict.code, []
    if not shows_private:
        choices.append("private")
    if conflict.engagement is not None or (code == "room-double-booked" and len(conflict.sessions) == 1):
        choices.append("elsewhere")
    if code == "changeover" and conflict.people:
        choices.append("person")
    if code == "unconfirmed" and conflict.people:
        choices.append("seats")
    if conflict.values("minutes") and code == "interpretation-load":
        choices.append("minutes")
    choices.extend(str(value) for name in ("because", "what") for value in conflict.values(name))
    return next((f"{code}/{choice}" for choice in choices if f"{code}/{choice}" in SENTENCES), code)


def _word(name: str, conflict: Conflict, named: Named, language: Language) -> str:
    match name:
        case "first" | "second":
            return _title(named, conflict.sessions[name == "second"], language)
        case "first_when" | "second_when":
            return _when(named.spans[conflict.sessions[name == "second_when"]], named.zone, language)
        case "titles":
            return _list([_title(named, session, language) for session in conflict.sessions], language)
        case "people":
            return _list([named.people[person] for person in conflict.people], language)
        case "room":
            return named.rooms[conflict.room or 0]
        case "day":
            return _day(conflict.day or date.min, language)
        case "delegation":
            return text_in(named.delegations[conflict.delegation or ""], language)
        case "theme":
            return _quoted(text_in(named.themes[conflict.theme or 0], language), language)
        case "numeral":
            return named.numerals[conflict.theme or 0]
        case "languages":
            return _list([Language(str(code)).own_name for code in conflict.values("language")], language)
        case "meeting" if conflict.engagement:
            return text_in(named.meetings[conflict.engagement.meeting], language)
        case "engaged" if conflict.engagement:
            return _when(conflict.engagement.span, named.zone, language)
    return str(conflict.values(name)[0])


def _title(named: Named, session: int, language: Language) -> str:
    return _quoted(text_in(named.sessions[session], language), language)


def _quoted(text: str, language: Language) -> str:
    return f"«\u00a0{text}\u00a0»" if language is Language.FR else f"“{text}”"


def _list(words: list[str], language: Language) -> str:
    return format_list(words, locale=language.value)


def _day(day: date, language: Language) -> str:
    return format_date(day, "EEEE d MMMM y", locale=language.value)


@lru_cache(maxsize=4096)
def _when(span: Span | None, zone: tzinfo, language: Language) -> str:
    """The venue's day and hours, 24 hours."""
    if span is None:
        return wording(language).gettext("no time yet")
    starts, ends = span.starts.astimezone(zone), span.ends.astimezone(zone)
    return f"{format_date(starts, 'EEEE d MMMM', locale=language.value)}, {starts:%H:%M}–{ends:%H:%M}"
