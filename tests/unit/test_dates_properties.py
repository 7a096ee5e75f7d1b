"""Promises of the date finder that hold for any text."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanews.dates import find_dates

PUBLISHED = dt.date(2026, 7, 4)
PIECES = [
    "شنبه", "سه‌شنبه", "پنج‌شنبه", "امروز", "دیروز", "پس‌فردا", "مهر", "تیرماه", "می", "سال", "سال‌های", "ماه", "هفته",
    "گذشته", "آینده", "پیش", "۵", "۱۲", "۹۵", "۱۴۰۳", "2024", "1403/9/5", "تا", "از", "و", "،", "(", ")", "نیمه", "اول",
    "دهه", "روزهای", "قرن", "تابستان", "محرم", "عاشورا", "نفر", "رفت", ".", "\n", "«", "»", "-", "/", "همان", "این",
]  # fmt: skip
SENTENCES = [
    "او سه‌شنبه گذشته رسید",
    "روزهای سه‌شنبه و چهارشنبه ۱۴ و ۱۵ مهر برگزار می‌شود",
    "پنج‌شنبه (۹ ژوئیه) می‌آید",
    "پس‌فردا یک‌شنبه شب هفته‌ی آینده می‌رود",
    "در سال‌های ۱۳۸۰ تا ۱۳۸۴ و تیر‌ماه امسال",
    "بیست‌و‌هشتم ذی‌الحجه و ربیع‌الاول",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=80))
def test_every_mention_is_the_very_slice_it_says_it_is(text: str) -> None:
    end = 0
    for mention in find_dates(text, PUBLISHED):
        assert end <= mention.start_char < mention.end_char <= len(text)
        assert text[mention.start_char : mention.end_char] == mention.words
        assert (mention.first_day is None) == (mention.last_day is None)
        assert not (mention.first_day and mention.last_day and mention.first_day > mention.last_day)
        end = mention.end_char


@given(st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))
def test_days_that_need_no_publication_day_do_not_change_with_it(text: str) -> None:
    without = {(m.start_char, m.end_char): m for m in find_dates(text)}
    for mention in find_dates(text, PUBLISHED):
        before = without.get((mention.start_char, mention.end_char))
        if before and before.first_day and before.rests_on == "words" and "YEAR" not in before.grain:
            short_years = {w for w in ("۹۵", "دهه", "۵", "۱۲") if w in mention.words}
            assert short_years or (mention.conflict or before.first_day == mention.first_day)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("instead", ["", " "], ids=["lost", "spaced"])
def test_lost_and_spaced_zwnjs_give_the_same_days(sentence: str, instead: str) -> None:
    assert _days(sentence.replace("\u200c", instead)) == _days(sentence)


@pytest.mark.shared
def test_lost_and_spaced_zwnjs_give_the_same_days_in_agency_articles(shared: Path) -> None:
    with (shared / "articles" / "fars.jsonl").open(encoding="utf-8") as lines:
        texts = [row["text"] for row, _ in zip(map(json.loads, lines), range(400), strict=False)]
    texts = [text for text in texts if "\u200c" in text]
    differing = [
        text for text in texts for instead in ("", " ") if _days(text.replace("\u200c", instead)) != _days(text)
    ]
    assert len(texts) > 100
    assert len(differing) <= 0.005 * 2 * len(texts)


def _days(text: str) -> list[tuple[dt.date | None, dt.date | None, str]]:
    return [(m.first_day, m.last_day, m.grain) for m in find_dates(text, PUBLISHED)]
