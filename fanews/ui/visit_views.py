"""The parts of the visits page: what was picked, the timeline, the list without days, the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from fanews import charts
from fanews.model import Level, VisitPurpose, VisitStatus
from fanews.store.queries import visits as ask
from fanews.store.queries.rows import Row
from fanews.ui import page, state
from fanews.ui.cards import ARROWS, direction, entity_link, route, status_chip, when
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View
from fanews.ui.tables import Column, table

MAX_DRAWN = 1000  # marks a browser draws at once without a wait
MAX_LANES = 24
MAX_VISITORS = 500

PARAMS = (
    state.Param("country", state.country, many=True),
    state.Param("direction", state.one_of(ask.DIRECTIONS), many=True),
    state.Param("status", state.one_of(VisitStatus), many=True),
    state.Param("purpose", state.one_of(VisitPurpose), many=True),
    state.Param("level", state.one_of(Level), many=True),
    state.Param("visitor", state.whole_number, many=True),
    state.Param("from", state.day),
    state.Param("to", state.day),
    state.Param("outlet", state.words_typed, many=True),
    state.Param("background", state.one_of({"0"})),
    state.Param("visit", state.whole_number),
    page.PAGE,
)


def wanted(view: View) -> ask.VisitFilter:
    """The filter the view asks for."""
    return ask.VisitFilter(
        countries=view.all("country"),
        directions=view.all("direction"),
        statuses=view.all("status"),
        purposes=view.all("purpose"),
        levels=view.all("level"),
        visitors=tuple(int(v) for v in view.all("visitor")),
        outlets=view.all("outlet"),
        since=view.day("from"),
        until=view.day("to"),
        with_background=view.one("background") != "0",
    )


def known_visitors(view: View) -> dict[str, str]:
    """Names by id of the visitors to pick from and of those picked; ids the store lacks are ignored and said."""
    picked = tuple(int(v) for v in view.all("visitor"))
    rows = [*answer(ask.visitors, MAX_VISITORS), *answer(ask.visitors_named, picked)]
    names = {str(row["entity_id"]): row["name"] for row in rows}
    for value in view.all("visitor"):
        if value not in names:
            view.ignore("visitor", value)
    return names


def known_outlets(view: View) -> list[str]:
    """Outlets to pick from; picked ones the store lacks are ignored and said."""
    outlets = [row["outlet"] for row in answer(ask.visit_outlets)]
    for value in view.all("outlet"):
        if value not in outlets:
            view.ignore("outlet", value)
    return outlets


def known_visit(view: View) -> int | None:
    """The id of the visit whose card is open."""
    value = view.one("visit")
    if value and not answer(ask.visit_exists, int(value)):
        view.ignore("visit", value)
        return None
    return int(value) if value else None


def summary(counts: Row, view: View) -> Markup:
    """How many visits the filters leave, and of how many the day is not known."""
    words = view.words
    text = words("visits.count", n=words.number(counts["total"]), undated=words.number(counts["undated"]))
    return tag("p", text, class_="fa-count", role="status")


def draw_timeline(rows: Sequence[Row], dated: int, view: View) -> None:
    """The timeline of the latest of the `dated` visits with a known day; a click on one opens its card."""
    if not rows:
        return
    lanes = [code for code, _ in Counter(row["partner"] for row in rows).most_common(MAX_LANES)]
    points = [_point(row, view) for row in rows if row["partner"] in lanes]
    figure = charts.timeline(points, [_lane(code, view) for code in lanes], _timeline_words(view))
    st.plotly_chart(
        figure,
        key="timeline",
        on_select=lambda: _open_picked(view),
        selection_mode="points",
        config={"displaylogo": False, "displayModeBar": False, "scrollZoom": False},
    )
    if dated > len(rows):
        st.text(view.words("visits.drawn_latest", n=view.words.number(len(rows))))
    left_out = len(rows) - len(points)
    if left_out:
        st.text(view.words("visits.lanes_left", n=view.words.number(left_out)))


def legend(rows: Sequence[Row], view: View) -> Markup:
    """What the shapes, colours and sizes of the timeline mean, of those in use."""
    if not rows:
        return Markup("")
    words = view.words
    shapes = join(direction({"direction": code}, view) for code in ARROWS if any(r["direction"] == code for r in rows))
    colours = join(status_chip(code, view) for code in charts.STATUS_COLOURS if any(r["status"] == code for r in rows))
    groups = (("direction", shapes), ("status", colours), ("level", _sizes(rows, view)))
    named = (tag("span", tag("b", words(f"filter.{name}"), ":"), shown) for name, shown in groups)
    return tag("div", join(named), class_="fa-legend")


def _sizes(rows: Sequence[Row], view: View) -> Markup:
    """What the sizes of marks in use mean, largest first."""
    groups: dict[int, list[str]] = {}
    used = {row["visitor_level"] for row in rows}
    for level in [level for level in (*Level, None) if level in used]:
        groups.setdefault(charts.level_size(level), []).append(level_name(level, view))
    return join(
        tag("span", tag("i", style=f"inline-size:{size}px;block-size:{size}px"), view.words("list.comma").join(names))
        for size, names in sorted(groups.items(), reverse=True)
    )


def level_name(level: str | None, view: View) -> str:
    """The visitor's rank in words."""
    return view.words.named("level", level) if level else view.words("level.unknown")


