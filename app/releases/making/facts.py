"""What a release says of the meeting itself, and whatever it names."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.database import DbSession
from app.meetings.models import AgendaItemRow, MandateRow, MeetingRow, RoomRow, SlotRow, ThemeRow
from app.meetings.queries import themes_of
from app.people.models import DelegationRow, MergedPersonRow, ParticipantRow
from app.programme.models import AssignmentRow, SessionRow
from app.releases.making.compose import Names
from app.releases.record.document import (
    AgendaItemFact,
    DelegationName,
    Document,
    ItemName,
    MandateName,
    MergedPerson,
    PersonName,
    PublicMeeting,
    RoomName,
    SlotFact,
    ThemeName,
)
from app.releases.record.models import Booking, MentionRow, ReleaseRow

Name = TypeVar("Name", bound=RoomName | DelegationName | PersonName)


def load_names(db: DbSession, meeting: MeetingRow) -> Names:
    """How everything is called now that a session of this meeting can refer to."""
    delegations = {
        row.code: DelegationName(code=row.code, names=row.names, kind=row.kind)
        for row in db.exec(select(DelegationRow)).all()
    }
    return Names(
        themes={
            row.id: ThemeName(numeral=row.numeral, titles=row.texts)
            for row in themes_of(db, meeting.mandate_id)
            if row.id
        },
        items={row.id: ItemName(number=row.number, titles=row.titles) for row in _items(db, meeting) if row.id},
        rooms={
            row.id: RoomName(slug=row.slug, name=row.name)
            for row in db.exec(select(RoomRow).where(RoomRow.meeting_id == meeting.id)).all()
            if row.id
        },
        delegations=delegations,
        people={
            row.id: PersonName(
                uid=row.uid,
                name=row.name,
                honorific=row.honorific,
                functions=row.functions,
                delegation=delegations[row.delegation],
            )
            for row in db.exec(select(ParticipantRow).where(col(ParticipantRow.id).in_(_seated(meeting)))).all()
            if row.id
        },
    )


def public_meeting(
    db: DbSession,
    meeting: MeetingRow,
    names: Names,
    before: PublicMeeting | None,
    documents: Sequence[Document],
) -> PublicMeeting:
    """The meeting's public facts. Whatever a release before has named stays named, so that its address stays valid."""
    mandate = db.get(MandateRow, meeting.mandate_id) if meeting.mandate_id else None
    people = [person for document in documents for person in document.named]
    delegations = [*(one.organiser for one in documents if one.organiser), *(person.delegation for person in people)]
    named = _accumulated(before.people if before else (), people, names.people.values())
    merged = _merged(db, named, before.merged if before else ())
    gone = {person.uid for person in merged}
    return PublicMeeting(
        slug=meeting.slug,
        titles=meeting.titles,
        symbol=meeting.symbol,
        venue=meeting.venue,
        zone=meeting.zone,
        first_day=meeting.first_day,
        last_day=meeting.last_day,
        languages=tuple(meeting.languages),
        mailbox=meeting.mailbox,
        mandate=mandate
        and MandateName(
            resolution=mandate.resolution, paragraph=mandate.paragraph, body=mandate.body, titles=mandate.titles
        ),
        themes=_all_themes(before.themes if before else (), names.themes.values()),
        agenda_items=tuple(_agenda(db, meeting)),
        slots=tuple(_slots(db, meeting)),
        rooms=_accumulated(
            before.rooms if before else (),
            [document.room for document in documents if document.room],
            names.rooms.values(),
        ),
        delegations=_accumulated(before.delegations if before else (), delegations, names.delegations.values()),
        people=tuple(person for person in named if person.uid not in gone),
        merged=merged,
    )


def _merged(db: DbSession, named: Iterable[PersonName], before: Iterable[MergedPerson]) -> tuple[MergedPerson, ...]:
    """Whom a release has named under an address that is now another's, whom this one names too."""
    known = {person.uid for person in named}
    other, survivor = aliased(ParticipantRow), aliased(ParticipantRow)
    statement = (
        select(other.uid, survivor.uid)
        .join(MergedPersonRow, col(MergedPersonRow.participant_id) == other.id)
        .join(survivor, col(MergedPersonRow.into_id) == survivor.id)
        .order_by(col(other.uid))
    )
    once = known | {person.uid for person in before}
    return tuple(
        MergedPerson(uid=uid, into=into) for uid, into in db.exec(statement).all() if uid in once and into in known
    )


