"""Spaces that stand where Persian orthography wants a ZWNJ and nothing else can be meant.

Owns the rules: suffixes, here; verb stems behind می, in `verbs.tsv`; compounds that news hardly ever writes with
a space («نخست‌وزیر»), in `compounds.tsv`. They only point at spaces; `fanews.text.aligned` removes them from
normalised text. Removing a space never makes another one go: that is what keeps normalising idempotent.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from pathlib import Path

COMPOUNDS = Path(__file__).with_name("compounds.tsv")
VERBS = Path(__file__).with_name("verbs.tsv")

_OWN = "م|ت|ش|مان|تان|شان"
_PLURAL = rf"ها(?:[یئ](?:ی|{_OWN})?|{_OWN}|ست)?"
_COMPARED = "تر(?:ین?)?"
_CLITIC = "ای|ات|اش|اند|ایم|اید"
PLURAL = re.compile(rf"(?<=\w\w)(?:{_PLURAL}|{_COMPARED})\Z")
_AFTER_HE = re.compile(rf"(?<=\wه)(?:{_CLITIC}|ام)\Z")
SUFFIXES = re.compile(rf"{_PLURAL}|{_COMPARED}|{_CLITIC}|{_OWN}|ام|ی")
# A suffix standing apart, by kind, and what the word before it must end in.
_SUFFIX = re.compile(
    rf" (?:(?P<noun>{_PLURAL}|{_COMPARED})|(?P<own>{_OWN})"
    rf"|(?P<clitic>{_CLITIC}|ام(?! (?:ال|آر|اس|پی)))|(?P<ezafe>ی))(?!\w)"
)
_BEFORE_SUFFIX = {
    "noun": re.compile(r"[^\W\d_]\Z"),
    "own": re.compile(r"[^\W\d_](?: ?های|\wه ای)\Z"),
    # Not «این که ای مردم»: the که and چه of a compound are no silent ه.
    "clitic": re.compile(r"\w\wه\Z(?<!اینکه)(?<!انکه)(?<!آنکه)(?<!آنچه)(?<!حالیکه)(?<!صورتیکه)"),
    "ezafe": re.compile(r"\w[هاو]\Z"),
}
_LOOK_BACK = 8  # characters: what the longest pattern of `_BEFORE_SUFFIX` looks at
# «ماه می» and «ترزا می» are a month and a name.
_IMPERFECT = re.compile(r"می (?:(?<=\bمی )|(?<=\bنمی ))(?<!ماه می )(?<!ترزا می )(\w+)")
_PRESENT = ("م", "ی", "د", "یم", "ید", "ند")
_PAST = ("", "م", "ی", "یم", "ید", "ند", "ه")
_WORD = re.compile(r"\w+")
_OPENING = '\n«("“['


def before_suffixes(norm: str) -> list[int]:
    """The places of the spaces before suffixes, in order; they go first.

    >>> before_suffixes("نخست وزیر کشور های دیگر نمی آیند")
    [14]
    """
    return [m.start() for m in _SUFFIX.finditer(norm) if _is_suffix(norm, m)]


def inside_words(norm: str) -> list[int]:
    """The places of the spaces inside compounds and behind می, in order, once suffixes are joined.

    >>> inside_words("نخست وزیر کشورهای دیگر نمی آیند")
    [4, 26]
    """
    joints = _inside_compounds(norm)
    if "می " in norm:
        forms = imperfect_forms()
        verbs = [m.start(1) - 1 for m in _IMPERFECT.finditer(norm) if m[1] in forms]
        joints = sorted({*joints, *verbs})
    return joints


def _is_suffix(norm: str, suffix: re.Match[str]) -> bool:
    before = _BEFORE_SUFFIX[suffix.lastgroup or "noun"]
    return before.search(norm[max(0, suffix.start() - _LOOK_BACK) : suffix.start()]) is not None


def _inside_compounds(norm: str) -> list[int]:
    tails = _compounds()
    apart = norm
    for sign in _OPENING:
        apart = apart.replace(sign, " ")
    words = apart.split(" ")
    firsts = [i for i, word in enumerate(words) if word in tails]
    if not firsts:
        return []
    ends = list(accumulate(map(len, words)))
    spaces = [(ends[i] + i, words[i], words[i + 1]) for i in firsts if i + 1 < len(words)]
    return [at for at, head, word in spaces if norm[at] == " " and _is_tail(word, tails[head])]


def _is_tail(word: str, tails: frozenset[str]) -> bool:
    letters = _WORD.match(word)
    if letters is None:
        return False
    return not tails.isdisjoint((letters[0], PLURAL.sub("", letters[0]), _AFTER_HE.sub("", letters[0])))


@cache
def imperfect_forms() -> frozenset[str]:
    """Every verb form that می and نمی go before."""
    pairs = [row[:2] for row in _rows(VERBS)]
    past = {stem + end for stem, _ in pairs if stem for end in _PAST}
    present = {stem + end for _, stem in pairs if stem for end in _PRESENT}
    return frozenset(past | present | {"توان"})


@cache
def _compounds() -> dict[str, frozenset[str]]:
    """First word → second words."""
    tails: dict[str, set[str]] = {}
    for head, tail, *_ in _rows(COMPOUNDS):
        tails.setdefault(head, set()).add(tail)
    return {head: frozenset(found) for head, found in tails.items()}


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
