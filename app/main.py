"""The application: the API, the pages, and the released addresses in front of both."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from app import history, problems
from app.database import Database
from app.desk.routes import router as desk
from app.documentation.openapi import openapi_of
from app.documentation.routes import router as documentation
from app.documentation.routes import swagger_files
from app.errors import Unavailable
from app.errors import problems as problems_of
from app.feeds.server import FeedServer
from app.logs.setup import write_logs
from app.meetings.api import router as meetings
from app.pages.routes import router as pages
from app.papers.routes import router as papers
from app.people.api import router as people
from app.personal_data.api import router as personal_data
from app.programme.api.routes import router as programme
from app.releases.api import router as releases
from app.releases.reading.newest import NewestReleases
from app.schema import is_current
from app.selections.api import router as selections
from app.selections.queries import OwnSelections
from app.settings import Settings

MOST_OCTETS = 2 * 2**20
"""The largest body that is read: a panel of a thousand seats is a quarter of it."""

health = APIRouter(tags=["health"])


@health.head("/healthz", name="head_health", summary="Whether the process answers, headers only")
@health.get("/healthz", name="get_health", summary="Whether the process answers")
def healthz() -> dict[str, str]:
    """The process is there. It says nothing of the database."""
    return {"status": "ok"}


@health.head(
    "/readyz", name="head_readiness", summary="Whether it can serve, headers only", responses=problems_of(Unavailable)
)
@health.get("/readyz", name="get_readiness", summary="Whether it can serve", responses=problems_of(Unavailable))
def readyz(request: Request) -> dict[str, str]:
    """The database is there and its schema is the one this version needs."""
    if not is_current(request.app.state.database):
        raise Unavailable("The database's schema is behind: run `planner migrate`.")
    return {"status": "ready"}


def create_app(settings: Settings) -> FeedServer:
    """The ASGI application of one installation."""
    database = Database(settings.database)
    newest = NewestReleases(database)
    app = FastAPI(
        routes=_routes(),
        title="Round-table planner",
        version="1",
        lifespan=_lifespan(database, newest),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        max_body_size=MOST_OCTETS,
    )
    app.state.settings, app.state.database = settings, database
    app.openapi = lambda: openapi_of(app)  # type: ignore[method-assign]
    problems.install(app)
    return FeedServer(problems.Bounded(app, MOST_OCTETS), newest, OwnSelections(database), settings)


@cache
def _routes() -> list[BaseRoute]:
    """Every route, those that are asked for most first: they are tried one by one. Worked out once in a process."""
    every = APIRouter(generate_unique_id_function=_operation_id)
    api = APIRouter(prefix="/api/v1")
    for part in (meetings, people, personal_data, programme, releases, selections, history.router):
        api.include_router(part)
    for router in (health, papers, pages, api, documentation, desk):
        every.include_router(router)
    every.mount("/docs/files", swagger_files)
    return every.routes


def app_from_environment() -> FeedServer:
    """The application as the environment describes it: what a worker of `planner serve` runs."""
    settings = Settings()
    write_logs(settings.log)
    app = create_app(settings)
    # What was made up to here stays: the garbage collector, which takes 100 ms to look at it, need not look again.
    gc.freeze()
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


def _lifespan(database: Database, newest: NewestReleases) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        newest.start()
        yield
        newest.stop()
        database.dispose()

    return lifespan
