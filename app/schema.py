"""The schema: every table of the product, and bringing a database to the newest version of them."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from app.access import models as access
from app.bookings import RoomBookingRow
from app.database import Database
from app.ledger import LedgerRow
from app.meetings import models as meetings
from app.people import models as people
from app.programme import models as programme
from app.programme.acknowledgements import models as acknowledgements
from app.releases.record import models as releases
from app.selections import models as selections

TABLES = (access, RoomBookingRow, LedgerRow, meetings, people, programme, acknowledgements, releases, selections)
"""Where the tables are: importing them is what fills the metadata."""

METADATA = SQLModel.metadata
MIGRATIONS = Path(__file__).parents[1] / "migrations"


def migrate(database: Database, to: str = "head") -> None:
    """Bring the database to a version, or back to `base`, in one transaction: whoever comes second finds it done."""
    with database.engine.execution_options(planner_writes=True).begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        step = command.downgrade if to == "base" else command.upgrade
        step(config, to)


def is_current(database: Database) -> bool:
    """Whether the database answers and its schema is the newest. Raises what the database raises."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == _head()


@cache
def revisions() -> frozenset[str]:
    """Every version of the schema that this version of the planner knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
