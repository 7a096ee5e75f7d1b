"""Turns a reader's query into SQL over the postings: which articles or quotes have its words.

All words must be there; what stands in quotation marks (or all of it, with `phrase`) must be there as a phrase. A word
matches whether its ZWNJs were typed, lost, or typed as spaces: `term_parts` knows the joined words of the corpus.

A phrase is looked up by its pairs of neighbouring words. Two words side by side are the phrase; of three or more the
pairs may stand in different places, so the folded texts of the few that have them all are read as well.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fanews.store.postings import PAIR_PLACE, UNKNOWN_DAY
from fanews.store.reader import Snapshot
from fanews.store.search_fold import fold_words, split_words

type Target = Literal["article", "quote"]

DATED, UNDATED = f"w0.day > {UNKNOWN_DAY}", f"w0.day = {UNKNOWN_DAY}"  # SQL over a way

MAX_WORDS = 20  # of a query; the rest is ignored
_MAX_SPELLINGS = 40  # joined words tried for one word of the query
_LONGEST_JOIN = 3  # parts of a phrase that may stand joined as one word
_QUOTED = re.compile(r"[«\"“]([^»\"”]+)[»\"”]")


@dataclass(frozen=True, slots=True)
class Match:
    """What a query asks of articles or quotes. `words` are its folded words, `spellings` all it looks for.

    `ways` are SQL for ids (each once), all of which must agree: for each word outside of phrases the ids that have it,
    for each phrase those that have its pairs. Their columns are the id, `day` and `weight` (0 for a phrase, whose words
    `phrase_words` numbers). `patterns` are regular expressions over folded text, one for each phrase that its pairs do
    not settle.
    """

    target: Target
    ways: tuple[str, ...]
    words: tuple[str, ...]
    spellings: tuple[str, ...]
    patterns: tuple[str, ...]
    phrase_words: tuple[int, ...]

    @property
    def source(self) -> str:
        """SQL to select from: w0, w1 ... are the ways, joined by the id; all but `patterns` holds of its rows."""
        first, *others = (f"({way}) AS w{n}" for n, way in enumerate(self.ways))
        return first + "".join(f" JOIN {other} USING ({self.target}_id)" for other in others)

    def matches(self, days: str = "true") -> str:
        """The same with the phrases checked (`patterns` are its parameters) and `days` (see `within`) true."""
        if not self.patterns:
            return f"{self.source} WHERE {days}"
        texts = f"(SELECT * FROM {self.source} WHERE {days}) AS w0 JOIN {self.target}_search USING ({self.target}_id)"
        return f"{texts} WHERE {self.check('w0.day IS NOT NULL', '?')}"

    def condition(self, column: str, days: str = "true") -> str:
        """SQL that is true where `column` (an article_id or quote_id) matches; `patterns` are its parameters."""
        return f"{column} IN (SELECT {self.target}_id FROM {self.matches(days)})"

    def check(self, known: str, *places: str) -> str:
        """SQL that is true where `folded` has every phrase; `places` are the parameters' marks, one or one each.

        `known` holds of all rows that other conditions leave. It makes DuckDB wait for them before it reads the texts:
        53 ms against 4 s (DESIGN.md, section 9).
        """
        marks = places if len(places) == len(self.patterns) else places * len(self.patterns)
        return " AND ".join(f"CASE WHEN {known} THEN regexp_matches(folded, {mark}) END" for mark in marks)


def within(since: dt.date | None, until: dt.date | None) -> str:
    """SQL over a way that is true within the days, both inclusive; unknown days are outside of any."""
    epoch = dt.date(1970, 1, 1)
    ends = ((">=", since), ("<=", until))
    tests = [f"w0.day {comparison} {(day - epoch).days}" for comparison, day in ends if day]
    return " AND ".join([*tests, DATED]) if tests else "true"


def match(db: Snapshot, target: Target, text: str, phrase: bool = False) -> Match | None:
    """The match for a query; None when it holds no word."""
    return db.remembered((target, text, phrase), lambda: _match(db, target, text, phrase))


def _match(db: Snapshot, target: Target, text: str, phrase: bool) -> Match | None:
    words = tuple(dict.fromkeys(fold_words(text).split()))[:MAX_WORDS]
    if not words:
        return None
    apart = _parts(db, words) | {joined: tuple(parts.split()) for joined, parts in split_words(text)}
    joined = _joined(db, words)
    spellings = {word: (word, *joined.get(word, ())) for word in words}
    said = [fold_words(part).split()[:MAX_WORDS] for part in ([text] if phrase else _QUOTED.findall(text))]
    phrases = [tuple(part for word in one for part in apart.get(word, (word,))) for one in said if one]
    known = _numbers(db, {*(s for found in spellings.values() for s in found), *_parts_of(phrases, apart)})
    asked = _Ways(target, known)
    ways = [asked.phrase(parts) for parts in phrases]
    for word in sorted(_outside_phrases(words, said), key=lambda word: len(spellings[word])):
        ways.append(asked.word(spellings[word], apart.get(word, ()), ways[0] if ways else None))
    patterns = [f" {' ?'.join(parts)} " for parts in phrases if len(parts) > 2]
    looked_for = dict.fromkeys([*(s for word in words for s in spellings[word]), *(p for ps in phrases for p in ps),
                                *(p for word in words for p in apart.get(word, ()))])  # fmt: skip
    in_phrases = tuple(known[part] for part in dict.fromkeys(p for ps in phrases for p in ps) if part in known)
    return Match(target, tuple(ways), words, tuple(looked_for), tuple(patterns), in_phrases)


def _outside_phrases(words: Sequence[str], said: Iterable[Sequence[str]]) -> list[str]:
    inside = {word for one in said for word in one}
    return [word for word in words if word not in inside]


def _parts_of(phrases: Iterable[Sequence[str]], apart: dict[str, tuple[str, ...]]) -> set[str]:
    """Every word that pairs of the phrases may be made of, and the parts of joined words."""
    joins = {join for parts in phrases for n in range(len(parts)) for join in _joins(parts[n:])}
    return joins | {part for parts in apart.values() for part in parts}


def _joins(parts: Sequence[str]) -> list[str]:
    """The first part, the first two as one word, ..."""
    return ["".join(parts[:n]) for n in range(1, min(_LONGEST_JOIN, len(parts)) + 1)]


@dataclass(frozen=True, slots=True)
class _Ways:
    """SQL over the postings of `target`; `known` holds the numbers of words, others are in no text."""

    target: Target
    known: dict[str, int]

    def word(self, spellings: Iterable[str], parts: tuple[str, ...], among: str | None = None) -> str:
        """The ids that have a spelling of a word, or all of its parts.

        `among`: another way that must hold, too. Where spellings have to be put together, theirs alone are.
        """
        key = f"{self.target}_id"
        numbers, apart = self._numbers(spellings), self._numbers(parts)
        ways = [self._terms(numbers[1:])] if numbers[1:] else []
        if parts and len(apart) == len(set(parts)):
            ways.append(
                f"SELECT {key}, any_value(day) AS day, min(weight) AS weight FROM ({self._terms(apart)}) GROUP BY {key}"
                f" HAVING count(*) = {len(apart)}"
            )
        others = self._put_together(ways, among) if ways else None
        if not numbers:
            return others or self._nothing()
        if not others:
            return self._term(numbers[0])
        # The first spelling is mostly the common one: it is joined to the few of the others, not grouped with them.
        return (
            f"SELECT {key}, coalesce(a.day, b.day) AS day, coalesce(a.weight, 0) + coalesce(b.weight, 0) AS weight"
            f" FROM ({self._term(numbers[0])}) AS a FULL JOIN ({others}) AS b USING ({key})"
        )

    def _put_together(self, ways: Iterable[str], among: str | None) -> str:
        """The ids of any of the ways, each once."""
        key = f"{self.target}_id"
        every = " UNION ALL ".join(ways)
        if among:
            every = f"SELECT * FROM ({every}) WHERE {key} IN (SELECT {key} FROM ({among}))"
        return f"SELECT {key}, any_value(day) AS day, sum(weight) AS weight FROM ({every}) GROUP BY {key}"

    def phrase(self, parts: tuple[str, ...]) -> str:
        """The ids that have all neighbours of the phrase side by side, or joined; of a lone part, that word."""
        if len(parts) == 1:
            return self.word(parts, ())
        first, *others = (self._beside(parts, n) for n in range(1, len(parts)))
        key = f"{self.target}_id"
        conditions = " AND ".join(["true", *(f"{key} IN (SELECT {key} FROM ({other}))" for other in others)])
        return f"SELECT {key}, day, 0 AS weight FROM ({first}) WHERE {conditions}"

    def _beside(self, parts: tuple[str, ...], place: int) -> str:
        """The ids that have what is before and after `place` side by side, each maybe joined with more, or as one."""
        key = f"{self.target}_id"
        before = ["".join(parts[start:place]) for start in range(max(0, place - _LONGEST_JOIN), place)]
        after = _joins(parts[place:])
        pairs = [a * PAIR_PLACE + b for a in self._numbers(before) for b in self._numbers(after)]
        ways = [f"SELECT {key}, day FROM {self.target}_pairs WHERE pair = {pair}" for pair in pairs]
        for start in range(max(0, place - _LONGEST_JOIN + 1), place):
            whole = ["".join(parts[start:end]) for end in range(place + 1, min(start + _LONGEST_JOIN, len(parts)) + 1)]
            ways += [f"SELECT {key}, day FROM {self.target}_terms WHERE word_id = {n}" for n in self._numbers(whole)]
        return " UNION ".join(ways) or self._nothing()

    def _numbers(self, words: Iterable[str]) -> list[int]:
        return [self.known[word] for word in dict.fromkeys(words) if word in self.known]

    def _term(self, number: int) -> str:
        # One `=` a word: it prunes best.
        return f"SELECT {self.target}_id, day, weight FROM {self.target}_terms WHERE word_id = {number}"

    def _terms(self, numbers: Iterable[int]) -> str:
        listed = ", ".join(map(str, numbers))
        return f"SELECT {self.target}_id, day, weight FROM {self.target}_terms WHERE word_id IN ({listed})"

    def _nothing(self) -> str:
        return f"SELECT {self.target}_id, day, 0 AS weight FROM {self.target}_terms WHERE false"


def _numbers(db: Snapshot, words: Collection[str]) -> dict[str, int]:
    """The numbers of those words that any text has."""
    found = (
        db.rows(f"SELECT term, word_id FROM search_words WHERE term IN ({_marks(words)})", list(words)) if words else []
    )
    return {row["term"]: row["word_id"] for row in found}


def _parts(db: Snapshot, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The parts of the words that the corpus joins."""
    found = db.rows(
        f"SELECT term, min(parts) AS parts FROM term_parts WHERE term IN ({_marks(words)}) GROUP BY term", words
    )
    return {row["term"]: tuple(row["parts"].split()) for row in found}


def _joined(db: Snapshot, words: tuple[str, ...]) -> dict[str, list[str]]:
    """For each word the joined words it is part of, the shortest first."""
    found = db.rows(
        f"SELECT part, list(term ORDER BY length(term), term)[:{_MAX_SPELLINGS}] AS terms FROM part_terms"
        f" WHERE part IN ({_marks(words)}) GROUP BY part",
        words,
    )
    return {row["part"]: row["terms"] for row in found}


def _marks(words: Collection[str]) -> str:
    return ", ".join("?" * len(words))
