"""How Alembic meets the database: the product's own metadata and engine, one transaction for all steps."""

from typing import Any, Literal

from alembic import context

from app.database import JsonOf
from app.schema import METADATA


def plain_json(kind: str, item: Any, _: object) -> str | Literal[False]:
    """A migration knows a typed JSON column as JSON: the type belongs to the code of a later day."""
    return "sa.JSON()" if kind == "type" and isinstance(item, JsonOf) else False


connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=plain_json,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
