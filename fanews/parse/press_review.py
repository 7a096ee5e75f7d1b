"""The press review: a run of headlines, each behind the name of the paper it stands in («کیهان: ...»).

Owns finding such runs and the papers' names in them. Papers are named with everyday words («ایران», «جوان»), which
say nothing alone and nearly always mislead a recogniser; in a run of papers they are papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fanews.models.tokens import Token
from fanews.parse.institutions import outlet_names

_MOST_WORDS = 5  # before the colon
_QUOTES = frozenset({"از", "به", "درباره"})  # «شرق از قول X: ...», «شرق به نقل از X: ...», «شرق درباره X: ...»
_GAP = 3  # lines between two headlines of one review: a headline may go on behind its own line
_LEAST_KNOWN, _LEAST_SHARE = 3, 0.5  # papers known by name, and their share of the lines, that make a run a review


def paper_ends(sentences: Sequence[Sequence[Token]], tags: Sequence[Sequence[str]]) -> dict[int, int]:
    """Number of the sentence → end of the paper's name at its head, a token index. `tags` are the recogniser's."""
    known = {i: end for i, tokens in enumerate(sentences) if (end := _known_paper(tokens))}
    ends = {i: end for i, tokens in enumerate(sentences) if (end := known.get(i) or _colon(tokens))}
    found: dict[int, int] = {}
    for run in _runs(list(ends)):
        known_here = [i for i in run if i in known]
        # Each paper counts once: in an interview «فارس: ...» and the answers take turns.
        papers = {tuple(t.key for t in sentences[i][: ends[i]]) for i in known_here}
        if len(papers) >= _LEAST_KNOWN and len(known_here) >= _LEAST_SHARE * len(run):
            found |= {i: ends[i] for i in run if i in known or not _is_person(tags[i][: ends[i]])}
    return found


def _colon(tokens: Sequence[Token]) -> int:
    """How many words stand before the colon near the line's beginning; 0: none, or what is no name."""
    colon = next((i for i, token in enumerate(tokens[: _MOST_WORDS + 1]) if token.key == ":"), 0)
    return colon if all(token.key[0].isalpha() for token in tokens[:colon]) else 0


def _known_paper(tokens: Sequence[Token]) -> int:
    """How many words name a known paper with its headline behind it; 0: none."""
    hit = outlet_names().longest(tokens, 0)
    if not hit or hit[0] == len(tokens):
        return 0
    quotes = tokens[hit[0]].key in _QUOTES and any(token.key == ":" for token in tokens)
    return hit[0] if quotes or hit[0] == _colon(tokens) else 0


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = [[n] for n in numbers[:1]]
    for before, number in pairwise(numbers):
        if number - before > _GAP + 1:
            runs.append([])
        runs[-1].append(number)
    return runs


def _is_person(tags: Sequence[str]) -> bool:
    """A first name and a surname, or more."""
    return len(tags) > 1 and list(tags) == ["B-PER", *["I-PER"] * (len(tags) - 1)]
