"""Visits: a timeline with one lane a partner country, visits without a known day, by year, table, card."""

import streamlit as st

from fanews.model import Level, VisitPurpose, VisitStatus
from fanews.store.queries import visits as ask
from fanews.ui import page, visit_views
from fanews.ui.cards import visit_card
from fanews.ui.data import ask as answer
from fanews.ui.downloads import csv_links, small_links
from fanews.ui.filters import Filters
from fanews.ui.html import show
from fanews.ui.visit_matrix import matrix

MAX_VISITORS = 500

view = page.begin("visits", visit_views.PARAMS)
words = view.words
names = visit_views.known_visitors(view)
outlets = visit_views.known_outlets(view)
visit_id = visit_views.known_visit(view)
page.list_title(view, words("visits.title"), words("visits.lead"))

with st.sidebar:
    filters = Filters(view)
    countries = [row["country"] for row in answer(ask.visit_countries)]
    filters.many("country", countries, words.country)
    filters.pills("direction", ask.DIRECTIONS, lambda code: words.named("direction", code))
    filters.many("status", [*VisitStatus], lambda code: words.named("status", code))
    filters.days()
    filters.many("visitor", [str(row["entity_id"]) for row in answer(ask.visitors, MAX_VISITORS)], names.__getitem__)
    filters.many("level", [*Level], lambda code: words.named("level", code))
    filters.many("purpose", [*VisitPurpose], lambda code: words.named("purpose", code))
    filters.many("outlet", outlets, str)
    filters.switch("background", on="0")

wanted = visit_views.wanted(view)
counts = answer(ask.visit_counts, wanted)
if visit_id:
    found = answer(ask.visit, visit_id)
    if found:
        evidence, sides = answer(ask.visit_evidence, visit_id), answer(ask.visit_disagreements, visit_id)
        show(visit_card(found, evidence, sides, view))
        show(small_links("visit-words", view))

if not counts["total"]:
    page.nothing(words, view)
    st.stop()

show(visit_views.summary(counts, view))
dated = answer(ask.dated_visits, wanted, visit_views.MAX_DRAWN)
undated = answer(ask.undated_visits, wanted, page.ROWS_A_PAGE)
show(visit_views.legend(dated, view))
drawn, beside = st.columns([5, 2]) if dated and undated else (st.container(), st.container())
with drawn:
    visit_views.draw_timeline(dated, counts["total"] - counts["undated"], view)
with beside:
    show(visit_views.undated_list(undated, counts["undated"], view))
show(matrix(answer(ask.visits_by_year, wanted), view))
show(small_links("visits-by-country", view))
show(visit_views.visits_table(answer(ask.visits, wanted, page.ROWS_A_PAGE, page.offset(view)), view))
show(page.pager(view, counts["total"]))
show(csv_links("visits", view))
