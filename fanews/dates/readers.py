"""What a rule's words mean: which days, how sure, and what that rests on.

One reader a kind of date; `grammar.tsv` names them. A reader gets the words of one fit and the
`Setting` they stand in, and never looks at the text itself. Nothing is guessed: without a publication
day «دوشنبه» has no days, and where two words of one date contradict each other none are asserted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fanews.dates import calendars
from fanews.dates.calendars import Calendar, Interval
from fanews.dates.vocabulary import Word

_DAY = dt.timedelta(1)
MONTHS = frozenset({"MON", "WEAK", "RARE", "MONTH_MAH"})
NUMBERS = frozenset({"NUM", "NUM0", "ORDINAL"})
DIRECTIONS = frozenset({"DIRECTION", "AGO", "AFTER"})
YEAR_WORDS = DIRECTIONS | {"YEAR_WORD", "YEAR", "NUM2", "NUM0", "CALENDAR", "THIS_YEAR", "SAME", "THIS"}
YEAR_WORDS |= {"COMMA", "SLASH", "DASH"}
_LAST = 99
# «رمضان ۱۴۰۰» is that of the solar year: from here on a bare year beside a Hijri month is a Hijri one.
_LUNAR_YEARS = 1425


class Basis(StrEnum):
    """What the days of a date rest on."""

    WORDS = "words"  # it is complete in itself
    PUBLISHED = "published"  # reckoned from the day the article appeared
    WEEKDAY = "weekday"  # the year left out is the one in which day and weekday agree
    TEXT = "text"  # reckoned from a date beside it in the text


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a date stands: the day it is reckoned from, the tense of its clause (-1, 0, 1).

    `forward`: `base` is the other end of a range and only days from it on will do. `basis`: what `base` is.
    """

    base: dt.date | None
    tense: int = 0
    forward: bool = False
    basis: Basis = Basis.PUBLISHED


@dataclass(frozen=True, slots=True)
class Sense:
    """Days a date denotes, `None` where unknown; `conflict`: its own words contradict each other."""

    days: Interval | None
    grain: str
    calendar: Calendar | None = None
    basis: Basis = Basis.WORDS
    conflict: bool = False


Words = Sequence[Word]
Reader = Callable[[Words, Setting], Sense | None]


def first_of(words: Iterable[Word], *kinds: str) -> Word | None:
    return next((word for word in words if word.kind in kinds), None)


# Years


@dataclass(frozen=True, slots=True)
class Year:
    """A year as far as the words give it; `number` is None where it cannot be known."""

    number: int | None
    calendar: Calendar
    basis: Basis = Basis.WORDS

    def in_calendar(self, calendar: Calendar, month: int) -> int:
        """Its number in the calendar of one of its months: «ژانویه ۱۳۹۹» is that of 2021."""
        number = self.number or 0
        if calendar is self.calendar or Calendar.HIJRI in (calendar, self.calendar):
            return number
        if calendar is Calendar.GREGORIAN:
            return number + (622 if month < 3 else 621)
        return number - (622 if month >= 10 else 621)


def read_years_number(words: Words, calendar: Calendar | None, setting: Setting) -> Year | None:
    """The year that `words` name, in `calendar` when that is given; None when they name none."""
    stated = first_of(words, "CALENDAR")
    named = (stated.calendar if stated else None) or calendar
    for word in reversed(words):
        if word.kind == "YEAR":
            lunar = stated or word.number >= _LUNAR_YEARS
            return _full_year(word.number, named if lunar else None)
        if word.kind in ("NUM2", "NUM0"):
            return _short_year(word.number, named, setting)
    if first_of(words, "SAME", "THIS"):
        if setting.basis is Basis.TEXT:
            return _year_from_now(0, named or Calendar.JALALI, setting)
        return Year(None, named or Calendar.JALALI)
    shift = first_of(words, "THIS_YEAR") or (first_of(words, *DIRECTIONS) if first_of(words, "YEAR_WORD") else None)
    return _year_from_now(shift.number, named or Calendar.JALALI, setting) if shift else None


