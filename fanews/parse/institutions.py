"""Institutions known without a recogniser: by name, by pattern, or as the outlet a report is taken from.

Owns the lexicon of institutions and the few patterns that always name one («سفارت X», «وزارت X»,
«به گزارش X»). What else is an institution is the recogniser's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token
from fanews.parse.line import Range
from fanews.parse.places import PlaceKind, place_at
from fanews.parse.roles import role_book

_MISSIONS = frozenset({"سفارت", "کنسولگری", "سرکنسولگری"})
# Words right before an outlet's bare name that say it is one.
_SOURCES = frozenset({"گزارش", "خبرنگار", "خبرنگاران", "از", "نوشت", "خبرگزاری", "روزنامه", "شبکه", "تلویزیون", "سایت"})


def known_institutions(tokens: list[Token]) -> list[Range]:
    """Ranges of the institutions that lists and patterns tell, in order; they may overlap."""
    return sorted({*_listed(tokens), *_patterned(tokens), *_outlets(tokens)})


@cache
def _names() -> PhraseBook[str]:
    return PhraseBook({r["name"]: r["iso"] for r in rows("organisations") if not r["in_context"]})


def _listed(tokens: list[Token]) -> Iterator[Range]:
    index = 0
    while index < len(tokens):
        hit = _names().longest(tokens, index)
        if hit:
            yield index, hit[0]
        index = hit[0] if hit else index + 1


def _patterned(tokens: list[Token]) -> Iterator[Range]:
    """«سفارت ژاپن», «وزارت راه و شهرسازی»."""
    for index in range(len(tokens) - 1):
        if tokens[index].key in _MISSIONS:
            place = place_at(tokens, index + 1)
            if place and place[1].kind is PlaceKind.COUNTRY:
                yield index, place[0]
        elif tokens[index].key == "وزارت":
            field = role_book("portfolio").longest(tokens, index + 1)
            if field:
                yield index, field[0]


@cache
def _outlet_names() -> PhraseBook[bool]:
    """Outlet names → whether the bare name may be one wherever a source may stand."""
    book: PhraseBook[bool] = PhraseBook({})
    for row in rows("outlets"):
        for form in (row["name"], *filter(None, row["forms"].split("|"))):
            book.add(form, row["bare"] == "yes")
    return book


def _outlets(tokens: list[Token]) -> Iterator[Range]:
    """«به گزارش X», «X: ...» at the start of a line."""
    for index in range(len(tokens)):
        hit = _outlet_names().longest(tokens, index)
        if hit and hit[1] and (_is_source(tokens, index) or _heads_line(tokens, index, hit[0])):
            yield index, hit[0]


def _is_source(tokens: list[Token], index: int) -> bool:
    if index == 0 or tokens[index - 1].key not in _SOURCES:
        return False
    return tokens[index - 1].key != "از" or (index > 1 and tokens[index - 2].key == "نقل")


def _heads_line(tokens: list[Token], index: int, end: int) -> bool:
    return index == 0 and end < len(tokens) and tokens[end].key == ":"
