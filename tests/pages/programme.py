"""A small released programme that has everything a page can show, in two releases, and who gives it to the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from app.languages import Language
from app.releases.reading.queries import MandateText, ReleaseLine
from app.releases.record.changes import changes_between
from app.releases.record.document import (
    DelegationName,
    Document,
    ItemName,
    MandateName,
    PanelSeat,
    Paper,
    PersonName,
    PublicMeeting,
    RoomName,
    SlotFact,
)
from app.releases.record.release import Published, Release, in_order
from app.releases.record.sequence import Numbered, cancelled_row, next_row
from app.rules.words import DelegationKind, Kind, Role, Status
from tests.pages.mandate import MANDATE, THEMES, texts

VIENNA = ZoneInfo("Europe/Vienna")
MONDAY = date(2027, 3, 1)
SLUG = "wg-14"

D = RoomName(slug="boardroom-d", name="Boardroom D")
A = RoomName(slug="boardroom-a", name="Boardroom A")
C3 = RoomName(slug="c3", name="C3")


FRANCE = DelegationName(code="FRA", names=texts("فرنسا", "France", "Francia", "France", "Франция", "法国"))
KENYA = DelegationName(code="KEN", names=texts("كينيا", "Kenya", "Kenya", "Kenya", "Кения", "肯尼亚"))
GERMANY = DelegationName(code="DEU", names=texts("ألمانيا", "Germany", "Alemania", "Allemagne", "Германия", "德国"))
UNICRI = DelegationName(
    code="UNICRI",
    names={
        Language.EN: "United Nations Interregional Crime and Justice Research Institute",
        Language.FR: "Institut interrégional de recherche des Nations Unies sur la criminalité et la justice",
    },
    kind=DelegationKind.ORGANISATION,
)


def person(number: int, delegation: DelegationName, honorific: str | None = None) -> PersonName:
    """A placeholder panelist."""
    functions = texts("مدع عام", "Prosecutor", "Fiscal", "Procureur", "Прокурор", "检察官") if number == 7 else {}
    uid = UUID(int=0x70000000_0000_4000_8000_000000000000 + number)
    name = f"Panelist {number:02}"
    return PersonName(uid=uid, name=name, honorific=honorific, functions=functions, delegation=delegation)


P07, P12, P21, P30 = person(7, KENYA), person(12, FRANCE, "Ms."), person(21, GERMANY), person(30, KENYA)
ROUND_TABLE = texts("مائدة مستديرة", "Round table", "Mesa redonda", "Table ronde", "Круглый стол", "圆桌会议")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time at the venue; day 0 is the Monday."""
    return datetime.combine(MONDAY.replace(day=MONDAY.day + day), time(hour, minute), VIENNA)


def seats(*people: PersonName | None) -> tuple[PanelSeat, ...]:
    """A moderator and panelists; None is a seat that nobody is named for."""
    roles = [Role.MODERATOR, *[Role.PANELIST] * (len(people) - 1)]
    return tuple(
        PanelSeat(role=role, order=order, person=someone)
        for order, (role, someone) in enumerate(zip(roles, people, strict=True))
    )


def session(number: int, kind: Kind, title: dict[Language, str], day: int, hour: int, **given: object) -> Document:
    """A confirmed session of two hours in Boardroom D in all languages, unless given otherwise."""
    values: dict[str, object] = {
        "uid": UUID(int=0x50000000_0000_4000_8000_000000000000 + number),
        "kind": kind,
        "status": Status.CONFIRMED,
        "titles": title,
        "starts": at(day, hour),
        "ends": at(day, hour + 2),
        "zone": "Europe/Vienna",
        "room": D,
        "languages": tuple(Language),
        **given,
    }
    return Document.model_validate(values)


OPENING = session(
    1,
    Kind.OPENING,
    texts("افتتاح الدورة", "Opening", "Apertura", "Ouverture de la session", "Открытие сессии", "会议开幕"),
    0,
    10,
    agenda_item=ItemName(
        number="1 (a)", titles=texts("افتتاح", "Opening", "Apertura", "Ouverture", "Открытие", "会议开幕")
    ),
)
TASK_FORCES = session(
    2,
    Kind.ROUND_TABLE,
    {**ROUND_TABLE, Language.EN: "Task forces: who leads, who pays"},
    0,
    15,
    theme=THEMES[0],
    panel=seats(P12, P07, P21),
    descriptions={Language.EN: "Three agencies, one file.\nAnd <b>no</b> markup.", Language.FR: "Trois services."},
    documents=(Paper(symbol="CTOC/COP/WG.2/2027/2", title="Task forces", url="https://papers.example/2"),),
    webcast_url="https://webcast.example/2",
)
WITNESSES = session(
    3,
    Kind.ROUND_TABLE,
    {**ROUND_TABLE, Language.EN: "Witness protection between jurisdictions"},
    1,
    10,
    theme=THEMES[1],
    panel=seats(P12, P07, None),
)
TRAINING = session(
    4,
    Kind.PANEL,
    {**ROUND_TABLE, Language.EN: "Training prosecutors and judges together"},
    1,
    10,
    theme=THEMES[2],
    room=A,
    panel=seats(P21, P30),
)
THREATS = session(
    5,
    Kind.ROUND_TABLE,
    {**ROUND_TABLE, Language.EN: "Reading the threat: tools in use"},
    1,
    15,
    theme=THEMES[3],
    panel=seats(None, None, None),
    status=Status.TENTATIVE,
)
CODE = session(
    6,
    Kind.ROUND_TABLE,
    {**ROUND_TABLE, Language.EN: "From Convention to criminal code"},
    2,
    10,
    theme=THEMES[4],
    panel=seats(P07, P12, P30),
)
SIDE_EVENT = session(
    7,
    Kind.SIDE_EVENT,
    {Language.EN: "Open data on trafficking routes"},
    1,
    13,
    room=C3,
    languages=(Language.EN, Language.FR),
    organiser=UNICRI,
)
COFFEE = session(8, Kind.BREAK, {Language.EN: "Coffee", Language.AR: "قهوة"}, 1, 12, room=None)
CLOSING = session(
    9,
    Kind.CLOSING,
    texts("اختتام الدورة", "Closing", "Clausura", "Clôture de la session", "Закрытие сессии", "会议闭幕"),
    2,
    15,
)
BEFORE = (OPENING, TASK_FORCES, WITNESSES, TRAINING, THREATS, CODE, SIDE_EVENT, COFFEE, CLOSING)

