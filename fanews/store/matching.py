"""Turns a reader's query into SQL over the postings: which articles or quotes have its words.

All words must be there; what stands in quotation marks (or all of it, with `phrase`) must be there as a phrase. A word
matches whether its ZWNJs were typed, lost, or typed as spaces: `term_parts` knows the joined words of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fanews.store.reader import Snapshot
from fanews.store.search_fold import fold_words, split_words

type Target = Literal["article", "quote"]

MAX_WORDS = 20  # of a query; the rest is ignored
_MAX_SPELLINGS = 40  # joined words tried for one word of the query
_QUOTED = re.compile(r"[«\"“]([^»\"”]+)[»\"”]")


@dataclass(frozen=True, slots=True)
class Match:
    """What a query asks of articles or quotes. `words` are its folded words.

    `ways` holds, for each word, SQL for the ids (each once, with its day) that have it, `params` for all of them in
    order. `patterns` are regular expressions over folded text, one for each phrase.
    """

    target: Target
    ways: tuple[str, ...]
    params: tuple[str, ...]
    words: tuple[str, ...]
    patterns: tuple[str, ...]

    def condition(self, column: str) -> str:
        """SQL that is true where `column` (an article_id or quote_id) has all the words. Takes `params`."""
        return " AND ".join(f"{column} IN (SELECT {self.target}_id FROM ({way}))" for way in self.ways)

    def exact_condition(self, column: str) -> str:
        """The same, phrases checked too, at the price of reading all candidates' texts. Takes `exact_params`."""
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

    @property
    def exact_params(self) -> tuple[str, ...]:
        """The parameters of `exact_condition`."""
        return (*self.params, *self.patterns)


def match(db: Snapshot, target: Target, text: str, phrase: bool = False) -> Match | None:
    """The match for a query; None when it holds no word."""
    words = tuple(dict.fromkeys(fold_words(text).split()))[:MAX_WORDS]
    if not words:
        return None
    apart = _parts(db, words) | {joined: tuple(parts.split()) for joined, parts in split_words(text)}
    joined = _joined(db, words)
    params: list[str] = []
    ways = [_ways(target, word, joined.get(word, ()), apart.get(word, ()), params) for word in words]
    phrases = [text] if phrase else _QUOTED.findall(text)
    folded = [fold_words(said).split()[:MAX_WORDS] for said in phrases]
    patterns = [_pattern(said, apart) for said in folded if said]
    return Match(target, tuple(ways), tuple(params), words, tuple(patterns))


def _ways(target: Target, word: str, joined: Iterable[str], parts: tuple[str, ...], params: list[str]) -> str:
    """The ids that have the word, a joined word it is part of, or all of its parts. One `=` a term: it prunes best."""
    key = f"{target}_id"
    term = f"SELECT {key}, day FROM {target}_terms WHERE term = ?"
    ways = [term]
    params.append(word)
    for spelling in joined:
        ways.append(term)
        params.append(spelling)
    if parts:
        ways.append("(" + " INTERSECT ".join(term for _ in parts) + ")")
        params.extend(parts)
    return " UNION ".join(ways)


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


def _pattern(words: list[str], apart: dict[str, tuple[str, ...]]) -> str:
    """A regular expression for a phrase in folded text; spaces between words, or inside joined ones, may be missing."""
    return f" {' ?'.join(' ?'.join(apart.get(word, (word,))) for word in words)} "
