"""The routes of the draft: sessions, their seats, conflicts."""

from fastapi import APIRouter

from app.programme.api import assignments, conflicts, sessions

router = APIRouter()
for part in (sessions.router, assignments.router, conflicts.router):
    router.include_router(part)
