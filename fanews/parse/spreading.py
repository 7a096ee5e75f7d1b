"""One article, one meaning a name: what was found in some places is found, or dropped, in all.

Owns consistency between the sentences of an article: a name found once is found everywhere, a
surname alone is a person once the full name has been read, and a word that was taken for a name in
few of its many places is none.
"""

from __future__ import annotations

from collections import Counter

from fanews.models.features import word_rank
from fanews.models.phrases import PhraseBook
from fanews.parse.line import Line, Range, meet
from fanews.parse.mending import is_nobody
from fanews.parse.places import place_at

# Words among the so many most frequent of the news are no surnames by themselves; measured on gold/train.
_EVERYDAY = 3000


# A lone word found as a person in less than this share of its places is none; measured on gold/train.
_LEAST_SHARE = 0.34


def spread(lines: list[Line]) -> None:
    """Make the finds of all lines agree."""
    found: Counter[str] = Counter()
    full: set[str] = set()
    for line in lines:
        for span in line.people:
            found[line.key(span)] += 1
            if span[1] - span[0] > 1:
                full.add(line.key(span))
            surname = _surname(line, span)
            if surname:
                full.add(surname)
    book = PhraseBook(dict.fromkeys([*found, *full], True))
    hits = [_hits(line, book) for line in lines]
    rare = _rare(lines, hits, found, full)
    for line, more in zip(lines, hits, strict=True):
        line.people = [s for s in [*line.people, *more] if line.key(s) not in rare]


def _surname(line: Line, span: Range) -> str | None:
    start, end = span
    key = line.tokens[end - 1].key
    if end - start < 2 or len(key) < 3 or word_rank(key) < _EVERYDAY or place_at(line.tokens, end - 1):
        return None
    return key


def _hits(line: Line, book: PhraseBook[bool]) -> list[Range]:
    """Where else in the line the names stand, outside everything found already."""
    taken = [*line.people, *line.institutions, *line.places, *((r.start, r.end) for r in line.roles)]
    hits: list[Range] = []
    for index in range(len(line.tokens)):
        hit = book.longest(line.tokens, index)
        if not hit or is_nobody(line.tokens, (index, hit[0])):
            continue
        if not any(meet((index, hit[0]), t) for t in (*taken, *hits)):
            hits.append((index, hit[0]))
    return hits


def _rare(lines: list[Line], hits: list[list[Range]], found: Counter[str], full: set[str]) -> set[str]:
    """Lone words that were taken for a person in too few of their places."""
    total = found.copy()
    for line, more in zip(lines, hits, strict=True):
        total.update(line.key(span) for span in more)
    return {key for key, n in total.items() if key not in full and found[key] < _LEAST_SHARE * n}
