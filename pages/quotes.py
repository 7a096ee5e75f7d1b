"""Quotes: pick speakers, read their words as cards with cue, day and place; two or three speakers side by side."""

import streamlit as st

from fanews.model import QuoteKind
from fanews.store.queries import quotes as ask
from fanews.ui import page, quote_views
from fanews.ui.data import ask as answer
from fanews.ui.downloads import csv_links
from fanews.ui.filters import Filters
from fanews.ui.html import show, tag

view = page.begin("quotes", quote_views.PARAMS)
words = view.words
names = quote_views.known_speakers(view)
outlets = quote_views.known_outlets(view)
page.list_title(view, quote_views.heading(view, names), words("quotes.lead"), frozenset({"speaker"}))

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
in_columns = len(wanted.speakers) in quote_views.SIDE_BY_SIDE
stretch = (0, 0) if in_columns else (page.ROWS_A_PAGE, page.offset(view))
counts = answer(ask.quote_counts, wanted, *stretch)
if not counts["total"]:
    page.nothing(words, view)
    show(quote_views.left_out(counts, view))
    st.stop()

show(quote_views.summary(counts, view))
show(quote_views.left_out(counts, view))
quote_views.draw_days(counts, view)
if in_columns:
    show(quote_views.side_by_side(wanted, names, view))
    show(page.pager(view, quote_views.longest(wanted, view)))
else:
    rows = answer(ask.quotes, wanted, *stretch)
    show(tag("div", quote_views.cards(rows, quote_views.told(rows), view, page.offset(view) + 1), class_="fa-cards"))
    show(page.pager(view, counts["places"] if wanted.repeats else counts["total"]))
show(csv_links("quotes", view))
