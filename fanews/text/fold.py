"""Keys and patterns for comparing spellings that differ in nothing a reader would notice.

A key has letters and digits only: Arabic letter forms and digits unified, ZWNJ, spaces, quotation
marks and points gone. A phrase pattern finds a phrase in normalised text whether its ZWNJs are
there, lost, or typed as spaces.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_UNIFY = str.maketrans(
    {"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ؤ": "و"}
    | {chr(0x06F0 + d): str(d) for d in range(10)}
    | {chr(0x0660 + d): str(d) for d in range(10)}
)
_DROP = re.compile(r"[^\w]|[_\u0640\u064b-\u0655\u0670]")


@lru_cache(maxsize=65536)
def fold_key(surface: str) -> str:
    """The letters and digits of `surface`, unified.

    >>> fold_key("خبرگزاري  «مهر»") == fold_key("خبرگزاری مهر")
    True
    >>> fold_key("می‌رود") == fold_key("می رود") == fold_key("میرود")
    True
    """
    return _DROP.sub("", surface.translate(_UNIFY))


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression (source text) for any of `phrases` as whole words in normalised text.

    A space or ZWNJ inside a phrase matches a space or nothing. Longest phrase first.

    >>> import re
    >>> bool(re.search(phrase_pattern(["خاطر نشان کرد"]), "وی خاطرنشان کرد:"))
    True
    """
    longest_first = sorted(set(phrases), key=len, reverse=True)
    body = "|".join(re.sub(r"(?:\\? |\u200c)+", " ?", re.escape(p)) for p in longest_first)
    return rf"(?<!\w)(?:{body})(?!\w)"
