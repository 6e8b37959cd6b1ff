"""The public pages as one router."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter

from app.pages.addresses import data, files, home, my, papers, programme, releases, screen, subscribe
from app.pages.answers.templating import warm


@asynccontextmanager
async def _warm(_: object) -> AsyncIterator[None]:
    warm()
    yield


router = APIRouter(tags=["released"], lifespan=_warm)
for noun in (data, home, programme, subscribe, releases, screen, papers, my, files):
    router.include_router(noun.router)