def mention(db: DbSession, release: ReleaseRow, held: Iterable[tuple[SessionRow, Booking | None]]) -> None:
    """Keep what this release names or books, and none before it did, from being deleted."""
    wanted = set(_mentioned(db, release.meeting_id, held))
    statement = select(MentionRow).join(ReleaseRow, col(ReleaseRow.id) == MentionRow.release_id)
    for row in db.exec(statement.where(ReleaseRow.meeting_id == release.meeting_id)).all():
        wanted -= {(name, getattr(row, name)) for name in MENTIONED}
    for name, value in sorted(wanted, key=str):
        row = MentionRow(release_id=release.id)
        setattr(row, name, value)
        db.add(row)
    db.flush()


MENTIONED = ("theme_id", "agenda_item_id", "room_id", "delegation", "participant_id")


def _mentioned(
    db: DbSession, meeting_id: int, held: Iterable[tuple[SessionRow, Booking | None]]
) -> Iterable[tuple[str, int | str]]:
    items = select(AgendaItemRow.id).where(AgendaItemRow.meeting_id == meeting_id)
    yield from (("agenda_item_id", item) for item in db.exec(items).all())
    themes = select(ThemeRow.id).join(MeetingRow, col(MeetingRow.mandate_id) == ThemeRow.mandate_id)
    yield from (("theme_id", theme) for theme in db.exec(themes.where(MeetingRow.id == meeting_id)).all())
    people: set[int] = set()
    for session, booking in held:
        refers = {"theme_id": session.theme_id, "room_id": session.room_id, "delegation": session.organiser}
        yield from ((name, value) for name, value in refers.items() if value is not None)
        people.update(booking.participant_ids if booking else ())
    yield from (("participant_id", person) for person in people)
    senders = select(ParticipantRow.delegation).where(col(ParticipantRow.id).in_(people)).distinct()
    yield from (("delegation", code) for code in db.exec(senders).all())


def _accumulated(before: Iterable[Name], named: Iterable[Name], current: Iterable[Name]) -> tuple[Name, ...]:
    """Everything named before or now, by the name it has now."""
    found: dict[str, Name] = {}
    for name in (*before, *named):
        found[_address(name)] = name
    for name in current:
        if _address(name) in found:
            found[_address(name)] = name
    return tuple(found[address] for address in sorted(found))


def _address(name: RoomName | DelegationName | PersonName) -> str:
    if isinstance(name, RoomName):
        return name.slug
    return name.code if isinstance(name, DelegationName) else str(name.uid)


def _all_themes(before: Iterable[ThemeName], current: Iterable[ThemeName]) -> tuple[ThemeName, ...]:
    """The mandate's themes in its order, then those that only an earlier release has named."""
    found = {theme.numeral: theme for theme in current}
    for theme in before:
        found.setdefault(theme.numeral, theme)
    return tuple(found.values())


def _items(db: DbSession, meeting: MeetingRow) -> Sequence[AgendaItemRow]:
    statement = select(AgendaItemRow).where(AgendaItemRow.meeting_id == meeting.id)
    return db.exec(statement.order_by(col(AgendaItemRow.id))).all()


def _agenda(db: DbSession, meeting: MeetingRow) -> Iterable[AgendaItemFact]:
    items = _items(db, meeting)
    numbers = {item.id: item.number for item in items}
    for item in items:
        parent = numbers[item.parent_id] if item.parent_id else None
        yield AgendaItemFact(number=item.number, parent=parent, titles=item.titles, annotations=item.annotations)


def _slots(db: DbSession, meeting: MeetingRow) -> Iterable[SlotFact]:
    statement = select(SlotRow).where(SlotRow.meeting_id == meeting.id)
    for slot in db.exec(statement.order_by(col(SlotRow.starts_at), col(SlotRow.id))).all():
        yield SlotFact(day=slot.day, starts_at=slot.starts_at, ends_at=slot.ends_at)


def _seated(meeting: MeetingRow) -> Any:
    return (
        select(AssignmentRow.participant_id)
        .join(SessionRow, col(SessionRow.id) == AssignmentRow.session_id)
        .where(SessionRow.meeting_id == meeting.id)
    )
