"""Institutions known without a recogniser: by name, by pattern, or as the outlet a report is taken from.

Owns the lexicon of institutions and the few patterns that always name one («سفارت X», «وزارت X»,
«به گزارش X», «شرکت‌های "X" و "Y"»). What else is an institution is the recogniser's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fanews.lexicon import rows
from fanews.models.phrases import PhraseBook
from fanews.models.tokens import Token
from fanews.parse.line import Range
from fanews.parse.mending import QUOTATION_MARKS, is_adverb
from fanews.parse.names import listed_names
from fanews.parse.places import PlaceKind, place_at
from fanews.parse.roles import role_book

_MISSIONS = frozenset({"سفارت", "کنسولگری", "سرکنسولگری"})
# Words right before an outlet's bare name that say it is one.
_SOURCES = frozenset({"گزارش", "خبرنگار", "خبرنگاران", "از", "نوشت", "خبرگزاری", "روزنامه", "شبکه", "تلویزیون", "سایت"})


def known_institutions(tokens: list[Token]) -> list[Range]:
    """Ranges of the institutions that lists and patterns tell, in order; they may overlap."""
    found = {*_listed(tokens), *_patterned(tokens), *_units(tokens), *_outlets(tokens), *_quoted_lists(tokens)}
    return sorted(found)


@cache
def _names() -> PhraseBook[str]:
    return PhraseBook({r["name"]: r["iso"] for r in rows("organisations") if not r["in_context"]})


def is_known_institution(tokens: list[Token], span: Range) -> bool:
    """Whether the whole span is the name of an institution or outlet, and nobody's first name or surname."""
    key = "".join(t.key for t in tokens[slice(*span)])
    return (_names().get(key) is not None or bool(outlet_names().get(key))) and key not in listed_names()


def _listed(tokens: list[Token]) -> Iterator[Range]:
    read = 0
    for index in _names().starts(tokens):
        hit = _names().longest(tokens, index) if index >= read else None
        if hit and not (index and is_adverb(tokens, index - 1)):
            read = hit[0]
            yield index, read


def _patterned(tokens: list[Token]) -> Iterator[Range]:
    """«سفارت ژاپن», «وزارت راه و شهرسازی»."""
    for index, token in enumerate(tokens[:-1]):
        if token.key in _MISSIONS:
            place = place_at(tokens, index + 1)
            if place and place[1].kind is PlaceKind.COUNTRY:
                yield index, place[0]
        elif token.key == "وزارت":
            field = role_book("portfolio").longest(tokens, index + 1)
            if field:
                yield index, field[0]


_UNITS = frozenset({"لشکر", "لشگر", "تیپ", "ناوگروه"})


def _units(tokens: list[Token]) -> Iterator[Range]:
    """«لشکر ۱۲», «تیپ ۷۰ لشکر ۱۲»: military units by number."""
    if _UNITS.isdisjoint([t.key for t in tokens]):
        return
    index = 0
    while index < len(tokens) - 1:
        end = index
        while end < len(tokens) - 1 and tokens[end].key in _UNITS and tokens[end + 1].key.isdecimal():
            end += 2
        # «تیپ ۲» is also a model of a car; a brigade has a number of two digits or its division behind it.
        if end - index > 2 or (end > index and (tokens[index].key != "تیپ" or len(tokens[index + 1].key) > 1)):
            yield index, end
        index = max(end, index + 1)


_KINDS = ("شرکت", "سازمان", "بانک", "باشگاه", "تیم", "روزنامه", "خبرگزاری", "شبکه", "حزب", "موسسه", "نهاد", "هلدینگ")
_PLURALS = frozenset({"احزاب", "موسسات"} | {kind + ending for kind in _KINDS for ending in ("ها", "های")})
_MOST_WORDS = 6  # of a name in quotation marks
# Of many names in a row it is enough that «شرکت‌ها» is said some words before: «شرکت‌های مجاز برای واردات شامل "X"، ...».
_NEAR, _FAR, _MANY = 1, 12, 3


def _quoted_lists(tokens: list[Token]) -> Iterator[Range]:
    """«شرکت‌های "X"، "Y" و "Z"»: each name in the quotation marks."""
    keys = [t.key for t in tokens]
    if _PLURALS.isdisjoint(keys):
        return
    index = 0
    while index < len(tokens):
        names, end = _quoted_names(tokens, index)
        reach = _FAR if len(names) >= _MANY else _NEAR
        if names and not _PLURALS.isdisjoint(keys[max(0, index - reach) : index]):
            yield from names
        index = max(end, index + 1)


def _quoted_names(tokens: list[Token], index: int) -> tuple[list[Range], int]:
    """The names in quotation marks that stand in a row from `index` on, and where the row ends."""
    names: list[Range] = []
    end = index
    while index < len(tokens) and tokens[index].key in QUOTATION_MARKS:
        closing = QUOTATION_MARKS[tokens[index].key]
        inside = range(index + 1, min(index + 2 + _MOST_WORDS, len(tokens)))
        close = next((i for i in inside if tokens[i].key == closing), index + 1)
        if close == index + 1:
            break
        names.append((index + 1, close))
        index = end = close + 1
        while index < len(tokens) and tokens[index].key in {"،", "و"}:
            index += 1
    return names, end


@cache
def outlet_names() -> PhraseBook[bool]:
    """Outlet names → whether the bare name may be one wherever a source may stand."""
    book: PhraseBook[bool] = PhraseBook({})
    for row in rows("outlets"):
        for form in (row["name"], *filter(None, row["forms"].split("|"))):
            book.add(form, row["bare"] == "yes")
    return book


def _outlets(tokens: list[Token]) -> Iterator[Range]:
    """«به گزارش X», «X: ...» at the start of a line."""
    for index in outlet_names().starts(tokens):
        hit = outlet_names().longest(tokens, index)
        if not hit:
            continue
        bare = hit[1] and (_is_source(tokens, index) or _heads_line(tokens, index, hit[0]))
        if bare or _is_reported(tokens, index, hit[0]):
            yield index, hit[0]


def _is_source(tokens: list[Token], index: int) -> bool:
    if index == 0 or tokens[index - 1].key not in _SOURCES:
        return False
    return tokens[index - 1].key != "از" or (index > 1 and tokens[index - 2].key == "نقل")


def _is_reported(tokens: list[Token], index: int, end: int) -> bool:
    """«به گزارش اعتماد، ...», «به گزارش «اعتماد»، ...»: nothing but an outlet stands there."""
    if index > 0 and end < len(tokens) and QUOTATION_MARKS.get(tokens[index - 1].key) == tokens[end].key:
        index, end = index - 1, end + 1
    before = [t.key for t in tokens[max(0, index - 2) : index]]
    return before == ["به", "گزارش"] and end < len(tokens) and tokens[end].key in {"،", ":"}


def _heads_line(tokens: list[Token], index: int, end: int) -> bool:
    return index == 0 and end < len(tokens) and tokens[end].key == ":"
