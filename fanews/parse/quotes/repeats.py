"""The same words told again without a cue (a headline, an aggregator's lead) are a quote at every place."""

from __future__ import annotations

import re
from bisect import bisect_left

from fanews.parse.quotes.stretches import Stretch

_LEAST = 25  # characters; shorter stretches recur by chance
_MOST = 300  # stretches; each is looked for in the whole text
_BEFORE = re.compile(r"(?:^|[\n.:؛!؟»«\"/|-])\s*[^\w\n]*$")
_AFTER = re.compile(r"[^\w\n]*(?:$|\n)|\s?[.؛!؟/|]")


def add_repeats(norm: str, stretches: list[Stretch]) -> list[Stretch]:
    """`stretches` and their repeats, in order. `parent` of a repeat is the stretch it repeats."""
    taken = sorted((s.start, s.end) for s in stretches)
    found: list[Stretch] = []
    for index, stretch in enumerate(stretches[:_MOST]):
        words = norm[stretch.start : stretch.end]
        if len(words) >= _LEAST and norm.count(words) > 1:
            found += _elsewhere(norm, words, stretch, index, taken)
    return [*stretches, *found]


def _elsewhere(norm: str, words: str, stretch: Stretch, index: int, taken: list[tuple[int, int]]) -> list[Stretch]:
    found = []
    at = norm.find(words)
    while at >= 0:
        end = at + len(words)
        if (
            not _meets(taken, at, end)
            and _BEFORE.search(norm[max(0, at - 20) : at])
            and _AFTER.match(norm[end : end + 20])
        ):
            found.append(Stretch(at, end, stretch.kind, None, "repeat", parent=index))
            taken.insert(bisect_left(taken, (at, end)), (at, end))
        at = norm.find(words, end)
    return found


def _meets(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_left(taken, (start, start))
    return any(a < end and start < b for a, b in taken[max(0, index - 1) : index + 2])