def _full_year(number: int, calendar: Calendar | None) -> Year:
    if number >= 1800:
        return Year(number, Calendar.GREGORIAN)
    return Year(number, calendar if calendar is Calendar.HIJRI else Calendar.JALALI)


def _short_year(number: int, named: Calendar | None, setting: Setting) -> Year:
    """«۹۲» is 1392, «۰۲» 1402, «۹۸» beside a Gregorian month 1998: the latest that is at most ten years ahead.

    «سال ۹۶» of 2006 is 1996: it cannot be 1296.
    """
    calendar = named or Calendar.JALALI
    century = {Calendar.JALALI: 1400, Calendar.GREGORIAN: 2000, Calendar.HIJRI: 1400}[calendar]
    now = calendars.parts(calendar, setting.base)[0] if setting.base else century + 10
    while century + number > now + 10:
        century -= 100
    if named is None and century < 1300:
        return Year(1900 + number, Calendar.GREGORIAN)
    return Year(century + number, calendar)


def _year_from_now(shift: int, calendar: Calendar, setting: Setting) -> Year:
    if setting.base is None:
        return Year(None, calendar, setting.basis)
    return Year(calendars.parts(calendar, setting.base)[0] + shift, calendar, setting.basis)


def read_year(words: Words, setting: Setting) -> Sense | None:
    """«سال ۹۲», «امسال», «سال جاری میلادی»."""
    year = read_years_number(words, None, setting)
    if year is None:
        return None
    days = calendars.year(year.calendar, year.number) if year.number is not None else None
    return Sense(days, "year", year.calendar, year.basis)


def read_years(words: Words, setting: Setting) -> Sense | None:
    """«سال‌های ۸۰ تا ۸۴», «(۱۹۸۰-۱۹۸۸)»."""
    pair = first_of(words, "YEARS_PAIR")
    tail = [word for word in words if word.kind == "CALENDAR"]
    if pair:
        pieces = [pair._replace(kind="YEAR", value=pair.value[:4]), pair._replace(kind="YEAR", value=pair.value[5:])]
    else:
        pieces = [word for word in words if word.kind in ("YEAR", "NUM2")]
    senses = sorted(sense.days for word in pieces if (sense := read_year([word, *tail], setting)) and sense.days)
    return Sense((senses[0][0], senses[-1][1]), "range") if len(senses) == 2 else None


def read_decade(words: Words, setting: Setting) -> Sense | None:
    """«دهه ۶۰», «دهه ۹۰ میلادی», «دهه ۱۹۷۰»."""
    number = first_of(words, "NUM", "NUM2", "CARDINAL", "YEAR")
    stated = first_of(words, "CALENDAR")
    if number is None or number.number % 10:
        return None
    calendar = (stated and stated.calendar) or Calendar.JALALI
    year = _full_year(number.number, calendar) if number.kind == "YEAR" else None
    if year is None and stated is None and _is_ahead(1300 + number.number, setting):
        calendar = Calendar.GREGORIAN
    start = year.number if year else number.number + (1900 if calendar is Calendar.GREGORIAN else 1300)
    calendar = year.calendar if year else calendar
    if start is None or calendar is Calendar.HIJRI:
        return Sense(None, "decade", calendar)
    first, last = calendars.year(calendar, start), calendars.year(calendar, start + 9)
    return Sense((first[0], last[1]) if first and last else None, "decade", calendar)


def _is_ahead(jalali_year: int, setting: Setting) -> bool:
    return setting.base is not None and jalali_year > calendars.parts(Calendar.JALALI, setting.base)[0]


def read_century(words: Words, setting: Setting) -> Sense | None:
    """«قرن بیستم»; one of the Hijri calendar lies outside its tables and is left alone."""
    number, stated = first_of(words, "NUM", "ORDINAL"), first_of(words, "CALENDAR")
    if number is None or not 1 <= number.number <= 21:
        return None
    calendar = stated.calendar if stated else Calendar.GREGORIAN if number.number >= 16 else None
    if calendar is None or calendar is Calendar.HIJRI:
        return None
    start = 100 * (number.number - 1) + 1
    first, last = calendars.year(calendar, start), calendars.year(calendar, start + 99)
    return Sense((first[0], last[1]) if first and last else None, "century", calendar)


