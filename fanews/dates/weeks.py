"""Weeks, week ends and «so many days, weeks, months, years ago».

Readers as in `readers`, for what is reckoned from now alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fanews.dates import calendars
from fanews.dates.calendars import Calendar
from fanews.dates.readers import DIRECTIONS, Sense, Setting, Words, first_of

_DAY = dt.timedelta(1)


def read_week(words: Words, setting: Setting) -> Sense | None:
    """«هفته گذشته», «این هفته»: Saturday to Friday."""
    shift = first_of(words, *DIRECTIONS)
    days = calendars.week_after(setting.base, shift.number if shift else 0) if setting.base else None
    return Sense(days, "week", None, setting.basis)


def read_weekend(words: Words, setting: Setting) -> Sense | None:
    """«پایان هفته»: Thursday and Friday; «اوایل هفته آینده»: that week."""
    week = read_week(words, setting)
    if words[0].number != 9:
        return week if first_of(words, *DIRECTIONS) else None
    if week is None or week.days is None:
        return week and replace(week, grain="range")
    return replace(week, days=(week.days[1] - _DAY, week.days[1]), grain="range")


def read_ago(words: Words, setting: Setting) -> Sense | None:
    """«سه روز پیش», «دو هفته پیش», «یک ماه پیش», «دو روز دیگر»: the day, week, month or year so far away."""
    count, unit, shift = words[0].number, words[1].kind, words[2].number
    grain = {"DAY": "day", "PART": "day", "WEEK": "week", "MONTH": "month", "YEAR_WORD": "year"}[unit]
    if (shift > 0 and count < 2) or (unit == "YEAR_WORD" and count > 150):
        return None
    if setting.base is None:
        return Sense(None, grain, None, setting.basis)
    steps, base = count * shift, setting.base
    if grain == "day":
        return Sense((base + steps * _DAY, base + steps * _DAY), grain, None, setting.basis)
    if grain == "week":
        return Sense(calendars.week_after(base, steps), grain, None, setting.basis)
    jalali = calendars.parts(Calendar.JALALI, base)[0]
    days = (
        calendars.month_after(Calendar.JALALI, base, steps)
        if grain == "month"
        else calendars.year(Calendar.JALALI, jalali + steps)
    )
    return Sense(days, grain, Calendar.JALALI, setting.basis)
