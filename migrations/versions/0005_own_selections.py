"""Own selections and the tokens that read them

Revision: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "selection",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("edit_digest", sa.String(), nullable=False),
        sa.Column("session_uids", sa.JSON(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("at_release", sa.Integer(), nullable=False),
        sa.Column("resets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("edit_digest"),
    )
    op.create_index("ix_selection_meeting_id", "selection", ["meeting_id"])
    op.create_table(
        "read_token",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("selection_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["selection_id"], ["selection.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_read_token_selection_id", "read_token", ["selection_id"])


def downgrade() -> None:
    op.drop_table("read_token")
    op.drop_table("selection")
