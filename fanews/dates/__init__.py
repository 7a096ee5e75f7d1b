"""Date expressions in Persian text, and the days they denote.

`find_dates` for a text as received, `find_in` for one that is aligned already. The words, the grammar and
the traps are tables in `data/`; see `data/grammar.tsv` for how they combine.
"""

from fanews.dates.calendars import Calendar
from fanews.dates.find import find_dates, find_in
from fanews.dates.mention import DateMention
from fanews.dates.readers import Basis

__all__ = ["Basis", "Calendar", "DateMention", "find_dates", "find_in"]
