"""What every test may ask for: databases, the running product, a browser."""

import os
from collections.abc import Callable, Iterator

import httpx
import hypothesis
import pytest
from playwright.sync_api import Browser, Page

from app.access.models import Right
from tests.machinery.browser import running_browser
from tests.machinery.databases import PostgresTemplate, SQLiteTemplate, Template
from tests.machinery.officer import Officer, make_key
from tests.machinery.postgres import Cluster, running_cluster
from tests.machinery.server import Product, running_product, running_server

# A developer's own settings must not reach the product under test.
for setting in [name for name in os.environ if name.startswith("PLANNER_")]:
    del os.environ[setting]

hypothesis.settings.register_profile("planner", deadline=None, print_blob=True)
hypothesis.settings.load_profile("planner")


MARKED_BY_FIXTURE = {"browser": "browser", "cluster": "postgres", "server": "served", "product": "slow"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what drives a browser, needs PostgreSQL or a server by the fixtures it asks for, and journeys as slow.

    The slow ones and those of browsers come first, so that at the end no worker waits for another's long last test.
    """
    for item in items:
        for fixture in MARKED_BY_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKED_BY_FIXTURE[fixture])
        if "journeys" in item.path.parts:
            item.add_marker("slow")
    yield
    items.sort(key=lambda item: not {"slow", "browser"} & {marker.name for marker in item.iter_markers()})


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Fresh SQLite databases."""
    return SQLiteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(cluster: Cluster) -> Template:
    """Fresh PostgreSQL databases."""
    return PostgresTemplate(cluster)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Template:
    """Fresh databases of one kind and then of the other: whoever asks runs on both."""
    template: Template = request.getfixturevalue(request.param)
    return template


@pytest.fixture(scope="session")
def opened() -> Callable[[Template], tuple[str, Officer]]:
    """Gives a database in which an administrator of everything has opened a meeting: one of each kind, made once."""
    made: dict[str, tuple[str, Officer]] = {}

    def open_once(database: Template) -> tuple[str, Officer]:
        if database.name not in made:
            url = database.copy()
            with running_server(url) as client:
                officer = Officer(client, make_key(url, Right.ADMINISTRATOR))
                officer.open_meeting()
            made[database.name] = url, officer
        return made[database.name]

    return open_once


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, database: Template, opened: Callable[[Template], tuple[str, Officer]]
) -> Iterator[str]:
    """A migrated database for one test, empty or, where an officer is asked for, with the officer's meeting.

    The test runs on SQLite and on PostgreSQL.
    """
    url = database.copy(opened(database)[0] if "officer" in request.fixturenames else None)
    yield url
    database.remove(url)


@pytest.fixture
def server(database_url: str) -> Iterator[httpx.Client]:
    """A client of the application, which runs in this process on a fresh database of each kind."""
    with running_server(database_url, is_awaited=False) as client:
        yield client


@pytest.fixture
def product(database_url: str) -> Iterator[Product]:
    """`planner serve` as a process of its own on a fresh database of each kind."""
    with running_product(database_url) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium. It stops with the module, since its event loop is in the way of any other."""
    with running_browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a reader nobody knows yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def officer(server: httpx.Client, database: Template, opened: Callable[[Template], tuple[str, Officer]]) -> Officer:
    """An administrator of everything, with an open meeting, on a fresh database of each kind."""
    return opened(database)[1].at(server)
