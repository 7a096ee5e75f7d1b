"""One article as the quote reader walks it: its text, cues and actors, each found by position."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from fanews.parse.quotes.cues import Cue, find_cues
from fanews.parse.reading import Actor, Reading


@dataclass(slots=True)
class Page:
    """Ranges are half-open in `norm`. `cues` and `actors` are sorted by where they begin."""

    reading: Reading
    norm: str = ""
    cues: list[Cue] = field(default_factory=list)
    cue_starts: list[int] = field(default_factory=list)
    actor_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.norm = self.reading.norm
        self.cues = find_cues(self.norm)
        self.cue_starts = [c.start for c in self.cues]
        self.actor_starts = [a.start for a in self.reading.actors]

    def cue_range(self, start: int, end: int) -> range:
        """Indexes of the cues that begin in the range."""
        first = bisect_left(self.cue_starts, start)
        return range(first, bisect_left(self.cue_starts, end, lo=first))

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in the range."""
        return [self.cues[i] for i in self.cue_range(start, end)]

    def actors_in(self, start: int, end: int) -> list[Actor]:
        """The actors that lie in the range."""
        first = bisect_left(self.actor_starts, start)
        last = bisect_left(self.actor_starts, end, lo=first)
        return [a for a in self.reading.actors[first:last] if a.end <= end + 1]
