"""Runs with their moments, and drawings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "runs",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("curves", sa.LargeBinary, nullable=False),
        sa.Column("latest", sa.LargeBinary, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("saved", sa.Float, nullable=False),
    )
    op.create_index("runs_saved", "runs", ["saved"])
    op.create_table(
        "moments",
        sa.Column(
            "run", sa.String(64), sa.ForeignKey("runs.key", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("steps", sa.Integer, primary_key=True),
        sa.Column("checkpoint", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "drawings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("pictures", sa.LargeBinary, nullable=False),
        sa.Column("saved", sa.Float, nullable=False),
    )
