"""Where a clause's first noun phrase begins and ends, behind datelines, conjunctions and adverbs.

Owns the cut of words no recogniser has named («این ورزشکار جوان»). Word lists are in `lexicon/cue_words.tsv`.
"""

from __future__ import annotations

import re

from fanews.parse.quotes.casting import looks_like_office
from fanews.parse.quotes.words import finite_verb, pattern

_STOP = re.compile(r"\s?[،,:؛(«\"]")
_MARKS = re.compile(r"[\s،,؛:\-–.»\")/|]+|\d{1,2}:\d\d|\d+(?:/\d+)+|\d+(?=\s?[-،,:/])")
_AGENCY_CLAUSE = re.compile(r"به (?:گزارش|نوشته|نقل از)[^،,.\n]{1,80}[،,]")
_SITUATION = re.compile(
    r"(?:در (?:این|آن|همین) \w+|در (?:ادامه|پایان|حاشیه) (?:این|آن) \w+|(?:پیش|پس) از (?:این|آن)"
    r"|\d+ (?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)(?: ?ماه)?(?: \d{2,4})?"
    r"|\d+ (?:ماه|روز|سال|هفته|ساعت|دقیقه) (?:پیش|قبل|بعد)|بر (?:این|همین) اساس|به (?:این|همین) \w+"
    r"|روز (?:گذشته|\w+ ?شنبه|شنبه|جمعه)|گروه \w+ ?-)(?!\w)"
)
_DATELINE = re.compile(r"\s*(?:[^-–—_:.،\n]{1,40}\s?[-–—_:،/]+\s?){1,3}(?<=[-–—_:])\s*")
_DESK = re.compile(r"\s*(?:گروه|سرویس|خبرگزاری|اخبار) [^-–—:.،\n]{1,40}\s?[-–—:]+\s*")
_DATELINE_PART = re.compile(r"[-–—_:،/]")
_OUTLET_KIND = re.compile(r"(?:خبرگزاری|روزنامه|پایگاه خبری)\s")
_QUOTED_NAME = re.compile(r"\s?[«\"][^»\"\n]{2,30}[»\"]")
_OBJECT = re.compile(r"[»\"]?\s(?:را|رو)(?!\w)")
_NUMBER = re.compile(r"(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|چند|\d+)")
_WORD = re.compile("[آ-ی]{2}")
_DATELINE_LENGTH = 70
_MOST_WORDS, _OFFICE_WORDS = 9, 20


def dateline_end(norm: str, start: int, end: int) -> int:
    """Behind «تهران - ایرنا -», «مهر:», «گروه سیاسی -» at the start of a sentence."""
    limit = min(end, start + _DATELINE_LENGTH)
    if desk := _DESK.match(norm, start, limit):
        return desk.end()
    match = _DATELINE.match(norm, start, limit)
    if not match:
        return start
    parts = (p.strip(" ()«»") for p in _DATELINE_PART.split(_OUTLET_KIND.sub("", match[0])))
    return match.end() if any(pattern("agency").fullmatch(p) for p in parts if p) else start


def is_object(norm: str, end: int) -> bool:
    """Does «را» follow?"""
    return bool(_OBJECT.match(norm, end))


def lead_end(norm: str, start: int, end: int) -> int:
    """Behind the marks, conjunctions and adverbs that a clause begins with."""
    while start < end:
        match = (
            _MARKS.match(norm, start, end)
            or _AGENCY_CLAUSE.match(norm, start, end)
            or _SITUATION.match(norm, start, end)
            or pattern("lead").match(norm, start, end)
        )
        if not match:
            break
        start = match.end()
    return start


def phrase_at(norm: str, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase the clause begins with, to its first preposition, adverb or comma."""
    at = lead_end(norm, start, end)
    if at >= end or _stops(norm, at, end):
        return None
    last = _phrase_end(norm, at, end)
    words = norm[at:last].strip()
    first = at + len(norm[at:last]) - len(norm[at:last].lstrip())
    if not words or _NUMBER.fullmatch(words) or is_object(norm, first + len(words)) or finite_verb().search(words):
        return None
    most = _OFFICE_WORDS if looks_like_office(words) else _MOST_WORDS
    return (first, first + len(words)) if len(words.split()) <= most else None


def _stops(norm: str, start: int, end: int) -> bool:
    return bool(_STOP.match(norm, start, end) or pattern("phrase_end", before=r"\s?").match(norm, start, end))


def _phrase_end(norm: str, start: int, end: int) -> int:
    some = pattern("some", after=r"\s+از\s+").match(norm, start, end)
    begin = some.end() if some else start + 1
    mark, word = _STOP.search(norm, begin, end), pattern("phrase_end", before=r"\s?").search(norm, begin, end)
    last = min((m.start() for m in (mark, word) if m), default=end)
    name = _QUOTED_NAME.match(norm, last, end) if mark and mark.start() == last else None
    return name.end() if name else last


def is_adverbial(norm: str, start: int, end: int) -> bool:
    """Does the phrase begin as no subject does («به گزارش», «روز شنبه»)?"""
    return bool(pattern("adverbial").match(norm, start)) or not _WORD.search(norm, start, end)
