"""The parts of the overview: rows in, HTML out, and one chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from fanews import charts
from fanews.store.queries.rows import Row
from fanews.ui.cards import article_link, route, source_line, when
from fanews.ui.html import Markup, join, show, tag
from fanews.ui.state import View


def coverage(totals: Row, view: View) -> str:
    """Which days the articles cover."""
    words = view.words
    if not totals["first_day"]:
        return words("overview.no_days")
    return words("overview.days", first=words.day(totals["first_day"]), last=words.day(totals["last_day"]))


def figures(totals: Row, view: View) -> Markup:
    """The counts, each leading to what it counts."""
    shown = (
        ("articles", totals["articles"], view.to("search")),
        ("quotes", totals["quotes"], view.to("quotes")),
        ("speakers", totals["speakers"], view.to("quotes")),
        ("visits", totals["visits"], view.to("visits")),
        ("outlets", totals["outlets"], view.to("search")),
        ("undated", totals["undated"], view.to("search", dated="0")),
    )
    words = view.words
    return tag(
        "div",
        join(
            tag("a", tag("b", words.number(n)), tag("span", words(f"figure.{key}")), href=href, data_nav=True)
            for key, n, href in shown
        ),
        class_="fa-figures",
    )


def draw_days(rows: Sequence[Row], view: View) -> None:
    """Articles a day and outlet."""
    words = view.words
    counts = [charts.DayCount(row["day"], _outlet(row, view), row["articles"]) for row in rows]
    totals = Counter[str]()
    for count in counts:
        totals[count.outlet] += count.articles
    look = charts.ChartWords(status={}, month=words.month, number=words.number, is_rtl=words.is_rtl)
    figure = charts.articles_by_day(counts, [outlet for outlet, _ in totals.most_common()], look, words.day)
    show(tag("section", tag("h2", words("overview.by_day")), class_="fa-panel"))
    st.plotly_chart(figure, key="by_day", config={"displayModeBar": False})


def _outlet(row: Row, view: View) -> str:
    """An outlet's name as a chart takes it: without the tags Plotly would read in it."""
    name = row["outlet"] or view.words("overview.other_outlets")
    return view.words.isolated(name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def undated(rows: Sequence[Row], total: int, view: View) -> Markup:
    """Articles whose day is not known."""
    if not rows:
        return Markup("")
    heading = view.words("overview.undated", n=view.words.number(total))
    items = (_article(row, view, view.step("search", n, dated="0")) for n, row in enumerate(rows, 1))
    return _panel(view, heading, items, view.to("search", dated="0"))


def _article(row: Row, view: View, step: Mapping[str, object]) -> Markup:
    words = view.words
    counts = [words(f"overview.{key}", n=words.number(row[key])) for key in ("quotes", "visits") if row.get(key)]
    more = tag("span", " · ", " · ".join(counts), class_="fa-source") if counts else None
    return tag("li", article_link(row, view, step=step), tag("div", source_line(row, view), more))


def planned(rows: Sequence[Row], view: View) -> Markup:
    """Visits still to come."""
    items = (
        tag(
            "li",
            tag("a", tag("bdi", row["visitor"]), href=view.to("visits", visit=row["visit_id"]), data_nav=True),
            tag("div", tag("bdi", route(row, view)), " · ", when(row, view), class_="fa-source"),
        )
        for row in rows
    )
    return _panel(view, "overview.planned", items, view.to("visits", status="planned"), "overview.planned.none")


def most_quoted(rows: Sequence[Row], view: View) -> Markup:
    """Who is quoted most."""
    most = max((row["quotes"] for row in rows), default=1)
    items = (
        tag(
            "li",
            tag("a", tag("bdi", row["name"]), href=view.to("quotes", speaker=row["entity_id"]), data_nav=True),
            _role(row),
            _bar(row["quotes"], most, view.words("overview.quotes", n=view.words.number(row["quotes"]))),
        )
        for row in rows
    )
    return _panel(view, "overview.most_quoted", items, view.to("quotes"))


def _role(row: Row) -> Markup | None:
    is_news = row["role"] and row["role"] != row["name"]
    return tag("span", " ", tag("bdi", row["role"]), class_="fa-role") if is_news else None


def partners(rows: Sequence[Row], view: View) -> Markup:
    """Countries with most visits to and from home."""
    words = view.words
    most = max((row["visits_in"] + row["visits_out"] for row in rows), default=1)
    items = (
        tag(
            "li",
            tag("a", words.country(row["country"]), href=view.to("visits", country=row["country"]), data_nav=True),
            _bar(
                row["visits_in"] + row["visits_out"],
                most,
                words("overview.in_out", come=words.number(row["visits_in"]), go=words.number(row["visits_out"])),
            ),
        )
        for row in rows
    )
    return _panel(view, "overview.partners", items, view.to("visits"))


def outlets(rows: Sequence[Row], view: View) -> Markup:
    """Articles an outlet."""
    words = view.words
    most = max((row["articles"] for row in rows), default=1)
    items = (
        tag(
            "li",
            tag("a", tag("bdi", row["outlet"]), href=view.to("search", outlet=row["outlet"]), data_nav=True)
            if row["outlet"]
            else words("outlet.unknown"),
            _bar(row["articles"], most, words("overview.articles", n=words.number(row["articles"]))),
        )
        for row in rows
    )
    return _panel(view, "overview.outlets", items, view.to("search"))


def conflicting(rows: Sequence[Row], total: int, view: View) -> Markup:
    """Statements that cannot both hold."""
    if not rows:
        return Markup("")
    words = view.words
    items = (
        tag(
            "li",
            article_link(row, view, "c0"),
            tag("div", tag("bdi", _conflict(row, view)), " ", tag("bdi", _sides(row)), class_="fa-source"),
        )
        for row in rows
    )
    return _panel(view, words("overview.conflicts", n=words.number(total)), items, view.to("search", conflict="1"))


def _sides(row: Row) -> str:
    return " ↔ ".join(f"«{words}»" for words in row["words"] or [])


def _conflict(row: Row, view: View) -> str:
    worded = view.words.named("conflict", row["code"])
    return row["detail"] if worded == row["code"] else worded


def _bar(value: int, most: int, label: str) -> Markup:
    """A figure with its share of the largest as a bar; the figure is in words beside it."""
    share = round(100 * value / max(most, 1))
    return tag("span", tag("i", style=f"inline-size:{share}%"), tag("span", label), class_="fa-bar")


def _panel(view: View, heading: str, items: Iterable[Markup], href: str, none: str = "overview.none") -> Markup:
    words = view.words
    title = words(heading) if heading.startswith("overview.") else heading
    listed = list(items)
    body = tag("ul", join(listed), class_="fa-list") if listed else tag("p", words(none), class_="fa-source")
    more = tag("a", words("overview.all"), href=href, data_nav=True, class_="fa-more")
    return tag("section", tag("h2", title), body, more if listed else None, class_="fa-panel fa-in")
