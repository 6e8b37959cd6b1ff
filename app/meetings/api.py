"""The routes of mandates, meetings, agenda items, rooms and slots."""

from fastapi import APIRouter

from app.meetings.agenda import AGENDA_ITEMS
from app.meetings.mandates import MANDATES
from app.meetings.meeting import MEETINGS
from app.meetings.rooms import ROOMS, SLOTS
from app.resources.routes import routes_of

router = APIRouter()
for noun in (MANDATES, MEETINGS, AGENDA_ITEMS, ROOMS, SLOTS):
    router.include_router(routes_of(noun))
