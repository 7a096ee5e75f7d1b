"""A date mention: what `find_dates` returns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fanews.dates.calendars import Calendar
from fanews.dates.readers import Basis


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a day or a stretch of days; `first_day` and `last_day` (inclusive) are None where unknown.

    `start_char`, `end_char` are offsets into the original text, or into the normalised one where `find_in`
    made it. `grain` is day, week, month, season, year, decade, century or range; `rests_on` says what the
    days are reckoned from; `conflict` that the words contradict each other, so that no day is asserted.
    """

    start_char: int
    end_char: int
    words: str
    first_day: dt.date | None
    last_day: dt.date | None
    grain: str
    calendar: Calendar | None
    rests_on: Basis
    conflict: bool = False
