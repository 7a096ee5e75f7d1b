"""What looks like a date and is none: Friday prayers, Dushanbe, squares and anniversaries named by a date.

Owns the reading of `data/traps.tsv`, `data/events.tsv` and `data/units.tsv`. It looks at a fit and the words
around it and says yes or no; it never changes one.
"""

from __future__ import annotations

import re
from functools import cache

from fanews.dates.grammar import Fit
from fanews.dates.readers import MONTHS, NUMBERS
from fanews.dates.vocabulary import plain, rows, spellings
from fanews.text.joining import imperfect_forms

_REACH = 40
_BARE = NUMBERS | MONTHS | {"MONTH"}
_MONDAY = "0"
_NEXT_WORD = re.compile(r" ?(\w+)")


@cache
def _around(rule: str, side: str) -> re.Pattern[str] | None:
    """What must not stand on that side of a fit of that rule."""
    found = [row for row in rows("traps") if (row["rule"], row["side"]) == (rule, side)]
    if not found:
        return None
    phrases = []
    for row in found:
        lifted = "|".join(row["unless"].split("|")) if row["unless"] else ""
        phrases.append(_spelt(row["phrase"]) + (rf"(?! (?:{lifted})(?!\w))" if lifted else ""))
    body = "|".join(sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})[ «\"]*$" if side == "before" else rf"[ »\"]*(?:{body})(?!\w)")


def _spelt(phrase: str) -> str:
    return "|".join(" ".join(map(re.escape, words)) for words in sorted(spellings(phrase)))


def _has(rule: str, side: str, norm: str, place: int) -> bool:
    pattern = _around(rule, side)
    if pattern is None:
        return False
    if side == "before":
        return pattern.search(plain(norm[max(0, place - _REACH) : place])) is not None
    return pattern.match(plain(norm[place : place + _REACH])) is not None


def _trapped(rule: str, norm: str, fit: Fit) -> bool:
    start, end = fit.words[0].start, fit.words[-1].end
    return _has(rule, "before", norm, start) or _has(rule, "after", norm, end)


def is_before_what(norm: str, fit: Fit) -> bool:
    """«هفته بعد از تعطیلات»: the week is reckoned from something told, not from now."""
    return fit.words[-1].kind in ("AGO", "AFTER") and _has("reckoned", "after", norm, fit.words[-1].end)


def is_trap(norm: str, fit: Fit) -> bool:
    """Whether the words around a fit, or what it is made of, show that it is no date."""
    kinds = {word.kind for word in fit.words}
    if fit.rule == "day" and not kinds <= _BARE:
        return False
    if fit.rule == "weekday" and fit.words[0].kind not in ("WEEKDAY", "RELATIVE"):
        return _has("every", "before", norm, fit.words[0].start)
    if _trapped(fit.rule, norm, fit) or is_before_what(norm, fit):
        return True
    if fit.rule == "month_alone" and _is_verb(norm, fit):
        return True
    if fit.rule == "years_bare" and counts_things(norm, fit.words[-1].end):
        return True
    if fit.rule == "weekday" and [(w.kind, w.value) for w in fit.words] == [("WEEKDAY", _MONDAY)]:
        return _trapped("monday", norm, fit) or ("تاجیک" in norm and _trapped("tajik", norm, fit))
    if fit.rule == "month_alone" and fit.words[-1].calendar == "hijri" and fit.words[0].kind == "MONTH":
        return not _has("lunar", "before", norm, fit.words[0].start)
    return False


def _is_verb(norm: str, fit: Fit) -> bool:
    """«تا یک ماه می توان»: the «می» of a verb, not the month."""
    last = fit.words[-1]
    following = _NEXT_WORD.match(norm, last.end)
    return norm[last.start : last.end] == "می" and following is not None and following[1] in imperfect_forms()


@cache
def _events() -> frozenset[tuple[str, str, int]]:
    return frozenset((row["calendar"], row["month"], int(row["day"])) for row in rows("events"))


def is_event(norm: str, fit: Fit) -> bool:
    """Whether a bare day and month is a day everybody knows by its date, «۲۲ بهمن»."""
    kinds = [word.kind for word in fit.words]
    if fit.rule != "day" or not set(kinds) <= _BARE:
        return False
    month = fit.words[-1]
    if _has("dated", "before", norm, fit.words[0].start):
        return False
    return (str(month.calendar), month.value, fit.words[0].number) in _events()


@cache
def _units() -> frozenset[str]:
    return frozenset(words[0] for row in rows("units") for words in spellings(row["phrase"]))


def counts_things(norm: str, end: int) -> bool:
    """Whether the number that ends at `end` counts what follows: «در خرداد ۹۵ نفر»."""
    following = _NEXT_WORD.match(plain(norm), end)
    return following is not None and following[1] in _units()
