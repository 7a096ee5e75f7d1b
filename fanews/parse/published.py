"""The day an article appeared, by evidence, and what the page says that cannot be true together.

Owns `Reading.published`, `published_evidence` and `conflicts`. Strongest first: the day the source states
(a row's field, page metadata), a byline ("تاریخ انتشار", a date with a clock time), the address, a «امروز» whose
date is complete. The day of a banner is the day of the visit to the page: an upper bound, never the date.
Nothing is guessed: statements of one strength that differ settle no day, and neither does a day whose
weekday the text contradicts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from fanews.dates import Calendar, DateMention, find_dates, find_in
from fanews.dates.calendars import day as calendar_day
from fanews.model import Conflict, DateEvidence, EvidenceKind, Span
from fanews.parse.reading import BlockKind, Reading

_CLOCK = r"(?<!\d)[0-2]?\d:[0-5]\d(?::\d\d)?(?!\d)"
_CLOCK_AFTER = re.compile(rf"[ ,،|/–—-]*(?:{_CLOCK})(?! ?GMT)")
_CLOCK_BEFORE = re.compile(rf"(?<!ساعت )(?:{_CLOCK})[ ,،|/–—-]*$")
_LABEL = re.compile(
    r"(?:تاریخ ?(?:و زمان )?(?:انتشار|درج|خبر|نشر)|زمان (?:انتشار|مخابره|درج)|منتشر ?شده(?: در)?|انتشار) ?:? ?$"
)
_UPDATED = re.compile(r"(?:به ?روز ?رسانی|بروز ?رسانی|آخرین ویرایش|ویرایش|بازدید)[^\n]{0,25}$")
_CODE = re.compile(r"[^\n]{0,12}(?:کد|شناسه) ?(?:خبر|مطلب)")
_TIME_WORDS = re.compile(r"ساعت ?$")
_IN_URL = re.compile(r"/((?:1[34]|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/(1[34]\d\d)(\d\d)(\d\d)\d{6}(?:/|$)")
_WEEKDAYS = {"شنبه": 5, "یکشنبه": 6, "دوشنبه": 0, "سهشنبه": 1, "چهارشنبه": 2, "پنجشنبه": 3, "جمعه": 4}
_WEEKDAY = re.compile(r"(?<!\w)(یک|دو|سه|چهار|پنج)? ?(شنبه|جمعه)(?!\w)")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHIFTS = {"امروز": 0, "امشب": 0, "دیروز": -1, "دیشب": -1, "شب گذشته": -1, "روز گذشته": -1, "پریروز": -2, "فردا": 1}
_RELATIVE = re.compile(rf"(?<!\w)({'|'.join(_SHIFTS)})(?!\w)")
# How many years back a day without its year is looked for: a weekday comes round on a date every five or six.
_YEARS_BACK = 20
_MOST = 40  # days of writing that are looked at; the rest of a page says nothing new
_QUOTE_REACH = 2000
_STATED = (EvidenceKind.FIELD, EvidenceKind.METADATA)


@dataclass(frozen=True, slots=True)
class _Now:
    """What a «امروز» (or «دیروز», «فردا») of the text says of the day it was written."""

    date: DateMention
    shift: int
    weekday: int | None

    @property
    def written_weekday(self) -> int | None:
        """The weekday of the day of writing, Monday 0."""
        return None if self.weekday is None else (self.weekday - self.shift) % 7


def find_published(reading: Reading) -> None:
    """Set `reading.published`, its evidence and the conflicts of the page."""
    dates = find_in(reading.aligned)
    banner = _banner(reading, dates)
    body = [date for date in dates if not _in_banner(reading, date)]
    nows = list(islice(_nows(reading.norm, body), _MOST))
    texts = _texts(reading, nows, body, banner.day if banner else None)
    evidence = [*_stated(reading), *_bylines(reading, body), *_address(reading), *texts]
    chosen, conflicts = _choose(evidence, banner)
    conflicts += _weekday_conflicts(reading, nows, chosen, banner)
    if conflicts and chosen and chosen.kind not in _STATED:
        chosen = None
    reading.published = chosen.day if chosen else None
    marked = (replace(e, chosen=e is chosen) for e in evidence)
    reading.published_evidence = (*marked, *([banner] if banner else []))
    reading.conflicts = (*reading.conflicts, *conflicts)


def _banner(reading: Reading, dates: list[DateMention]) -> DateEvidence | None:
    date = next((date for date in dates if date.first_day and _in_banner(reading, date)), None)
    return DateEvidence(EvidenceKind.BANNER, date.first_day, _span(reading, date)) if date else None


def _span(reading: Reading, date: DateMention) -> Span:
    return reading.aligned.span(date.start_char, date.end_char)


def _in_banner(reading: Reading, date: DateMention) -> bool:
    return any(b.kind is BlockKind.BANNER and b.start <= date.start_char < b.end for b in reading.blocks)


# Evidence


def _stated(reading: Reading) -> Iterator[DateEvidence]:
    document = reading.document
    if document.published:
        yield DateEvidence(document.published_kind or EvidenceKind.FIELD, document.published)


def _bylines(reading: Reading, dates: list[DateMention]) -> list[DateEvidence]:
    """Dates with a label or a clock time; where some have a label the others are of other articles."""
    found = [(strength, date) for date in dates if (strength := _byline_strength(reading.norm, date))]
    best = max((strength for strength, _ in found), default=0)
    return [
        DateEvidence(EvidenceKind.BYLINE, date.first_day, _span(reading, date))
        for strength, date in found
        if strength == best
    ]


def _byline_strength(norm: str, date: DateMention) -> int:
    """2 for a date with a label, 1 for one with a clock time beside it, else 0."""
    if date.first_day is None or date.grain != "day" or date.rests_on != "words" or _RELATIVE.search(date.words):
        return 0
    before, after = norm[max(0, date.start_char - 40) : date.start_char], norm[date.end_char : date.end_char + 40]
    if _UPDATED.search(before):
        return 0
    clock = _CLOCK_AFTER.match(after) or (date.words[0].isdigit() and _CLOCK_BEFORE.search(before))
    if _LABEL.search(_CLOCK_BEFORE.sub("", before)) or (clock and _CODE.match(after[len("00:00") :])):
        return 2
    return int(bool(clock)) and int(not _TIME_WORDS.search(before))


def _address(reading: Reading) -> Iterator[DateEvidence]:
    m = _IN_URL.search(reading.document.url or "")
    if m:
        year, month, number = (int(group) for group in m.groups() if group)
        day = calendar_day(Calendar.GREGORIAN if year >= 1800 else Calendar.JALALI, year, month, number)
        if day:
            yield DateEvidence(EvidenceKind.URL, day)


def _nows(norm: str, dates: Iterable[DateMention]) -> Iterator[_Now]:
    for date in dates:
        relative, weekday = _RELATIVE.search(date.words), _WEEKDAY.search(date.words)
        if relative and date.grain == "day" and not _is_quoted(norm, date.start_char):
            yield _Now(date, _SHIFTS[relative[1]], _WEEKDAYS["".join(weekday.groups(""))] if weekday else None)


def _is_quoted(norm: str, place: int) -> bool:
    """Whether the place lies in a quotation: its «today» is the speaker's."""
    line = norm[max(norm.rfind("\n", 0, place) + 1, place - _QUOTE_REACH) : place]
    return line.count("«") > line.count("»")