# Months and seasons


def _month_word(words: Words) -> Word | None:
    return first_of(words, *MONTHS)


def _after_month(words: Words) -> Words:
    """The words behind the (last) month: its year, if any."""
    places = [i for i, word in enumerate(words) if word.kind in MONTHS]
    return words[places[-1] + 1 :]


def _distance(days: Interval, base: dt.date) -> int:
    """Days from `base` to the interval, negative when it lies before, 0 when it covers `base`."""
    return max((days[0] - base).days, 0) or min((days[1] - base).days, 0)


def _month_days(month: Word, year: Year | None, setting: Setting) -> tuple[Interval | None, Basis]:
    """The month in its year, else its occurrence nearest to the base."""
    calendar, number = month.month_of, month.number
    if year is not None:
        if year.number is None:
            return None, year.basis
        if calendar is Calendar.HIJRI and year.calendar is not Calendar.HIJRI:
            return _lunar_month(number, year.calendar, year.number), year.basis
        return calendars.month(calendar, year.in_calendar(calendar, number), number), year.basis
    if setting.base is None:
        return None, setting.basis
    return _nearest(calendar, number, setting.base, setting), setting.basis


def _nearest(calendar: Calendar, number: int, base: dt.date, setting: Setting) -> Interval | None:
    now = calendars.parts(calendar, base)[0]
    found = [days for year in (now - 1, now, now + 1) if (days := calendars.month(calendar, year, number))]
    if setting.forward:
        found = [days for days in found if days[1] >= base]
    return min(found, key=lambda days: oddness(_distance(days, base), setting.tense), default=None)


def oddness(away: int, tense: int) -> float:
    """How unlikely an occurrence so many days from the base is meant: news look back rather than ahead."""
    if tense < 0 and away > 60:
        return away + 250
    return away * 1.5 if away > 0 and tense <= 0 else abs(away)


def _lunar_month(number: int, calendar: Calendar, year: int) -> Interval | None:
    """The Hijri month that begins within a year of the sun."""
    bounds = calendars.year(calendar, year)
    if bounds is None:
        return None
    try:
        lunar = calendars.parts(Calendar.HIJRI, bounds[0])[0]
    except (ValueError, OverflowError):
        return None
    found = (calendars.month(Calendar.HIJRI, lunar + shift, number) for shift in (0, 1))
    return next((days for days in found if days and bounds[0] <= days[0] <= bounds[1]), None)


def read_month(words: Words, setting: Setting) -> Sense | None:
    """«شهریورماه سال ۹۲», «تیرماه», «پایان خرداد»: the month, whichever part of it is meant."""
    month = _month_word(words)
    if month is None:
        return None
    year = read_years_number(_after_month(words), month.calendar, setting)
    days, basis = _month_days(month, year, setting)
    return Sense(days, "month", month.calendar, basis)


def read_feast(words: Words, setting: Setting) -> Sense | None:
    """«عاشورای امسال»: a day of the Hijri year."""
    feast = next(word for word in words if word.kind == "FEAST")
    number, _, day = feast.value.partition(":")
    month = feast._replace(kind="MON", value=number, calendar=Calendar.HIJRI)
    year = read_years_number(words, Calendar.HIJRI, setting)
    days, basis = _month_days(month, year, setting)
    first = days[0] + (int(day) - 1) * _DAY if days else None
    return Sense((first, first) if first else None, "day", Calendar.HIJRI, basis)


def read_months(words: Words, setting: Setting) -> Sense | None:
    """«ماه‌های مارس و آوریل», «آذر تا بهمن‌ماه ۱۴۰۴»."""
    first, last = [word for word in words if word.kind in MONTHS]
    year = read_years_number(_after_month(words), last.calendar, setting)
    end, basis = _month_days(last, year, setting)
    if end is None:
        return Sense(None, "range", last.calendar, basis)
    start = _nearest(first.month_of, first.number, end[0], Setting(None))
    return Sense((start[0], end[1]) if start and start <= end else None, "range", last.calendar, basis)


