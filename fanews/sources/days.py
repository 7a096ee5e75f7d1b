"""The day in a field that a row or a page's metadata states."""

from __future__ import annotations

import datetime as dt
import re

from persiantools.jdatetime import JalaliDate

_DAY = re.compile(r"\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[T\s])")


def parse_day(stated: str) -> dt.date | None:
    """The day of an ISO date or datetime, as written (no change of time zone); None where it states none.

    Sites of Iran write Jalali days in the same shape: a year of 1300-1500 is one.

    >>> parse_day("2024-11-25T14:20:00+03:30"), parse_day("1403/09/05")
    (datetime.date(2024, 11, 25), datetime.date(2024, 11, 25))
    """
    match = _DAY.match(stated)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    try:
        if 1300 <= year < 1500:
            found: dt.date = JalaliDate(year, month, day).to_gregorian()
            return found
        return dt.date(year, month, day) if 1900 <= year < 2100 else None
    except ValueError:
        return None
