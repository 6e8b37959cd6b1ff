"""Who could sit in a session: found by what they are, with the reason where they cannot come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import BaseModel
from sqlmodel import col, select

from app.database import now
from app.desk.frame.desk import Desk
from app.desk.frame.query import Blank, Chosen, ChosenCode, Words
from app.desk.panel.people import Somebody, somebodies
from app.languages import Language, text_in
from app.pages.views.dates import span_words
from app.people.models import AvailabilityRow, DelegationRow, ParticipantRow
from app.people.people import participant_filters
from app.programme.facts import draft_index, facts_of
from app.programme.models import SessionRow
from app.rules.check import check_session
from app.rules.conflict import Conflict, Severity
from app.rules.facts import Seat
from app.rules.index import Index
from app.rules.words import Region, Role
from app.wording import N_

MOST = 40


class CandidateFilter(BaseModel):
    """Whom an officer looks for; what is empty does not filter."""

    find: Words = ""
    delegation: ChosenCode = None
    region: Annotated[Region | None, Blank] = None
    expertise: Chosen = None
    language: Annotated[Language | None, Blank] = None
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who could sit there. `reasons` say why not, `cautions` what speaks against it."""

    person: Somebody
    has_answered: bool
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The people found, those who can come first. `is_cut`: there are more of them."""

    candidates: tuple[Candidate, ...]
    is_cut: bool


SAID = {
    "person-double-booked": N_("seated in {session}, {hours}"),
    "person-unavailable": N_("not available at that time"),
    "step-free": N_("needs step-free access, which the room does not have"),
    "remote-seat": N_("remote participation is not possible in the room"),
    "changeover": N_("too little time to change rooms from {session}"),
    "daily-maximum": N_("has the most sessions of that day already"),
    "panelist-language": N_("speaks none of the session’s languages"),
}

ELSEWHERE = N_("engaged in another meeting, {hours}")


def find_candidates(desk: Desk, session: SessionRow, wanted: CandidateFilter, seated: Sequence[int]) -> Found:
    """People who are not in the session yet and pass the filter; what hinders each is asked of the rules."""
    where = participant_filters(wanted.delegation, wanted.expertise, wanted.language, wanted.find.strip() or None)
    statement = select(ParticipantRow).where(*where, col(ParticipantRow.retired).is_(False))
    if wanted.region is not None:
        codes = select(DelegationRow.code).where(DelegationRow.regional_group == wanted.region)
        statement = statement.where(col(ParticipantRow.delegation).in_(codes))
    statement = statement.where(col(ParticipantRow.id).not_in(seated)).order_by(
        col(ParticipantRow.name), col(ParticipantRow.id)
    )
    rows = desk.db.exec(statement.limit(MOST * 3 + 1)).all()
    people = somebodies(desk, rows[: MOST * 3])
    hindrances = _hindrances(desk, session, [person.id for person in people])
    answered = _answered(desk)
    candidates = [Candidate(person, person.id in answered, *hindrances[person.id]) for person in people]
    candidates.sort(key=lambda one: (bool(one.reasons), len(one.cautions)))
    return Found(tuple(candidates[:MOST]), len(rows) > MOST)


def _answered(desk: Desk) -> set[int]:
    statement = select(AvailabilityRow.participant_id).where(
        AvailabilityRow.meeting_id == desk.meeting.id, col(AvailabilityRow.answered)
    )
    return set(desk.db.exec(statement).all())


Hindrance = tuple[tuple[str, ...], tuple[str, ...]]


def _hindrances(desk: Desk, session: SessionRow, people: Sequence[int]) -> dict[int, Hindrance]:
    """What errors and warnings seating each of them would bring. Everybody is put on trial at once: rules about one person
    do not ask who else sits there.
    """
    index = draft_index(desk.db, desk.meeting)
    held = index.sessions[session.id]
    seats = (*held.seats, *(Seat(person, Role.PANELIST) for person in people))
    tried = replace(held, seats=seats)
    supposed = Index(facts_of(desk.db, desk.meeting, [*(s for s in index.sessions.values() if s.id != held.id), tried]))
    found: dict[int, tuple[list[str], list[str]]] = {person: ([], []) for person in people}
    titles: dict[int, str] = {}
    for conflict in check_session(supposed, session.id, now()):
        for person in conflict.people:
            if person in found and conflict.code in SAID:
                said = _reason(desk, supposed, conflict, session.id, titles)
                found[person][conflict.severity is Severity.WARNING].append(said)
    return {person: (tuple(reasons), tuple(cautions)) for person, (reasons, cautions) in found.items()}


def _reason(desk: Desk, index: Index, conflict: Conflict, own: int, titles: dict[int, str]) -> str:
    if conflict.engagement is not None:
        return desk.words(ELSEWHERE, hours=_hours(desk, conflict.engagement.span))
    other = next((session for session in conflict.sessions if session != own), None)
    span = index.sessions[other].span if other is not None else None
    if other is not None and other not in titles:
        row = desk.db.get(SessionRow, other)
        titles[other] = text_in(row.titles, desk.language) if row else ""
    name = titles.get(other or 0, "")
    return desk.words(SAID[conflict.code], session=f"“{name}”", hours=_hours(desk, span) if span else "")


def _hours(desk: Desk, span: Any) -> str:
    return span_words(span.starts.astimezone(desk.zone), span.ends.astimezone(desk.zone))