MEETING = PublicMeeting(
    slug=SLUG,
    titles=texts(
        "فريق الخبراء الحكوميين العامل المعني بالمساعدة التقنية، الدورة الرابعة عشرة",
        "Working Group of Government Experts on Technical Assistance, fourteenth session",
        "Grupo de Trabajo de Expertos Gubernamentales sobre Asistencia Técnica, 14º período de sesiones",
        "Groupe de travail d'experts gouvernementaux sur l'assistance technique, quatorzième session",
        "Рабочая группа правительственных экспертов по технической помощи, четырнадцатая сессия",
        "技术援助问题政府专家工作组第十四届会议",
    ),
    symbol="CTOC/COP/WG.2/2027",
    venue="Vienna International Centre",
    zone="Europe/Vienna",
    first_day=MONDAY,
    last_day=date(2027, 3, 3),
    languages=(Language.FR, Language.EN, Language.ES, Language.AR, Language.RU, Language.ZH),
    mailbox="secretariat@office.example",
    mandate=MandateName(resolution="6/4", paragraph="annex, para. (b)", titles={Language.EN: "Technical assistance"}),
    themes=THEMES,
    slots=(SlotFact(starts_at=time(10), ends_at=time(13)), SlotFact(starts_at=time(15), ends_at=time(18))),
    rooms=(D, A, C3),
    delegations=(FRANCE, KENYA, GERMANY, UNICRI),
    people=(P07, P12, P21, P30),
)


def release(number: int, rows: Iterable[Numbered], before: Release | None = None, note: str | None = None) -> Release:
    """A release of these rows; a row that stands in the one before keeps its date."""
    published_at = datetime(2026, 12, 10 + number, 15, 20, tzinfo=UTC)
    kept = before.by_uid if before else {}
    sessions = []
    for place, row in enumerate(rows):
        old = kept.get(row.document.uid)
        is_old = old is not None and old.sequence == row.sequence
        updated_at = old.updated_at if old and is_old else published_at
        sessions.append(Published(row.sequence, row.document, session_id=place + 1, updated_at=updated_at))
    changes = changes_between(before.sessions, sessions) if before else ()
    ordered = tuple(sorted(sessions, key=in_order))
    return Release(number, number, published_at, note, MEETING, ordered, changes)


FIRST = release(1, [Numbered(0, document) for document in BEFORE if document is not CLOSING], note="First programme.")
LATER = {
    TASK_FORCES.uid: TASK_FORCES.model_copy(update={"starts": at(0, 16), "ends": at(0, 18), "room": A}),
    CODE.uid: CODE.model_copy(
        update={"panel": seats(P07, P12, P21), "titles": {**CODE.titles, Language.EN: "From Convention to code"}}
    ),
}
SECOND = release(
    2,
    [
        *(
            next_row(FIRST.by_uid[document.uid], LATER.get(document.uid, document))
            for document in BEFORE
            if document not in (TRAINING, SIDE_EVENT, CLOSING)
        ),
        cancelled_row(FIRST.by_uid[TRAINING.uid], postponed=False),
        cancelled_row(FIRST.by_uid[SIDE_EVENT.uid], postponed=True),
        next_row(None, CLOSING),
    ],
    before=FIRST,
    note="After the bureau’s meeting.",
)


@dataclass(frozen=True)
class Shown:
    """Releases as the pages read them, the newest last."""

    releases: tuple[Release, ...] = (FIRST, SECOND)
    mandate: MandateText | None = MANDATE

    def newest(self, slug: str) -> Release | None:
        """The newest release of a meeting."""
        return self.releases[-1] if self.releases and slug == self.releases[-1].meeting.slug else None

    def numbered(self, slug: str, number: int) -> Release | None:
        """One release."""
        return next((held for held in self.releases if (slug, number) == (held.meeting.slug, held.number)), None)

    def all_of(self, slug: str) -> list[ReleaseLine]:
        """The list of releases, the newest first."""
        return [
            ReleaseLine(held.number, held.published_at, held.note, len(held.changes))
            for held in reversed(self.releases)
        ]

    def meetings(self) -> list[Release]:
        """Each meeting's newest release."""
        return list(self.releases[-1:])

    def mandates(self) -> list[MandateText]:
        """The mandates."""
        return [self.mandate] if self.mandate else []
