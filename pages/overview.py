"""The overview: how much there is, what is new and coming, who is quoted most, what is not known, how right it is."""

import datetime as dt

import streamlit as st

from fanews.store.queries import news as ask_news
from fanews.store.queries import overview as ask
from fanews.store.queries import quotes
from fanews.ui import last_visit, news_views, page
from fanews.ui import overview_views as views
from fanews.ui.accuracy_views import accuracy
from fanews.ui.data import ask as answer
from fanews.ui.downloads import small_links
from fanews.ui.filters import Filters
from fanews.ui.html import show
from fanews.ui.navigation import first_run

ROWS = 8
CHART_DAYS = 90
CHART_OUTLETS = 6

view = page.begin("", (news_views.WEEK, page.PAGE))
words = view.words
totals = answer(ask.totals)
if not totals["articles"]:
    show(first_run(words))
    st.stop()
page.title(view, words("overview.title"), views.coverage(totals, view))
show(views.figures(totals, view))

here_before = last_visit.before(st.context.cookies)
news = news_views.chosen(view, totals, here_before)
if news:
    counts = answer(ask_news.counts, news.period)
    said, choice = st.columns([3, 1], vertical_alignment="center")
    with said:
        show(news_views.head(news, counts, view, here_before))
    with choice:
        Filters(view).pick("week", news_views.weeks(totals), lambda week: news_views.week_name(view, week))
    first, second = st.columns(2, gap="large")
    with first:
        fresh = answer(ask_news.articles, news.period, news_views.ROWS, page.offset(view, news_views.ROWS))
        show(news_views.articles(fresh, counts["articles"], news, view))
    with second:
        show(news_views.visits(answer(ask_news.visits, news.period, ROWS), view))
        show(news_views.speakers(answer(ask_news.speakers, news.period, ROWS), news, view))

first, second = st.columns(2, gap="large")
with first:
    # "Ahead" is after the newest article where the corpus is an old one.
    ahead = min(dt.date.today(), totals["last_day"] or dt.date.max)
    show(views.planned(answer(ask.planned, ahead, ROWS), view))
    show(views.partners(answer(ask.partners, ROWS), view))
    show(small_links("partners", view))
    show(views.undated(answer(ask.undated, ROWS), totals["undated"], view))
with second:
    show(views.most_quoted(answer(quotes.speakers, ROWS), view))
    show(small_links("speakers", view))
    show(views.outlets(answer(ask.outlets, ROWS), view))
    show(small_links("outlets", view))
    if contradictions := answer(ask.conflicting, ROWS):
        show(views.conflicting(contradictions, totals["conflicting"], view))
        show(small_links("conflicts", view))

if totals["last_day"]:
    views.draw_days(answer(ask.by_day, totals["last_day"] - dt.timedelta(days=CHART_DAYS), CHART_OUTLETS), view)
    show(small_links("days", view))
show(accuracy(view))
