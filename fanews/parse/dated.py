"""The date expressions of an article as mentions, reckoned from its publication day.

Owns the step from `fanews.dates` to `Reading.mentions`; which of them is the publication day is `published`'s
business, which belongs to a visit that of the visits.
"""

from __future__ import annotations

from fanews.dates import DateMention, find_in
from fanews.model import EntityType
from fanews.parse.reading import Found, Reading


def find_date_mentions(reading: Reading) -> list[Found]:
    """DATE mentions in order; their days are null where unknown or where the words contradict each other."""
    return [_found(date) for date in find_in(reading.aligned, reading.published)]


def add_date_mentions(reading: Reading) -> None:
    """Put the dates among `reading.mentions`."""
    found = [*reading.mentions, *find_date_mentions(reading)]
    reading.mentions = tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _found(date: DateMention) -> Found:
    return Found(
        date.start_char,
        date.end_char,
        EntityType.DATE,
        first_day=date.first_day,
        last_day=date.last_day,
        grain=date.grain,
        calendar=date.calendar.value if date.calendar else None,
        rests_on=date.rests_on.value,
    )
