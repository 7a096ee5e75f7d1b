"""What is new on the overview: a Jalali week, or the time since this reader was last here."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from dashboard_store import make_store
from hypothesis import given
from hypothesis import strategies as st
from page_harness import ROOT, OpenPage, html
from streamlit.testing.v1 import AppTest

from fanews.store.queries import news as ask
from fanews.store.reader import Reader
from fanews.ui import last_visit, news_views
from fanews.ui.state import read_view

TOTALS = {"first_day": dt.date(2024, 1, 1), "last_day": dt.date(2024, 6, 2)}


def news_of(page: str) -> str:
    """The part of the overview about the period."""
    return page[page.index("fa-news") : page.index("سفرهای در پیش")]


def test_the_newest_week_is_shown_to_a_reader_who_was_never_here(open_page: OpenPage) -> None:
    page = news_of(html(open_page("overview")))
    assert "هفتهٔ ۱۲ تا ۱۸ خرداد ۱۴۰۳" in page
    assert "رئیس مجلس عمان مهمان تهران می‌شود" in page
    assert "وزیر ارتباطات" not in page


def test_a_chosen_week_brings_its_articles_visits_and_speakers_and_leads_to_its_lists(open_page: OpenPage) -> None:
    app = open_page("overview", week="1403-02-18")
    page = news_of(html(app))
    assert "وزیر ارتباطات به باکو رفت" in page
    assert "سهراب نیک‌پی" in page
    assert './quotes?from=1403-02-15&amp;to=1403-02-21"' in page
    assert re.search(r"speaker=\d+&amp;from=1403-02-15", page)
    assert "list=search&amp;from=1403-02-15&amp;to=1403-02-21&amp;n=1" in page
    assert app.selectbox(key="overview.week").value == "1403-02-18"


def test_a_week_picked_from_the_list_lands_in_the_url(open_page: OpenPage) -> None:
    app = open_page("overview")
    app.selectbox(key="overview.week").set_value("1403-02-15").run()
    assert app.query_params["week"] in ("1403-02-15", ["1403-02-15"])
    assert "وزیر ارتباطات به باکو رفت" in news_of(html(app))


def test_an_empty_week_says_so(open_page: OpenPage) -> None:
    assert "از این هفته خبری نیست" in news_of(html(open_page("overview", week="1390-01-01")))


def test_what_was_taken_in_since_a_moment_is_new_and_nothing_before(tmp_path: Path) -> None:
    db = Reader(make_store(tmp_path)).snapshot()
    long_ago, just_now = dt.datetime(2000, 1, 1), dt.datetime.now(dt.UTC).replace(tzinfo=None) + dt.timedelta(days=1)
    assert ask.counts(db, ask.Period(taken_after=long_ago)) == {"articles": 64, "quotes": 65, "visits": 3}
    assert ask.counts(db, ask.Period(taken_after=just_now)) == {"articles": 0, "quotes": 0, "visits": 0}
    assert len(ask.articles(db, ask.Period(taken_after=long_ago), 100)) == 64
    assert ask.articles(db, ask.Period(taken_after=just_now), 100) == []


def test_a_reader_who_comes_back_sees_what_came_meanwhile(made_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANEWS_STORE", str(made_store))
    monkeypatch.setattr(last_visit, "before", lambda cookies: dt.datetime(2001, 1, 1, 12))
    page = html(AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=30).run())
    assert "از بازدید پیشین شما" in news_of(page)
    assert "۶۴ خبر" in news_of(page)
    assert re.search(r"صفحهٔ ۱ از ۸", news_of(page))


def test_a_reader_who_missed_nothing_is_told_so_above_the_newest_week(
    made_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FANEWS_STORE", str(made_store))
    monkeypatch.setattr(last_visit, "before", lambda cookies: dt.datetime(2100, 1, 1))
    page = html(AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=30).run())
    assert "خبری افزوده نشده است" in page
    assert "رئیس مجلس عمان مهمان تهران می‌شود" in news_of(page)


@given(st.dates(dt.date(1930, 1, 1), dt.date(2090, 1, 1)))
def test_weeks_begin_on_saturday(day: dt.date) -> None:
    first = news_views.first_of_week(day)
    assert first.strftime("%A") == "Saturday"
    assert dt.timedelta(0) <= day - first < dt.timedelta(days=7)


def test_the_weeks_to_choose_from_cover_all_articles_latest_first() -> None:
    weeks = news_views.weeks(TOTALS)
    assert (weeks[0], weeks[-1]) == ("1403-03-12", "1402-10-09")
    assert len(weeks) == 23
    assert news_views.week_name(read_view("", (), {"lang": ["en"]}), "1403-03-12").startswith("1 Jun 2024")


@pytest.mark.parametrize("held", [None, "", "x", "1.2.3", "١.٢", "-1.5", "9" * 20 + ".1", "<script>.1"])
def test_a_cookie_that_is_none_of_ours_means_a_first_visit(held: str | None) -> None:
    assert last_visit.renewed(held, 100) == "0.100"
    assert last_visit.before({last_visit.COOKIE: held} if held else {}) is None


def test_pages_of_one_visit_do_not_end_it_and_a_pause_does() -> None:
    value = last_visit.renewed(None, 10_000)
    value = last_visit.renewed(value, 10_000 + last_visit.PAUSE_S)
    assert last_visit.before({last_visit.COOKIE: value}) is None
    value = last_visit.renewed(value, 20_000)
    assert last_visit.before({last_visit.COOKIE: value}) == dt.datetime(1970, 1, 1, 3, 16, 40)
    assert last_visit.renewed(value, 20_060) == "11800.20060"
