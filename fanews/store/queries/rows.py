"""What the page queries share: a row's type, and a WHERE clause that only ever takes parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fanews.store.reader import Snapshot

Row = dict[str, Any]

# Whose foreign relations these are: a visit is to it, from it, or between others.
HOME = "IR"


class Where:
    """Conditions joined by AND. The SQL of a condition is ours; every value is a parameter."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.params: list[object] = []

    def add(self, condition: str, *params: object) -> Where:
        """One more condition, with a `?` for each of `params`."""
        self.conditions.append(condition)
        self.params.extend(params)
        return self

    def among(self, column: str, values: Iterable[object]) -> Where:
        """`column` is one of `values`; no values, no condition."""
        listed = list(values)
        return self.add(f"{column} IN ({', '.join('?' * len(listed))})", *listed) if listed else self

    @property
    def sql(self) -> str:
        """The clause, or nothing."""
        return f"WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def choices(db: Snapshot, list_: str, field: str, name: str) -> list[Row]:
    """What a list can be narrowed to: `field`, and how many rows that leaves as `name`; most first."""
    return db.rows(
        f"SELECT value AS {field}, counted AS {name} FROM list_counts WHERE list = ? AND field = ?"
        " ORDER BY counted DESC, value",
        [list_, field],
    )


def with_counts(db: Snapshot, rows: list[Row]) -> list[Row]:
    """Rows of articles with how many `quotes` and `visits` each holds. Asked for the few rows of a page alone."""
    ids = [row["article_id"] for row in rows]
    counted: dict[str, dict[int, int]] = {}
    for name, table in (("quotes", "quotes"), ("visits", "visit_mentions")):
        sql = f"SELECT article_id, count(*) AS n FROM {table} WHERE article_id IN (SELECT unnest(?)) GROUP BY 1"
        counted[name] = {row["article_id"]: row["n"] for row in db.rows(sql, [ids])} if ids else {}
    return [row | {name: n.get(row["article_id"], 0) for name, n in counted.items()} for row in rows]
