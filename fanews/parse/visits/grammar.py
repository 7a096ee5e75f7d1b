"""The visit grammar as compiled patterns, read from `lexicon/visit_*.tsv`.

Owns the compiling of the tables. It reads no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from fanews.lexicon import rows
from fanews.model import VisitStatus
from fanews.text import phrase_pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `visit_triggers.tsv`; `pattern` is its phrase (None where the verb stands alone)."""

    name: str
    kind: str
    pattern: re.Pattern[str] | None
    verbs: frozenset[str]
    link: str


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that settle a status, and on which side of the trigger they must stand."""

    status: VisitStatus
    scope: str
    pattern: re.Pattern[str]


def _alternatives(cell: str) -> list[str]:
    return [a for a in cell.split("|") if a]


def _compile(cell: str) -> re.Pattern[str]:
    return re.compile(phrase_pattern(_alternatives(cell)))


@cache
def rules(*kinds: str) -> tuple[Rule, ...]:
    """The rules of these kinds, in the order of the table."""
    return tuple(
        Rule(
            r["rule"],
            r["kind"],
            _compile(r["phrase"]) if r["phrase"] else None,
            frozenset(_alternatives(r["verbs"])),
            r["link"],
        )
        for r in rows("visit_triggers")
        if r["kind"] in kinds
    )


_MOST = 300  # triggers of one rule an article may hold: a long report has a few dozen


def occurrences(rule: Rule, norm: str) -> Iterator[re.Match[str]]:
    """Where the phrase of a rule stands, as often as an article of news could say it."""
    return islice(rule.pattern.finditer(norm), _MOST) if rule.pattern else iter(())


@cache
def signals() -> tuple[Signal, ...]:
    """The status words, strongest first (the order of the table)."""
    return tuple(Signal(VisitStatus(r["status"]), r["scope"], _compile(r["words"])) for r in rows("visit_status"))


@cache
def words(name: str) -> re.Pattern[str]:
    """The pattern of a word class of `visit_words.tsv`."""
    return _compile("|".join(r["words"] for r in rows("visit_words") if r["class"] == name))


@cache
def seats() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    """The buildings that stand for a state, each with its pattern (rows of `places.tsv`)."""
    return tuple((r, _compile(r["name"])) for r in rows("places") if r["kind"] == "seat")


@cache
def confidence(rule: str) -> float:
    """How often visits of this rule were right on annotated articles: (right + 1) / (of + 2)."""
    counts = {r["rule"]: (int(r["right"]), int(r["of"])) for r in rows("visit_rules")}
    right, of = counts.get(rule, (0, 0))
    return round((right + 1) / (of + 2), 2)
