"""The folded words that search compares: of texts when they are stored, of a query when it is asked.

Folding is the same for both, and the same whether a ZWNJ was typed, lost, or typed as a space before a known affix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from fanews.store.data_files import data_rows
from fanews.text.fold import fold_key

_JOINERS = re.compile(r"[\u200b-\u200f\u00ac\u00ad\u2060\ufeff\u0640\u064b-\u0655\u0670\u202a-\u202e]+")
_PRESENTATION = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"\w+")


def fold_words(text: str) -> str:
    """Folded words with one space between and around; "" for a text without words.

    >>> fold_words("كتاب‌هاي  «تازه» را می خواند") == fold_words("کتاب های تازه را می‌خواند")
    True
    """
    words = list(_glued(words_of(text)))
    return f" {' '.join(words)} " if words else ""


def words_of(text: str) -> Iterator[str]:
    """Folded words of `text` in order, ZWNJs dropped, affixes not yet glued."""
    plain = fold_plain(text)
    return (m.group() for m in _WORD.finditer(plain))


def fold_plain(text: str) -> str:
    """`text` with letter forms and digits unified and joiners dropped, everything else in place."""
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _JOINERS.sub("", text).translate(_letters()).casefold()


@cache
def _letters() -> dict[int, str]:
    """One folded letter for each letter `fold_key` folds."""
    folded = {c: fold_key(chr(c)) for c in range(0x0600, 0x0700)}
    return {c: key for c, key in folded.items() if len(key) == 1 and key != chr(c)} | {ord("_"): " "}


@cache
def _affixes() -> tuple[frozenset[str], frozenset[str]]:
    """Folded inflections glued to the word before, and to the word after."""
    parts = [(fold_key(row["part"]), row["joins"]) for row in data_rows("search_affixes")]
    before = frozenset(part for part, joins in parts if joins == "previous")
    return before, frozenset(part for part, joins in parts if joins == "next")


def _glued(words: Iterator[str]) -> Iterator[str]:
    """Words with affixes that stood apart glued on: «می رود» as «میرود»."""
    to_previous, to_next = _affixes()
    held = ""
    prefix = False
    for word in words:
        if prefix or (held and word in to_previous):
            held += word
        else:
            if held:
                yield held
            held = word
        prefix = word in to_next
    if held:
        yield held


def split_words(text: str) -> Iterator[tuple[str, str]]:
    """(word, its parts) for every word of `text` that is written with ZWNJs between known words.

    >>> dict(split_words("رئیس‌جمهور")) == {fold_key("رئیسجمهور"): f"{fold_key('رئیس')} {fold_key('جمهور')}"}
    True
    """
    for match in re.finditer(r"\w+(?:\u200c\w+)+", text):
        parts = " ".join(_glued(iter(words_of(match.group().replace("\u200c", " ")))))
        if " " in parts:
            yield parts.replace(" ", ""), parts
