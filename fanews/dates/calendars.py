"""The three calendars of Persian news: which days a day, month, season or year covers.

Owns conversion, by persiantools (Jalali) and hijridate (Hijri, Umm al-Qura, 1343-1500). The Hijri
months of Iran follow the moon as sighted there and may begin a day later than in these tables: a
Hijri interval is good to a day. It knows nothing of words.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from enum import StrEnum
from functools import lru_cache

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

Interval = tuple[dt.date, dt.date]


class Calendar(StrEnum):
    """Which calendar a date is written in."""

    JALALI = "jalali"
    GREGORIAN = "gregorian"
    HIJRI = "hijri"


@lru_cache(maxsize=4096)
def month(calendar: Calendar, year: int, number: int) -> Interval | None:
    """First and last day of a month, None outside what the calendar's tables cover.

    >>> month(Calendar.JALALI, 1403, 12)
    (datetime.date(2025, 2, 19), datetime.date(2025, 3, 20))
    """
    try:
        if calendar is Calendar.JALALI:
            first: dt.date = JalaliDate(year, number, 1).to_gregorian()
            length = JalaliDate.days_in_month(number, year)
        elif calendar is Calendar.GREGORIAN:
            first, length = dt.date(year, number, 1), gregorian.monthrange(year, number)[1]
        else:
            hijri = Hijri(year, number, 1)
            first, length = dt.date(*hijri.to_gregorian().datetuple()), hijri.month_length()
    except (ValueError, OverflowError):
        return None
    return first, first + dt.timedelta(length - 1)


def day(calendar: Calendar, year: int, number: int, day_number: int) -> dt.date | None:
    """The day, None where the month has no such day.

    >>> day(Calendar.JALALI, 1403, 9, 5)
    datetime.date(2024, 11, 25)
    """
    bounds = month(calendar, year, number)
    if bounds is None or not 1 <= day_number <= (bounds[1] - bounds[0]).days + 1:
        return None
    return bounds[0] + dt.timedelta(day_number - 1)


def months(calendar: Calendar, year: int, first: int, last: int) -> Interval | None:
    """First day of month `first` and last day of month `last` of one year."""
    start, end = month(calendar, year, first), month(calendar, year, last)
    return (start[0], end[1]) if start and end else None


def year(calendar: Calendar, number: int) -> Interval | None:
    """First and last day of a year."""
    return months(calendar, number, 1, 12)


def season(calendar: Calendar, number: int, which: int) -> Interval | None:
    """Season 1 (spring) to 4 (winter) of a year; a Gregorian year's winter is its January to March.

    Iranian news mean the Jalali seasons even of Gregorian years, so those begin on the same days.
    """
    if calendar is Calendar.JALALI:
        return months(calendar, number, 3 * which - 2, 3 * which)
    return months(Calendar.JALALI, number - 621 - (which == 4), 3 * which - 2, 3 * which)


@lru_cache(maxsize=4096)
def parts(calendar: Calendar, moment: dt.date) -> tuple[int, int, int]:
    """Year, month, day of a day in a calendar (Hijri: 1924-2077).

    >>> parts(Calendar.JALALI, dt.date(2024, 11, 25))
    (1403, 9, 5)
    """
    if calendar is Calendar.JALALI:
        jalali = JalaliDate(moment)
        return jalali.year, jalali.month, jalali.day
    if calendar is Calendar.GREGORIAN:
        return moment.year, moment.month, moment.day
    hijri = Gregorian(*moment.timetuple()[:3]).to_hijri()
    return hijri.year, hijri.month, hijri.day


def month_after(calendar: Calendar, moment: dt.date, count: int) -> Interval | None:
    """The month `count` months after (before, when negative) the one `moment` lies in."""
    this_year, this_month, _ = parts(calendar, moment)
    years, months_over = divmod(this_month - 1 + count, 12)
    return month(calendar, this_year + years, months_over + 1)


def week_after(moment: dt.date, count: int) -> Interval:
    """The week, Saturday to Friday, `count` weeks after the one `moment` lies in."""
    first = moment - dt.timedelta((moment.weekday() + 2) % 7) + dt.timedelta(7 * count)
    return first, first + dt.timedelta(6)
