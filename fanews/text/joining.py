"""Spaces that stand where Persian orthography wants a ZWNJ and nothing else can be meant.

Owns the rules (suffixes here, verb stems in `verbs.tsv`). They only point at spaces; `fanews.text.aligned`
removes them from normalised text.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_OWN = "م|ت|ش|مان|تان|شان"
_PLURAL = rf"ها(?:[یئ](?:ی|{_OWN})?|یی|{_OWN}|ست)?"
_SUFFIX = re.compile(
    # The space comes first in the pattern: that is what makes the search fast.
    r" (?:"
    rf"(?<=[^\W\d_] )(?:{_PLURAL}|تر(?:ی|ین)?)"
    rf"|(?<=\wهای )(?:{_OWN})"
    rf"|(?<=\w\wه )(?:ای|ام(?! (?:ال|آر|اس|پی))|ات|اش|اند|ایم|اید)"
    r"|(?<=\w[هاو] )ی"
    r")(?!\w)"
)
# «ماه می» and «ترزا می» are a month and a name.
_IMPERFECT = re.compile(r"(?<!\w)ن?می (?<!ماه می )(?<!ترزا می )(\w+)")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_PAST = ("", "م", "ی", "یم", "ید", "ند", "ه")


def find_joints(norm: str) -> list[int]:
    """The places of the spaces that should go, in order.

    >>> find_joints("کشور های دیگر نمی آیند")
    [4, 17]
    """
    joints = [m.start() for m in _SUFFIX.finditer(norm)]
    if "می " in norm:
        forms = imperfect_forms()
        verbs = [m.start(1) - 1 for m in _IMPERFECT.finditer(norm) if m[1] in forms]
        joints = sorted({*joints, *verbs}) if joints else verbs
    return joints


@cache
def imperfect_forms() -> frozenset[str]:
    """Every verb form that می and نمی go before."""
    rows = (files("fanews.text") / "verbs.tsv").read_text("utf-8").splitlines()
    pairs = [row.split("\t")[:2] for row in rows if row and not row.startswith("#")]
    past = {stem + end for stem, _ in pairs if stem for end in _PAST}
    present = {stem + end for _, stem in pairs if stem for end in _PRESENT}
    return frozenset(past | present | {"توان"})
