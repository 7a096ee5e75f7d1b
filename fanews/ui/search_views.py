"""The parts of the search page: what was picked, the results with their words, what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from fanews.store.queries import listing as ask
from fanews.store.queries.rows import Row
from fanews.ui.cards import article_link, source_line
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, join, tag
from fanews.ui.state import View


def known(view: View) -> tuple[list[str], list[str]]:
    """Outlets and languages to pick from; picked ones the store lacks are ignored and said."""
    outlets = [row["outlet"] for row in answer(ask.outlets)]
    languages = [row["language"] for row in answer(ask.languages)]
    for name, there in (("outlet", outlets), ("language", languages)):
        for value in view.all(name):
            if value not in there:
                view.ignore(name, value)
    return outlets, languages


def wanted(view: View) -> ask.ArticleFilter:
    """The filter the view asks for."""
    dated = view.one("dated")
    return ask.ArticleFilter(
        words=view.one("q"),
        outlets=view.all("outlet"),
        languages=view.all("language"),
        since=view.day("from"),
        until=view.day("to"),
        dated=None if dated is None else dated == "1",
        conflicting=True if view.one("conflict") else None,
    )


def heading(view: View) -> str:
    """The page's title: what was searched."""
    query = view.one("q")
    return view.words("search.title_of", q=query) if query else view.words("search.title")


def summary(total: int, undated: int, view: View) -> Markup:
    """How many articles were found, and how many a range of days leaves out for want of a date."""
    words = view.words
    left = tag("p", words("search.undated", n=words.number(undated)), class_="fa-note") if undated else None
    return join([tag("p", words("search.count", n=words.number(total)), class_="fa-count", role="status"), left])


def results(rows: Sequence[Row], view: View) -> Markup:
    """One page of articles."""
    return tag("ul", join(_result(row, view) for row in rows), class_="fa-list fa-results fa-in")


def _result(row: Row, view: View) -> Markup:
    words = view.words
    counts = [words(f"overview.{key}", n=words.number(row[key])) for key in ("quotes", "visits") if row[key]]
    return tag(
        "li",
        tag("strong", article_link(row, view)),
        tag("div", source_line(row, view), "".join(f" · {text}" for text in counts), class_="fa-source"),
        tag("p", snippet(row["snippet"]), class_="fa-snippet", dir="auto") if row.get("snippet") else None,
    )


def snippet(pieces: Sequence[tuple[str, bool]]) -> Markup:
    """Words around a hit, the hit itself marked."""
    return join(tag("mark", text, class_="fa-hit") if is_hit else text for text, is_hit in pieces)
