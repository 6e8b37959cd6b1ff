"""The planner command. Results on stdout, talk on stderr.

Exit codes: 0 done, 1 refused by the domain, 2 usage, 3 environment (no database, schema behind, port taken).
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated
from uuid import UUID

import typer
import uvicorn

from app import schema
from app.access.accounts import offer_first_administrator
from app.access.keys import create_key, list_keys, revoke_key
from app.access.models import Actor, Right
from app.database import DbSession, now
from app.feeds.calendar import Calendars, Feed
from app.feeds.membership import InRoom, OfDelegation, OfParticipant, OfTheme, Selection, WholeMeeting, exists
from app.languages import Language
from app.logs.setup import write_logs
from app.meetings.queries import meeting_at, meeting_of
from app.programme.conflicts import conflicts_of
from app.programme.facts import draft_index
from app.releases.making.publish import publish
from app.releases.reading.queries import newest_release
from app.rules.check import check as judge
from app.rules.conflict import Severity
from app.rules.facts import released_view
from app.rules.index import Index
from app.seeding.demo import has_released_meeting, make_demonstration
from app.seeding.seed import seed as seed_database
from app.settings import Settings
from app.upkeep.commands import app as upkeep
from app.upkeep.installation import ENVIRONMENT, REFUSED, installation, say, settled

DEMONSTRATED = 40
BY = Actor("planner command", Right.ADMINISTRATOR)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
keys = typer.Typer(no_args_is_help=True, help="Keys of the API.")
app.add_typer(keys, name="key")
app.add_typer(upkeep)


@contextmanager
def planner(writes: bool = False) -> Iterator[DbSession]:
    """A transaction on the installation's database; what goes wrong ends the command with its exit code."""
    with settled() as database, database.writing() if writes else database.reading() as db:
        yield db


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option(help="How many processes.", min=1, max=64)] = None,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Bring the database up to date and seed it first.")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Make a demonstration meeting where none is released.")] = False,
) -> None:
    """Serve pages, feeds and the API."""
    for name, value in (("HOST", host), ("PORT", port), ("WORKERS", workers)):
        if value is not None:
            os.environ[f"PLANNER_{name}"] = str(value)
    settings = installation()
    os.environ["PLANNER_PUBLIC_URL"] = settings.public
    if migrate:
        _migrate()
        _seed()
    if demo:
        _demo(None, DEMONSTRATED, if_none=True)
    with settled() as database:
        _expect_free_port(settings)
        with database.writing() as db:
            token = offer_first_administrator(db)
    if token:
        typer.echo(f"First administrator: {settings.public}/desk/first/{token}")
    say(f"Serving on {settings.public}")
    write_logs(settings.log)
    uvicorn.run(
        "app.main:app_from_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers if settings.workers > 1 else None,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=30,
        # A worker that is slow to start on a busy machine must not be taken for one that hangs, and started again for ever.
        timeout_worker_healthcheck=60,
    )


def _expect_free_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            say(
                f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another with PLANNER_PORT."
            )
            raise typer.Exit(ENVIRONMENT) from error


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    _migrate()


def _migrate() -> None:
    with settled(is_current=False) as database:
        if schema.is_current(database):
            say("The schema is current.")
            return
        schema.migrate(database)
        say("The schema is up to date.")


@app.command()
def seed() -> None:
    """Load mandate, themes, delegations and the first meeting. What is there already stays as it is."""
    _seed()


def _seed() -> None:
    with planner(writes=True) as db:
        made = seed_database(db)
    say(f"Seeded: {made}." if made else "Everything seeded is there already.")


@app.command()
def demo(
    starts: Annotated[str | None, typer.Option(help="First day, as 2027-03-01.")] = None,
    sessions: Annotated[int, typer.Option(help="How many sessions.", min=20, max=1000)] = DEMONSTRATED,
    if_none: Annotated[bool, typer.Option("--if-none", help="Only where no meeting is released yet.")] = False,
) -> None:
    """Make a further, published demonstration meeting, and print its slug."""
    _demo(_day(starts) if starts else None, sessions, if_none)


def _demo(first_day: date | None, sessions: int, if_none: bool) -> None:
    with planner(writes=True) as db:
        if if_none and has_released_meeting(db):
            return
        slug = make_demonstration(db, first_day, sessions)
    typer.echo(slug)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a day such as 2027-03-01") from error