def _texts(
    reading: Reading, nows: list[_Now], dates: list[DateMention], bound: dt.date | None
) -> Iterator[DateEvidence]:
    """«امروز (یکشنبه) ۲۰ تیر ۱۴۰۰»: a today whose date is complete, or whose year only one year can be."""
    others = {d.first_day for d in dates if d.first_day and d.grain == "day" and d.rests_on == "words"}
    for now in nows:
        day = now.date.first_day or _pinned(reading, now, bound, others)
        if day:
            yield DateEvidence(EvidenceKind.TEXT, day - dt.timedelta(now.shift), _span(reading, now.date))


def _pinned(reading: Reading, now: _Now, bound: dt.date | None, others: set[dt.date]) -> dt.date | None:
    """A today with weekday, day and month: the one year in which they agree, by the page's bound or another date."""
    if now.weekday is None or now.date.conflict or not re.search(r"\d", now.date.words):
        return None
    last = bound or max(others, default=None)
    if last is None:
        return None
    words = _RELATIVE.sub("", reading.norm[now.date.start_char : now.date.end_char])
    bases = (last - dt.timedelta(round(365.2425 * back)) for back in range(_YEARS_BACK))
    found = {date.first_day for base in bases for date in find_dates(words, base) if date.first_day}
    found = {day for day in found if day <= last}
    confirmed = found & others
    if len(confirmed) == 1:
        return next(iter(confirmed))
    return next(iter(found)) if bound and len(found) == 1 else None


