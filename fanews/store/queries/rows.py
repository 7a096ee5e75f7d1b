"""What the page queries share: a row's type, and a WHERE clause that only ever takes parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