def read_month_near(words: Words, setting: Setting) -> Sense | None:
    """«خرداد گذشته»: the latest that is over; «خرداد آینده»: the next to begin."""
    month, shift = _month_word(words), first_of(words, "DIRECTION")
    if month is None or shift is None or setting.base is None:
        return month and Sense(None, "month", month.calendar, setting.basis)
    base, calendar = setting.base, month.month_of
    now = calendars.parts(calendar, base)[0]
    found = [days for year in range(now - 2, now + 3) if (days := calendars.month(calendar, year, month.number))]
    wanted = [
        days for days in found if _distance(days, base) * shift.number > 0 or (not shift.number and days[1] >= base)
    ]
    days = min(wanted, key=lambda days: abs(_distance(days, base)), default=None)
    return Sense(days, "month", calendar, setting.basis)


def read_month_relative(words: Words, setting: Setting) -> Sense | None:
    """«ماه گذشته», «ماه جاری میلادی»."""
    stated, shift = first_of(words, "CALENDAR"), first_of(words, *DIRECTIONS)
    calendar = (stated and stated.calendar) or Calendar.JALALI
    days = calendars.month_after(calendar, setting.base, shift.number if shift else 0) if setting.base else None
    return Sense(days, "month", calendar, setting.basis)


def read_month_part(words: Words, setting: Setting) -> Sense | None:
    """«نیمه دوم تیر», «دهه اول محرم», «هفته سوم مهر»."""
    words = words[1:] if words[0].kind == "EDGE" else words
    whole, which = read_month(words, setting), words[2 if words[1].kind == "DAY" else 1]
    if whole is None:
        return None
    grain = "week" if words[0].kind == "WEEK" else "range"
    length, count = {"HALF": (15, 2), "DECADE": (10, 3), "WEEK": (7, 4)}.get(words[0].kind) or (words[0].number, 1)
    number = count if which.number == _LAST else which.number
    if whole.days is None or number > count:
        return replace(whole, days=None, grain=grain)
    first, last = whole.days
    start = first + (number - 1) * length * _DAY
    end = last if number == count > 1 and grain == "range" else start + (length - 1) * _DAY
    return replace(whole, days=(start, end), grain=grain)


def read_year_part(words: Words, setting: Setting) -> Sense | None:
    """«سه ماهه اول سال ۱۴۰۰», «نیمه دوم سال»: months of a year."""
    count = 6 if words[0].kind == "HALF" else words[0].number
    which = words[1 if words[0].kind in ("HALF", "SOME_MONTHS") else 2]
    year = read_years_number(words[words.index(which) + 1 :], None, setting)
    if year is None or count not in range(1, 12):
        return None
    if which.kind == "EDGE":
        number, last = 1, which.number == 9
    else:
        number, last = which.number, which.number == _LAST
    start, end = (13 - count, 12) if last else (count * (number - 1) + 1, count * number)
    if year.number is None or not 1 <= start <= end <= 12:
        return Sense(None, "range", year.calendar, year.basis)
    return Sense(calendars.months(year.calendar, year.number, start, end), "range", year.calendar, year.basis)


def read_season(words: Words, setting: Setting) -> Sense | None:
    """«تابستان سال گذشته», «زمستان ۹۸», «تابستان گذشته», «این تابستان»."""
    place = next(i for i, word in enumerate(words) if word.kind == "SEASON")
    season = words[place]
    year = read_years_number([*words[place + 1 :]], None, setting)
    if year is not None:
        days = calendars.season(year.calendar, year.number, season.number) if year.number is not None else None
        return Sense(days, "season", year.calendar, year.basis)
    return _season_near(season.number, first_of(words, "DIRECTION"), setting)


def _season_near(number: int, shift: Word | None, setting: Setting) -> Sense:
    base = setting.base
    if base is None:
        return Sense(None, "season", Calendar.JALALI, setting.basis)
    now = calendars.parts(Calendar.JALALI, base)[0]
    found = [days for year in range(now - 2, now + 3) if (days := calendars.season(Calendar.JALALI, year, number))]
    if shift and shift.number:
        found = [days for days in found if _distance(days, base) * shift.number > 0]
    days = min(found, key=lambda days: abs(_distance(days, base)), default=None)
    return Sense(days, "season", Calendar.JALALI, setting.basis)
