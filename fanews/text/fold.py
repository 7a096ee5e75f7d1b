"""Keys and patterns for comparing spellings that differ in nothing a reader would notice.

A key has letters and digits only: Arabic letter forms and digits unified, ZWNJ, spaces, quotation
marks and points gone. A phrase pattern finds a phrase in normalised text whether its ZWNJs are
there, lost, or typed as spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from fanews.text.aligned import align

_NO_LETTER = re.compile(r"[\W_]+")
_GAP = re.compile(r"[\s\u200c]+")


@lru_cache(maxsize=65536)
def fold_key(surface: str) -> str:
    """The letters and digits of `surface`, unified.

    >>> fold_key("خبرگزاري  «مهر»") == fold_key("خبرگزاری مهر")
    True
    >>> fold_key("می‌رود") == fold_key("می رود") == fold_key("میرود")
    True
    >>> fold_key("مسؤول") == fold_key("مسوول"), fold_key("رئیس") == fold_key("رييس")
    (True, True)
    """
    return _NO_LETTER.sub("", align(surface).norm).replace("ئ", "ی")


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression (source text) for any of `phrases` as whole words in normalised text.

    A space or ZWNJ inside a phrase matches a space or nothing, ئ matches ی too; letters may be written
    as in any text. Longest phrase first.

    >>> import re
    >>> bool(re.search(phrase_pattern(["خاطر نشان کرد"]), "وی خاطرنشان کرد:"))
    True
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(_loose, longest_first))})(?!\w)"


def _loose(phrase: str) -> str:
    words = (re.escape(align(word).norm) for word in _GAP.split(phrase.strip()))
    return " ?".join(words).replace("ئ", "[ئی]")
