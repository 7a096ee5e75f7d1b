"""What the visit rules need to know of an article: its clauses, parties and places.

Owns the view of a `Reading` the rules work on. It decides nothing about visits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from fanews.model import EntityType, Level
from fanews.parse.places import PlaceKind, place_named
from fanews.parse.reading import Actor, ActorKind, BlockKind, Reading
from fanews.parse.visits.grammar import words
from fanews.parse.visits.verbs import Verb, find_verbs
from fanews.text import fold_key, phrase_pattern

HOME = "IR"  # the country whose media we read: an office named without a country is one of theirs


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be travelled to. `city` is its range when it is a city."""

    start: int
    end: int
    country: str
    city: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who can travel, meet or receive, resolved over the article."""

    start: int
    end: int
    kind: ActorKind
    key: str
    name: str | None
    role: str | None
    country: str | None
    level: Level | None
    person: int | None

    @property
    def label(self) -> str:
        """What the visit calls them: fullest name, else fullest role."""
        return self.name or self.role or ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch up to and with one finite verb (None for a verbless rest)."""

    start: int
    end: int
    verb: Verb | None
    sentence: int


@dataclass(slots=True)
class Scene:
    """One article as the visit rules see it."""

    reading: Reading
    parties: list[Party] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    speeches: list[tuple[int, int, Party | None]] = field(default_factory=list)

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

    def speech_at(self, position: int) -> tuple[int, int, Party | None] | None:
        """The quoted stretch around `position` and its speaker."""
        return next((s for s in self.speeches if s[0] <= position < s[1]), None)

    def has(self, word_class: str, start: int, end: int) -> bool:
        """Whether a word of the class stands in the range."""
        return bool(words(word_class).search(self.norm, max(0, start), end))


_CITIES = (PlaceKind.CITY, PlaceKind.CAPITAL)


def _places(reading: Reading) -> list[Place]:
    inside = [a for a in reading.actors if a.kind not in (ActorKind.COUNTRY, ActorKind.PRONOUN)]
    found = []
    for m in reading.mentions:
        if m.type is not EntityType.PLACE or not m.country:
            continue
        if any(a.start <= m.start and m.end <= a.end and (a.start, a.end) != (m.start, m.end) for a in inside):
            continue
        named = place_named(reading.norm[m.start : m.end])
        is_city = named is not None and named.kind in _CITIES
        found.append(Place(m.start, m.end, m.country, (m.start, m.end) if is_city else None))
    return found


def _flat(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _party(reading: Reading, actor: Actor) -> Party | None:
    known = reading.people[actor.person] if actor.person is not None else None
    name_at = (known.name if known else None) or actor.name
    role_at = (known.role if known else None) or actor.role
    whole = actor.kind in (ActorKind.DELEGATION, ActorKind.GROUP, ActorKind.INSTITUTION)
    name = reading.words((actor.start, actor.end)) if whole else (reading.words(name_at) if name_at else None)
    role = None if whole else (reading.words(role_at) if role_at else None)
    country = (known.country if known else None) or actor.country
    level = (known.level if known else None) or actor.level
    label = _flat(name) or _flat(role)
    if not label:
        return None
    key = f"person:{actor.person}" if actor.person is not None else f"{actor.kind.value}:{fold_key(label)}"
    return Party(actor.start, actor.end, actor.kind, key, _flat(name), _flat(role), country, level, actor.person)


_TRAVELLERS = {ActorKind.PERSON, ActorKind.ROLE, ActorKind.DELEGATION, ActorKind.GROUP}
_STOP = re.compile(r"[؛:!؟?»\n]")


def _clauses(reading: Reading) -> list[Clause]:
    """Sentences cut behind each finite verb and at hard punctuation."""
    found: list[Clause] = []
    for number, sentence in enumerate(reading.sentences):
        start = sentence.start
        verbs = find_verbs(reading.norm, sentence.start, sentence.end)
        cuts: list[tuple[int, Verb | None]] = [(v.end, v) for v in verbs]
        cuts += [(m.end(), None) for m in _STOP.finditer(reading.norm, sentence.start, sentence.end)]
        for cut, verb in sorted(cuts, key=lambda c: c[0]):
            if reading.norm[start:cut].strip():
                found.append(Clause(start, cut, verb, number))
            start = cut
        if reading.norm[start : sentence.end].strip():
            found.append(Clause(start, sentence.end, None, number))
    return found


def _speeches(reading: Reading, parties: list[Party]) -> list[tuple[int, int, Party | None]]:
    by_person = {p.person: p for p in parties if p.person is not None}
    origin = reading.aligned.origin
    found = []
    for q in reading.quotes:
        start, end = bisect_right(origin, q.span.start_char - 1), bisect_right(origin, q.span.end_char - 1)
        found.append((start, end, by_person.get(q.person) if q.person is not None else None))
    return found


def set_scene(reading: Reading) -> Scene:
    """The scene of an article whose entities, people and quotes have been read."""
    footers = [(b.start, b.end) for b in reading.blocks if b.kind in (BlockKind.FOOTER, BlockKind.BANNER)]
    actors = [a for a in reading.actors if not any(s <= a.start < e for s, e in footers)]
    parties = [p for a in actors if a.kind in _TRAVELLERS and (p := _party(reading, a))]
    return Scene(reading, parties, _places(reading), _clauses(reading), _speeches(reading, parties))


# «این کشور»: the state spoken of; «کشورمان»: the reader's.
THIS_COUNTRY = re.compile(phrase_pattern(["این کشور", "آن کشور", "آن‌جا", "این شهر"]))
OUR_COUNTRY = re.compile(phrase_pattern(["کشورمان", "کشور ما", "میهن‌مان"]))
