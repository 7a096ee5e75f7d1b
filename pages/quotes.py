"""Quotes: pick speakers, read their words as cards, each with its cue, its day and the place it stands in."""

import streamlit as st

from fanews.model import QuoteKind
from fanews.store.queries import quotes as ask
from fanews.ui import page, quote_views, state
from fanews.ui.cards import quote_card
from fanews.ui.data import ask as answer
from fanews.ui.data import fetch
from fanews.ui.downloads import csv_buttons
from fanews.ui.filters import Filters
from fanews.ui.html import join, show, tag

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

view = page.begin("quotes", PARAMS)
words = view.words
names = quote_views.known_speakers(view)
outlets = quote_views.known_outlets(view)
page.title(view, quote_views.heading(view, names), words("quotes.lead"))

with st.sidebar:
    filters = Filters(view)
    filters.many("speaker", list(names), names.__getitem__)
    filters.text("text")
    filters.pills("kind", [*QuoteKind], lambda code: words.named("kind", code))
    filters.many("country", [row["country"] for row in answer(ask.quote_countries)], words.country)
    filters.many("outlet", outlets, str)
    filters.days()
    filters.switch("repeats")

wanted = quote_views.wanted(view)
counts = answer(ask.quote_counts, wanted)
if not counts["total"]:
    page.nothing(words, view)
    show(quote_views.left_out(counts, view))
    st.stop()

show(quote_views.summary(counts, view))
show(quote_views.left_out(counts, view))
rows = answer(ask.quotes, wanted, page.ROWS_A_PAGE, page.offset(view))
show(tag("div", join(quote_card(row, view) for row in rows), class_="fa-cards"))
show(page.pager(view, counts["places"] if wanted.repeats else counts["total"]))
csv_buttons("quotes", lambda: fetch(ask.quotes, quote_views.every_place(wanted), None), view)
