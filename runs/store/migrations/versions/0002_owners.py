"""Runs by owner, whose secret is not kept any more; deletions that can be undone; passes."""

import json
from contextlib import suppress

import sqlalchemy as sa
from alembic import op

from runs.owners import mark

revision = "0002"
down_revision = "0001"

_RUNS = sa.table("runs", sa.column("key"), sa.column("about"), sa.column("owner"))


def upgrade() -> None:
    """Put the mark in each secret's place."""
    owner = sa.Column("owner", sa.String(64), nullable=False, server_default="")
    op.add_column("runs", owner)
    op.add_column("runs", sa.Column("deleted", sa.Float))
    op.create_index("runs_owner", "runs", ["owner"])
    op.create_table(
        "passes",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.String(200), nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )
    connection = op.get_bind()
    for key in connection.execute(sa.select(_RUNS.c.key)).scalars().all():
        of_it = _RUNS.c.key == key
        about = connection.execute(sa.select(_RUNS.c.about).where(of_it)).scalar_one()
        with suppress(ValueError, KeyError, TypeError):  # what is no run stays as it is
            told = json.loads(about)
            told["owner"] = mark(told["owner"])
            row = {"about": json.dumps(told), "owner": told["owner"]}
            connection.execute(sa.update(_RUNS).where(of_it).values(row))
