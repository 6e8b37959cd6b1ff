"""The installation that a command works on, and how a command ends where something is in the way."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app.database import Database
from app.errors import PlannerError
from app.settings import Settings

REFUSED, ENVIRONMENT = 1, 3
"""Exit codes: the domain refuses, or something is wrong with database, schema, port or disk. 2 is the usage."""


def say(text: str) -> None:
    """Talk, on stderr."""
    typer.echo(text, err=True)


@contextmanager
def settled(is_current: bool = True) -> Iterator[Database]:
    """The installation's database, at the newest schema unless told otherwise."""
    settings = installation()
    database = None
    try:
        database = Database(settings.database)
        if is_current and not schema.is_current(database):
            say("The database's schema is behind: run `planner migrate`.")
            raise typer.Exit(ENVIRONMENT)
        yield database
    except PlannerError as error:
        say(error.detail)
        for conflict in error.facts.get("conflicts") or []:  # type: ignore[union-attr]
            say(f"  {conflict['code']}: {conflict['message']}")  # type: ignore[index,call-overload]
        raise typer.Exit(REFUSED) from error
    except (SQLAlchemyError, OSError) as error:
        say(f"The database does not answer: {error}")
        raise typer.Exit(ENVIRONMENT) from error
    finally:
        if database is not None:
            database.dispose()


def installation() -> Settings:
    """The settings of the environment; what cannot be read ends the command."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            say(f"PLANNER_{'_'.join(map(str, problem['loc'])).upper()}: {problem['msg']}")
        raise typer.Exit(ENVIRONMENT) from error
