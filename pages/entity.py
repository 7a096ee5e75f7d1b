"""One person, office, organisation or place over all articles: roles over time, quotes, visits, articles, company."""

import streamlit as st

from fanews.store.queries import entities as ask
from fanews.store.queries import quotes
from fanews.ui import entity_views as views
from fanews.ui import page, state
from fanews.ui.article_views import no_article
from fanews.ui.data import ask as answer
from fanews.ui.downloads import small_links
from fanews.ui.html import show

ROWS = 10

view = page.begin("entity", (state.Param("id", state.whole_number), page.PAGE))
words = view.words
entity = answer(ask.entity, int(view.one("id") or 0))
if entity is None:
    page.title(view, words("entity.none"))
    show(no_article(view, "entity.none.text"))
    st.stop()

entity_id = entity["entity_id"]
page.title(view, entity["name"], views.lead(entity, view))
show(views.figures(entity, view))
said = answer(quotes.quotes, quotes.QuoteFilter(speakers=(entity_id,)), ROWS)
first, second = st.columns(2, gap="large")
with first:
    show(views.said(said, entity, view))
    naming = answer(ask.entity_articles, entity_id, page.ROWS_A_PAGE, page.offset(view))
    show(views.articles(naming, entity, page.offset(view) + 1, view))
    show(page.pager(view, entity["articles"]))
    if naming:
        show(small_links("entity-articles", view))
with second:
    offices = answer(ask.offices, entity_id)
    show(views.offices(offices, entity, view))
    if offices:
        show(small_links("entity-offices", view))
    show(views.visits(answer(ask.entity_visits, entity_id, views.country_of(entity), ROWS), entity, view))
    company = answer(ask.named_together, entity_id, 30)
    show(views.company(company, view))
    if company:
        show(small_links("entity-company", view))
