"""The timeline's figure: lanes, shapes, colours, and Jalali ticks where they belong."""

from __future__ import annotations

import datetime as dt

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from fanews.charts import (
    DIRECTION_SYMBOLS,
    STATUS_COLOURS,
    ChartWords,
    DayCount,
    TimelinePoint,
    articles_by_day,
    jalali_ticks,
    level_size,
    quotes_over_time,
    timeline,
)
from fanews.model import Level, VisitStatus

DAY = dt.date(2024, 5, 6)
WORDS = ChartWords(status={}, month=lambda year, month: f"{year}/{month}", number=str, is_rtl=True)


def point(
    number: int, lane: str, status: str = "completed", days: int = 0, direction: str = "in", level: str | None = None
) -> TimelinePoint:
    start = DAY + dt.timedelta(days=number)
    end = start + dt.timedelta(days=days)
    return TimelinePoint(number, lane, start, end, status, direction, f"tip {number}", level)


def heights(figure: go.Figure) -> dict[int, float]:
    """How high each visit's mark stands."""
    marks = [trace for trace in figure.data if trace.customdata is not None]
    return {visit: y for trace in marks for visit, y in zip(trace.customdata, trace.y, strict=True)}


def test_each_visit_is_one_point_with_its_id_its_shape_and_its_status_colour() -> None:
    figure = timeline([point(1, "A"), point(2, "B", "planned", direction="out")], ["A", "B"], WORDS)
    dots = {trace.customdata[0]: trace for trace in figure.data if trace.customdata is not None}
    assert dots[1].marker.color == STATUS_COLOURS["completed"]
    assert dots[2].marker.color == STATUS_COLOURS["planned"]
    assert dots[1].marker.symbol == (DIRECTION_SYMBOLS["in"],)
    assert dots[2].marker.symbol == (DIRECTION_SYMBOLS["out"],)


def test_the_first_lane_is_on_top_and_time_runs_from_the_right() -> None:
    figure = timeline([point(1, "A"), point(9, "B")], ["A", "B"], WORDS)
    assert list(figure.layout.yaxis.ticktext) == ["A", "B"]
    assert figure.layout.yaxis.tickvals[0] > figure.layout.yaxis.tickvals[1]
    assert figure.layout.yaxis.side == "right"
    assert figure.layout.xaxis.range[0] > figure.layout.xaxis.range[1]


def test_a_visit_of_several_days_is_a_line_between_them() -> None:
    figure = timeline([point(0, "A", days=3)], ["A"], WORDS)
    line = next(trace for trace in figure.data if trace.mode == "lines")
    assert list(line.x[:2]) == [DAY, DAY + dt.timedelta(days=3)]


def test_the_higher_the_visitors_rank_the_larger_the_mark() -> None:
    levels = ["head_of_state", "minister", "deputy_minister", "other", None]
    figure = timeline([point(n, "A", level=level) for n, level in enumerate(levels)], ["A"], WORDS)
    sizes = list(figure.data[1].marker.size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2] > sizes[3] == sizes[4]
    assert [level_size(level) >= level_size("other") for level in Level] == [True] * len(Level)


def test_visits_of_the_same_days_do_not_hide_each_other() -> None:
    figure = timeline([point(5, "A"), point(6, "A"), point(300, "A"), point(7, "B")], ["A", "B"], WORDS)
    places = [
        (x, y) for trace in figure.data if trace.customdata is not None for x, y in zip(trace.x, trace.y, strict=True)
    ]
    assert len(set(places)) == 4
    assert heights(timeline([point(5, "A"), point(300, "A")], ["A"], WORDS)) == {5: 0.5, 300: 0.5}


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), st.sampled_from("ABC")), max_size=40))
def test_every_visit_stands_within_its_own_lane(given_: list[tuple[int, int, str]]) -> None:
    points = [
        TimelinePoint(n, lane, DAY + dt.timedelta(a), DAY + dt.timedelta(a + b), "completed", "in", "")
        for n, (a, b, lane) in enumerate(given_)
    ]
    figure = timeline(points, ["A", "B", "C"], WORDS)
    edges = sorted(shape.y0 for shape in figure.layout.shapes)
    for number, height in heights(figure).items():
        lane = "CBA".index(given_[number][2])
        assert edges[lane] < height < edges[lane + 1]


def test_a_time_within_one_month_is_told_by_days() -> None:
    figure = timeline([point(3, "A")], ["A"], WORDS)
    assert len(figure.layout.xaxis.tickvals) == len(figure.layout.xaxis.ticktext) == 3
    assert next(iter(figure.layout.xaxis.ticktext)).endswith("<br>1403/2")
    assert all(
        figure.layout.xaxis.range[1] < day < figure.layout.xaxis.range[0] for day in figure.layout.xaxis.tickvals
    )


def test_long_names_of_countries_take_two_lines() -> None:
    figure = timeline([point(1, "عربستان سعودی"), point(1, "قطر")], ["عربستان سعودی", "قطر"], WORDS)
    assert list(figure.layout.yaxis.ticktext) == ["عربستان<br>سعودی", "قطر"]


def test_every_status_and_direction_has_a_look() -> None:
    assert set(STATUS_COLOURS) == {status.value for status in VisitStatus}
    assert set(DIRECTION_SYMBOLS) == {"in", "out", "others", "unknown"}


def test_a_figure_without_visits_is_empty_and_not_an_error() -> None:
    assert not any(trace.customdata is not None for trace in timeline([], [], WORDS).data)


@given(st.dates(dt.date(1980, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 12_000))
def test_ticks_are_starts_of_jalali_months_within_the_days(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    ticks = jalali_ticks(first, last)
    assert len(ticks) <= 9
    for day, year, month in ticks:
        assert first <= day <= last
        assert JalaliDate.to_jalali(day) == JalaliDate(year, month, 1)


def test_articles_of_a_day_are_stacked_by_outlet_with_whole_numbers_beside_them() -> None:
    counts = [DayCount(DAY, "A", 3), DayCount(DAY, "B", 2), DayCount(DAY + dt.timedelta(days=1), "A", 1)]
    figure = articles_by_day(counts, ["A", "B"], WORDS, str)
    assert figure.layout.barmode == "stack"
    assert [(trace.name, list(trace.y)) for trace in figure.data] == [("A", [3, 1]), ("B", [2])]
    assert list(figure.layout.yaxis.tickvals) == [0, 2, 4]


def test_a_chart_without_articles_is_empty_and_not_an_error() -> None:
    assert not articles_by_day([], [], WORDS, str).data


def test_quotes_of_a_long_time_are_counted_by_jalali_month() -> None:
    days = {dt.date(2024, 3, 19): 2, dt.date(2024, 3, 20): 3, dt.date(2024, 4, 1): 1, dt.date(2024, 6, 1): 4}
    bars = quotes_over_time(days, WORDS, str).data[0]
    assert list(bars.text) == ["1402/12: 2", "1403/1: 4", "1403/3: 4"]
    assert list(bars.y) == [2, 4, 4]


def test_quotes_of_a_short_time_are_counted_by_day() -> None:
    figure = quotes_over_time({DAY: 2, DAY + dt.timedelta(days=59): 1}, WORDS, str)
    assert list(figure.data[0].text) == ["2024-05-06: 2", "2024-07-04: 1"]
    assert figure.layout.xaxis.range[0] > figure.layout.xaxis.range[1]  # time runs with the script
