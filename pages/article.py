"""The reading view: one article as received, marked from stored spans, with what is known about it beside it."""

import streamlit as st

from fanews.store.queries import articles as ask
from fanews.ui import article_views, lists, page, portions, state
from fanews.ui.cards import article_name
from fanews.ui.data import ask as answer
from fanews.ui.filters import Filters
from fanews.ui.html import show
from fanews.ui.reading import LAYERS

SIZES = ("small", "medium", "large")
PARAMS = (
    state.Param("id", state.whole_number),
    state.Param("layers", state.one_of((*LAYERS, "none")), many=True),
    state.Param("size", state.one_of(SIZES)),
    state.Param("zwnj", state.one_of({"1"})),
    state.Param("part", state.whole_number),
    state.Param("at", portions.place),
)

view = page.begin("article", (*PARAMS, *lists.params(st.query_params.get("list"))))
words = view.words
article = answer(ask.article, int(view.one("id") or 0))
if article is None:
    page.title(view, words("article.none"))
    show(article_views.no_article(view))
    st.stop()

parts = article_views.Parts(
    article=article,
    mentions=answer(ask.mentions, article["article_id"]),
    quotes=answer(ask.article_quotes, article["article_id"]),
    visits=answer(ask.article_visits, article["article_id"]),
    evidence=answer(ask.date_evidence, article["article_id"]),
    conflicts=answer(ask.conflicts, article["article_id"]),
)
parts, others = portions.chosen(parts, view)
beside = lists.beside(view, article["article_id"])
show(article_views.turn(beside, view))
page.title(view, article_name(article, view))
show(article_views.lost_place(view))
show(article_views.metadata(parts, view))
show(article_views.conflicts(parts, view))
reading, side = st.columns([2, 1], gap="large")
with reading:
    filters = Filters(view)
    filters.layers("layers", LAYERS, lambda code: words.named("layer", code))
    with st.container(horizontal=True, vertical_alignment="center"):
        filters.one("size", SIZES, lambda code: words.named("size", code), usual="medium")
        filters.switch("zwnj")
    if view.one("zwnj"):
        page.note(words("article.zwnj"))
    show(others)
    show(article_views.text(parts, view))
    show(others)
    if beside is None:
        show(article_views.by_day(answer(ask.neighbours, article["article_id"]), view))
    else:
        show(article_views.turn(beside, view))
with side:
    show(article_views.date(parts, view))
    show(article_views.speakers(parts, view))
    show(article_views.visits(parts, view))
    show(article_views.named(parts, view))
