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
from fanews.parse.places import place_at

# Words among the so many most frequent of the news are no surnames by themselves; measured on gold/train.
_EVERYDAY = 3000


def spread(lines: list[Line]) -> None:
    """Make the finds of all lines agree."""
    names: Counter[str] = Counter()
    for line in lines:
        for span in line.people:
            names[line.key(span)] += 1
            surname = _surname(line, span)
            if surname:
                names[surname] += 1
    book = PhraseBook(dict.fromkeys(names, True))
    for line in lines:
        _spread_names(line, book)


def _surname(line: Line, span: Range) -> str | None:
    start, end = span
    key = line.tokens[end - 1].key
    if end - start < 2 or len(key) < 3 or word_rank(key) < _EVERYDAY or place_at(line.tokens, end - 1):
        return None
    return key


def _spread_names(line: Line, book: PhraseBook[bool]) -> None:
    taken = [*line.people, *line.institutions, *line.places, *((r.start, r.end) for r in line.roles)]
    for index in range(len(line.tokens)):
        hit = book.longest(line.tokens, index)
        if hit and not any(meet((index, hit[0]), t) for t in taken):
            line.people.append((index, hit[0]))
            taken.append((index, hit[0]))
