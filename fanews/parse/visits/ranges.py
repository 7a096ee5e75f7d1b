"""Things with a start and an end, kept so that a range is looked up in time that does not grow with the article.

Owns look-up by position. It knows nothing of what the things are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Protocol


class Ranged(Protocol):
    """Anything half-open in the normalised text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Index[T: Ranged]:
    """Items in text order. They hardly overlap: at most a few cover one position."""

    def __init__(self, items: Iterable[T]) -> None:
        self.items = sorted(items, key=lambda item: item.start)
        self.starts = [item.start for item in self.items]

    def within(self, start: int, end: int) -> list[T]:
        """Items wholly inside the range."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [item for item in self.items[first:last] if item.end <= end]

    def touching(self, start: int, end: int) -> Iterator[T]:
        """Items that share a character with the range."""
        first, last = bisect_right(self.starts, start), bisect_left(self.starts, end)
        return (item for item in self.items[max(0, first - 3) : last] if item.start < end and start < item.end)

    def after(self, position: int) -> Iterator[T]:
        """Items that begin at or behind `position`, in order."""
        return (self.items[i] for i in range(bisect_left(self.starts, position), len(self.items)))

    def at(self, position: int) -> int:
        """The number of the last item that begins at or before `position` (0 where none does)."""
        return max(0, bisect_right(self.starts, position) - 1)
