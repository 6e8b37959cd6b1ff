"""The page of one session: its conflicts, its panel, its details."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from app.access.models import Right
from app.desk.forms.form import Form
from app.desk.forms.options import all_themes, delegations, languages, vocabulary
from app.desk.frame.desk import Desk
from app.desk.frame.words import REGIONS, STATUSES
from app.desk.panel.balance import balance_of
from app.desk.panel.candidates import CandidateFilter, find_candidates
from app.desk.panel.people import Somebody, people_with
from app.desk.panel.seats import panel_sections
from app.desk.sessions.details import session_sections
from app.errors import NotFound
from app.languages import text_in
from app.meetings.models import RoomRow, ThemeRow
from app.pages.views.dates import when_words
from app.programme.conflicts import conflicts_naming
from app.programme.facts import draft_index
from app.programme.models import ConflictOut, SessionRow
from app.programme.queries import seats_of, show_sessions
from app.rules.words import Kind, Role, Status
from app.wording import KINDS, ROLES


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat in the table of the panel, by its person."""

    person: Somebody
    is_active: bool
    conflicts: int


def session_at(desk: Desk, session_id: int) -> SessionRow:
    """The session of this address, which belongs to the meeting of the address. Raises NotFound."""
    session = desk.db.get(SessionRow, session_id)
    if session is None or session.meeting_id != desk.meeting.id:
        raise NotFound(f"There is no session {session_id}.")
    return session


def current(desk: Desk, session: SessionRow) -> tuple[Mapping[str, Any], int]:
    """What holds of a session now, as JSON has it, and its version."""
    desk.db.refresh(session)
    shown = show_sessions(desk.db, [session], desk.meeting, desk.by)[0]
    return shown.model_dump(mode="json"), session.version


def current_panel(desk: Desk, session: SessionRow) -> tuple[Mapping[str, Any], int]:
    """The seats that hold now."""
    values, version = current(desk, session)
    return {"seats": values["assignments"]}, version


def panel_form_of(desk: Desk, session: SessionRow) -> Form:
    """The form of the panel as it is."""
    values, version = current_panel(desk, session)
    names = {person.id: person.name for person in _people(desk, session).values()}
    return Form.showing(panel_sections(desk, names), values, version)


def session_page(
    desk: Desk,
    session: SessionRow,
    wanted: CandidateFilter | None = None,
    details: Form | None = None,
    panel: Form | None = None,
    refusal: str = "",
) -> Response:
    """The page, with the form that an officer sent and that was refused, if there is one."""
    values, version = current(desk, session)
    people = _people(desk, session)
    details = details or Form.showing(session_sections(desk, values), values, version)
    panel = panel or panel_form_of(desk, session)
    details.is_open = panel.is_open = desk.may_edit
    conflicts = conflicts_naming(
        desk.db, desk.meeting, draft_index(desk.db, desk.meeting), session.id, desk.language, desk.by.may(Right.EDITOR)
    )
    seated = [seat for seat in seats_of(desk.db, [session.id])[session.id] if seat.participant_id in people]
    active = [people[seat.participant_id] for seat in seated if seat.invitation.is_active]
    status = max(details.status, panel.status, 409 if refusal else 200)
    return desk.page(
        "sessions/session.html",
        status,
        session=session,
        heading=text_in(session.titles, desk.language),
        head=_head(desk, session),
        details=details,
        panel=panel,
        lines={line.person.id: line for line in _seat_lines(seated, people, conflicts)},
        balance=balance_of(desk, active),
        conflicts=conflicts,
        refusal=refusal,
        wanted=wanted or CandidateFilter(),
        found=find_candidates(desk, session, wanted, list(people)) if wanted and wanted.searched else None,
        has_panel=session.kind is not Kind.BREAK,
        options=_search_options(desk) if desk.may_edit else {},
    )


def _people(desk: Desk, session: SessionRow) -> dict[int, Somebody]:
    return people_with(desk, [seat.participant_id for seat in seats_of(desk.db, [session.id])[session.id]])


def _seat_lines(
    seats: Sequence[Any], people: Mapping[int, Somebody], conflicts: Sequence[ConflictOut]
) -> list[SeatLine]:
    counted = [person for conflict in conflicts for person in conflict.participant_ids]
    return [
        SeatLine(people[seat.participant_id], seat.invitation.is_active, counted.count(seat.participant_id))
        for seat in seats
    ]


def _head(desk: Desk, session: SessionRow) -> Mapping[str, object]:
    """What stands under the title: when, where, theme, status, since when it is released."""
    room = desk.db.get(RoomRow, session.room_id) if session.room_id else None
    theme = desk.db.get(ThemeRow, session.theme_id) if session.theme_id else None
    starts, ends = (moment and moment.astimezone(desk.zone) for moment in (session.starts, session.ends))
    is_released = session.released_sequence is not None and desk.meeting.newest_release is not None
    return {
        "when": when_words(starts, ends, desk.language) if starts and ends else None,
        "room": room.name if room else None,
        "theme": theme.numeral if theme else None,
        "kind": desk.words(KINDS[session.kind]),
        "status": desk.words(STATUSES[session.status]),
        "public": f"/meetings/{desk.meeting.slug}/sessions/{session.uid}" if is_released else None,
        "is_cancelled": session.status is Status.CANCELLED,
    }


def _search_options(desk: Desk) -> Mapping[str, object]:
    return {
        "delegations": delegations(desk),
        "regions": vocabulary(desk, REGIONS),
        "expertise": all_themes(desk),
        "languages": languages(desk),
        "roles": vocabulary(desk, {**{Role.PANELIST: ROLES[Role.PANELIST]}, **ROLES}),
    }
