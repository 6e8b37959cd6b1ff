"""The migrations: up, down and up again, and afterwards exactly the schema that the code describes."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from app import schema
from app.database import Database


def test_migrations_run_up_down_and_up_and_make_what_the_code_describes(database_url: str) -> None:
    database = Database(database_url)

    schema.migrate(database, "base")
    with database.engine.connect() as connection:
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
    is_current_below = schema.is_current(database)
    schema.migrate(database)
    schema.migrate(database)

    assert left == set()
    assert not is_current_below
    assert schema.is_current(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.METADATA) == []
    database.dispose()