@keys.command("create")
def key_create(
    name: str,
    role: Annotated[Right, typer.Option(help="What it may do.")],
    meeting: Annotated[str | None, typer.Option(help="The slug of the one meeting it is for.")] = None,
) -> None:
    """Make a key and print it, the only time it can be seen."""
    with planner(writes=True) as db:
        meeting_id = meeting_at(db, meeting).id if meeting else None
        key = create_key(db, name, role, meeting_id, BY.name)
    typer.echo(key)


@keys.command("list")
def key_list() -> None:
    """List the keys: how each begins, name, role, meeting, since when, until when."""
    with planner() as db:
        for row in list_keys(db):
            until = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else "valid"
            scope = meeting_of(db, row.meeting_id).slug if row.meeting_id else "all meetings"
            typer.echo(f"{row.prefix}\t{row.name}\t{row.role.value}\t{scope}\t{row.created_at:%Y-%m-%d}\t{until}")


@keys.command("revoke")
def key_revoke(prefix: Annotated[str, typer.Argument(help="How the key begins, as `key list` shows it.")]) -> None:
    """End a key's validity at once."""
    with planner(writes=True) as db:
        revoke_key(db, prefix, BY.name)


@app.command()
def check(meeting: Annotated[str, typer.Argument(help="The meeting's slug.")]) -> None:
    """List the conflicts of a meeting's draft; exit 1 where an error is in what the next release would hold."""
    with planner() as db:
        found = meeting_at(db, meeting)
        index = draft_index(db, found)
        listed = conflicts_of(db, found, index, Language.EN, True)
        would_hold = judge(Index(released_view(index.facts)), now())
    for conflict in listed:
        typer.echo(f"{conflict.severity}\t{conflict.code}\t{conflict.message}")
    if any(conflict.severity is Severity.ERROR for conflict in would_hold):
        raise typer.Exit(REFUSED)


@app.command("publish")
def publish_meeting(
    meeting: Annotated[str, typer.Argument(help="The meeting's slug.")],
    note: Annotated[str | None, typer.Option(help="A public note.")] = None,
) -> None:
    """Freeze a meeting's draft as its next release, and print the number."""
    with planner(writes=True) as db:
        release = publish(db, meeting_at(db, meeting), note, BY)
    typer.echo(release.number)


@app.command()
def feed(
    meeting: Annotated[str, typer.Argument(help="The meeting's slug.")],
    theme: Annotated[str | None, typer.Option(help="A numeral.")] = None,
    room: Annotated[str | None, typer.Option(help="A room's slug.")] = None,
    delegation: Annotated[str | None, typer.Option(help="A delegation's code.")] = None,
    participant: Annotated[str | None, typer.Option(help="A participant's uid.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Default: the meeting's first language.")] = None,
) -> None:
    """Print a released calendar, byte for byte as it is served."""
    selection, path = _selected(meeting, theme=theme, room=room, delegation=delegation, participant=participant)
    with planner() as db:
        release = newest_release(db, meeting)
    if release is None or not exists(release, selection):
        say("No release of this meeting has named this.")
        raise typer.Exit(REFUSED)
    address = f"{path}.ics?lang={lang.value}" if lang else f"{path}.ics"
    typer.echo(Calendars(installation().public).calendar(release, Feed(selection, address, lang, None)), nl=False)


def _selected(meeting: str, **given: str | None) -> tuple[Selection, str]:
    """The selection of a calendar, and the address of its page."""
    chosen = {name: value for name, value in given.items() if value is not None}
    if len(chosen) > 1:
        raise typer.BadParameter("a calendar is of one theme, room, delegation or participant")
    match chosen:
        case {"theme": numeral}:
            return OfTheme(numeral), f"/meetings/{meeting}/themes/{numeral}"
        case {"room": slug}:
            return InRoom(slug), f"/meetings/{meeting}/rooms/{slug}"
        case {"delegation": code}:
            return OfDelegation(code), f"/meetings/{meeting}/delegations/{code}"
        case {"participant": uid}:
            return OfParticipant(_uid(uid)), f"/meetings/{meeting}/participants/{uid}"
    return WholeMeeting(), f"/meetings/{meeting}"


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a uid") from error


def main() -> None:
    """The entry point."""
    app()
