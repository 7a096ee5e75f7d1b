"""Names of people as words: when two are one person's, and whether a name is a Persian one.

Owns comparison of names by their folded words. It knows nothing of offices or of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from fanews.lexicon import rows
from fanews.text import fold_key

_SEYED = frozenset({"سید", "سیده", "السید", "سیّد"})


def bare_name(words: Sequence[str]) -> tuple[str, ...]:
    """The folded words of a name without سید."""
    kept = tuple(w for w in words if w not in _SEYED)
    return kept or tuple(words)


def same_name(full: Sequence[str], other: Sequence[str]) -> bool:
    """Whether `other` is the same person's name as `full`, or a part that stands for it.

    >>> same_name(("محمدجواد", "نیکفر"), ("نیکفر",)), same_name(("محمدجواد", "نیکفر"), ("جواد", "نیکفر"))
    (True, True)
    >>> same_name(("حسن", "رضایی"), ("محسن", "رضایی"))
    False
    """
    long, short = (tuple(_unarticled(w) for w in bare_name(words)) for words in (full, other))
    joined_long, joined_short = "".join(long), "".join(short)
    if joined_long == joined_short:
        return True
    if len(short) >= len(long) and len(short) > 1:
        return short[-1] == long[-1] and _first_fits(short[0], long[0])
    if len(short) == 1:
        return _one_word_fits(long, joined_short)
    if long[: len(short)] == short or _ends(long, joined_short):
        return True
    return short[-1] == long[-1] and _first_fits("".join(short[:-1]), "".join(long[:-1]))


def _one_word_fits(long: tuple[str, ...], word: str) -> bool:
    """A surname, a first name, a long word from the middle; or the end of a name that lost its space."""
    if len(word) < 3:
        return len(long) > 2 and long[0] == word
    if word in (long[0], long[-1]) or _ends(long, word) or (len(word) > 4 and word in long):
        return True
    return len(long) == 1 and len(word) > 3 and long[0].endswith(word) and long[0].removesuffix(word) in listed_names()


def _unarticled(word: str) -> str:
    """«الشمری» and «شمری» are one."""
    return word[2:] if word.startswith("ال") and len(word) > 5 else word


def _ends(words: tuple[str, ...], joined: str) -> bool:
    """Whether some last words of `words`, joined, are `joined`."""
    return any("".join(words[n:]) == joined for n in range(1, len(words)))


def _first_fits(one: str, other: str) -> bool:
    """«جواد» and «محمدجواد»: one begins or ends the other, and the rest could be a name too («محسن» is not «حسن»)."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    return len(short) > 2 and len(long) - len(short) > 2 and (long.startswith(short) or long.endswith(short))


@cache
def listed_names() -> frozenset[str]:
    """Folded keys of the Persian first names and surnames that are listed."""
    return frozenset(fold_key(row["name"]) for row in rows("names"))


_ENDINGS = ("زاده", "پور", "نژاد", "نیا", "وند", "لو", "فر", "منش", "تبار", "پرست", "دوست", "نسب", "مهر")


def is_persian(words: Sequence[str]) -> bool:
    """Whether the surname, or the only word, is in the list of Persian names or built like one."""
    return words[-1] in listed_names() or words[-1].endswith(_ENDINGS)


def is_foreign(words: Sequence[str]) -> bool:
    """Whether nothing in the name is Persian. Many names are neither: a Persian first name, an unlisted surname.

    >>> is_foreign(("هیروشی", "تاناکا")), is_foreign(("منوچهر", "آبادگر"))
    (True, False)
    """
    return not any(word in listed_names() for word in words) and not is_persian(words)
