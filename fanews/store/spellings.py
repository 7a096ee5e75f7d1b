"""Whether two names are spellings of one foreign name: «لیندسی» and «لیندزی». Pure.

Persian names have a settled spelling («حسن» is not «حسین»): words of the list of Persian names are never alike.
"""

from __future__ import annotations

from functools import cache

from fanews.lexicon import rows
from fanews.text.fold import fold_key

_PERSIAN_WRITING = frozenset({"IR", "AF", "TJ"})
# Letters of one sound are one; vowels are written or left out.
_SOUNDS = str.maketrans({"ص": "س", "ث": "س", "ز": "س", "ذ": "س", "ض": "س", "ظ": "س", "ط": "ت", "ح": "ه", "غ": "ق",
                         "ژ": "ج", "ا": None, "آ": None, "و": None, "ی": None, "ع": None, "ء": None})  # fmt: skip


def sounds(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of the folded words of a name when letters of one sound are one and vowels are gone.

    >>> sounds(("ولودیمیر", "زلنسکی")) == sounds(("ولادیمیر", "زلنسکی"))
    True
    """
    return tuple(token.translate(_SOUNDS) for token in tokens)


def alike(one: tuple[str, ...], other: tuple[str, ...], country: str | None) -> bool:
    """Whether the folded words of two names of one country differ in spelling only.

    >>> alike(("لیندسی", "گراهام"), ("لیندزی", "گراهام"), None), alike(("حسن", "نمونه"), ("حسین", "نمونه"), "IQ")
    (True, False)
    """
    if country in _PERSIAN_WRITING or sounds(one) != sounds(other):
        return False
    doubtful = set(one) ^ set(other) if country else {*one, *other}
    return not any(map(is_persian, doubtful))


def is_persian(word: str) -> bool:
    """Whether a folded word is in the list of Persian names and no everyday word."""
    return word in _persian()


@cache
def _persian() -> frozenset[str]:
    return frozenset(fold_key(row["name"]) for row in rows("names") if not row["common"])
