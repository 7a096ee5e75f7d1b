"""The parts of the quotes page: what was picked, in words and as a filter, and what is left out."""

from __future__ import annotations

from dataclasses import replace

from fanews.model import QuoteKind
from fanews.store.queries import quotes as ask
from fanews.store.queries.rows import Row
from fanews.ui import page, state
from fanews.ui.data import ask as answer
from fanews.ui.html import Markup, tag
from fanews.ui.state import View

MAX_SPEAKERS = 500

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


def every_place(filter_: ask.QuoteFilter) -> ask.QuoteFilter:
    """The same filter with every repetition, as files hold it."""
    return replace(filter_, repeats=True)


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


def left_out(counts: Row, view: View) -> Markup:
    """Quotes of undated articles, which a filter by day cannot take in: said, not dropped in silence."""
    if not counts["undated"]:
        return Markup("")
    text = view.words("quotes.undated", n=view.words.number(counts["undated"]))
    return tag("p", text, class_="fa-note", role="status")
