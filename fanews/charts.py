"""Charts as Plotly figures: rows in, figure out. Pure; words and ways of writing a day come from the caller."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
from persiantools.jdatetime import JalaliDate

# Okabe and Ito's palette; a visit's status never rests on colour alone (its word is in the tooltip and the table).
STATUS_COLOURS = {
    "completed": "#009E73",
    "ongoing": "#0072B2",
    "planned": "#56B4E9",
    "invited": "#CC79A7",
    "postponed": "#E69F00",
    "cancelled": "#D55E00",
    "denied": "#8A8A8A",
}
DIRECTION_SYMBOLS = {"in": "triangle-down", "out": "triangle-up", "others": "diamond", "unknown": "circle"}

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8A8A8A")
# The mark's size says the rank: as many sizes as an eye tells apart.
LEVEL_SIZES = {
    "head_of_state": 22,
    "head_of_government": 22,
    "minister": 16,
    "deputy_minister": 12,
    "parliament": 12,
    "military": 12,
    "envoy": 12,
}
SMALLEST = 8
DAY_MS = 86_400_000
LANE_PX = 36
ROW = 0.55  # of a lane's height: so far apart stand visits of the same days
MAX_ROWS = 8
MARK_SHARE = 1 / 40  # of the whole time: about a mark's width on a narrow timeline
BAR_PX = 8
FRAME_PX = 60
LETTER_PX = 8  # a letter of a lane's label; Plotly's own margin is too narrow for Persian
LONG_LABEL = 9  # letters; longer ones are broken
MAX_TICKS = 9
PHONE_TICKS = 6  # of two lines: as many as a phone has room for
WIDE_LABEL, WIDE_TICKS = 8, 4  # letters of a month's name above which fewer fit: English ones
FEW_DAYS = 3
DAYS_BY_MONTH = 60  # a range as long as this is drawn by the month, a shorter one by the day


@dataclass(frozen=True)
class ChartWords:
    """What charts say. `month` writes a Jalali (year, month), `number` a figure; `is_rtl` turns the time axis round."""

    status: Mapping[str, str]
    month: Callable[[int, int], str]
    number: Callable[[int], str]
    is_rtl: bool


@dataclass(frozen=True)
class TimelinePoint:
    """One visit with known days: its lane's label, the visitor's rank, what it says when pointed at, and its id."""

    visit_id: int
    lane: str
    start: dt.date
    end: dt.date
    status: str
    direction: str
    tip: str
    level: str | None = None


def timeline(points: Sequence[TimelinePoint], lanes: Sequence[str], words: ChartWords) -> go.Figure:
    """One lane a partner country, first lane on top; direction is the shape, rank the size, status the colour.

    A visit of several days is a bar that its mark begins. Visits too close to tell apart stand one above the other,
    and their lane grows. Time runs with the script, from the right in Persian; ticks are starts of Jalali months.
    The legend is the page's.
    """
    places = _Places(points, lanes)
    traces = []
    for status in [s for s in STATUS_COLOURS if any(p.status == s for p in points)]:
        shown = sorted((p for p in points if p.status == status), key=lambda p: -level_size(p.level))
        traces += [_stretches(shown, places, status), _dots(shown, places, status, words)]
    return go.Figure(traces, _layout(points, places, words))


def level_size(level: str | None) -> int:
    """Pixels across of the mark of a visitor of that rank."""
    return LEVEL_SIZES.get(level or "", SMALLEST)


class _Places:
    """How high each visit and each lane stands: heights count up from the last lane, in lanes of one row."""

    def __init__(self, points: Sequence[TimelinePoint], lanes: Sequence[str]) -> None:
        self.lanes = list(lanes)
        first = min((p.start for p in points), default=dt.date.min)
        last = max((p.end for p in points), default=first)
        self._gap = dt.timedelta(days=(last - first).days * MARK_SHARE)
        rows = {lane: self._rows([p for p in points if p.lane == lane]) for lane in lanes}
        self.edges = [0.0]
        self.height_of: dict[int, float] = {}
        for lane in reversed(self.lanes):
            count = max(rows[lane].values(), default=0) + 1
            for visit_id, row in rows[lane].items():
                self.height_of[visit_id] = self.edges[-1] + 0.5 + ROW * (count - 1 - row)
            self.edges.append(self.edges[-1] + 1 + ROW * (count - 1))

    def _rows(self, points: Sequence[TimelinePoint]) -> dict[int, int]:
        """The row in its lane of each visit: the first one that is free about its days."""
        taken: list[dt.date] = []
        rows = {}
        for point in sorted(points, key=lambda p: (p.start, p.end, p.visit_id)):
            row = next((n for n, end in enumerate(taken) if point.start - end > self._gap), len(taken)) % MAX_ROWS
            taken[row : row + 1] = [point.end]
            rows[point.visit_id] = row
        return rows

    @property
    def middles(self) -> list[float]:
        """Of the lanes, first lane first."""
        return [(low + high) / 2 for low, high in pairwise(self.edges)][::-1]


def _stretches(points: Sequence[TimelinePoint], places: _Places, status: str) -> dict[str, Any]:
    """A bar from first to last day of the visits that take more than one."""
    xs: list[dt.date | None] = []
    ys: list[float | None] = []
    for point in points:
        if point.end > point.start:
            height = places.height_of[point.visit_id]
            xs += [point.start, point.end, None]
            ys += [height, height, None]
    line = {"color": STATUS_COLOURS[status], "width": BAR_PX}
    drawn = {"x": _days(xs), "y": np.array(ys, float), "mode": "lines", "line": line, "opacity": 0.45}
    return {"type": "scatter", **drawn, "hoverinfo": "skip", "showlegend": False}


def _dots(points: Sequence[TimelinePoint], places: _Places, status: str, words: ChartWords) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": _days([p.start for p in points]),
        "y": np.array([places.height_of[p.visit_id] for p in points]),
        "mode": "markers",
        "name": words.status.get(status, status),
        "customdata": np.array([p.visit_id for p in points], object),  # as objects: whole numbers in the browser, too
        "text": np.array([p.tip for p in points], object),
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": STATUS_COLOURS[status],
            "symbol": np.array([DIRECTION_SYMBOLS[p.direction] for p in points], object),
            "size": np.array([level_size(p.level) for p in points]),
            "opacity": 0.9,
            "line": {"width": 1, "color": "rgba(255,255,255,0.85)"},
        },
        "showlegend": False,
    }


def _days(days: Sequence[dt.date | None]) -> np.ndarray[Any, Any]:
    """Plotly looks at each member of a list, several times, and at arrays as a whole: ten times as fast."""
    return np.array(days, "datetime64[D]")


def _layout(points: Sequence[TimelinePoint], places: _Places, words: ChartWords) -> dict[str, Any]:
    first = min((p.start for p in points), default=dt.date.today())
    last = max((p.end for p in points), default=first)
    margin = dt.timedelta(days=max(3, (last - first).days // 25))
    ticks = _ticks(first - margin, last + margin, words)
    side = "right" if words.is_rtl else "left"
    span = [first - margin, last + margin]
    labels = [_narrow(lane) for lane in places.lanes]
    widest = max((len(line) for label in labels for line in label.split("<br>")), default=0)
    edge = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": {"width": 1, "color": "rgba(128,128,128,0.25)"}}
    return {
        "xaxis": {
            "range": span[::-1] if words.is_rtl else span,
            "tickvals": [*ticks],
            "ticktext": [*ticks.values()],
            "tickangle": 0,
            "showgrid": True,
            "zeroline": False,
            "tickfont": {"size": 13},
        },
        "yaxis": {
            "tickvals": places.middles,
            "ticktext": labels,
            "range": [0, max(places.edges[-1], 1)],
            "side": side,
            "automargin": False,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 13},
        },
        "shapes": [edge | {"y0": height, "y1": height} for height in places.edges],
        "height": FRAME_PX + LANE_PX * max(3, math.ceil(places.edges[-1])),
        "margin": {"l": 10, "r": 10, "t": 10, "b": 45} | {side[0]: LETTER_PX * widest + 16},
        "dragmode": "pan",
        "clickmode": "event+select",
        "hovermode": "closest",
        "hoverlabel": {"align": "right" if words.is_rtl else "left"},
    }


def _narrow(label: str) -> str:
    """A long label on two lines, so that a phone has room for the lane beside it."""
    first, _, rest = label.partition(" ")
    return f"{first}<br>{rest}" if rest and len(label) > LONG_LABEL else label


@dataclass(frozen=True)
class DayCount:
    """So many articles of one outlet on one day."""

    day: dt.date
    outlet: str
    articles: int


def articles_by_day(
    counts: Sequence[DayCount], outlets: Sequence[str], words: ChartWords, day: Callable[[dt.date], str]
) -> go.Figure:
    """Bars a day, stacked by outlet in the order given; `day` writes a day."""
    figure = go.Figure()
    for number, outlet in enumerate(outlets):
        bars = [count for count in counts if count.outlet == outlet]
        figure.add_trace(_bars(bars, [f"{day(c.day)}: {words.number(c.articles)}" for c in bars], number))
    first = min((c.day for c in counts), default=dt.date.today())
    last = max((c.day for c in counts), default=first)
    ticks = _ticks(first, last + dt.timedelta(days=1), words)
    span = [first - dt.timedelta(days=1), last + dt.timedelta(days=1)]
    figure.update_xaxes(
        range=span[::-1] if words.is_rtl else span,
        tickangle=0,
        tickvals=[*ticks],
        ticktext=[*ticks.values()],
    )
    totals = Counter[dt.date]()
    for count in counts:
        totals[count.day] += count.articles
    _heights(figure, max(totals.values(), default=1), words)
    margin = {"l": 40, "r": 40, "t": 10, "b": 10}
    figure.update_layout(barmode="stack", height=260, margin=margin, dragmode=False, legend={"orientation": "h"})
    return figure


def _heights(figure: go.Figure, most: int, words: ChartWords) -> None:
    heights = list(range(0, most + 1, _round_step(most)))
    figure.update_yaxes(
        side="right" if words.is_rtl else "left",
        tickvals=heights,
        ticktext=[words.number(height) for height in heights],
        rangemode="tozero",
        fixedrange=True,
    )


def _round_step(most: int) -> int:
    """A step of 1, 2 or 5 times a power of ten that reaches `most` in at most four.

    >>> _round_step(3), _round_step(51), _round_step(640)
    (1, 20, 200)
    """
    steps = (int(step * 10**power) for power in range(12) for step in (1, 2, 5))
    return next(step for step in steps if most / step <= 4)


def quotes_over_time(by_day: Mapping[dt.date, int], words: ChartWords, day: Callable[[dt.date], str]) -> go.Figure:
    """A bar a Jalali month, or a day where all days lie within two months; `day` writes a day.

    `by_day` must not be empty.
    """
    by_month = (max(by_day) - min(by_day)).days >= DAYS_BY_MONTH
    counts = Counter[dt.date]()
    for when, number in by_day.items():
        counts[_month_of(when) if by_month else when] += number
    firsts = sorted(counts)
    ends = [_month_of(first + dt.timedelta(days=31)) if by_month else first + dt.timedelta(days=1) for first in firsts]
    labels = [_month_label(first, words) if by_month else day(first) for first in firsts]
    figure = go.Figure(
        go.Bar(
            x=firsts,
            y=[counts[first] for first in firsts],
            width=[0.9 * (end - first).days * DAY_MS for first, end in zip(firsts, ends, strict=True)],
            offset=0,
            text=[f"{label}: {words.number(counts[first])}" for label, first in zip(labels, firsts, strict=True)],
            textposition="none",
            marker={"color": PALETTE[0]},
            hovertemplate="%{text}<extra></extra>",
        )
    )
    span = [firsts[0], ends[-1]]
    middle = dt.timedelta(days=15 if by_month else 0)  # a month's name stands under the middle of its bar
    ticks = _ticks(firsts[0], ends[-1] - dt.timedelta(days=1), words)
    figure.update_xaxes(
        range=span[::-1] if words.is_rtl else span,
        tickangle=0,
        tickvals=[tick + middle for tick in ticks],
        ticktext=[*ticks.values()],
    )
    _heights(figure, max(counts.values()), words)
    figure.update_layout(height=190, margin={"l": 40, "r": 40, "t": 10, "b": 10}, dragmode=False, showlegend=False)
    return figure


@lru_cache(maxsize=20_000)
def _month_of(day: dt.date) -> dt.date:
    """The first day of the Jalali month `day` lies in."""
    jalali = JalaliDate.to_jalali(day)
    return _first_of(jalali.year, jalali.month)


def _month_label(day: dt.date, words: ChartWords) -> str:
    jalali = JalaliDate.to_jalali(day)
    return words.month(jalali.year, jalali.month)


def _bars(counts: Sequence[DayCount], tips: Sequence[str], number: int) -> go.Bar:
    return go.Bar(
        x=[c.day for c in counts],
        y=[c.articles for c in counts],
        width=0.8 * DAY_MS,
        text=tips,
        textposition="none",
        name=counts[0].outlet if counts else "",
        marker={"color": PALETTE[number % len(PALETTE)]},
        hovertemplate="%{text}<extra>%{fullData.name}</extra>",
    )


def _ticks(first: dt.date, last: dt.date, words: ChartWords) -> dict[dt.date, str]:
    """Days to name under a time axis, on two lines: starts of months, or a few days where no two months begin."""
    for most in (PHONE_TICKS, WIDE_TICKS):
        months = jalali_ticks(first, last, most)
        named = {day: words.month(year, month).replace(" ", "<br>") for day, year, month in months}
        if not any(len(name.partition("<br>")[0]) > WIDE_LABEL for name in named.values()):
            break
    if len(months) > 1:
        return named
    step = max(1, (last - first).days // (FEW_DAYS + 1))
    days = [first + dt.timedelta(days=step * n) for n in range(1, FEW_DAYS + 1)]
    return {day: f"{words.number(JalaliDate.to_jalali(day).day)}<br>{_month_label(day, words)}" for day in days}


def jalali_ticks(first: dt.date, last: dt.date, most: int = MAX_TICKS) -> list[tuple[dt.date, int, int]]:
    """Starts of Jalali months within two days: (Gregorian day, year, month), thinned to a round step.

    >>> jalali_ticks(dt.date(2024, 3, 1), dt.date(2024, 5, 1))
    [(datetime.date(2024, 3, 20), 1403, 1), (datetime.date(2024, 4, 20), 1403, 2)]
    """
    start = JalaliDate.to_jalali(first)
    months = [divmod(start.year * 12 + start.month - 1 + n, 12) for n in range((last - first).days // 28 + 2)]
    days = [(_first_of(year, month + 1), year, month + 1) for year, month in months]
    inside = [tick for tick in days if first <= tick[0] <= last]
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        kept = [tick for tick in inside if (tick[1] * 12 + tick[2] - 1) % step == 0]
        if len(kept) <= most:
            return kept
    return kept


def _first_of(year: int, month: int) -> dt.date:
    day: Any = JalaliDate(year, month, 1).to_gregorian()
    return dt.date(day.year, day.month, day.day)
