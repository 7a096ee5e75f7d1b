"""The parts of the quotes page: what was picked, in words and as a filter, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from fanews import charts
from fanews.model import QuoteKind
from fanews.store.queries import quotes as ask
from fanews.store.queries.rows import Row
from fanews.ui import page, state
from fanews.ui.cards import quote_card
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, join, show, tag
from fanews.ui.state import View

MAX_SPEAKERS = 500
MAX_WORDINGS = 20
SIDE_BY_SIDE = (2, 3)
_STILL = {"displayModeBar": False}

PARAMS = (
    state.Param("speaker", state.whole_number, many=True),
    state.Param("text", state.words_typed),
    state.Param("kind", state.one_of(QuoteKind), many=True),
    state.Param("country", state.country, many=True),
    state.Param("outlet", state.words_typed, many=True),
    state.Param("from", state.day),
    state.Param("to", state.day),
    state.Param("repeats", state.one_of({"1"})),
    page.PAGE,
)


def known_speakers(view: View) -> dict[str, str]:
    """Labels by id of the speakers to pick from and of those picked; ids the store lacks are ignored and said."""
    picked = tuple(int(v) for v in view.all("speaker"))
    rows = [*answer(ask.speakers, MAX_SPEAKERS), *answer(ask.speakers_named, picked)]
    names = {str(row["entity_id"]): _label(row, view) for row in rows}
    for value in view.all("speaker"):
        if value not in names:
            view.ignore("speaker", value)
    return names


def _label(row: Row, view: View) -> str:
    return f"{row['name']} ({view.words.number(row['quotes'])})"


def known_outlets(view: View) -> list[str]:
    """Outlets to pick from; picked ones the store lacks are ignored and said."""
    outlets = [row["outlet"] for row in answer(ask.quote_outlets)]
    for value in view.all("outlet"):
        if value not in outlets:
            view.ignore("outlet", value)
    return outlets


def wanted(view: View) -> ask.QuoteFilter:
    """The filter the view asks for."""
    text = view.one("text")
    return ask.QuoteFilter(
        speakers=tuple(int(v) for v in view.all("speaker")),
        kinds=view.all("kind"),
        countries=view.all("country"),
        outlets=view.all("outlet"),
        since=view.day("from"),
        until=view.day("to"),
        text=text,
        repeats=view.one("repeats") == "1",
    )


def heading(view: View, names: dict[str, str]) -> str:
    """The page's title: whose words these are."""
    picked = [names[value].rpartition(" (")[0] for value in view.all("speaker")]
    if not picked:
        return view.words("quotes.title")
    return view.words("quotes.title_of", who=view.words("list.comma").join(picked))


def summary(counts: Row, view: View) -> Markup:
    """How many quotes the filters leave, repeats counted once and each."""
    words = view.words
    text = words("quotes.count", n=words.number(counts["total"]), places=words.number(counts["places"]))
    return tag("p", text, class_="fa-count", role="status")


def draw_days(counts: Row, view: View) -> None:
    """Quotes over time, every place counted whose day is known, and how many are not drawn.

    Nothing is drawn where fewer than two days are known.
    """
    by_day, places = counts["by_day"], counts["places"]
    if len(by_day) < 2:
        return
    words = view.words
    look = charts.ChartWords(status={}, month=words.month, number=words.number, is_rtl=words.is_rtl)
    show(tag("section", tag("h2", words("quotes.over_time")), class_="fa-panel"))
    st.plotly_chart(charts.quotes_over_time(by_day, look, words.day), key="quotes_by_day", config=_STILL)
    if places > sum(by_day.values()):
        note = words("quotes.not_drawn", n=words.number(places - sum(by_day.values())))
        show(tag("p", note, class_="fa-source"))


type Told = Mapping[int, Sequence[Row]]  # everywhere the quotes of a group were told


def told(rows: Sequence[Row]) -> Told:
    """Everywhere these quotes were told, by group."""
    groups = tuple(sorted({row["group_id"] for row in rows if row["group_id"] is not None}))
    found: dict[int, list[Row]] = {}
    for wording in answer(ask.quote_wordings, groups, MAX_WORDINGS):
        found.setdefault(wording["group_id"], []).append(wording)
    return found


def cards(rows: Sequence[Row], told_: Told, view: View, first: int = 1, **picked: object) -> Markup:
    """Quotes as cards, each with everywhere it was told; `first`: place of the first in its list.

    The list is the view's, unless `picked` says which other.
    """
    steps = (view.step("quotes", first + n, **picked) for n in range(len(rows)))
    return join(
        quote_card(row, view, told_.get(row["group_id"], ()), step) for row, step in zip(rows, steps, strict=True)
    )


def side_by_side(filter_: ask.QuoteFilter, names: Mapping[str, str], view: View) -> Markup:
    """A column of cards for each picked speaker."""
    columns = []
    place = page.offset(view)
    said = {
        speaker: answer(ask.quotes, replace(filter_, speakers=(speaker,)), page.ROWS_A_PAGE, place)
        for speaker in filter_.speakers
    }
    told_ = told([row for rows in said.values() for row in rows])
    for speaker, rows in said.items():
        alone = {**view.values, "speaker": speaker, "page": None}
        none = tag("p", view.words("overview.none"), class_="fa-source")
        body = cards(rows, told_, view, place + 1, **alone) if rows else none
        columns.append(tag("section", tag("h2", tag("bdi", names[str(speaker)])), body, class_="fa-panel"))
    return tag("div", join(columns), class_=f"fa-side fa-side-{len(columns)}")


def longest(filter_: ask.QuoteFilter, view: View) -> int:
    """Quotes of the picked speaker with most of them: so long is the list of columns."""
    stretch = page.ROWS_A_PAGE, page.offset(view)
    each = [answer(ask.quote_counts, replace(filter_, speakers=(who,)), *stretch) for who in filter_.speakers]
    return max(int(counts["places" if filter_.repeats else "total"]) for counts in each)


def left_out(counts: Row, view: View) -> Markup:
    """Quotes of undated articles, which a filter by day cannot take in: said, not dropped in silence."""
    if not counts["undated"]:
        return Markup("")
    text = view.words("quotes.undated", n=view.words.number(counts["undated"]))
    return tag("p", text, class_="fa-note", role="status")
