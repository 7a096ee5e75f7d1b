"""What the visit rules need to know of an article: its clauses, parties, places and speeches.

Owns the view of a `Reading` the rules work on. It decides nothing about visits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from fanews.model import QuoteKind
from fanews.parse.reading import Reading
from fanews.parse.visits.grammar import words
from fanews.parse.visits.ground import Place, places_of, states_of
from fanews.parse.visits.parties import Party, parties_of
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
    parties: list[Party] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    states: list[tuple[int, str]] = field(default_factory=list)  # where a state is named or meant, in order

    @property
    def norm(self) -> str:
        """The normalised text."""
        return self.reading.norm

    def parties_in(self, start: int, end: int) -> list[Party]:
        """Parties wholly inside the range."""
        return [p for p in self.parties if start <= p.start and p.end <= end]

    def places_in(self, start: int, end: int) -> list[Place]:
        """Places wholly inside the range."""
        return [p for p in self.places if start <= p.start and p.end <= end]

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds `position` (the last one before it, where none does)."""
        return max(0, bisect_right([c.start for c in self.clauses], position) - 1)

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The range of the sentence that holds `position`."""
        sentences = self.reading.sentences
        index = max(0, bisect_right([s.start for s in sentences], position) - 1)
        return sentences[index].start, sentences[index].end

    def speech_at(self, position: int) -> Speech | None:
        """The quoted stretch around `position` and its speaker."""
        return next((s for s in self.speeches if s.start <= position < s.end), None)

    def has(self, word_class: str, start: int, end: int) -> bool:
        """Whether a word of the class stands in the range."""
        return bool(words(word_class).search(self.norm, max(0, start), end))


_STOP = re.compile(r"[؛:!؟?\n]")


def _clauses(reading: Reading, speeches: list[Speech]) -> list[Clause]:
    """Sentences cut behind each finite verb, at hard punctuation, and where speech begins and ends."""
    borders = sorted({edge for s in speeches for edge in (s.start, s.end)})
    found: list[Clause] = []
    for number, sentence in enumerate(reading.sentences):
        start = sentence.start
        verbs = find_verbs(reading.norm, sentence.start, sentence.end)
        cuts: list[tuple[int, Verb | None]] = [(v.end, v) for v in verbs]
        cuts += [(b, None) for b in borders if sentence.start < b < sentence.end]
        cuts += [(m.end(), None) for m in _STOP.finditer(reading.norm, sentence.start, sentence.end)]
        for cut, verb in sorted(cuts, key=lambda c: c[0]):
            if reading.norm[start:cut].strip():
                found.append(Clause(start, cut, verb, number))
            start = cut
        if reading.norm[start : sentence.end].strip():
            found.append(Clause(start, sentence.end, None, number))
    return found


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
    return Scene(reading, parties, places, _clauses(reading, speeches), speeches, states_of(reading))
