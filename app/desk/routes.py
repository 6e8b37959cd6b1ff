"""Every route of the desk."""

from fastapi import APIRouter

from app.desk.accounts.routes import router as accounts
from app.desk.board.routes import router as board
from app.desk.conflicts.routes import router as conflicts
from app.desk.entry.routes import router as entry
from app.desk.frame.assets import router as assets
from app.desk.history.routes import router as history
from app.desk.imports.routes import router as imports
from app.desk.live.routes import router as live
from app.desk.meetings.routes import router as meetings
from app.desk.merging.routes import router as merging
from app.desk.nouns.pages import pages_of
from app.desk.papers import router as papers
from app.desk.people.person import PERSON_PAGES
from app.desk.people.routes import router as people
from app.desk.publish.routes import router as publish
from app.desk.sessions.routes import router as sessions
from app.desk.setting.agenda import ITEM_PAGES
from app.desk.setting.agenda import router as agenda
from app.desk.setting.installation import DELEGATION_PAGES, MANDATE_PAGES
from app.desk.setting.meeting import router as meeting
from app.desk.setting.rooms import ROOM_PAGES, SLOT_PAGES
from app.desk.successor.routes import router as successor
from app.desk.undo.routes import router as undo

router = APIRouter(include_in_schema=False)
for part in (assets, entry, meetings, meeting, agenda, sessions, people, conflicts, publish, accounts):
    router.include_router(part)
for part in (board, undo, live):
    router.include_router(part)
for part in (imports, merging, successor, history, papers):
    router.include_router(part)
for pages in (ROOM_PAGES, SLOT_PAGES, ITEM_PAGES, PERSON_PAGES, MANDATE_PAGES, DELEGATION_PAGES):
    router.include_router(pages_of(pages))
