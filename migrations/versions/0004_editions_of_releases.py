"""Editions of releases: how often an erasure has rewritten one

Revision: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("release", sa.Column("edition", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("release", "edition")