def _open_picked(view: View) -> None:
    points = st.session_state["timeline"].selection.points
    ids = [point["customdata"] for point in points if point.get("customdata")]
    if ids:
        st.query_params.from_dict(view.query(visit=ids[0]))


def _point(row: Row, view: View) -> charts.TimelinePoint:
    words = view.words
    start = row["start_day"] or row["end_day"]
    lines = [row["visitor"], level_name(row["visitor_level"], view), route(row, view), when(row, view)]
    lines.append(words.named("status", row["status"]))
    return charts.TimelinePoint(
        visit_id=row["visit_id"],
        lane=_lane(row["partner"], view),
        start=start,
        end=row["end_day"] or start,
        status=row["status"],
        direction=row["direction"],
        level=row["visitor_level"],
        tip="<br>".join(words.isolated(_plotly_text(line)) for line in lines),
    )


def _plotly_text(text: str) -> str:
    """Plotly reads a few tags in labels: a name out of an article must not make one."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lane(code: str | None, view: View) -> str:
    return view.words.isolated(view.words.country(code))


def _timeline_words(view: View) -> charts.ChartWords:
    words = view.words
    return charts.ChartWords(
        status={code: words.named("status", code) for code in charts.STATUS_COLOURS},
        month=words.month,
        number=words.number,
        is_rtl=words.is_rtl,
    )


def undated_list(rows: Sequence[Row], total: int, view: View) -> Markup:
    """Visits without a known day: beside the timeline, never hidden."""
    if not rows:
        return Markup("")
    words = view.words
    items = join(
        tag(
            "li",
            tag("a", tag("bdi", row["visitor"]), href=view.link(visit=row["visit_id"])),
            " ",
            tag("bdi", route(row, view), class_="fa-source"),
            " ",
            status_chip(row["status"], view),
            tag("div", when(row, view), class_="fa-source"),
        )
        for row in rows
    )
    more = tag("p", words("visits.undated_more", n=words.number(total - len(rows)))) if total > len(rows) else None
    return tag(
        "details",
        tag("summary", words("visits.undated", n=words.number(total))),
        tag("div", tag("ul", items, class_="fa-list fa-columns"), class_="fa-scroll"),
        more,
        class_="fa-undated fa-in",
        open=True,
    )


def visits_table(rows: Sequence[Row], view: View) -> Markup:
    """One page of the visits."""
    words = view.words
    columns = (
        Column(words("visit.when"), lambda row: when(row, view)),
        Column(words("visit.visitor"), lambda row: _visitor(row, view)),
        Column(words("visit.route"), lambda row: route(row, view)),
        Column(words("filter.direction"), lambda row: direction(row, view)),
        Column(words("filter.status"), lambda row: status_chip(row["status"], view)),
        Column(words("filter.purpose"), lambda row: words.named("purpose", row["purpose"])),
        Column(words("visit.articles"), lambda row: _articles(row, view), is_number=True),
    )
    return table(columns, rows, words("visits.table"))


def _visitor(row: Row, view: View) -> Markup:
    role = tag("div", row["visitor_role"], class_="fa-role") if row["visitor_role"] else None
    return join([tag("strong", entity_link(row["visitor_id"], row["visitor"], view)), role])


def _articles(row: Row, view: View) -> Markup:
    words = view.words
    text = words("visit.words", n=words.number(row["articles"]))
    return tag("a", text, href=view.link(visit=row["visit_id"]))
