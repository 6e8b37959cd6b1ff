"""The routes of the draft: sessions, their seats, conflicts and what was accepted of them."""

from fastapi import APIRouter

from app.programme.acknowledgements import api as acknowledgements
from app.programme.api import assignments, conflicts, sessions

router = APIRouter()
for part in (sessions.router, assignments.router, conflicts.router, acknowledgements.router):
    router.include_router(part)
