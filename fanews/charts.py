"""Charts as Plotly figures: rows in, figure out. Pure; words and ways of writing a day come from the caller."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
DAY_MS = 86_400_000
LANE_PX = 34
FRAME_PX = 60
LETTER_PX = 8  # a letter of a lane's label; Plotly's own margin is too narrow for Persian
MAX_TICKS = 9
FEW_TICKS = 4  # as many as a phone has room for
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
    """One visit with known days: its lane's label, what it says when pointed at, and its id."""

    visit_id: int
    lane: str
    start: dt.date
    end: dt.date
    status: str
    direction: str
    tip: str


def timeline(points: Sequence[TimelinePoint], lanes: Sequence[str], words: ChartWords) -> go.Figure:
    """One lane a partner country, first lane on top; direction is the shape, status the colour.

    Time runs with the script, from the right in Persian; ticks are starts of Jalali months. The legend is the page's.
    """
    figure = go.Figure()
    figure.add_trace(_stretches(points))
    for status in [s for s in STATUS_COLOURS if any(p.status == s for p in points)]:
        figure.add_trace(_dots([p for p in points if p.status == status], status, words))
    _axes(figure, points, lanes, words)
    return figure


def _stretches(points: Sequence[TimelinePoint]) -> go.Scatter:
    """A line from first to last day of the visits that take more than one."""
    xs: list[dt.date | None] = []
    ys: list[str | None] = []
    for point in points:
        if point.end > point.start:
            xs += [point.start, point.end, None]
            ys += [point.lane, point.lane, None]
    line = {"color": "#888888", "width": 5}
    return go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=0.5, hoverinfo="skip", showlegend=False)


def _dots(points: Sequence[TimelinePoint], status: str, words: ChartWords) -> go.Scatter:
    return go.Scatter(
        x=[p.start for p in points],
        y=[p.lane for p in points],
        mode="markers",
        name=words.status.get(status, status),
        customdata=[[p.visit_id] for p in points],
        text=[p.tip for p in points],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "color": STATUS_COLOURS[status],
            "symbol": [DIRECTION_SYMBOLS[p.direction] for p in points],
            "size": 13,
            "opacity": 0.9,
            "line": {"width": 1, "color": "rgba(255,255,255,0.85)"},
        },
        showlegend=False,
    )


def _axes(figure: go.Figure, points: Sequence[TimelinePoint], lanes: Sequence[str], words: ChartWords) -> None:
    first = min((p.start for p in points), default=dt.date.today())
    last = max((p.end for p in points), default=first)
    margin = dt.timedelta(days=max(3, (last - first).days // 40))
    ticks = jalali_ticks(first - margin, last + margin)
    side = "right" if words.is_rtl else "left"
    span = [first - margin, last + margin]
    figure.update_xaxes(
        range=span[::-1] if words.is_rtl else span,
        tickvals=[day for day, _, _ in ticks],
        ticktext=[words.month(year, month) for _, year, month in ticks],
        showgrid=True,
        zeroline=False,
        title=None,
        tickfont={"size": 13},
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=list(lanes)[::-1],
        range=[-0.6, len(lanes) - 0.4],
        side=side,
        automargin=False,
        showgrid=True,
        fixedrange=True,
        title=None,
        tickfont={"size": 14},
    )
    figure.update_layout(
        height=FRAME_PX + LANE_PX * max(3, len(lanes)),
        margin={"l": 10, "r": 10, "t": 10, "b": 10} | {side[0]: LETTER_PX * max(map(len, lanes), default=0) + 20},
        dragmode="pan",
        clickmode="event+select",
        hovermode="closest",
        hoverlabel={"align": "right" if words.is_rtl else "left"},
    )


@dataclass(frozen=True)
class DayCount:
    """So many articles of one outlet on one day."""

    day: dt.date
    outlet: str
    articles: int


def articles_by_day(counts: Sequence[DayCount], outlets: Sequence[str], words: ChartWords) -> go.Figure:
    """Bars a day, stacked by outlet in the order given."""
    figure = go.Figure()
    for number, outlet in enumerate(outlets):
        figure.add_trace(_bars([count for count in counts if count.outlet == outlet], outlet, number, words))
    first = min((c.day for c in counts), default=dt.date.today())
    last = max((c.day for c in counts), default=first)
    ticks = jalali_ticks(first, last + dt.timedelta(days=1))
    span = [first - dt.timedelta(days=1), last + dt.timedelta(days=1)]
    figure.update_xaxes(
        range=span[::-1] if words.is_rtl else span,
        tickvals=[day for day, _, _ in ticks],
        ticktext=[words.month(year, month) for _, year, month in ticks],
    )
    totals = Counter[dt.date]()
    for count in counts:
        totals[count.day] += count.articles
    _heights(figure, max(totals.values(), default=1), words)
    margin = {"l": 40, "r": 40, "t": 10, "b": 10}
    figure.update_layout(barmode="stack", height=260, margin=margin, dragmode=False, legend={"orientation": "h"})
    return figure


def _heights(figure: go.Figure, most: int, words: ChartWords) -> None:
    heights = list(range(0, most + 1, max(1, -(-most // 4))))
    figure.update_yaxes(
        side="right" if words.is_rtl else "left",
        tickvals=heights,
        ticktext=[words.number(height) for height in heights],
        rangemode="tozero",
        fixedrange=True,
    )


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
    ticks = jalali_ticks(firsts[0], ends[-1] - dt.timedelta(days=1), FEW_TICKS)
    figure.update_xaxes(
        range=span[::-1] if words.is_rtl else span,
        tickangle=0,
        tickvals=[tick + middle for tick, _, _ in ticks],
        ticktext=[words.month(year, month) for _, year, month in ticks],
    )
    _heights(figure, max(counts.values()), words)
    figure.update_layout(height=190, margin={"l": 40, "r": 40, "t": 10, "b": 10}, dragmode=False, showlegend=False)
    return figure


def _month_of(day: dt.date) -> dt.date:
    """The first day of the Jalali month `day` lies in."""
    jalali = JalaliDate.to_jalali(day)
    return _first_of(jalali.year, jalali.month)


def _month_label(day: dt.date, words: ChartWords) -> str:
    jalali = JalaliDate.to_jalali(day)
    return words.month(jalali.year, jalali.month)


def _bars(counts: Sequence[DayCount], outlet: str, number: int, words: ChartWords) -> go.Bar:
    return go.Bar(
        x=[c.day for c in counts],
        y=[c.articles for c in counts],
        width=0.8 * DAY_MS,
        text=[words.number(c.articles) for c in counts],
        textposition="none",
        name=outlet,
        marker={"color": PALETTE[number % len(PALETTE)]},
        hovertemplate="%{text}<extra>%{fullData.name}</extra>",
    )


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
