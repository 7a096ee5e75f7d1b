"""ZWNJs put back where a page lost them: for showing and searching, never for reading the news.

`restore_zwnj` only inserts; the stored text stays as it is, and `RestoredText` tells where a stored range lies
in what is shown. Three sources, in this order: words whose spelling was counted in news (`zwnj.tsv.gz`, compiled
by `fanews.text.build_zwnj`), then endings and verb prefixes, then affixes that make words (`zwnj_affixes.tsv`). A
word of two nouns is only split when it was counted, for that is how surnames are made. Nothing is inserted
after ا د ذ ر ز ژ و, where a ZWNJ shows nothing, nor in a protected range.
"""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from fanews.text.aligned import align
from fanews.text.joining import imperfect_forms

ZWNJ = "\u200c"
UNJOINED = frozenset("اآدذرزژوء")
DATA = Path(__file__).with_name("zwnj.tsv.gz")
AFFIXES = Path(__file__).with_name("zwnj_affixes.tsv")

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST_WORD = 40  # letters; what is longer is no word, and looking for its parts would take long
# «برنامه‌ای», not «برنام‌های», unless the word without ه is eight times as common: right for 95 % of such words.
_CLITIC_BONUS = 2
# The ی of «سوره‌ی نخست» only behind a common word: names and adjectives end in ی too («نصراللهی», «فقهی»).
_COMMON = 6
_SILENT_HE = re.compile(r"[^اویه]ه(?=\w{3})")
_OWN = ("شان", "مان", "تان", "ش", "م", "ت")

type Places = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoredText:
    """`original` with a ZWNJ put before the character at each of `places` (ascending)."""

    original: str
    text: str
    places: Places

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """Where `original[start:end]` lies in `text`; a ZWNJ at either edge stays outside."""
        return start + bisect_right(self.places, start), end + bisect_left(self.places, end)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The range of `original` that `text[start:end]` shows."""
        marks = [place + index for index, place in enumerate(self.places)]
        return start - bisect_left(marks, start), end - bisect_left(marks, end)


def restore_zwnj(text: str, protected: Iterable[tuple[int, int]] = ()) -> RestoredText:
    """Put ZWNJs back into `text`, but in none of the `protected` ranges of it (names of persons).

    >>> restore_zwnj("کتابهای تازه میخوانم").text == "کتاب\u200cهای تازه می\u200cخوانم"
    True
    """
    aligned = align(text, join=False)
    closed = sorted(protected)
    places = [
        place
        for word in _WORD.finditer(aligned.norm)
        for place in _places_in(aligned.origin, word)
        if not _is_closed(closed, place)
    ]
    parts = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    return RestoredText(text, ZWNJ.join(parts), tuple(places))


def _places_in(origin: array[int], word: re.Match[str]) -> list[int]:
    at = origin[word.start() : word.end()]
    # Where the letters do not stand side by side there is a ZWNJ already, or a mark.
    return [at[place] for place in zwnj_places(word[0]) if at[place] == at[place - 1] + 1]


def _is_closed(ranges: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(ranges, (place, 0)) - 1
    return index >= 0 and place < ranges[index][1]


@lru_cache(maxsize=65536)
def zwnj_places(word: str) -> Places:
    """Where ZWNJs belong in a normalised word that has lost them: before which of its letters."""
    if len(word) > _LONGEST_WORD:
        return ()
    counted = lexicon().spellings.get(word)
    return by_rule(word) if counted is None else counted


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`spellings`: word → places of its ZWNJs, where the rules err; `weights`: word → how common, from 0 to 9."""

    spellings: dict[str, Places]
    weights: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """The compiled data."""
    spellings: dict[str, Places] = {}
    weights: dict[str, int] = {}
    for line in gzip.decompress(DATA.read_bytes()).decode("utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, weight, places = line.split("\t")
        if weight:
            weights[word] = int(weight)
        if places:
            spellings[word] = tuple(map(int, places.split(","))) if places != "-" else ()
    return Lexicon(spellings, weights)


def by_rule(word: str, lexicon_: Lexicon | None = None) -> Places:
    """What the rules alone say."""
    known = lexicon_ or lexicon()
    if word in known.weights:
        return ()
    places = _imperfect(word) or _inflected(word, known) or _formed(word, known)
    return tuple(place for place in places if word[place - 1] not in UNJOINED)


def _imperfect(word: str) -> Places:
    for prefix in ("نمی", "می"):
        if word.startswith(prefix):
            forms = imperfect_forms()
            verb = word[len(prefix) :]
            if verb in forms or any(verb.removesuffix(own) in forms for own in _OWN):
                return (len(prefix),)
    return ()


def _inflected(word: str, known: Lexicon) -> Places:
    best, best_weight = "", -1
    for kind, bonus in (("clitic", _CLITIC_BONUS), ("ending", 0)):
        for ending in _affixes(kind):
            base = word[: -len(ending)]
            if word.endswith(ending) and _bears(base, kind, ending):
                weight = known.weights.get(base, 0 if base in known.spellings else -1 - bonus) + bonus
                if ending == "ی" and (weight < _COMMON or base[-2] in "اویل"):
                    continue
                if weight > best_weight:
                    best, best_weight = base, weight
    if not best:
        best = _unknown_plural(word)
    return (*_inside(best, known), len(best)) if best else ()


def _bears(base: str, kind: str, ending: str) -> bool:
    if kind == "clitic":
        return len(base) > 2 and base[-1] == "ه"
    # The short ones before تر and تری are mostly foreign names.
    return len(base) > (3 if ending in ("تر", "تری") else 1)


def _unknown_plural(word: str) -> str:
    match = re.fullmatch(r"(\w{3,}?)ها(?:ی|یی|یش|یشان)?", word)
    return match[1] if match else ""


def _inside(base: str, known: Lexicon) -> Places:
    counted = known.spellings.get(base)
    if counted is not None or base in known.weights:
        return counted or ()
    return _formed(base, known)


def _formed(word: str, known: Lexicon) -> Places:
    for former in _affixes("former"):
        base = word[: -len(former)]
        if word.endswith(former) and len(base) > 1 and base in known.weights:
            return (len(base),)
    for opener in _affixes("opener"):
        base = word[len(opener) :]
        if word.startswith(opener) and len(base) > 2 and base in known.weights:
            return (len(opener),)
    for extra in ("ی", "ان"):
        counted = known.spellings.get(word.removesuffix(extra)) if word.endswith(extra) else None
        if counted:
            return counted
    return _after_silent_he(word, known)


def _after_silent_he(word: str, known: Lexicon) -> Places:
    """«نسخه‌خوانی»: a silent ه never joins the word behind it."""
    for match in _SILENT_HE.finditer(word):
        head, tail = word[: match.end()], word[match.end() :]
        if len(head) > 3 and head in known.weights and known.weights.get(tail, 0) > 1:
            return (match.end(),)
    return ()


@cache
def _affixes(kind: str) -> tuple[str, ...]:
    rows = [line.split("\t") for line in AFFIXES.read_text("utf-8").splitlines()]
    return tuple(sorted((row[1].replace(ZWNJ, "") for row in rows if row[0] == kind), key=len, reverse=True))
