"""The routes of a person's data: all that is held, and erasing it."""

from fastapi import APIRouter, Response

from app.access.roles import Administrator, Editor
from app.conditions import STAMPED, NamedVersion, stamp
from app.database import Db
from app.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
    VersionRequired,
    VersionStale,
    WrongState,
    problems,
)
from app.given import Ref
from app.people.models import ParticipantWithPrivate
from app.people.people import PARTICIPANTS
from app.personal_data.erase import erase
from app.personal_data.export import PersonalData, export
from app.resources.actions import find

router = APIRouter(prefix="/participants/{id}", tags=["personal data"])

READ = problems(Unauthenticated, Forbidden, NotFound, Invalid)
ERASE = {
    **problems(Unauthenticated, Forbidden, NotFound, WrongState, VersionStale, Invalid, VersionRequired),
    **STAMPED,
}


@router.get("/export", name="export_participant", summary="Export a person's data", responses=READ)
def export_participant(id: Ref, db: Db, by: Editor) -> PersonalData:
    """Everything held of a person: fields, answers, seats, names in released documents, entries of the ledger."""
    return export(db, find(db, PARTICIPANTS, id, by), by)


@router.post("/erase", name="erase_participant", summary="Erase a person", responses=ERASE)
def erase_participant(
    id: Ref, by: Administrator, version: NamedVersion, response: Response, db: Db
) -> ParticipantWithPrivate:
    """Take name and private fields out of the draft, the ledger and every release; make the newest releases anew."""
    person = erase(db, find(db, PARTICIPANTS, id, by), version, by)
    stamp(response, person.version)
    return ParticipantWithPrivate(**PARTICIPANTS.show(db, [person], by)[0].model_dump())
