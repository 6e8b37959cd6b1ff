"""The image and what ships with it: the Dockerfile's own lines carried out, compose.yaml, the locks, the tree's top."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.machinery.command import CHECKOUT
from tests.machinery.image import Dockerfile, copy_context
from tests.machinery.server import free_port, wait_until_ready
from tests.machinery.somebody import as_somebody

DOCKERFILE = Dockerfile.read(CHECKOUT / "Dockerfile")
INSTALL = ".ci/install /opt/planner requirements.lock"


@dataclass(frozen=True, slots=True)
class Image:
    """The image's file system in a folder, its user and its environment."""

    root: Path
    somebody: list[str]
    environment: dict[str, str]

    def inside(self, text: str) -> str:
        """An absolute path of the image as it is here."""
        return text.replace("/opt/planner", f"{self.root}/opt/planner").replace("/data", f"{self.root}/data")

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        """Start a command of the image as its user, in its working folder."""
        first = shutil.which(words[0], path=self.environment["PATH"]) or words[0]
        workdir = self.root / "srv" / "planner"
        return subprocess.Popen([*self.somebody, first, *words[1:]], cwd=workdir, env=self.environment)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image as another user builds it in an empty folder, by the Dockerfile's installing step."""
    root = Path(tempfile.mkdtemp(prefix="planner-image-"))
    for folder in ("srv/planner", "data", "home", "opt"):
        (root / folder).mkdir(parents=True)
    copy_context(root / "srv" / "planner")
    somebody = as_somebody(root)
    image = Image(root, somebody, {})
    outer = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER_")}
    stated = {
        name: image.inside(value).replace("$PATH", outer["PATH"]) for name, value in DOCKERFILE.variables().items()
    }
    image.environment.update(
        outer | stated | {"HOME": f"{root}/home", "PLANNER_PORT": str(free_port()), "PYTHON": python_of(somebody)}
    )
    try:
        assert image.start(image.inside(INSTALL).split()).wait() == 0
        yield image
    finally:
        shutil.rmtree(root)


def python_of(somebody: list[str]) -> str:
    """A Python that the other user can run and make environments with; a shell asks, as the installing step does."""
    question = "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"
    for python in (f"{sys.base_prefix}/bin/python3", "/usr/bin/python3", "/usr/local/bin/python3"):
        asked = [*somebody, "sh", "-c", '"$0" -c "$1"', python, question]
        if subprocess.run(asked, cwd="/", capture_output=True, check=False).returncode == 0:
            return python
    raise AssertionError("There is no Python 3.11 with venv that a user without rights can run.")


@pytest.mark.slow
def test_the_image_starts_by_its_own_command_as_a_user_without_rights_and_is_healthy_until_it_stops(
    image: Image,
) -> None:
    server = image.start(DOCKERFILE.command("CMD"))
    try:
        wait_until_ready(f"http://127.0.0.1:{image.environment['PLANNER_PORT']}", server)
        healthy = image.start(DOCKERFILE.command("HEALTHCHECK")).wait()
    finally:
        server.send_signal(signal.SIGTERM)
        ended = server.wait(timeout=20)
    gone = image.start(DOCKERFILE.command("HEALTHCHECK")).wait()

    assert (healthy, ended, gone) == (0, -signal.SIGTERM, 1)
    assert [path.name for path in (image.root / "data").glob("*.sqlite")] == ["planner.sqlite"]


def test_the_image_has_one_installing_step_and_a_user_without_rights() -> None:
    steps = DOCKERFILE.all("RUN")

    assert [step for step in steps if "install " in step and "--directory" not in step] == [INSTALL]
    assert not [step for step in steps if "pip" in step or "apt" in step]
    assert DOCKERFILE.all("USER") == ["planner"]
    assert DOCKERFILE.all("VOLUME") == [DOCKERFILE.variables()["PLANNER_DATA"]]


def test_compose_runs_the_image_with_a_postgresql_that_is_asked_whether_it_is_ready() -> None:
    services = yaml.safe_load((CHECKOUT / "compose.yaml").read_text())["services"]

    assert sorted(services) == ["database", "planner"]
    assert services["planner"]["build"] == "."
    assert services["planner"]["environment"]["PLANNER_DATABASE_URL"].startswith("postgresql+psycopg://")
    assert services["planner"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["database"]["healthcheck"]["test"] == ["CMD", "pg_isready", "--username=planner"]


def test_a_lock_names_no_address_so_that_a_site_installs_from_its_own_index() -> None:
    locks = ("requirements.lock", "requirements-dev.lock", "tests/package-lock.json")

    assert [name for name in locks if "://" in (CHECKOUT / name).read_text()] == []


def test_the_tests_lock_holds_what_the_product_runs_on() -> None:
    run, tests = (
        {line for line in (CHECKOUT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )

    assert run - tests == set()


def test_the_top_of_the_tree_holds_nothing_but_what_has_a_place_there() -> None:
    known = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout

    files = {".dockerignore", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "README.md"}
    files |= {"compose.yaml", "pyproject.toml", "requirements-dev.lock", "requirements.lock"}
    folders = {".ci", "app", "docs", "migrations", "seed", "tests"}
    assert {name.partition("/")[0] for name in known.splitlines()} - files - folders == set()
    assert [name for name in known.splitlines() if name.endswith((".mo", ".pyc", ".sqlite"))] == []
