"""Turns a reader's query into SQL over the postings: which articles or quotes have its words.

All words must be there; what stands in quotation marks (or all of it, with `phrase`) must be there as a phrase. A word
matches whether its ZWNJs were typed, lost, or typed as spaces: `term_parts` knows the joined words of the corpus.

A phrase is looked up by its pairs of neighbouring words. Two words side by side are the phrase; of three or more the
pairs may stand in different places, so the folded texts of the few that have them all are read as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fanews.store.postings import PAIR_PLACE
from fanews.store.reader import Snapshot
from fanews.store.search_fold import fold_words, split_words

type Target = Literal["article", "quote"]

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

    def condition(self, column: str) -> str:
        """SQL that is true where `column` (an article_id or quote_id) may match: all but `patterns`."""
        return " AND ".join(f"{column} IN (SELECT {self.target}_id FROM ({way}))" for way in self.ways)

    def exact_condition(self, column: str) -> str:
        """The same, `patterns` (its parameters) checked too, at the price of reading the texts of all candidates."""
        if not self.patterns:
            return self.condition(column)
        key = f"{self.target}_id"
        return f"{column} IN (SELECT {key} FROM {self.target}_search WHERE {self.condition(key)} AND {self.check('?')})"

    def check(self, *places: str) -> str:
        """SQL that is true where `folded` has every phrase; `places` are the parameters' marks, one or one each.

        The CASE keeps DuckDB from reading the texts before it has the ids: 53 ms against 4 s (DESIGN.md, section 9).
        """
        marks = places if len(places) == len(self.patterns) else places * len(self.patterns)
        return " AND ".join(
            f"CASE WHEN {self.target}_id >= 0 THEN regexp_matches(folded, {mark}) END" for mark in marks
        )


def match(db: Snapshot, target: Target, text: str, phrase: bool = False) -> Match | None:
    """The match for a query; None when it holds no word."""
    words = tuple(dict.fromkeys(fold_words(text).split()))[:MAX_WORDS]
    if not words:
        return None
    apart = _parts(db, words) | {joined: tuple(parts.split()) for joined, parts in split_words(text)}
    joined = _joined(db, words)
    spellings = {word: (word, *joined.get(word, ())) for word in words}
    said = [fold_words(part).split()[:MAX_WORDS] for part in ([text] if phrase else _QUOTED.findall(text))]
    phrases = [tuple(part for word in one for part in apart.get(word, (word,))) for one in said if one]
    known = _numbers(db, {*(s for found in spellings.values() for s in found), *_parts_of(phrases, apart)})
    loose = _outside_phrases(words, said)
    ways = [_Ways(target, known).word(spellings[word], apart.get(word, ())) for word in loose]
    ways += [_Ways(target, known).phrase(parts) for parts in phrases]
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

    def word(self, spellings: Iterable[str], parts: tuple[str, ...]) -> str:
        """The ids that have a spelling of a word, or all of its parts."""
        key = f"{self.target}_id"
        ways = [self._term(number) for number in self._numbers(spellings)]
        apart = self._numbers(parts)
        if parts and len(apart) == len(set(parts)):
            several = " UNION ALL ".join(map(self._term, apart))
            ways.append(
                f"SELECT {key}, any_value(day) AS day, min(weight) AS weight FROM ({several}) GROUP BY {key}"
                f" HAVING count(*) = {len(apart)}"
            )
        if len(ways) == 1:
            return ways[0]
        if not ways:
            return self._nothing()
        every = " UNION ALL ".join(ways)
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

    def _nothing(self) -> str:
        return f"SELECT {self.target}_id, day, 0 AS weight FROM {self.target}_terms WHERE false"


def _numbers(db: Snapshot, words: Collection[str]) -> dict[str, int]:
    """The numbers of those words that any text has."""
    found = db.rows("SELECT term, word_id FROM search_words WHERE term IN (SELECT unnest(?))", [list(words)])
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


def _marks(words: tuple[str, ...]) -> str:
    return ", ".join("?" * len(words))
