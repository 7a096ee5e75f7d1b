"""What the ingest page asks: the ingests so far, and what they did not take."""

from __future__ import annotations

from fanews.store.queries.rows import Row
from fanews.store.reader import Snapshot


def runs(db: Snapshot, limit: int) -> list[Row]:
    """The latest ingests first."""
    return db.rows("SELECT * FROM runs ORDER BY run_id DESC LIMIT ?", [limit])


def rejected(db: Snapshot, limit: int) -> list[Row]:
    """Inputs that were not taken, latest first, each with the reason and what to do."""
    return db.rows("SELECT * FROM rejected_inputs ORDER BY run_id DESC, path LIMIT ?", [limit])
