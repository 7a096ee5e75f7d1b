"""Search: articles by their words, outlet, day and what is not known about them; quotes by their words."""

import streamlit as st

from fanews.ui import page, search_views
from fanews.ui.downloads import csv_links
from fanews.ui.filters import Filters
from fanews.ui.html import show

view = page.begin("search", search_views.PARAMS)
words = view.words
outlets, languages = search_views.known(view)
page.list_title(view, search_views.heading(view), words("search.lead"), frozenset({"q"}))
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
found = search_views.find(wanted, view)
show(search_views.summary(found, view))
if not found.total:
    page.nothing(words, view)
    st.stop()

show(search_views.results(found.rows, view))
show(page.pager(view, found.total))
show(csv_links("articles", view))
