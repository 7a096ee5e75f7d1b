"""The overview: how much there is, what is new and coming, who is quoted most, what is not known, how right it is."""

import datetime as dt

import streamlit as st

from fanews.store.queries import overview as ask
from fanews.store.queries import quotes
from fanews.ui import overview_views as views
from fanews.ui import page
from fanews.ui.accuracy_views import accuracy
from fanews.ui.data import ask as answer
from fanews.ui.html import show
from fanews.ui.navigation import first_run

ROWS = 8
CHART_DAYS = 90
CHART_OUTLETS = 6

view = page.begin("")
words = view.words
totals = answer(ask.totals)
if not totals["articles"]:
    show(first_run(words))
    st.stop()
page.title(view, words("overview.title"), views.coverage(totals, view))
show(views.figures(totals, view))
if totals["last_day"]:
    week = totals["last_day"] - dt.timedelta(days=6)
    show(views.week(answer(ask.since, week), week, view))

first, second = st.columns(2, gap="large")
with first:
    show(views.newest(answer(ask.newest, ROWS), view))
    show(views.undated(answer(ask.undated, ROWS), totals["undated"], view))
    show(views.partners(answer(ask.partners, ROWS), view))
    show(views.conflicting(answer(ask.conflicting, ROWS), totals["conflicting"], view))
with second:
    # "Ahead" is after the newest article where the corpus is an old one.
    ahead = min(dt.date.today(), totals["last_day"] or dt.date.max)
    show(views.planned(answer(ask.planned, ahead, ROWS), view))
    show(views.most_quoted(answer(quotes.speakers, ROWS), view))
    show(views.outlets(answer(ask.outlets, ROWS), view))

if totals["last_day"]:
    views.draw_days(answer(ask.by_day, totals["last_day"] - dt.timedelta(days=CHART_DAYS), CHART_OUTLETS), view)
show(accuracy(view))
