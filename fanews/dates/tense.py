"""Whether a clause tells of what was or of what is to come: it decides which Monday «دوشنبه» is.

Owns the reading of verbs after a place in normalised text, from the verb stems of `fanews.text` and a
few forms of its own. It knows nothing of dates.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from fanews.dates.vocabulary import rows

_REACH = 240
_WORD = re.compile(r"[^\W\d]+|[.!؟?\n]")
_STOP = frozenset(".!؟?\n")
_FUTURE = frozenset(["خواهد", "خواهند", "خواهم", "خواهیم", "خواهید", "باید", "قرار"])
_PAST_ENDS = ("", "م", "یم", "ند", "ه", "هاند", "هاست")
_PRESENT_ENDS = ("د", "ند", "یم")


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Past and present (or subjunctive) forms."""
    lines = (files("fanews.text") / "verbs.tsv").read_text("utf-8").splitlines()
    stems = [line.split("\t")[:2] for line in lines if line and not line.startswith("#")]
    past = {stem + end for stem, _ in stems if stem for end in _PAST_ENDS} | {"است", "نیست", "هست", "هستند", "داد"}
    plain = {stem + end for _, stem in stems if stem for end in _PRESENT_ENDS} | {"باشد", "باشند"}
    prefixed = {prefix + form for form in plain for prefix in ("می", "نمی", "ب")}
    nouns = frozenset(row["form"] for row in rows("verb_nouns"))
    return frozenset(past - nouns), frozenset((plain - past - nouns) | prefixed)


def tense_after(norm: str, end: int) -> int:
    """-1 where the clause after `end` has its first verb in the past, 1 where it is of the present or future, else 0.

    >>> tense_after("روز شنبه به شهر رفت", 8), tense_after("روز شنبه برگزار می‌شود".replace("\u200c", ""), 8)
    (-1, 1)
    """
    past, present = _forms()
    for m in _WORD.finditer(norm, end, end + _REACH):
        word = m.group()
        if word in _STOP:
            return 0
        if word in _FUTURE or word in present or (word.startswith("ن") and word[1:] in _FUTURE):
            return 1
        if word in past:
            return -1
    return 0
