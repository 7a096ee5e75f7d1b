"""Search: folded words and phrases over articles and quotes, with the places of the hits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from handmade import made, person, quote
from hypothesis import given
from hypothesis import strategies as st

from fanews.store import Filters, Found, Reader, search_articles, search_quotes
from fanews.store.search_fold import fold_words

Fill = Callable[..., Reader]


def _texts(found: Found, reader: Reader) -> list[str]:
    ids = [row["article_id"] for row in found.rows]
    texts = {row["article_id"]: row["text"] for row in reader.rows("SELECT article_id, text FROM articles")}
    return [texts[number] for number in ids]


@pytest.mark.parametrize("query", ["رئیس‌جمهور", "رئیس جمهور", "رييس جمهور", "«رئیس جمهور»", "رئیسجمهور"])
def test_a_word_is_found_however_its_joins_are_written(fill: Fill, query: str) -> None:
    texts = ["رئیس‌جمهور آمد", "رئیس جمهور رفت", "رئیسجمهور ماند", "جمهور مردم"]
    reader = fill(*(made(text, path=str(n)) for n, text in enumerate(texts)))
    found = search_articles(reader.snapshot(), query)
    assert sorted(_texts(found, reader)) == sorted(texts[:3])
    assert (found.total, found.total_is_exact) == (3, True)


def test_affixes_are_found_joined_apart_and_lost(fill: Fill) -> None:
    texts = ["کتاب‌های تازه را می‌خواند", "کتاب های تازه را می خواند", "کتابهای تازه را میخواند"]
    reader = fill(*(made(text, path=str(n)) for n, text in enumerate(texts)))
    for query in texts:
        assert search_articles(reader.snapshot(), query, phrase=True).total == 3


def test_letters_and_digits_of_any_keyboard_match(fill: Fill) -> None:
    reader = fill(made("وزير كشور در سال ١٤٠٣ و NATO"))
    for query in ("وزیر کشور", "۱۴۰۳", "1403", "nato"):
        assert search_articles(reader.snapshot(), query).total == 1, query


def test_all_words_must_be_there_and_a_phrase_in_its_order(fill: Fill) -> None:
    reader = fill(made("نفت و گاز ایران", path="a"), made("ایران گاز می‌فروشد", path="b"), made("بندر ایران", path="c"))
    db = reader.snapshot()
    assert search_articles(db, "ایران گاز").total == 2
    assert search_articles(db, "گاز ایران", phrase=True).total == 1
    assert search_articles(db, "«گاز ایران» نفت").total == 1
    assert search_articles(db, "در ایران", phrase=True).total == 0
    assert search_articles(db, "کوه").total == 0


def test_a_query_without_words_finds_nothing(fill: Fill) -> None:
    db = fill(made("متن")).snapshot()
    for query in ("", "  ", "«»", "؟!", "'; DROP TABLE articles; --"):
        assert search_articles(db, query).rows == []
    assert search_articles(db, "متن' OR '1'='1").rows == []


def test_hits_are_places_in_the_text_as_received(fill: Fill) -> None:
    text = "سرآغاز\n" + "واژه " * 100 + "و رييس\u200cجمهور گفت"
    reader = fill(made(text))
    (row,) = search_articles(reader.snapshot(), "رئیس جمهور").rows
    assert {text[start:end] for start, end in row["hits"]} == {"رييس\u200cجمهور"}
    start = row["snippet_start"]
    assert text[start : start + len(row["snippet"])] == row["snippet"]
    assert all(start <= first < last <= start + len(row["snippet"]) for first, last in row["hits"])


def test_newest_first_and_unknown_days_last_page_by_page(fill: Fill) -> None:
    days = [dt.date(2025, 1, 1), None, dt.date(2025, 3, 1), dt.date(2025, 2, 1)]
    reader = fill(*(made(f"خبر {n}", path=str(n), published=day) for n, day in enumerate(days)))
    db = reader.snapshot()
    whole = [row["published"] for row in search_articles(db, "خبر").rows]
    assert whole == [dt.date(2025, 3, 1), dt.date(2025, 2, 1), dt.date(2025, 1, 1), None]
    pages = [search_articles(db, "خبر", limit=2, offset=offset).rows for offset in (0, 2)]
    assert [row["published"] for page in pages for row in page] == whole


def test_relevance_puts_the_text_that_says_it_most_first(fill: Fill) -> None:
    reader = fill(
        made("نفت نفت نفت", path="much", published=dt.date(2024, 1, 1)),
        made("نفت و " + "چیز " * 40, path="little", published=dt.date(2025, 1, 1)),
    )
    assert _texts(search_articles(reader.snapshot(), "نفت", order="relevance"), reader)[0] == "نفت نفت نفت"


def test_quotes_are_searched_in_their_words_with_filters(fill: Fill) -> None:
    who = person("کاوه نمونه")
    text = "کاوه نمونه گفت: باران می‌بارد. کاوه نمونه افزود: باد می‌وزد."
    quotes = [quote(text, "باران می‌بارد", who), quote(text, "باد می‌وزد", who, None, speaker="سازمان هوا")]
    reader = fill(made(text, people=[who], quotes=quotes, published=dt.date(2025, 3, 4)))
    db = reader.snapshot()
    (row,) = search_quotes(db, "می بارد").rows
    assert (row["speaker"], row["snippet"]) == ("کاوه نمونه", "باران می‌بارد")
    assert [text[start:end] for start, end in row["hits"]] == ["می‌بارد"]
    assert search_quotes(db, "باران", filters=Filters(entity_ids=(row["speaker_id"],))).total == 1
    assert search_quotes(db, "باد", filters=Filters(entity_ids=(row["speaker_id"],))).total == 0
    assert search_quotes(db, "باران", filters=Filters(kinds=("indirect",))).total == 0
    assert search_quotes(db, "گفت").total == 0
    assert search_articles(db, "باران", filters=Filters(since=dt.date(2025, 3, 5))).total == 0
    assert search_articles(db, "باران", filters=Filters(entity_ids=(row["speaker_id"],))).total == 1


def test_a_replaced_page_is_no_longer_found_by_its_old_words(fill: Fill) -> None:
    fill(made("کهنه", path="a"), made("دیگر", path="b"))
    reader = fill(made("تازه", path="a"))
    db = reader.snapshot()
    assert [search_articles(db, word).total for word in ("کهنه", "تازه", "دیگر")] == [0, 1, 1]


@given(st.text(alphabet="ابيیكکة ‌\u200dئپ۱2٣Aa.«»\n_ـً", max_size=40))
def test_folding_is_stable_and_keeps_words_apart_by_one_space(text: str) -> None:
    folded = fold_words(text)
    assert folded == "" or (folded[0] == folded[-1] == " " and "  " not in folded)
    assert fold_words(folded) == folded


def test_a_phrase_of_three_is_more_than_its_two_pairs(fill: Fill) -> None:
    reader = fill(made("نفت و گاز ایران", path="a"), made("گاز ایران گران است. نفت و گاز ارزان.", path="b"))
    db = reader.snapshot()
    assert search_articles(db, "و گاز ایران", phrase=True).total == 1
    assert search_articles(db, "و گاز", phrase=True).total == 2
    assert search_articles(db, "و گاز ایران", phrase=True, order="relevance").total == 1


@pytest.mark.parametrize("query", ["سفر رئیس جمهور عراق", "سفر رئیس‌جمهور عراق", "سفر رئیسجمهور عراق"])
def test_a_phrase_is_found_however_a_word_in_its_middle_is_joined(fill: Fill, query: str) -> None:
    texts = ["سفر رئیس‌جمهور عراق", "سفر رئیس جمهور عراق", "سفر رئیسجمهور عراق", "سفر عراق و رئیس‌جمهور"]
    db = fill(*(made(text, path=str(n)) for n, text in enumerate(texts))).snapshot()
    assert search_articles(db, query, phrase=True).total == 3


def test_a_phrase_with_words_beside_it_asks_for_both(fill: Fill) -> None:
    db = fill(made("نفت و گاز ایران", path="a"), made("نفت و گاز عراق", path="b")).snapshot()
    assert search_articles(db, "«نفت و» عراق").total == 1
    assert search_articles(db, "«نفت و» عراق ایران").total == 0


def test_articles_taken_in_by_several_ingests_are_found_alike(fill: Fill) -> None:
    for number in range(6):
        reader = fill(*(made(f"نفت و گاز {number} {n}", path=f"{number}-{n}") for n in range(3)))
    db = reader.snapshot()
    assert search_articles(db, "نفت گاز").total == 18
    assert search_articles(db, "و گاز", phrase=True).total == 18
    assert search_articles(db, "گاز ۴", phrase=True).total == 3


def test_postings_written_in_portions_are_whole_and_in_order(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fanews.store.postings._SORTED_AT_ONCE", 4)
    texts = [f"{'سفر ' * (n % 3)}وزیر {n} به باکو" for n in range(20)]
    reader = fill(*(made(text, path=str(n)) for n, text in enumerate(texts)))
    assert search_articles(reader.snapshot(), "وزیر باکو").total == 20
    assert search_articles(reader.snapshot(), "سفر وزیر", phrase=True).total == sum("سفر وزیر" in t for t in texts)
    for sql in (
        "SELECT word_id, article_id FROM article_terms ORDER BY rowid",
        "SELECT pair, article_id FROM article_pairs ORDER BY rowid",
    ):
        rows = [tuple(row.values()) for row in reader.rows(sql)]
        assert rows == sorted(rows) and len(rows) == len(set(rows)) > 20
