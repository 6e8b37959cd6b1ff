"""Every route of the desk."""

from fastapi import APIRouter

from app.desk.entry.routes import router as entry
from app.desk.frame.assets import router as assets
from app.desk.meetings.routes import router as meetings

router = APIRouter(include_in_schema=False)
for part in (assets, entry, meetings):
    router.include_router(part)
