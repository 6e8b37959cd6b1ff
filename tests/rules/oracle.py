"""The rules again, from DESIGN's words: slow, without an index, comparing everything with everything."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations

from app.rules.conflict import Conflict, Severity
from app.rules.facts import Facts, Room, Session
from app.rules.words import Gender, Kind, Region, Role, Status
from tests.rules.known import Known, filled, overlap

PLENARIES = {Kind.OPENING, Kind.PLENARY, Kind.CLOSING}
ASIDE = {Kind.SIDE_EVENT, Kind.BUREAU, Kind.GROUP_MEETING}
MINUTE = timedelta(minutes=1)


def conflicts(facts: Facts, at: datetime) -> set[Conflict]:
    """All of them."""
    return set(Oracle(facts, at).everything())


class Oracle(Known):
    """Judges one programme at one moment."""

    def everything(self) -> Iterator[Conflict]:
        """Every conflict, some perhaps twice."""
        for session in self.sessions:
            yield from self.of_time(session)
            yield from self.of_people(session)
            yield from self.of_panel(session)
            if session.room is not None:
                yield from self.of_room(session, self.rooms[session.room])
        for one, other in combinations(self.sessions, 2):
            yield from self.of_pair(one, other)
        for day in {self.day(session) for session in self.sessions}:
            yield from self.of_day(day)
            yield from self.of_week(day)
        yield from self.of_programme()

    def of_time(self, session: Session) -> Iterator[Conflict]:
        """What its hours break."""
        span, day, named = self.time(session), self.day(session), (session.id,)
        last_day = (span.ends - timedelta(microseconds=1)).astimezone(self.meeting.zone).date()
        if day < self.meeting.first_day or day > self.meeting.last_day or last_day != day:
            yield Conflict("outside-meeting", Severity.ERROR, named, day=day)
        free = {Kind.SIDE_EVENT, Kind.INFORMAL_CONSULTATION, Kind.BREAK}
        if self.meeting.slots and session.kind not in free and not filled(span, self.slots(day)):
            yield Conflict("outside-slots", Severity.WARNING, named, day=day)
        if session.released and session.released != span and self.in_notice():
            yield Conflict("late-change", Severity.WARNING, named, day=day)
        said = sum(seat.minutes for seat in session.seats if seat.minutes)
        left = (span.ends - span.starts) // MINUTE - (session.discussion_minutes or 0)
        if said > left:
            yield Conflict(
                "speaking-time", Severity.WARNING, named, day=day, detail=(("minutes", said), ("left", left))
            )
        length, most = (span.ends - span.starts) // MINUTE, self.meeting.minutes
        if len(session.languages) >= 2 and most is not None and length > most:
            detail = (("minutes", length), ("allowed", most))
            yield Conflict("interpretation-load", Severity.ERROR, named, day=day, detail=detail)

    def of_people(self, session: Session) -> Iterator[Conflict]:
        """What its people cannot do."""
        span, day, named = self.time(session), self.day(session), (session.id,)
        for _, person in self.sits(session):
            for engagement in person.engagements:
                if overlap(engagement.span, span):
                    yield Conflict(
                        "person-double-booked", Severity.ERROR, named, (person.id,), day=day, engagement=engagement
                    )
            if person.answered:
                because = ""
                if person.available and not filled(span, person.available):
                    because = "not_available"
                if any(overlap(window, span) for window in person.unavailable):
                    because = "unavailable"
                if because:
                    detail = (("because", because),)
                    yield Conflict("person-unavailable", Severity.ERROR, named, (person.id,), day=day, detail=detail)
        begun = self.at.astimezone(self.meeting.zone).date() >= self.meeting.first_day
        unsure = sorted(seat.person for seat in session.seats if not seat.accepted)
        if self.in_notice() and not begun and session.kind != "break" and (unsure or session.status != "confirmed"):
            detail = (("status", str(session.status)),)
            yield Conflict("unconfirmed", Severity.WARNING, named, tuple(unsure), detail=detail)
        if foreign := sorted(set(session.languages) - set(self.meeting.languages)):
            said = tuple(("language", language) for language in foreign)
            yield Conflict("session-language", Severity.ERROR, named, detail=said)
        mute = [p.id for _, p in self.sits(session) if p.languages and not set(p.languages) & set(session.languages)]
        if mute and session.languages:
            yield Conflict("panelist-language", Severity.WARNING, named, tuple(sorted(mute)))

    def of_panel(self, session: Session) -> Iterator[Conflict]:
        """What its panel lacks."""
        if session.kind not in {Kind.ROUND_TABLE, Kind.PANEL}:
            return
        named, people = (session.id,), tuple(sorted(seat.person for seat in session.seats))
        roles = [seat.role for seat in session.seats]
        moderators, panelists = roles.count(Role.MODERATOR), roles.count(Role.PANELIST)
        if session.status is Status.CONFIRMED and not (moderators >= 1 and panelists >= 2):
            detail = (("moderators", moderators), ("panelists", panelists))
            yield Conflict("panel-incomplete", Severity.ERROR, named, detail=detail)
        for region in Region:
            counted = [person for _, person in self.sits(session) if person.region != "none"]
            if region != "none" and len(counted) >= 2 and all(person.region is region for person in counted):
                said = (("region", str(region)), ("counted", len(counted)), ("seated", len(people)))
                yield Conflict("single-region", Severity.WARNING, named, people, detail=said)
        for gender in Gender:
            gave = [person for _, person in self.sits(session) if person.gender]
            if len(gave) >= 2 and all(person.gender is gender for person in gave):
                known = (("gave", len(gave)), ("seated", len(people)))
                yield Conflict("single-gender", Severity.WARNING, named, people, detail=known)

    def of_room(self, session: Session, room: Room) -> Iterator[Conflict]:
        """What its room lacks."""
        named, day, seats = (session.id,), self.day(session), self.sits(session)
        if room.openings and not filled(self.time(session), room.openings):
            yield Conflict("room-closed", Severity.ERROR, named, room=room.id, day=day)
        needed = {0: 0, 1: 0, 2: 1}.get(len(session.languages), len(session.languages))
        if room.booths is not None and room.booths < needed:
            detail = (("needed", needed), ("booths", room.booths))
            yield Conflict("booths", Severity.ERROR, named, room=room.id, day=day, detail=detail)
        remote = tuple(sorted(seat.person for seat, _ in seats if seat.remote))
        if remote and not room.remote:
            yield Conflict("remote-seat", Severity.ERROR, named, remote, room.id, day)
        barred = tuple(sorted(person.id for seat, person in seats if person.step_free and not seat.remote))
        if barred and not room.step_free:
            yield Conflict("step-free", Severity.ERROR, named, barred, room.id, day)
        if None not in (session.attendance, room.capacity) and (session.attendance or 0) > (room.capacity or 0):
            said = (("expected", session.attendance or 0), ("capacity", room.capacity or 0))
            yield Conflict("capacity", Severity.WARNING, named, room=room.id, day=day, detail=said)

    def of_pair(self, one: Session, other: Session) -> Iterator[Conflict]:
        """What two sessions do to each other."""
        named = (min(one.id, other.id), max(one.id, other.id))
        day = max(self.day(one), self.day(other))
        shared = sorted({seat.person for seat in one.seats} & {seat.person for seat in other.seats})
        kinds = {one.kind, other.kind}
        if not overlap(self.time(one), self.time(other)):
            yield from self.of_changeover(one, other, named, day)
            return
        if one.room is not None and one.room == other.room:
            yield Conflict("room-double-booked", Severity.ERROR, named, room=one.room, day=day)
        for person in shared:
            yield Conflict("person-double-booked", Severity.ERROR, named, (person,), day=day)
        if kinds & PLENARIES and Kind.BREAK not in kinds:
            severity = Severity.WARNING if kinds & ASIDE else Severity.ERROR
            yield Conflict("plenary-parallel", severity, named, day=day)
        if one.theme is not None and other.theme is not None and one.theme != other.theme:
            yield Conflict("theme-parallel", Severity.WARNING, named, day=day)

    def of_changeover(self, one: Session, other: Session, named: tuple[int, int], day: date) -> Iterator[Conflict]:
        """What two sessions, one after the other, leave no time for."""
        earlier, later = sorted((self.time(one), self.time(other)), key=lambda span: span.starts)
        gap = later.starts - earlier.ends
        if self.meeting.changeover is None or gap >= self.meeting.changeover * MINUTE:
            return
        if Kind.BREAK in {one.kind, other.kind} or one.room is None or other.room is None:
            return
        detail = (("gap", gap // MINUTE),)
        if one.room == other.room and one.theme != other.theme and one.item != other.item:
            yield Conflict("changeover", Severity.WARNING, named, room=one.room, day=day, detail=detail)
        if one.room != other.room:
            walking = [{seat.person for seat in session.seats if not seat.remote} for session in (one, other)]
            for person in sorted(walking[0] & walking[1]):
                yield Conflict("changeover", Severity.WARNING, named, (person,), day=day, detail=detail)

    def of_day(self, day: date) -> Iterator[Conflict]:
        """What is too much for one day."""
        today = [session for session in self.sessions if self.day(session) == day]
        for person in self.people:
            held = sorted(session.id for session in today if person in {seat.person for seat in session.seats})
            most = self.meeting.daily_maximum
            if most is not None and len(held) > most:
                detail = (("sessions", len(held)), ("maximum", most))
                yield Conflict("daily-maximum", Severity.WARNING, tuple(held), (person,), day=day, detail=detail)
        spoken = [session for session in self.sessions if len(session.languages) >= 2]
        if self.meeting.teams is not None:
            for crowd in self.crowds(spoken, day, self.meeting.teams):
                ids = tuple(sorted(session.id for session in crowd))
                said = (("sessions", len(ids)), ("teams", self.meeting.teams))
                yield Conflict("interpretation-teams", Severity.ERROR, ids, day=day, detail=said)
            allowed = self.meeting.teams * (self.meeting.shifts_day or 0)
            if self.meeting.shifts_day is not None and self.shifts(day) > allowed:
                ids = tuple(sorted(session.id for session in spoken if session in today))
                said = (("shifts", self.shifts(day)), ("allowed", allowed))
                yield Conflict("interpretation-load", Severity.ERROR, ids, day=day, detail=said)
        yield from self.of_delegations(day)

    def of_delegations(self, day: date) -> Iterator[Conflict]:
        """Delegations in more places than they have people."""
        for code in {person.delegation for person in self.people.values()} | {one.organiser for one in self.sessions}:
            if code is None:
                continue
            experts = [person.id for person in self.people.values() if person.delegation == code]
            busy = [
                session
                for session in self.sessions
                if session.organiser == code or any(person.delegation == code for _, person in self.sits(session))
            ]
            for crowd in self.crowds(busy, day, max(1, len(experts))):
                ids = tuple(sorted(session.id for session in crowd))
                seated = {seat.person for session in crowd for seat in session.seats if seat.person in experts}
                yield Conflict(
                    "one-expert",
                    Severity.WARNING,
                    ids,
                    tuple(sorted(seated)),
                    day=day,
                    delegation=code,
                    detail=(("sessions", len(ids)), ("experts", len(experts))),
                )

    def crowds(self, sessions: list[Session], day: date, limit: int) -> list[list[Session]]:
        """Sets that run at an instant of this day at which one of them starts, that no other such set holds."""
        instants = {self.time(session).starts for session in sessions if self.day(session) == day}
        at_once = [
            {session.id for session in sessions if self.time(session).starts <= instant < self.time(session).ends}
            for instant in instants
        ]
        largest = [ids for ids in at_once if len(ids) > limit and not any(ids < other for other in at_once)]
        return [[session for session in sessions if session.id in ids] for ids in largest]

    def shifts(self, day: date) -> int:
        """Team shifts a day needs."""
        today = [one for one in self.sessions if self.day(one) == day and len(one.languages) >= 2]
        slots = self.slots(day)
        homes = {
            one.id: [
                slot for slot in slots if slot.starts <= self.time(one).starts and self.time(one).ends <= slot.ends
            ]
            for one in today
        }
        needed = sum(home == [] for home in homes.values())
        for slot in set(slots):
            inside = [self.time(one) for one in today if homes[one.id][:1] == [slot]]
            needed += max(
                (sum(other.starts <= one.starts < other.ends for other in inside) for one in inside), default=0
            )
        return needed

    def of_week(self, day: date) -> Iterator[Conflict]:
        """What is too much for the week of this day."""
        teams, most = self.meeting.teams, self.meeting.shifts_week
        if teams is None or most is None:
            return
        monday = day - timedelta(days=day.isoweekday() - 1)
        days = [monday + timedelta(days=number) for number in range(7)]
        shifts = sum(self.shifts(one) for one in days)
        if shifts > teams * most:
            ids = sorted(one.id for one in self.sessions if self.day(one) in days and len(one.languages) >= 2)
            detail = (("shifts", shifts), ("allowed", teams * most))
            yield Conflict("interpretation-week", Severity.WARNING, tuple(ids), day=monday, detail=detail)

    def of_programme(self) -> Iterator[Conflict]:
        """What the whole lacks, and its order."""
        for theme in self.meeting.themes:
            if theme not in {session.theme for session in self.live}:
                yield Conflict("theme-missing", Severity.WARNING, (), theme=theme)
        for session in self.live:
            if session.span is None:
                yield Conflict("unscheduled", Severity.WARNING, (session.id,))
        ours = sorted(
            (session for session in self.sessions if session.kind not in ASIDE | {Kind.BREAK}),
            key=lambda session: (self.time(session).starts, session.id),
        )
        for opening in ours:
            first = next((session for session in ours if session.kind is not Kind.OPENING), None)
            if opening.kind is Kind.OPENING and first and self.time(first).starts < self.time(opening).starts:
                yield self.disorder(opening, first, "opening")
        for closing in ours:
            last = next((session for session in reversed(ours) if session.kind is not Kind.CLOSING), None)
            if closing.kind is Kind.CLOSING and last and self.time(last).starts > self.time(closing).starts:
                yield self.disorder(closing, last, "closing")
        firsts = [[session for session in ours if session.theme == theme][:1] for theme in self.meeting.themes]
        held = [session for found in firsts for session in found]
        for number in range(1, len(held)):
            if self.time(held[number]).starts < self.time(held[number - 1]).starts:
                yield self.disorder(held[number], held[number - 1], "themes")

    def disorder(self, misplaced: Session, other: Session, what: str) -> Conflict:
        """The warning about these two."""
        ids = (min(misplaced.id, other.id), max(misplaced.id, other.id))
        return Conflict("order", Severity.WARNING, ids, day=self.day(misplaced), detail=(("what", what),))
