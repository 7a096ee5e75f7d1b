"""Whether a clause tells of what was or of what is to come: it decides which Monday «دوشنبه» is.

Owns the reading of verbs after a place in normalised text, from the verb stems of `fanews.text` and a
few forms of its own. It knows nothing of dates.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from fanews.dates.vocabulary import rows, spellings

_REACH = 240
_WORD = re.compile(r"[^\W\d]+|[.!؟?\n]")
_STOP = frozenset(".!؟?\n")
_FUTURE = frozenset(["خواهد", "خواهند", "خواهم", "خواهیم", "خواهید", "باید"])
_PAST_ENDS = ("", "م", "یم", "ند", "ه", "هاند", "هاست")
_PRESENT_ENDS = ("د", "ند", "یم")


@cache
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    """Past and present (or subjunctive) forms."""
    lines = (files("fanews.text") / "verbs.tsv").read_text("utf-8").splitlines()
    stems = [line.split("\t")[:2] for line in lines if line and not line.startswith("#")]
    past = {stem + end for stem, _ in stems if stem for end in _PAST_ENDS} | {"داد"}
    plain = {stem + end for _, stem in stems if stem for end in _PRESENT_ENDS} | {"باشد", "باشند"}
    prefixed = {prefix + form for form in plain for prefix in ("می", "نمی", "ب")}
    nouns = frozenset(row["form"] for row in rows("verb_nouns"))
    return frozenset(past - nouns), frozenset((plain - past - nouns) | prefixed)


@cache
def _cues(side: str) -> re.Pattern[str]:
    """What stands before or after a day still to come where the clause has no verb."""
    phrases = [row["phrase"] for row in rows("future_cues") if row["side"] == side]
    body = "|".join(" ".join(words) for phrase in phrases for words in sorted(spellings(phrase), reverse=True))
    return re.compile(rf"[ ،]*(?:{body})(?!\w)" if side == "after" else rf"(?<!\w)(?:{body})[ :؛]*$")


def tense_of(norm: str, start: int, end: int) -> int:
    """-1 where the clause around a date tells of the past, 1 where of the present or future, 0 where nothing shows.

    >>> norm = "روز شنبه به شهر رفت. روز یکشنبه برگزار میشود. زمان: دوشنبه ساعت 8"
    >>> tense_of(norm, 0, 8), tense_of(norm, 21, 31), tense_of(norm, 52, 58)
    (-1, 1, 1)
    """
    if _cues("planned").search(norm, max(0, start - 30), start):
        return 1
    if _cues("missed").search(norm, max(0, start - 30), start):
        return -1
    told = _verb_after(norm, end)
    if told:
        return told
    return int(bool(_cues("before").search(norm, max(0, start - 30), start) or _cues("after").match(norm, end)))


def _verb_after(norm: str, end: int) -> int:
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
