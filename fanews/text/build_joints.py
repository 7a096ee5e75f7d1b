"""Compile `compounds.tsv`: two words that news writes as one, with a ZWNJ between them.

`python -m fanews.text.build_joints ../shared/articles` counts, over unlabelled articles, how often two words stand
together with a ZWNJ, with a space, and with nothing. Only the counts of words go into the file. Articles kept
for measuring (`fanews.text.build_zwnj.is_held_out`) are left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from fanews.text.articles import MARK, is_held_out, marked_texts
from fanews.text.joining import COMPOUNDS, PLURAL, SUFFIXES

_JOINED = re.compile(rf"(\w+){MARK}(?=(\w+))")
_SPACED = re.compile(r"(\w+) (?=(\w+))")
_WORD = re.compile(r"\w+")
# A pair of words goes into the file when at least two articles write it with a ZWNJ and at least two fifths
# of all writers do not leave a space: 0.5 covers 59 % of the compounds of held-out articles, 0.4 62 %, 0.2 71 %.
_LEAST_ARTICLES = 2
_LEAST_SHARE = 0.4
# Words that stand before anything, and letters: gluing them says nothing.
_LOOSE = frozenset(["و", "به", "از", "در", "با", "بر", "تا", "را", "رو", "هر", "یا", "می", "نمی"])


def main(articles: Path, out: Path = COMPOUNDS) -> None:
    """Write the file."""
    joined, writers, spaced, words = _count(articles)
    rows = []
    for (head, tail), count in joined.items():
        plain = words[head + tail]
        share = (count + plain) / (count + plain + spaced[head, tail])
        if writers[head, tail] >= _LEAST_ARTICLES and share >= _LEAST_SHARE and _is_compound(head, tail):
            rows.append((head, tail, count + plain, spaced[head, tail]))
    glued = {head + tail for head, tail, *_ in rows}
    rows = sorted(row for row in rows if row[0] not in glued)
    head_line = (
        "# first\tsecond\twritten together\twith a space: counted in unlabelled Persian news (build_joints.py)\n"
    )
    out.write_text(head_line + "".join("\t".join(map(str, row)) + "\n" for row in rows), "utf-8")


def _is_compound(head: str, tail: str) -> bool:
    letters = len(head) > 1 and len(tail) > 1 and head.isalpha() and tail.isalpha()
    if (
        tail.endswith("ه") and len(tail) == 2 and tail not in ("که", "چه")
    ):  # would make the next suffix one of a silent ه
        return False
    return letters and head not in _LOOSE and tail not in _LOOSE and not SUFFIXES.fullmatch(tail)


type _Pairs = Counter[tuple[str, str]]


def _count(articles: Path) -> tuple[_Pairs, _Pairs, _Pairs, Counter[str]]:
    joined: _Pairs = Counter()
    writers: _Pairs = Counter()
    spaced: _Pairs = Counter()
    words: Counter[str] = Counter()
    for name, text in marked_texts(articles):
        if is_held_out(name):
            continue
        found = Counter((head, PLURAL.sub("", tail)) for head, tail in _JOINED.findall(text))
        joined.update(found)
        writers.update(found.keys())
        spaced.update((head, PLURAL.sub("", tail)) for head, tail in _SPACED.findall(text))
        words.update(PLURAL.sub("", word) for word in _WORD.findall(text))
    return joined, writers, spaced, words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
