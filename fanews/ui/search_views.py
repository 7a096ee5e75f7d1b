"""The parts of the search page: what was picked, the results with their words, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fanews.store.queries import listing as ask
from fanews.store.queries.rows import Row
from fanews.store.search import Found
from fanews.ui import page, state
from fanews.ui.cards import article_link, source_line
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, escape, join, tag
from fanews.ui.state import View

PARAMS = (
    state.Param("q", state.words_typed),
    state.Param("order", state.one_of(("date", "relevance"))),
    state.Param("outlet", state.words_typed, many=True),
    state.Param("language", state.words_typed, many=True),
    state.Param("from", state.day),
    state.Param("to", state.day),
    state.Param("dated", state.one_of({"0", "1"})),
    state.Param("conflict", state.one_of({"1"})),
    page.PAGE,
)


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


def find(wanted: ask.ArticleFilter, view: View) -> Found:
    """One page of articles, how many there are in all, and how many a range of days leaves out for want of a date."""
    place = page.offset(view)
    if not _has_snippets(wanted):
        rows = answer(ask.articles, wanted, page.ROWS_A_PAGE, place)
        return Found(rows, answer(ask.article_count, wanted), undated=answer(ask.undated_count, wanted))
    found: Found = answer(ask.search, wanted, view.one("order") or "date", page.ROWS_A_PAGE, place)
    return replace(found, undated=answer(ask.undated_count, wanted)) if found.undated is None else found


def rows(wanted: ask.ArticleFilter, view: View, limit: int, offset: int) -> list[Row]:
    """Any stretch of the same list, in the same order."""
    if _has_snippets(wanted):
        found = answer(ask.search, wanted, view.one("order") or "date", limit, offset)
        return list(found.rows)
    return answer(ask.articles, wanted, limit, offset)


def _has_snippets(wanted: ask.ArticleFilter) -> bool:
    return bool(wanted.words) and wanted.dated is None and wanted.conflicting is None


def summary(found: Found, view: View) -> Markup:
    """How many articles were found, how many quotes, and how many a range of days leaves out."""
    words = view.words
    left = tag("p", words("search.undated", n=words.number(found.undated)), class_="fa-note") if found.undated else None
    count = words("search.count" if found.total_is_exact else "search.at_least", n=words.number(found.total))
    return join([tag("p", count, " ", _quotes(view), class_="fa-count fa-in", role="status"), left])


def _quotes(view: View) -> Markup | None:
    """A link to the quotes that have the words."""
    query = view.one("q")
    total = answer(ask.matching_quotes, query) if query else 0
    if not total:
        return None
    return tag("a", view.words("search.quotes", n=view.words.number(total)), href=view.to("quotes", text=query))


def results(rows: Sequence[Row], view: View) -> Markup:
    """One page of articles."""
    items = (_result(row, place, view) for place, row in enumerate(rows, page.offset(view) + 1))
    return tag("ul", join(items), class_="fa-list fa-results fa-in")


def _result(row: Row, place: int, view: View) -> Markup:
    words = view.words
    counts = [words(f"overview.{key}", n=words.number(row[key])) for key in ("quotes", "visits") if row.get(key)]
    return tag(
        "li",
        tag("strong", article_link(row, view, step=view.step("search", place))),
        tag("div", source_line(row, view), "".join(f" · {text}" for text in counts), class_="fa-source"),
        tag("p", snippet(row), class_="fa-snippet", dir="auto") if row.get("snippet") else None,
    )


def snippet(row: Row) -> Markup:
    """Words around the hits, each hit marked."""
    text, start = row["snippet"], row["snippet_start"]
    pieces, place = [], 0
    for first, last in row["hits"]:
        pieces += [
            escape(text[place : first - start]),
            tag("mark", text[first - start : last - start], class_="fa-hit"),
        ]
        place = last - start
    return join([*pieces, text[place:]])
