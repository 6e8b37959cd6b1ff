"""A release with all that a paper can show: an agenda with parts, sittings in parallel, minutes, organisations, a move."""

from dataclasses import replace

from app.languages import Language
from app.releases.record.document import AgendaItemFact, DelegationName, Document, ItemName, PersonName
from app.releases.record.release import Release
from app.rules.words import DelegationKind
from tests.pages.mandate import texts
from tests.pages.programme import FIRST, SECOND, TASK_FORCES, TRAINING

ITEMS = (
    AgendaItemFact(
        number="1",
        titles=texts(
            "مسائل تنظيمية",
            "Organizational matters",
            "Cuestiones de organización",
            "Questions d'organisation",
            "Организационные вопросы",
            "组织事项",
        ),
    ),
    AgendaItemFact(
        number="1 (a)",
        parent="1",
        titles=texts(
            "افتتاح الدورة",
            "Opening of the session",
            "Apertura del período de sesiones",
            "Ouverture de la session",
            "Открытие сессии",
            "会议开幕",
        ),
    ),
    AgendaItemFact(
        number="1 (b)",
        parent="1",
        titles=texts(
            "إقرار جدول الأعمال وتنظيم الأعمال",
            "Adoption of the agenda and organization of work",
            "Aprobación del programa y organización de los trabajos",
            "Adoption de l'ordre du jour et organisation des travaux",
            "Утверждение повестки дня и организация работы",
            "通过议程和工作安排",
        ),
    ),
    AgendaItemFact(
        number="2",
        titles={Language.EN: "Inter-agency task forces", Language.FR: "Équipes de travail interinstitutions"},
        annotations={Language.EN: "First paragraph.\n\nSecond paragraph.", Language.FR: "Paragraphe unique."},
    ),
)
ITEM = ItemName(number="2", titles=ITEMS[3].titles)


def programme(release: Release = SECOND) -> Release:
    """The release with an agenda, its task forces under item 2 with minutes, and its training beside another session.

    Every title can be told from every other in each language.
    """
    sessions = []
    for row in release.sessions:
        document = row.document.model_copy(update={"titles": told_apart(row.document)})
        if document.uid == TASK_FORCES.uid:
            panel = tuple(seat.model_copy(update={"minutes": 15}) for seat in document.panel)
            document = document.model_copy(update={"agenda_item": ITEM, "panel": panel})
        if document.uid == TRAINING.uid and not document.is_cancelled:
            document = document.model_copy(update={"agenda_item": ITEM})
        sessions.append(replace(row, document=document))
    meeting = release.meeting.model_copy(update={"agenda_items": ITEMS})
    return replace(release, meeting=meeting, sessions=tuple(sessions))


def told_apart(document: Document) -> dict[Language, str]:
    """The session's titles; but for the English one, which is its own, with the session's number."""
    number = document.uid.int % 100
    return {
        language: text if language is Language.EN else f"{text} {number}" for language, text in document.titles.items()
    }


EARLIER, LATER = programme(FIRST), programme(SECOND)
"""Two releases after one another; in the first one two sessions sit in parallel, in the second one of them is cancelled."""


def person(number: int, name: str, delegation: DelegationName) -> PersonName:
    """Somebody of a delegation."""
    return PersonName.model_validate(
        {"uid": f"00000000-0000-4000-8000-{number:012}", "name": name, "delegation": delegation}
    )


def organisation(code: str, name: str) -> DelegationName:
    """An organisation whose name is there in English alone."""
    return DelegationName(code=code, names={Language.EN: name}, kind=DelegationKind.ORGANISATION)
