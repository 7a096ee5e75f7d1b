"""The timeline's figure: lanes, shapes, colours, and Jalali ticks where they belong."""

from __future__ import annotations

import datetime as dt

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
    quotes_over_time,
    timeline,
)
from fanews.model import VisitStatus

DAY = dt.date(2024, 5, 6)
WORDS = ChartWords(status={}, month=lambda year, month: f"{year}/{month}", number=str, is_rtl=True)


def point(number: int, lane: str, status: str = "completed", days: int = 0, direction: str = "in") -> TimelinePoint:
    start = DAY + dt.timedelta(days=number)
    return TimelinePoint(number, lane, start, start + dt.timedelta(days=days), status, direction, f"tip {number}")


def test_each_visit_is_one_point_with_its_id_its_shape_and_its_status_colour() -> None:
    figure = timeline([point(1, "A"), point(2, "B", "planned", direction="out")], ["A", "B"], WORDS)
    dots = {trace.customdata[0][0]: trace for trace in figure.data if trace.customdata is not None}
    assert dots[1].marker.color == STATUS_COLOURS["completed"]
    assert dots[2].marker.color == STATUS_COLOURS["planned"]
    assert dots[1].marker.symbol == (DIRECTION_SYMBOLS["in"],)
    assert dots[2].marker.symbol == (DIRECTION_SYMBOLS["out"],)


def test_the_first_lane_is_on_top_and_time_runs_from_the_right() -> None:
    figure = timeline([point(1, "A"), point(9, "B")], ["A", "B"], WORDS)
    assert list(figure.layout.yaxis.categoryarray) == ["B", "A"]
    assert figure.layout.yaxis.side == "right"
    assert figure.layout.xaxis.range[0] > figure.layout.xaxis.range[1]


def test_a_visit_of_several_days_is_a_line_between_them() -> None:
    figure = timeline([point(0, "A", days=3)], ["A"], WORDS)
    line = next(trace for trace in figure.data if trace.mode == "lines")
    assert list(line.x[:2]) == [DAY, DAY + dt.timedelta(days=3)]


def test_every_status_and_direction_has_a_look() -> None:
    assert set(STATUS_COLOURS) == {status.value for status in VisitStatus}
    assert set(DIRECTION_SYMBOLS) == {"in", "out", "others", "unknown"}


def test_a_figure_without_visits_is_empty_and_not_an_error() -> None:
    assert not any(trace.customdata for trace in timeline([], [], WORDS).data)


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
    figure = articles_by_day(counts, ["A", "B"], WORDS)
    assert figure.layout.barmode == "stack"
    assert [(trace.name, list(trace.y)) for trace in figure.data] == [("A", [3, 1]), ("B", [2])]
    assert list(figure.layout.yaxis.tickvals) == [0, 2, 4]


def test_a_chart_without_articles_is_empty_and_not_an_error() -> None:
    assert not articles_by_day([], [], WORDS).data


def test_quotes_of_a_long_time_are_counted_by_jalali_month() -> None:
    days = {dt.date(2024, 3, 19): 2, dt.date(2024, 3, 20): 3, dt.date(2024, 4, 1): 1, dt.date(2024, 6, 1): 4}
    bars = quotes_over_time(days, WORDS, str).data[0]
    assert list(bars.text) == ["1402/12: 2", "1403/1: 4", "1403/3: 4"]
    assert list(bars.y) == [2, 4, 4]


def test_quotes_of_a_short_time_are_counted_by_day() -> None:
    figure = quotes_over_time({DAY: 2, DAY + dt.timedelta(days=59): 1}, WORDS, str)
    assert list(figure.data[0].text) == ["2024-05-06: 2", "2024-07-04: 1"]
    assert figure.layout.xaxis.range[0] > figure.layout.xaxis.range[1]  # time runs with the script
