"""Search: articles by their words, outlet, day and what is not known about them; quotes by their words."""

import streamlit as st

from fanews.store.queries import listing as ask
from fanews.ui import page, search_views, state
from fanews.ui.data import ask as answer
from fanews.ui.data import fetch
from fanews.ui.downloads import csv_buttons
from fanews.ui.filters import Filters
from fanews.ui.html import show

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

view = page.begin("search", PARAMS)
words = view.words
outlets, languages = search_views.known(view)
page.title(view, search_views.heading(view), words("search.lead"))
filters = Filters(view)
filters.text("q")
with st.sidebar:
    filters.one("order", ("date", "relevance"), lambda code: words.named("order", code))
    filters.many("outlet", outlets, str)
    filters.days()
    filters.one("dated", ("1", "0"), lambda code: words.named("dated", code))
    filters.switch("conflict")
    filters.many("language", languages, lambda code: words.named("language", code))

wanted = search_views.wanted(view)
rows, total, is_exact = search_views.find(wanted, view)
undated = answer(ask.undated_count, wanted)
show(search_views.summary(total, is_exact, undated, view))
if not total:
    page.nothing(words, view)
    st.stop()

show(search_views.results(rows, view))
show(page.pager(view, total))
csv_buttons("articles", lambda: fetch(ask.articles, wanted, None), view)
