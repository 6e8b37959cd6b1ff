"""What a broken rule says in a card or a cell: a few words that name the rule and whom it touches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.desk.deeds import quoted
from app.desk.plan.names import Names
from app.languages import Language, language_of, text_in
from app.programme.acknowledgements.queries import PRIVATE
from app.rules.conflict import Conflict, Detail, Severity
from app.rules.facts import Engagement
from app.rules.index import Index
from app.wording import N_, listed, wording

LONGEST_TITLE = 44
MOST_NAMED = 2

PHRASES = {
    "room-double-booked": N_("same room and time as {others}"),
    "person-double-booked": N_("{people} also in {others}"),
    "person-double-booked/elsewhere": N_("{people} is at {meeting} then"),
    "outside-meeting": N_("outside the days of the meeting"),
    "room-closed": N_("the room is closed then"),
    "person-unavailable": N_("{people} cannot attend then"),
    "person-unavailable/private": N_("somebody cannot attend then"),
    "interpretation-teams": N_("{sessions} interpreted at once, {teams} teams: {others}"),
    "interpretation-load": N_("{shifts} interpreters’ shifts that day, {allowed} allowed"),
    "interpretation-load/minutes": N_("interpreted for {minutes} minutes, {allowed} allowed"),
    "booths": N_("needs {needed} booths, the room has {booths}"),
    "session-language": N_("held in a language that is not the meeting’s"),
    "remote-seat": N_("{people} takes part remotely, the room has no link"),
    "step-free": N_("{people} needs step-free access"),
    "step-free/private": N_("the room is not step-free"),
    "panel-incomplete": N_("confirmed with an incomplete panel"),
    "plenary-parallel": N_("a plenary runs alone: {others}"),
    "unscheduled": N_("no time yet"),
    "theme-parallel": N_("at the same time as {others}"),
    "changeover": N_("{gap} minutes between this and {others}"),
    "changeover/person": N_("{people} has {gap} minutes between this and {others}"),
    "capacity": N_("{expected} expected, {capacity} seats"),
    "single-region": N_("panel of one regional group"),
    "single-gender": N_("panel of one gender ({gave} of {seated} gave it)"),
    "unconfirmed": N_("not confirmed yet"),
    "unconfirmed/seats": N_("{people} has not accepted yet"),
    "daily-maximum": N_("{people}: {sessions} sessions that day, {maximum} foreseen"),
    "speaking-time": N_("{minutes} minutes to speak, {left} there"),
    "panelist-language": N_("{people} speaks none of its languages"),
    "one-expert": N_("{delegation}: {sessions} sessions at once, {experts} people: {others}"),
    "interpretation-week": N_("{shifts} interpreters’ shifts that week, {allowed} allowed"),
    "outside-slots": N_("outside the working times"),
    "order/opening": N_("the opening comes first: {others}"),
    "order/closing": N_("the closing comes last: {others}"),
    "order/themes": N_("themes out of order: {others}"),
    "late-change": N_("released for another time, and the meeting is near"),
    "theme-missing": N_("theme {numeral} has no session"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A broken rule in a few words."""

    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says conflicts to somebody, in their language; who may not see private fields learns nothing of them.

    What was said once is remembered: marking a board says the same again and again.
    """

    index: Index
    names: Names
    zone: ZoneInfo
    language: Language
    shows_private: bool
    _known_parts: dict[tuple[Conflict, int], tuple["_Kind", tuple[int, ...]]] = field(default_factory=dict)
    _known_troubles: dict[tuple["_Kind", tuple[int, ...], tuple[int, ...]], Trouble] = field(default_factory=dict)
    _known_places: dict[int, str] = field(default_factory=dict)

    def may_tell(self, conflict: Conflict) -> bool:
        """Whether they may know that this rule is broken."""
        return self.shows_private or conflict.severity is Severity.ERROR or conflict.code not in PRIVATE

    def troubles(self, conflicts: Iterable[Conflict], session: int) -> tuple[Trouble, ...]:
        """The conflicts as the card of this session says them; those that differ in the partner or the person are one."""
        with_others: dict[_Kind, tuple[int, ...]] = {}
        for conflict in conflicts:
            kind, others = self._parts(conflict, session)
            with_others[kind] = with_others.get(kind, ()) + others
        with_people: dict[tuple[_Kind, tuple[int, ...]], tuple[int, ...]] = {}
        for kind, others in with_others.items():
            shared = (kind._replace(people=()), others)
            with_people[shared] = with_people.get(shared, ()) + kind.people
        return tuple(self._trouble(kind, others, people) for (kind, others), people in with_people.items())

    def _parts(self, conflict: Conflict, session: int) -> tuple["_Kind", tuple[int, ...]]:
        known = self._known_parts.get((conflict, session))
        if known is None:
            kind = _Kind(
                conflict.severity,
                self._variant(conflict),
                conflict.people,
                conflict.detail,
                (conflict.engagement, conflict.delegation, conflict.theme),
            )
            known = kind, tuple(one for one in conflict.sessions if one != session)
            self._known_parts[conflict, session] = known
        return known

    def _trouble(self, kind: "_Kind", others: tuple[int, ...], people: tuple[int, ...]) -> Trouble:
        known = self._known_troubles.get((kind, others, people))
        if known is None:
            template = wording(self.language).gettext(PHRASES[kind.variant])
            words = {name: self._word(name, kind, others, people) for name in _wanted(template)}
            known = self._known_troubles[kind, others, people] = Trouble(kind.severity, template.format(**words))
        return known

    def title(self, session: int) -> str:
        """The title of a session."""
        return text_in(self.names.titles[session], self.language)

    def title_language(self, session: int) -> Language:
        """The language in which `title` answers."""
        return language_of(self.names.titles[session], self.language)

    def place(self, session: int) -> str:
        """Title, room and hour of a session: enough to find it on the board."""
        if session not in self._known_places:
            self._known_places[session] = self._place(session)
        return self._known_places[session]

    def _place(self, session: int) -> str:
        title = self.title(session)
        short = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
        fact = self.index.sessions[session]
        where = [self.names.rooms[fact.room].name] if fact.room else []
        if fact.span is not None:
            where.append(f"{fact.span.starts.astimezone(self.zone):%H:%M}")
        called = quoted(short, self.language)
        return f"{called} ({listed(where, self.language)})" if where else called

    def _variant(self, conflict: Conflict) -> str:
        choices = [str(value) for name in ("because", "what") for value in conflict.values(name)]
        if not self.shows_private and conflict.code in PRIVATE:
            choices.insert(0, "private")
        if conflict.engagement is not None:
            choices.insert(0, "elsewhere")
        if conflict.people:
            choices += ["person", "seats"]
        if conflict.values("minutes"):
            choices.append("minutes")
        return next((f"{conflict.code}/{one}" for one in choices if f"{conflict.code}/{one}" in PHRASES), conflict.code)

    def _word(self, name: str, kind: "_Kind", others: tuple[int, ...], people: tuple[int, ...]) -> str:
        engagement, delegation, theme = kind.named
        match name:
            case "others":
                return self._some([self.place(other) for other in dict.fromkeys(others)])
            case "people":
                return self._some([self.names.people[person] for person in dict.fromkeys(people)])
            case "meeting" if engagement:
                return text_in(self.names.meetings[engagement.meeting], self.language)
            case "delegation" if delegation:
                return text_in(self.names.delegations[delegation], self.language)
            case "numeral" if theme:
                return self.names.themes[theme].numeral
        return str(next(value for known, value in kind.detail if known == name))

    def _some(self, names: Sequence[str]) -> str:
        if len(names) <= MOST_NAMED + 1:
            return listed(names, self.language)
        further = wording(self.language).ngettext("{n} more", "{n} more", len(names) - MOST_NAMED)
        return listed([*names[:MOST_NAMED], further.format(n=len(names) - MOST_NAMED)], self.language)


class _Kind(NamedTuple):
    """What conflicts that are said together share; `people` is empty where those are gathered as well."""

    severity: Severity
    variant: str
    people: tuple[int, ...]
    detail: Detail
    named: tuple[Engagement | None, str | None, int | None]


@cache
def _wanted(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
