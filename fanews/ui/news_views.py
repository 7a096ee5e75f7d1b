"""What is new, as the overview shows it: a chosen week, or the time since the reader's last visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fanews.store.queries import news as ask
from fanews.store.queries.rows import Row
from fanews.ui import page, state
from fanews.ui.cards import article_link, source_line, visit_item
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View
from fanews.ui.words import parse_day, url_day

ROWS = 8
MAX_WEEKS = 260
WEEK = state.Param("week", state.day)
_ONE_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class News:
    """The chosen period, and the same in words."""

    period: ask.Period
    heading: str
    lead: str = ""


def first_of_week(day: dt.date) -> dt.date:
    """The Saturday of the week `day` lies in."""
    return day - dt.timedelta(days=(day.weekday() + 2) % 7)


def weeks(totals: Row) -> list[str]:
    """The weeks of the articles, latest first, as URLs hold them."""
    if not totals["last_day"]:
        return []
    latest, first = first_of_week(totals["last_day"]), first_of_week(totals["first_day"])
    count = min((latest - first).days // 7 + 1, MAX_WEEKS)
    return [url_day(latest - n * _ONE_WEEK) for n in range(count)]


def chosen(view: View, totals: Row, last_visit: dt.datetime | None) -> News | None:
    """The week in the URL; else the time since the reader's last visit; else the latest week there are articles of.

    Where nothing came since the last visit, that is said above the latest week.
    """
    week, lead = view.day("week"), ""
    if week is None and last_visit is not None:
        since, when_ = ask.Period(taken_after=last_visit), _moment(last_visit, view)
        if answer(ask.counts, since)["articles"]:
            return News(since, view.words("news.since", when=when_))
        lead = view.words("news.nothing", when=when_)
    week = week or totals["last_day"]
    if week is None:
        return None
    first = first_of_week(week)
    period = ask.Period(first, first + dt.timedelta(days=6))
    return News(period, view.words("news.week", days=view.words.span(period.first, period.last)), lead)


def week_name(view: View, value: str) -> str:
    """«۲۵ تا ۳۱ مرداد ۱۴۰۵»"""
    first = first_of_week(parse_day(value))
    return view.words.span(first, first + dt.timedelta(days=6))


def _moment(moment: dt.datetime, view: View) -> str:
    """A moment of the store (UTC) in this machine's time."""
    local = moment.replace(tzinfo=dt.UTC).astimezone()
    parts = [view.words.day(local.date()), view.words.digits(local.strftime("%H:%M"))]
    return view.words("list.comma").join(parts)


def head(news: News, counts: Row, view: View, last_visit: dt.datetime | None) -> Markup:
    """Which period it is, what it brought, and the way to the weeks beside it."""
    words, period = view.words, news.period
    days = _days(period)
    shown = [
        _count(view, "articles", counts, view.to("search", **days) if days else None),
        _count(view, "quotes", counts, view.to("quotes", **days) if days else None),
        _count(view, "visits", counts, view.to("visits", **days) if days else None),
    ]
    return tag(
        "section",
        tag("p", news.lead, class_="fa-source") if news.lead else None,
        tag("h2", news.heading),
        tag("p", Markup(words("list.comma")).join(shown), class_="fa-count", role="status"),
        tag("nav", join(_ways(period, view, last_visit)), class_="fa-ways fa-in", aria_label=words("news.ways")),
        class_="fa-panel fa-news",
    )


def _count(view: View, what: str, counts: Row, href: str | None) -> Markup:
    text = view.words(f"overview.{what}", n=view.words.number(counts[what]))
    return tag("a", text, href=href, data_nav=True) if href and counts[what] else tag("span", text)


def _days(period: ask.Period) -> dict[str, object]:
    """The period as filters of the lists."""
    if period.first is None or period.last is None:
        return {}
    return {"from": url_day(period.first), "to": url_day(period.last)}


def _ways(period: ask.Period, view: View, last_visit: dt.datetime | None) -> list[Markup]:
    words = view.words
    found = []
    if period.first:
        found.append(tag("a", words("news.earlier"), href=_week(view, period.first - _ONE_WEEK)))
        found.append(tag("a", words("news.later"), href=_week(view, period.first + _ONE_WEEK)))
        if last_visit:
            found.append(tag("a", words("news.to_visit"), href=view.link(week=None, page=None)))
    return found


def _week(view: View, first: dt.date) -> str:
    return view.link(week=url_day(first), page=None)


def articles(rows: Sequence[Row], total: int, news: News, view: View) -> Markup:
    """The articles of the period, a few at a time."""
    words, days = view.words, _days(news.period)
    first = page.offset(view, ROWS) + 1
    items = [
        tag(
            "li",
            article_link(row, view, step=view.step("search", n, **days) if days else {}),
            tag("div", source_line(row, view), _holds(row, view)),
        )
        for n, row in enumerate(rows, first)
    ]
    body = tag("ul", join(items), class_="fa-list") if items else tag("p", words("news.none"), class_="fa-source")
    turn = page.pager(view, total, ROWS)
    return tag("section", tag("h3", words("news.articles")), body, turn, class_="fa-panel fa-in")


def _holds(row: Row, view: View) -> Markup | None:
    words = view.words
    counts = [words(f"overview.{key}", n=words.number(row[key])) for key in ("quotes", "visits") if row.get(key)]
    return tag("span", " · ", " · ".join(counts), class_="fa-source") if counts else None


def visits(rows: Sequence[Row], view: View) -> Markup:
    """The visits its articles tell."""
    items = [visit_item(row, view) for row in rows]
    return _part("news.visits", items, view)


def speakers(rows: Sequence[Row], news: News, view: View) -> Markup:
    """Who is quoted most in it."""
    words, days = view.words, _days(news.period)
    items = [
        tag(
            "li",
            tag("a", tag("bdi", row["name"]), href=view.to("quotes", speaker=row["entity_id"], **days), data_nav=True),
            tag("span", " ", words("overview.quotes", n=words.number(row["quotes"])), class_="fa-source"),
        )
        for row in rows
    ]
    return _part("news.speakers", items, view)


def _part(heading: str, items: Sequence[Markup], view: View) -> Markup:
    if not items:
        return Markup("")
    listed = tag("ul", join(items), class_="fa-list")
    return tag("section", tag("h3", view.words(heading)), listed, class_="fa-panel fa-in")
