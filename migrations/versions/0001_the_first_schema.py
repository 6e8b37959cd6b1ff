"""The first schema

Revision: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from app.bookings import guard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


TABLES = (
    "seat_booking",
    "room_booking",
    "release_session",
    "published_session",
    "assignment",
    "session",
    "mention",
    "agenda_item_theme",
    "slot",
    "room",
    "release",
    "expertise",
    "availability",
    "api_key",
    "agenda_item",
    "theme",
    "participant",
    "meeting",
    "mandate",
    "ledger",
    "delegation",
)


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column(
            "kind",
            sa.Enum(
                "member_state",
                "observer_state",
                "party",
                "organisation",
                name="delegationkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column(
            "regional_group",
            sa.Enum(
                "african",
                "asia_pacific",
                "eastern_european",
                "latin_american_caribbean",
                "western_european_others",
                "none",
                name="region_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("resource", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_ledger_meeting", "ledger", ["meeting"], unique=False)
    op.create_index("ix_ledger_resource", "ledger", ["resource"], unique=False)
    op.create_table(
        "mandate",
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meeting",
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=True),
        sa.Column("mailbox", sa.String(), nullable=True),
        sa.Column("interpretation_teams", sa.Integer(), nullable=True),
        sa.Column("interpreter_shifts_day", sa.Integer(), nullable=True),
        sa.Column("interpreter_shifts_week", sa.Integer(), nullable=True),
        sa.Column("interpreted_minutes", sa.Integer(), nullable=True),
        sa.Column("changeover_minutes", sa.Integer(), nullable=True),
        sa.Column("daily_maximum", sa.Integer(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("newest_release", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mandate_id"],
            ["mandate.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_index("ix_meeting_mandate_id", "meeting", ["mandate_id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("honorific", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("functions", sa.JSON(), nullable=False),
        sa.Column("delegation", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column(
            "gender",
            sa.Enum(
                "female", "male", "other", name="gender_is_known", native_enum=False, create_constraint=True, length=32
            ),
            nullable=True,
        ),
        sa.Column("needs", sa.String(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"],
            ["delegation.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_participant_delegation", "participant", ["delegation"], unique=False)
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("numeral", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mandate_id", "numeral"),
    )
    op.create_index("ix_theme_mandate_id", "theme", ["mandate_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("annotations", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["agenda_item.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "number"),
    )
    op.create_index("ix_agenda_item_meeting_id", "agenda_item", ["meeting_id"], unique=False)
    op.create_index("ix_agenda_item_parent_id", "agenda_item", ["parent_id"], unique=False)
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "viewer",
                "editor",
                "publisher",
                "administrator",
                name="right_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("prefix"),
    )
    op.create_index("ix_api_key_meeting_id", "api_key", ["meeting_id"], unique=False)
    op.create_table(
        "availability",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("windows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participant_id", "meeting_id"),
    )
    op.create_index("ix_availability_meeting_id", "availability", ["meeting_id"], unique=False)
    op.create_table(
        "expertise",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
        ),
        sa.PrimaryKeyConstraint("participant_id", "theme_id"),
    )
    op.create_index("ix_expertise_theme_id", "expertise", ["theme_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("ledger", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("meeting", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "number"),
    )
    op.create_index("ix_release_meeting_id", "release", ["meeting_id"], unique=False)
    op.create_table(
        "room",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("booths", sa.Integer(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("step_free", sa.Boolean(), nullable=False),
        sa.Column("openings", sa.JSON(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "slug"),
    )
    op.create_index("ix_room_meeting_id", "room", ["meeting_id"], unique=False)
    op.create_table(
        "slot",
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_slot_meeting_id", "slot", ["meeting_id"], unique=False)
    op.create_table(
        "agenda_item_theme",
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_item.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
        ),
        sa.PrimaryKeyConstraint("agenda_item_id", "theme_id"),
    )
    op.create_index("ix_agenda_item_theme_theme_id", "agenda_item_theme", ["theme_id"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("delegation", sa.String(), nullable=True),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
        ),
        sa.ForeignKeyConstraint(
            ["delegation"],
            ["delegation.code"],
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["room.id"],
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_mention_agenda_item_id", "mention", ["agenda_item_id"], unique=False)
    op.create_index("ix_mention_delegation", "mention", ["delegation"], unique=False)
    op.create_index("ix_mention_participant_id", "mention", ["participant_id"], unique=False)
    op.create_index("ix_mention_release_id", "mention", ["release_id"], unique=False)
    op.create_index("ix_mention_room_id", "mention", ["room_id"], unique=False)
    op.create_index("ix_mention_theme_id", "mention", ["theme_id"], unique=False)
    op.create_table(
        "session",
        sa.Column(
            "kind",
            sa.Enum(
                "opening",
                "plenary",
                "round_table",
                "panel",
                "briefing",
                "side_event",
                "informal_consultation",
                "bureau",
                "group_meeting",
                "break",
                "closing",
                name="kind_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "tentative",
                "confirmed",
                "cancelled",
                name="status_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("organiser", sa.String(), nullable=True),
        sa.Column("starts", UTCDateTime(), nullable=True),
        sa.Column("ends", UTCDateTime(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("expected_attendance", sa.Integer(), nullable=True),
        sa.Column("discussion_minutes", sa.Integer(), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("webcast_url", sa.String(), nullable=True),
        sa.Column("joining_url", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "status_before",
            sa.Enum(
                "draft",
                "tentative",
                "confirmed",
                "cancelled",
                name="status_before_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("released_sequence", sa.Integer(), nullable=True),
        sa.Column("released_starts", UTCDateTime(), nullable=True),
        sa.Column("released_ends", UTCDateTime(), nullable=True),
        sa.CheckConstraint("(starts IS NULL) = (ends IS NULL) AND starts < ends", name="placed_in_order"),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organiser"],
            ["delegation.code"],
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["room.id"],
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_session_agenda_item_id", "session", ["agenda_item_id"], unique=False)
    op.create_index("ix_session_meeting_id", "session", ["meeting_id"], unique=False)
    op.create_index("ix_session_organiser", "session", ["organiser"], unique=False)
    op.create_index("ix_session_room_id", "session", ["room_id"], unique=False)
    op.create_index("ix_session_theme_id", "session", ["theme_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "moderator",
                "panelist",
                "discussant",
                "rapporteur",
                "secretary",
                "speaker",
                name="role_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "in_person", "remote", name="attendance_is_known", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "invitation",
            sa.Enum(
                "to_invite",
                "invited",
                "accepted",
                "tentative",
                "declined",
                "withdrawn",
                name="invitation_is_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
        ),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "participant_id"),
    )
    op.create_index("ix_assignment_participant_id", "assignment", ["participant_id"], unique=False)
    op.create_index("ix_assignment_session_id", "assignment", ["session_id"], unique=False)
    op.create_table(
        "published_session",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.PrimaryKeyConstraint("session_id", "sequence"),
    )
    op.create_index("ix_published_session_release_id", "published_session", ["release_id"], unique=False)
    op.create_table(
        "release_session",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("booking", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["release.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.PrimaryKeyConstraint("release_id", "session_id"),
    )
    op.create_index("ix_release_session_session_id", "release_session", ["session_id"], unique=False)
    op.create_table(
        "room_booking",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts", UTCDateTime(), nullable=False),
        sa.Column("ends", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["room.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.PrimaryKeyConstraint("session_id"),
    )
    op.create_index("ix_room_booking_meeting_id", "room_booking", ["meeting_id"], unique=False)
    op.create_index("ix_room_booking_room_id", "room_booking", ["room_id"], unique=False)
    op.create_table(
        "seat_booking",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts", UTCDateTime(), nullable=False),
        sa.Column("ends", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
        ),
        sa.PrimaryKeyConstraint("session_id", "participant_id"),
    )
    op.create_index("ix_seat_booking_meeting_id", "seat_booking", ["meeting_id"], unique=False)
    op.create_index("ix_seat_booking_participant_id", "seat_booking", ["participant_id"], unique=False)
    guard(op.get_bind())


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
