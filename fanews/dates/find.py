"""From a text to its date mentions: scan, fit, read, then join what belongs together.

Owns how neighbouring dates combine: «از … تا …» into a range, «امروز (جمعه)» and «۹ خرداد (۳۰ می)» into one
date, and which day words inside a quotation are reckoned from. Single dates are read in `readers` and `points`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from fanews.dates import points, readers, weeks
from fanews.dates.grammar import Fit, find_fits
from fanews.dates.mention import DateMention
from fanews.dates.readers import DIRECTIONS, MONTHS, NUMBERS, Basis, Reader, Sense, Setting
from fanews.dates.tense import tense_of
from fanews.dates.traps import counts_things, is_before_what, is_event, is_trap
from fanews.dates.vocabulary import Word, scan
from fanews.text import AlignedText, align

READERS: dict[str, Reader] = {
    "point": points.read_point,
    "near_day": points.read_near_day,
    "day_range": points.read_day_range,
    "day_this_month": points.read_day_this_month,
    "weekday_range": points.read_weekday_range,
    "ago": weeks.read_ago,
    "week": weeks.read_week,
    "weekend": weeks.read_weekend,
    "month": readers.read_month,
    "months": readers.read_months,
    "month_near": readers.read_month_near,
    "month_relative": readers.read_month_relative,
    "month_part": readers.read_month_part,
    "year": readers.read_year,
    "years": readers.read_years,
    "year_part": readers.read_year_part,
    "season": readers.read_season,
    "this_season": readers.read_season,
    "decade": readers.read_decade,
    "century": readers.read_century,
    "feast": readers.read_feast,
}
# Reader of a list: the words it lists, the reader of each, the reader of a stretch without gaps.
LISTS: dict[str, tuple[frozenset[str], str, str]] = {
    "day_list": (NUMBERS, "point", "day_range"),
    "year_list": (frozenset({"YEAR", "NUM2"}), "year", "years"),
    "weekday_list": (frozenset({"WEEKDAY"}), "point", "weekday_range"),
}
_POINTS = frozenset({"point", "near_day"})
_QUOTE_REACH = 300


@dataclass(frozen=True, slots=True)
class _Date:
    """A date on its way: the fit it comes from, what it means, its range of the normalised text."""

    fit: Fit
    sense: Sense
    start: int
    end: int
    setting: Setting

    @property
    def first(self) -> dt.date | None:
        return self.sense.days[0] if self.sense.days else None


def find_dates(text: str, published: dt.date | None = None) -> list[DateMention]:
    """The dates of an article, with offsets into `text` as given, in order.

    `published` is the day the article appeared; without it «دیروز» or «۵ مهر» are mentions without days.

    >>> [(m.words, str(m.first_day)) for m in find_dates("روز دوشنبه 5 آذر 1403 آمد.")]
    [('روز دوشنبه 5 آذر 1403', '2024-11-25')]
    """
    aligned = align(text)
    found = []
    for mention in find_in(aligned, published):
        start, end = aligned.to_original(mention.start_char, mention.end_char)
        found.append(replace(mention, start_char=start, end_char=end, words=text[start:end]))
    return found


def find_in(aligned: AlignedText, published: dt.date | None = None) -> list[DateMention]:
    """The same for a text that is aligned already: `start_char`, `end_char` are places in `aligned.norm`."""
    norm = aligned.norm
    words = scan(norm)
    dates = [date for fit in find_fits(words) for date in _read(norm, fit, published)]
    dates = _anchored(norm, dates)
    dates = _joined(words, dates)
    return [_mention(norm, date) for date in dates if not is_event(norm, date.fit)]


def _mention(norm: str, date: _Date) -> DateMention:
    first, last = date.sense.days or (None, None)
    words = norm[date.start : date.end]
    sense = date.sense
    return DateMention(
        date.start, date.end, words, first, last, sense.grain, sense.calendar, sense.basis, sense.conflict
    )


# One fit


def _read(norm: str, fit: Fit, published: dt.date | None) -> list[_Date]:
    if fit.rule == "weekday" and len(fit.words) > 1 and is_before_what(norm, fit):
        fit = fit._replace(last=fit.last - 1, words=fit.words[:-1])
    if fit.reader == "-" or is_trap(norm, fit):
        return []
    fits = _each(fit) if fit.reader in LISTS else [_without_count(norm, fit)]
    found = []
    for one, following in zip(fits, [*fits[1:], None], strict=True):
        setting = Setting(published, tense_of(norm, one.words[0].start, one.words[-1].end) if published else 0)
        sense = _sense(one, setting)
        if sense:
            start, end = _extent(one)
            if following:
                end = max(word.end for word in one.words if word.start < following.words[0].start)
            found.append(_Date(one, sense, start, end, setting))
    return found


def _sense(fit: Fit, setting: Setting) -> Sense | None:
    return READERS[fit.reader](fit.words, setting)


def _extent(fit: Fit) -> tuple[int, int]:
    """The words of the date itself: «از» only before a range, no «متولد», no «مورخ», no closing comma."""
    skipped = {"DATED", "BORN", "COMMA", "OPEN", "CLOSE"}
    if fit.reader not in ("day_range", "years", "months"):
        skipped |= {"FROM", "BETWEEN"}
    words = list(fit.words)
    while words[0].kind in skipped:
        words.pop(0)
    while words[-1].kind in skipped:
        words.pop()
    return words[0].start, words[-1].end


def _without_count(norm: str, fit: Fit) -> Fit:
    """«در ۵ خرداد ۹۵ نفر»: the last number counts what follows and is no year."""
    last = fit.words[-1]
    shorter = fit.words[:-1]
    if last.kind != "NUM2" or not shorter or shorter[-1].kind not in MONTHS or not counts_things(norm, last.end):
        return fit
    return fit._replace(last=fit.last - 1, words=shorter, rule="month_alone" if fit.rule == "month_year" else fit.rule)


def _each(fit: Fit) -> list[Fit]:
    """«۱۸ و ۱۹ شهریور» is one stretch, «۵ و ۲۰ مهر» two days; weekdays and years likewise."""
    kinds, reader, stretch = LISTS[fit.reader]
    place = next((i for i, word in enumerate(fit.words) if word.kind in MONTHS), len(fit.words))
    listed = [word for word in fit.words[:place] if word.kind in kinds]
    steps = {(b.number - a.number) % (7 if stretch == "weekday_range" else 9999) for a, b in pairwise(listed)}
    if steps == {1} or any(word.kind == "TO" for word in fit.words):
        return [fit._replace(reader=stretch)]
    tail = tuple(word for word in fit.words if word.start > listed[-1].start)
    return [Fit("each", reader, fit.first, fit.last, (*_own(fit, word), word, *tail)) for word in listed]


def _own(fit: Fit, number: Word) -> tuple[Word, ...]:
    """The weekday right before one of several numbers."""
    place = fit.words.index(number)
    return tuple(word for word in fit.words[max(0, place - 1) : place] if word.kind == "WEEKDAY" != number.kind)


# Neighbours


def _anchored(norm: str, dates: list[_Date]) -> list[_Date]:
    """«عصر یکشنبه نوشت: «امشب …»», «آذر همان سال»: dates reckoned from the one before them."""
    result: list[_Date] = []
    for date in dates:
        if result and (_is_spoken(norm, result[-1], date) or _points_back(date)):
            setting = Setting(result[-1].first, basis=Basis.TEXT)
            date = replace(date, sense=_sense(date.fit, setting) or date.sense, setting=setting)
        result.append(date)
    return result


def _points_back(date: _Date) -> bool:
    kinds = [word.kind for word in date.fit.words]
    return "SAME" in kinds or ("THIS", "YEAR_WORD") in pairwise(kinds)


def _is_spoken(norm: str, before: _Date, date: _Date) -> bool:
    """Whether `before` is the day on which the words around `date` were said."""
    between = norm[before.end : date.start]
    if date.fit.words[0].kind != "RELATIVE":
        return False
    if before.first is None or before.sense.grain != "day" or len(between) > _QUOTE_REACH:
        return False
    return before.sense.basis is Basis.PUBLISHED and re.search(r": ?[«\"“][^»\"”\n]*$", between) is not None


def _joined(words: list[Word | None], dates: list[_Date]) -> list[_Date]:
    result: list[_Date] = []
    for date in dates:
        while result:
            pair = _same(words, result[-1], date) or _range(words, result[-1], date)
            if pair is None:
                break
            result.pop()
            date = pair
        result.append(date)
    return result


def _between(words: list[Word | None], before: _Date, after: _Date) -> str:
    """The classes of the words between two dates, «.» for other words."""
    return " ".join(word.kind if word else "." for word in words[before.fit.last : after.fit.first])


def _range(words: list[Word | None], before: _Date, after: _Date) -> _Date | None:
    """«[از] A تا B»."""
    if _between(words, before, after) not in ("TO", "DASH") or before.fit.rule == "range":
        return None
    if _between(words, before, after) == "DASH" and before.sense.grain != after.sense.grain:
        return None
    opening = words[before.fit.first - 1] if before.fit.first else None
    start = opening.start if opening and opening.kind in ("FROM", "BETWEEN") else before.start
    first, last = _ends(before, after)
    days = (first.days[0], last.days[1]) if first.days and last.days and first.days[0] <= last.days[1] else None
    basis = first.basis if last.basis is Basis.WORDS else last.basis
    sense = Sense(days, "range", last.calendar or first.calendar, basis, first.conflict or last.conflict)
    fit = Fit("range", "", before.fit.first, after.fit.last, (*before.fit.words, *after.fit.words))
    return _Date(fit, sense, start, after.end, before.setting)


def _ends(before: _Date, after: _Date) -> tuple[Sense, Sense]:
    """Both ends, the one that is less certain reckoned from the other."""
    first, last = before.sense, after.sense
    if {word.kind for word in before.fit.words} <= {"DAY", "PART", "WEEKDAY"} and before.fit.reader == "point":
        week = tuple(word for word in after.fit.words if word.kind in ("WEEK", "THIS", *DIRECTIONS))
        if week and week[0].kind != "DIRECTION":
            return _sense(before.fit._replace(words=(*before.fit.words, *week)), before.setting) or first, last
    if first.days and _leans(after):
        return first, _sense(after.fit, Setting(first.days[0], forward=True, basis=first.basis)) or last
    if last.days and first.basis is not Basis.WORDS and last.basis is Basis.WORDS:
        return _sense(before.fit, Setting(last.days[0], basis=Basis.TEXT)) or first, last
    return first, last


def _leans(date: _Date) -> bool:
    """Whether the end of a range is reckoned from its beginning rather than from the publication day."""
    kinds = {word.kind for word in date.fit.words}
    if date.sense.basis is Basis.WORDS or kinds & {"RELATIVE", "THIS_YEAR", "YEAR_WORD", "DIRECTION", "AGO", "AFTER"}:
        return False
    return date.fit.reader in ("point", "weekend", "month", "season")


def _same(words: list[Word | None], before: _Date, after: _Date) -> _Date | None:
    """«امروز (جمعه)», «پنج‌شنبه (۵ می)», «۹ خرداد ۱۴۰۵، ۳۰ می ۲۰۲۶»: one day said twice."""
    if "each" in (before.fit.rule, after.fit.rule):
        return None
    between = _between(words, before, after)
    closing = words[after.fit.last] if after.fit.last < len(words) else None
    aside = between == "OPEN" and closing is not None and closing.kind == "CLOSE"
    if not aside and between not in ("", "COMMA", "SLASH", "DASH"):
        return None
    sense = _merged(before, after) if _are_points(before, after) else _equal(before, after)
    if sense is None or (sense.conflict and not aside):
        return None
    last = after.fit.last + aside
    fit = Fit("same", "point", before.fit.first, last, (*before.fit.words, *after.fit.words))
    end = closing.end if aside and closing else after.end
    return _Date(fit, sense, before.start, end, before.setting)


def _are_points(before: _Date, after: _Date) -> bool:
    return before.fit.reader in _POINTS and after.fit.reader in _POINTS


def _equal(before: _Date, after: _Date) -> Sense | None:
    """«از ۴ تا ۹ ژوئیه (۱۳ تا ۱۸ تیر)»: the same days said twice."""
    return before.sense if before.sense.days and before.sense.days == after.sense.days else None


def _merged(before: _Date, after: _Date) -> Sense | None:
    first, second = points.point_words(before.fit.words), points.point_words(after.fit.words)
    if _aspects(first) & _aspects(second):
        return None
    return points.read_point([*first, *second], before.setting)


def _aspects(words: readers.Words) -> set[str]:
    """What a day is named by: two names of one kind are two days, not one said twice."""
    found = {word.kind for word in words if word.kind == "RELATIVE"}
    found |= {f"WEEKDAY {word.value}" for word in words if word.kind == "WEEKDAY"}
    found |= {str(word.calendar) for word in words if word.kind in MONTHS}
    return found | {"jalali" for word in words if word.kind == "NUMERIC"}
