"""The tables. A change here needs a migration in ``migrations/versions``."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

META = MetaData()

RUNS = Table(
    "runs",
    META,
    Column("key", String(64), primary_key=True),
    Column("owner", String(64), nullable=False, server_default=""),  # the mark; see runs.owners
    Column("name", String(200), nullable=False),  # that its owner gave it, '' if none
    Column("about", Text, nullable=False),
    Column("curves", LargeBinary, nullable=False),
    Column("latest", LargeBinary, nullable=False),  # the checkpoint that it goes on from
    Column("bytes", Integer, nullable=False),  # with its moments
    Column("saved", Float, nullable=False),  # seconds since 1970
    Column("deleted", Float),  # when its owner deleted it, which can be undone for a while
    Index("runs_saved", "saved"),
    Index("runs_owner", "owner"),
)

MOMENTS = Table(
    "moments",
    META,
    Column("run", String(64), ForeignKey("runs.key", ondelete="CASCADE"), primary_key=True),
    Column("steps", Integer, primary_key=True),
    Column("checkpoint", LargeBinary, nullable=False),
)

DRAWINGS = Table(
    "drawings",
    META,
    Column("key", String(64), primary_key=True),
    Column("pictures", LargeBinary, nullable=False),
    Column("saved", Float, nullable=False),
)

PASSES = Table(
    "passes",
    META,
    Column("token", String(64), primary_key=True),  # its hash
    Column("sealed", String(200), nullable=False),
    Column("until", Float, nullable=False),  # seconds since 1970
)

ROOMS = Table(
    "rooms",
    META,
    Column("key", String(64), primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("owner", String(64), nullable=False),  # the mark of the lecturer
    Column("opened", Float, nullable=False),  # seconds since 1970
    Column("until", Float, nullable=False),
    Column("events", Integer, nullable=False),  # how many it has, the number of the latest
    Column("bytes", Integer, nullable=False),  # of all of them
    Index("rooms_owner", "owner"),
)

ROOM_EVENTS = Table(
    "room_events",
    META,
    Column("room", String(64), ForeignKey("rooms.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("member", String(64), nullable=False),  # the mark of who did it
    Column("kind", String(16), nullable=False),
    Column("about", Text, nullable=False),  # JSON
    Column("data", LargeBinary, nullable=False),
    Column("at", Float, nullable=False),  # seconds since 1970
)
