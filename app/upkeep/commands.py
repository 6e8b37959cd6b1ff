"""The commands that look after an installation."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.database import Database
from app.upkeep.backup import NotDone, NotEmbedded, StillServed, back_up, restore
from app.upkeep.doctor import examine
from app.upkeep.installation import ENVIRONMENT, REFUSED, installation, say, settled

app = typer.Typer()


@app.command()
def doctor() -> None:
    """Look whether the installation is sound; exit 3 where something is not."""
    with settled(is_current=False) as database:
        findings = list(examine(installation(), database))
    for finding in findings:
        typer.echo(f"{'ok' if finding.is_sound else 'BAD'}\t{finding.subject}\t{finding.seen}")
    if not all(finding.is_sound for finding in findings):
        raise typer.Exit(ENVIRONMENT)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Copy the embedded database into a file, also while it is served."""
    with kept_in_a_file() as database:
        back_up(database, file)
    say(f"Copied to {file}.")


@app.command("restore")
def restore_copy(
    file: Annotated[Path, typer.Argument(help="What `planner backup` made.", exists=True, dir_okay=False)],
) -> None:
    """Put a copy in the place of the embedded database; the server must be stopped."""
    with kept_in_a_file() as database:
        replaced = restore(database, file)
    say(f"Restored. What was there is kept in {replaced}. Run `planner migrate` before you serve.")


@contextmanager
def kept_in_a_file() -> Iterator[Database]:
    """The embedded database for a command on its file; what hinders that ends the command with its exit code."""
    with settled(is_current=False) as database:
        try:
            yield database
        except (NotDone, NotEmbedded, StillServed, sqlite3.Error) as error:
            say(str(error))
            raise typer.Exit(REFUSED if isinstance(error, NotDone) else ENVIRONMENT) from error
