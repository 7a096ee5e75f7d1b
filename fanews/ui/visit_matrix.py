"""Visits by country and Jalali year, as a table whose figures lead to the visits they count. Pure but for its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from persiantools.jdatetime import JalaliDate

from fanews.store.queries.rows import HOME, Row
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View
from fanews.ui.tables import Column, table

MAX_COUNTRIES = 24
MAX_YEARS = 12
_UNKNOWN = 0
_ALL = -1


def matrix(rows: Sequence[Row], view: View) -> Markup:
    """Countries (those picked, else all but home) down, Jalali years across, newest first; older ones are not drawn."""
    counts: dict[str, Counter[int]] = {}
    picked = view.all("country")
    for row in rows:
        if row["country"] in picked or (not picked and row["country"] != HOME):
            year = JalaliDate.to_jalali(row["day"]).year if row["day"] else _UNKNOWN
            counts.setdefault(row["country"], Counter()).update({year: row["visits"], _ALL: row["visits"]})
    if not counts:
        return Markup("")
    words = view.words
    years = sorted({year for counted in counts.values() for year in counted if year > 0}, reverse=True)[:MAX_YEARS]
    lines = [{"country": code, **counted} for code, counted in _most(counts)]
    columns = (
        Column(words("filter.country"), lambda row: words.country(row["country"])),
        Column(words("visits.matrix.all"), lambda row: _cell(row, _ALL, view), is_number=True),
        *(_column(year, words.digits(year), view) for year in years),
        _column(_UNKNOWN, words("day.unknown"), view),
    )
    note = tag("p", words("visits.matrix.note"), class_="fa-source")
    heading = tag("summary", words("visits.matrix"))
    return tag("details", heading, join([table(columns, lines, ""), note]), class_="fa-undated fa-matrix")


def _most(counts: dict[str, Counter[int]]) -> list[tuple[str, dict[str, int]]]:
    order = sorted(counts.items(), key=lambda item: (-item[1][_ALL], item[0]))[:MAX_COUNTRIES]
    return [(code, {str(year): number for year, number in counted.items()}) for code, counted in order]


def _column(year: int, heading: str, view: View) -> Column:
    return Column(heading, lambda row: _cell(row, year, view), is_number=True)


def _cell(row: Row, year: int, view: View) -> Markup | str:
    """So many visits; of a year or in all, with a link to them."""
    number = row.get(str(year))
    if not number:
        return ""
    if year == _UNKNOWN:
        return view.words.number(number)
    days = {"from_": f"{year}-01-01", "to": f"{year}-12-{_last_day(year)}"} if year != _ALL else {}
    href = view.link(country=row["country"], visit=None, page=None, **days)
    return tag("a", view.words.number(number), href=href)


def _last_day(year: int) -> int:
    return int(JalaliDate.days_in_month(12, year))