# Choice and conflicts

_RANKS = (_STATED, (EvidenceKind.BYLINE,), (EvidenceKind.URL,), (EvidenceKind.TEXT,))


def _choose(evidence: list[DateEvidence], banner: DateEvidence | None) -> tuple[DateEvidence | None, list[Conflict]]:
    """The strongest evidence if it speaks with one voice and not of a day after the visit; what speaks against it."""
    ranked = [[e for e in evidence if e.kind in kinds] for kinds in _RANKS]
    strongest = next((group for group in ranked if group), [])
    if not strongest:
        return None, []
    chosen = strongest[0]
    if len({e.day for e in strongest}) > 1:
        return None, [_conflict(f"{chosen.kind.value}s_disagree", strongest)]
    if banner and banner.day and chosen.day and chosen.day > banner.day:
        return None, [_conflict("published_after_banner", [chosen, banner])]
    against = [e for e in evidence if e.day != chosen.day]
    return chosen, [
        _conflict(f"{e.kind.value}_contradicts_{chosen.kind.value}", [e, chosen]) for e in _first_of_each(against)
    ]


def _first_of_each(evidence: Iterable[DateEvidence]) -> list[DateEvidence]:
    """The first of each kind and day: leads are printed twice."""
    told: dict[tuple[EvidenceKind, dt.date | None], DateEvidence] = {}
    for e in evidence:
        told.setdefault((e.kind, e.day), e)
    return list(told.values())


def _conflict(code: str, evidence: Iterable[DateEvidence]) -> Conflict:
    told = _first_of_each(evidence)
    days = ", ".join(f"{e.kind.value} {e.day}" for e in told)
    return Conflict(code, f"Statements of the publication day differ: {days}.", tuple(e.words for e in told if e.words))


def _weekday_conflicts(
    reading: Reading, nows: list[_Now], chosen: DateEvidence | None, banner: DateEvidence | None
) -> list[Conflict]:
    """«امروز (سه‌شنبه)» on a page whose date, or whose banner where it has no date, is a Monday."""
    reference = chosen or banner
    if reference is None or reference.day is None:
        return []
    code = "weekday_contradicts_date" if chosen else "weekday_contradicts_banner"
    found: dict[int, Conflict] = {}
    for now in nows:
        weekday = now.written_weekday
        if weekday is None or weekday == reference.day.weekday() or weekday in found:
            continue
        name = f"the {reference.kind.value} {reference.day}, a {_NAMES[reference.day.weekday()]}"
        detail = f"The text was written on a {_NAMES[weekday]}, which {name}, is not."
        spans = (_span(reading, now.date), *([reference.words] if reference.words else []))
        found[weekday] = Conflict(code, detail, spans)
    return list(found.values())
