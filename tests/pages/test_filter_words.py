"""Filters in words: titles of windows, chips, notes beside files."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanews.ui import filter_words, quote_views, search_views, visit_views
from fanews.ui.state import read_view


@pytest.fixture(autouse=True)
def _store(made_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANEWS_STORE", str(made_store))


def test_the_windows_title_says_what_is_picked() -> None:
    view = read_view("visits", visit_views.PARAMS, {"country": ["AZ"], "status": ["planned"], "page": ["2"]})
    assert filter_words.title("سفرها", view) == "سفرها: آذربایجان، در پیش"
    assert filter_words.title("سفرها", read_view("visits", visit_views.PARAMS, {})) == "سفرها"


def test_what_the_heading_says_is_not_said_twice() -> None:
    view = read_view("search", search_views.PARAMS, {"q": ["باران"], "dated": ["0"]})
    assert filter_words.title("باران", view, frozenset({"q"})) == "باران: تاریخ انتشار: نامعلوم"


def test_people_are_named_and_those_the_store_lacks_keep_their_number() -> None:
    view = read_view("quotes", quote_views.PARAMS, {"speaker": ["987654"], "lang": ["en"]})
    assert [one.text for one in filter_words.picked(view)] == ["Speaker: 987654"]


def test_a_long_title_is_cut() -> None:
    view = read_view("visits", visit_views.PARAMS, {"outlet": ["رسانهٔ " + "بلند" * 60]})
    assert len(filter_words.title("سفرها", view)) < 100


def test_a_switch_says_itself() -> None:
    view = read_view("visits", visit_views.PARAMS, {"background": ["0"], "lang": ["en"]})
    assert [one.text for one in filter_words.picked(view)] == ["Without visits told in passing"]
