"""Single days and runs of days: «ظهر امروز چهارشنبه چهارم فروردین ۹۵», «۱۸ و ۱۹ شهریور», «شب گذشته».

The readers of `readers` for rules that name days. All words of one date are weighed together: any of
them may settle the day, each of the others must agree or the date is a conflict without a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from fanews.dates import calendars
from fanews.dates.calendars import Calendar
from fanews.dates.readers import (
    DIRECTIONS,
    MONTHS,
    NUMBERS,
    YEAR_WORDS,
    Basis,
    Sense,
    Setting,
    Words,
    Year,
    oddness,
    read_years_number,
)
from fanews.dates.vocabulary import Word, read_numeric

_DAY = dt.timedelta(1)
# A weekday that disagrees with the nearest such day is an error of the page when that day is this near, in days;
# farther away, another year may be meant.
_NEAR = 45


@dataclass(slots=True)
class _Point:
    """What the words of one day say, each on its own."""

    relative: list[int] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    pairs: list[tuple[int, Word, Year | None]] = field(default_factory=list)
    numeric: list[tuple[str, int, int]] = field(default_factory=list)
    week: int | None = None
    shift: int | None = None
    side: int = 0  # «۵ مهر گذشته» -1, «۵ مهر آینده» 1


def _take_apart(words: Words, setting: Setting) -> _Point:
    point = _Point()
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word.kind == "RELATIVE":
            point.relative.append(word.number)
        elif word.kind == "WEEKDAY":
            point.weekdays.append(word.number)
        elif word.kind == "NUMERIC" and (read := read_numeric(word.value)):
            point.numeric.append(read)
        elif word.kind == "WEEK":
            nearby = [w.number for w in words[place : place + 1] if w.kind in DIRECTIONS]
            point.week, place = (nearby[0] if nearby else 0), place + len(nearby)
        elif word.kind in DIRECTIONS:
            point.shift = word.number
        elif word.kind in NUMBERS:
            place = _take_pair(point, words, place - 1, setting)
    return point


def _take_pair(point: _Point, words: Words, place: int, setting: Setting) -> int:
    """Day number, month and perhaps year from `place` on; where they end."""
    months = [i for i in (place + 1, place + 2) if i < len(words) and words[i].kind in MONTHS]
    if not months:
        return place + 1
    end = months[0] + 1
    while end < len(words) and words[end].kind in YEAR_WORDS:
        end += 1
    month = words[months[0]]
    year = read_years_number(words[months[0] + 1 : end], month.calendar, setting)
    if year is None and words[end - 1].kind == "DIRECTION":
        point.side = words[end - 1].number
    point.pairs.append((words[place].number, month, year))
    return end


def read_point(words: Words, setting: Setting) -> Sense | None:
    """One day, by whichever of its words settles it."""
    point = _take_apart(words, setting)
    calendar = point.pairs[0][1].calendar if point.pairs else None
    if any(number > 31 or _is_score(words, number, month) for number, month, _ in point.pairs):
        return None
    if any(year and year.number is None for _, _, year in point.pairs):
        return Sense(None, "day", calendar, Basis.PUBLISHED)
    days, basis = _candidates(point, setting)
    if not days:
        return Sense(None, "day", calendar, basis)
    for day in days:
        if _agrees(point, day, setting):
            return Sense((day, day), "day", calendar or _numeric_calendar(point), basis)
    return Sense(None, "day", calendar, basis, conflict=True)


def _is_score(words: Words, number: int, month: Word) -> bool:
    """«۳ صفر» is a score, «۲۸ صفر» a day; a score has one digit and nothing beside it."""
    return (
        month.kind == "WEAK"
        and month.calendar is Calendar.HIJRI
        and number < 10
        and len(words) == 2
        and (month.number == 2 and words[0].kind != "ORDINAL")
    )


def _numeric_calendar(point: _Point) -> Calendar | None:
    if not point.numeric:
        return None
    year = point.numeric[0][0]
    return Calendar.GREGORIAN if len(year) == 4 and int(year) >= 1800 else Calendar.JALALI


def _candidates(point: _Point, setting: Setting) -> tuple[list[dt.date], Basis]:
    """The days the strongest words allow, likeliest first."""
    explicit = [_numeric_day(numeric, setting) for numeric in point.numeric]
    if explicit:
        return [day for day in explicit[:1] if day], Basis.WORDS
    for number, month, year in point.pairs:
        if year and year.number is not None:
            return _with_slack(calendars.day(*_dated(month, year), number), month), year.basis
    if setting.base is None:
        return [], setting.basis
    if point.relative:
        return [setting.base + point.relative[0] * _DAY], setting.basis
    if point.pairs:
        return _nearest_days(point, setting.base, setting), Basis.WEEKDAY if point.weekdays else setting.basis
    return _weekday(point, setting), setting.basis


def _dated(month: Word, year: Year) -> tuple[Calendar, int, int]:
    return month.month_of, year.in_calendar(month.month_of, month.number), month.number


def _with_slack(day: dt.date | None, month: Word) -> list[dt.date]:
    """A Hijri day may be one earlier or later than in the tables."""
    if day is None:
        return []
    return [day, day + _DAY, day - _DAY] if month.calendar is Calendar.HIJRI else [day]


def _numeric_day(numeric: tuple[str, int, int], setting: Setting) -> dt.date | None:
    written, month, day = numeric
    year = int(written)
    if len(written) == 4:
        return calendars.day(Calendar.GREGORIAN if year >= 1800 else Calendar.JALALI, year, month, day)
    now = calendars.parts(Calendar.JALALI, setting.base)[0] if setting.base else 1410
    return calendars.day(Calendar.JALALI, 1400 + year if 1400 + year <= now + 10 else 1300 + year, month, day)


def _nearest_days(point: _Point, base: dt.date, setting: Setting) -> list[dt.date]:
    """A day and month without a year: the nearest one, or the nearest that has the weekday."""
    number, month, _ = point.pairs[0]
    calendar = month.month_of
    now = calendars.parts(calendar, base)[0]
    years = (now + shift for shift in (-2, -1, 0, 1))
    found = [day for year in years if (day := calendars.day(calendar, year, month.number, number))]
    if setting.forward:
        found = [day for day in found if day >= base]
    if point.side:
        found = [day for day in found if (day - base).days * point.side > 0]
    if not found:
        return []
    found.sort(key=lambda day: oddness((day - base).days, setting.tense))
    if not point.weekdays or abs(found[0] - base).days <= _NEAR:
        return _with_slack(found[0], month)
    return [found_day for day in found for found_day in _with_slack(day, month)]


def _weekday(point: _Point, setting: Setting) -> list[dt.date]:
    base = setting.base
    if base is None or not point.weekdays:
        return []
    weekday = point.weekdays[0]
    if point.week is not None:
        first = calendars.week_after(base, point.week)[0]
        return [first + ((weekday + 2) % 7) * _DAY]
    if point.shift is not None and point.shift < 0:
        return [base - ((base.weekday() - weekday - 1) % 7 + 1) * _DAY]
    if point.shift is not None and point.shift > 0:
        return [base + ((weekday - base.weekday() - 1) % 7 + 1) * _DAY]
    return [next_weekday(base, weekday) if setting.forward or setting.tense > 0 else last_weekday(base, weekday)]


def next_weekday(base: dt.date, weekday: int) -> dt.date:
    """The first such weekday from `base` on."""
    return base + ((weekday - base.weekday()) % 7) * _DAY


def last_weekday(base: dt.date, weekday: int) -> dt.date:
    """The last such weekday up to `base`."""
    return base - ((base.weekday() - weekday) % 7) * _DAY


def _agrees(point: _Point, day: dt.date, setting: Setting) -> bool:
    """Whether every word of the date holds for `day`."""
    if any(weekday != day.weekday() for weekday in point.weekdays):
        return False
    if setting.base and any(setting.base + shift * _DAY != day for shift in point.relative):
        return False
    if any(_numeric_day(numeric, setting) != day for numeric in point.numeric):
        return False
    return all(_is_day(day, number, month, year) for number, month, year in point.pairs)


def _is_day(day: dt.date, number: int, month: Word, year: Year | None) -> bool:
    calendar = month.month_of
    slack = (0, 1, -1) if calendar is Calendar.HIJRI else (0,)
    if year and year.number is not None:
        exact = calendars.day(*_dated(month, year), number)
        return exact is not None and abs((exact - day).days) < len(slack)
    return any(calendars.parts(calendar, day + shift * _DAY)[1:] == (month.number, number) for shift in slack)


def read_near_day(words: Words, setting: Setting) -> Sense | None:
    """«شب گذشته», «صبح روز گذشته», «روز جاری»."""
    shift, unit = words[-1].number, words[-2].kind
    return read_point(point_words(words), setting) if shift < 0 or (shift == 0 and unit == "DAY") else None


def read_day_this_month(words: Words, setting: Setting) -> Sense | None:
    """«پنجم ماه جاری», «۲۰ ماه گذشته», «دهم همین ماه»."""
    shift = next((word.number for word in words if word.kind in DIRECTIONS), 0)
    number = next(word.number for word in reversed(words) if word.kind in NUMBERS)
    month = calendars.month_after(Calendar.JALALI, setting.base, shift) if setting.base else None
    day = month[0] + (number - 1) * _DAY if month else None
    if month is None or day is None or not month[0] <= day <= month[1]:
        return Sense(None, "day", Calendar.JALALI, setting.basis)
    fits = all(word.number == day.weekday() for word in words if word.kind == "WEEKDAY")
    return Sense((day, day) if fits else None, "day", Calendar.JALALI, setting.basis, conflict=not fits)


def point_words(words: Words) -> Words:
    """The words, «شب گذشته» turned into a word like «دیروز»."""
    if words[-1].kind == "DIRECTION" and words[-2].kind in ("DAY", "PART"):
        return [*words[:-2], words[-1]._replace(kind="RELATIVE", start=words[-2].start)]
    return words


def read_day_range(words: Words, setting: Setting) -> Sense | None:
    """«از ششم تا ۲۷ تیر», «۲۴-۲۷ ژوئیه»; a weekday beside an end must fit it."""
    first, last = _ends(words)
    if not first < last <= 31:
        return None
    weekdays = [word for word in words if word.kind == "WEEKDAY"]
    tail = [word for word in words if word.start >= _last_number(words).start]
    head = weekdays[-1:] if len(weekdays) > 1 else []
    end = read_point([*head, _numbered(tail[0], last), *tail[1:]], setting)
    if end is None or end.days is None:
        return end and Sense(None, "range", end.calendar, end.basis, end.conflict)
    start = end.days[0] - (last - first) * _DAY
    if weekdays and start.weekday() != weekdays[0].number:
        return Sense(None, "range", end.calendar, end.basis, conflict=True)
    return Sense((start, end.days[1]), "range", end.calendar, end.basis)


def _last_number(words: Words) -> Word:
    place = next(i for i, word in enumerate(words) if word.kind in MONTHS)
    return next(word for word in reversed(words[:place]) if word.kind in NUMBERS or word.kind == "PAIR")


def _numbered(word: Word, number: int) -> Word:
    return word._replace(kind="NUM", value=str(number))


def _ends(words: Words) -> tuple[int, int]:
    place = next(i for i, word in enumerate(words) if word.kind in MONTHS)
    pair = next((word for word in words if word.kind == "PAIR"), None)
    if pair:
        first, last = pair.value.replace("–", "-").split("-")
        return int(first), int(last)
    numbers = [word.number for word in words[:place] if word.kind in NUMBERS]
    return numbers[0], numbers[-1]


def read_weekday_range(words: Words, setting: Setting) -> Sense | None:
    """«روزهای شنبه و یکشنبه»: from the first to the last of them."""
    weekdays = [word for word in words if word.kind == "WEEKDAY"]
    point = _take_apart([word for word in words if word.kind not in ("WEEKDAY", "DAYS")], setting)
    if setting.base is None:
        return Sense(None, "range", None, setting.basis)
    ends: Sequence[int] = (weekdays[0].number, weekdays[-1].number)
    if point.week is not None or point.shift is not None or setting.tense > 0 or setting.forward:
        point.weekdays = [ends[0]]
        start = _weekday(point, setting)[0]
        return Sense((start, next_weekday(start, ends[1])), "range", None, setting.basis)
    end = last_weekday(setting.base, ends[1])
    return Sense((last_weekday(end, ends[0]), end), "range", None, setting.basis)
