"""What the visit rules need to know of an article: its clauses, parties, places and speeches.

Owns the view of a `Reading` the rules work on. It decides nothing about visits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from fanews.model import EntityType, QuoteKind
from fanews.parse.reading import Actor, Found, Reading
from fanews.parse.visits.grammar import words
from fanews.parse.visits.ground import Place, places_of, states_of
from fanews.parse.visits.parties import parties_of
from fanews.parse.visits.party import Party
from fanews.parse.visits.ranges import Index
from fanews.parse.visits.verbs import Verb, find_verbs


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch up to and with one finite verb (None for a verbless rest)."""

    start: int
    end: int
    verb: Verb | None
    sentence: int


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of reported speech; `indirect`: after که, where «او» may be the speaker."""

    start: int
    end: int
    speaker: Party | None
    indirect: bool


@dataclass(slots=True)
class Scene:
    """One article as the visit rules see it."""

    reading: Reading
    parties: Index[Party]
    places: Index[Place]
    clauses: list[Clause]
    speeches: Index[Speech]
    states: list[tuple[int, str]]  # where a state is named or meant, in order
    actors: Index[Actor] = field(init=False)
    dates: Index[Found] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.actors = Index(self.reading.actors)
        self.dates = Index(m for m in self.reading.mentions if m.type is EntityType.DATE)
        self.starts = [c.start for c in self.clauses]

    @property
    def norm(self) -> str:
        """The normalised text."""
        return self.reading.norm

    def parties_in(self, start: int, end: int) -> list[Party]:
        """Parties wholly inside the range."""
        return self.parties.within(start, end)

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places wholly inside the range."""
        return self.places.within(start, end)

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds `position` (the last one before it, where none does)."""
        return max(0, bisect_right(self.starts, position) - 1)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The range of the sentence that holds `position`, as far as a reader would look back and ahead."""
        sentence = self.reading.sentences[self.clauses[self.clause_at(position)].sentence]
        return max(sentence.start, position - _LONGEST), min(sentence.end, position + _LONGEST)

    def states_before(self, position: int) -> list[str]:
        """The states named shortly before `position`, the last one first."""
        at = bisect_left(self.states, (position, ""))
        return [country for start, country in reversed(self.states[max(0, at - 30) : at]) if start > position - 400]

    def states_between(self, start: int, end: int) -> set[str]:
        """The states named in the range."""
        return {c for _, c in self.states[bisect_left(self.states, (start, "")) : bisect_left(self.states, (end, ""))]}

    def speech_at(self, position: int) -> Speech | None:
        """The quoted stretch around `position` and its speaker."""
        return next(self.speeches.touching(position, position + 1), None)

    def has(self, word_class: str, start: int, end: int) -> bool:
        """Whether a word of the class stands in the range."""
        return bool(words(word_class).search(self.norm, max(0, start), end))


_STOP = re.compile(r"[؛:!؟?\n]")
_LONGEST = 700  # characters of a clause: no writer's is longer, and the work on one grows faster than its length


def _clauses(reading: Reading, speeches: list[Speech]) -> list[Clause]:
    """Sentences cut behind each finite verb, at hard punctuation, and where speech begins and ends."""
    borders = sorted({edge for s in speeches for edge in (s.start, s.end)})
    found: list[Clause] = []
    for number, sentence in enumerate(reading.sentences):
        start = sentence.start
        for cut, verb in [*_cuts(reading.norm, sentence.start, sentence.end, borders), (sentence.end, None)]:
            if reading.norm[start:cut].strip():
                found.append(Clause(start, cut, verb, number))
            start = cut
    return found


def _cuts(norm: str, start: int, end: int, borders: list[int]) -> list[tuple[int, Verb | None]]:
    """Where the clauses of a sentence end, each with its verb, in order."""
    cuts: list[tuple[int, Verb | None]] = [(v.end, v) for v in find_verbs(norm, start, end)]
    cuts += [(b, None) for b in borders[bisect_right(borders, start) : bisect_left(borders, end)]]
    cuts += [(m.end(), None) for m in _STOP.finditer(norm, start, end)]
    cuts.sort(key=lambda c: c[0])
    long = [(low, high) for low, high in pairwise([start, *(c[0] for c in cuts), end]) if high - low > _LONGEST]
    cuts += [(at, None) for low, high in long for at in range(low + _LONGEST, high, _LONGEST)]
    return sorted(cuts, key=lambda c: c[0])


def _speeches(reading: Reading, parties: list[Party]) -> list[Speech]:
    by_person = {p.person: p for p in parties if p.person is not None}
    origin = reading.aligned.origin
    found = []
    for q in reading.quotes:
        start, end = bisect_right(origin, q.span.start_char - 1), bisect_right(origin, q.span.end_char - 1)
        speaker = by_person.get(q.person) if q.person is not None else None
        found.append(Speech(start, end, speaker, q.kind is QuoteKind.INDIRECT))
    return found


def set_scene(reading: Reading) -> Scene:
    """The scene of an article whose entities, people and quotes have been read."""
    places = places_of(reading)
    parties = parties_of(reading, places)
    speeches = _speeches(reading, parties)
    clauses = _clauses(reading, speeches)
    return Scene(reading, Index(parties), Index(places), clauses, Index(speeches), states_of(reading))
