"""What lists are read from: quotes narrowed, counts made beforehand, visits by year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from handmade import made, person, quote, visit
from persiantools.jdatetime import JalaliDate

from fanews.store import Reader
from fanews.store.queries import articles, listing, quotes, visits

Fill = Callable[..., Reader]
_WHO = person("کاوه نمونه", "وزیر دفاع عراق", "IQ")


def _said(words: str, path: str, day: dt.date | None) -> object:
    text = f"کاوه نمونه گفت: {words}. پایان {path}."
    return made(text, path=path, people=[_WHO], quotes=[quote(text, words, _WHO)], published=day)


def test_a_quote_told_twice_is_listed_once_under_its_latest_day(fill: Fill) -> None:
    days = [dt.date(2025, 1, n) for n in (1, 2, 3)]
    same = "این سخن در همه جا به یک شکل آمده است"
    db = fill(_said(same, "a", days[0]), _said("سخن دیگری بود", "b", days[1]), _said(same, "c", days[2])).snapshot()
    wanted = quotes.QuoteFilter()
    found = quotes.quotes(db, wanted, 10)
    assert [(row["surface"], row["places"]) for row in found] == [(same, 2), ("سخن دیگری بود", 1)]
    counts = quotes.quote_counts(db, wanted)
    assert (counts["places"], counts["total"]) == (3, 2)
    assert counts["by_day"] == dict.fromkeys(days, 1)
    assert [row["places"] for row in quotes.quotes(db, quotes.QuoteFilter(repeats=True), 10)] == [1, 1, 1]
    (first, second) = quotes.quote_wordings(db, (found[0]["group_id"],), 10)
    assert (first["published"], second["published"], first["places"]) == (days[0], days[2], 2)


def test_a_page_of_quotes_goes_on_where_the_last_one_ended(fill: Fill) -> None:
    db = fill(*(_said(f"سخن {n} است", str(n), dt.date(2025, 1, 1 + n)) for n in range(7))).snapshot()
    whole = [row["quote_id"] for row in quotes.quotes(db, quotes.QuoteFilter(), None)]
    assert len(whole) == 7
    pages = [quotes.quotes(db, quotes.QuoteFilter(), 3, offset) for offset in (0, 3, 6)]
    assert [row["quote_id"] for page in pages for row in page] == whole


def test_the_articles_beside_one_are_those_by_day(fill: Fill) -> None:
    days = [dt.date(2025, 1, 2), None, dt.date(2025, 1, 1), dt.date(2025, 1, 2), None]
    db = fill(*(_said(f"سخن {n} است", str(n), day) for n, day in enumerate(days))).snapshot()
    by_path = {row["path"]: row["article_id"] for row in db.rows("SELECT path, article_id FROM articles")}
    in_order = [by_path[path] for path in ("1", "4", "2", "0", "3")]
    for place, number in enumerate(in_order):
        beside = articles.neighbours(db, number)
        assert beside["earlier"] == (in_order[place - 1] if place else None)
        assert beside["later"] == (in_order[place + 1] if place + 1 < len(in_order) else None)


def test_choices_count_what_each_leaves(fill: Fill) -> None:
    db = fill(_said("یک سخن", "a", None), _said("دو سخن", "b", None)).snapshot()
    assert listing.outlets(db) == [{"outlet": "خبرگزاری نمونه", "articles": 2}]
    assert quotes.quote_countries(db) == [{"country": "IQ", "quotes": 2}]
    found = listing.articles(db, listing.ArticleFilter(), 10)
    assert [(row["quotes"], row["visits"]) for row in found] == [(1, 0), (1, 0)]


def test_visits_by_year_are_those_by_day_summed(fill: Fill) -> None:
    days = [dt.date(2024, 3, 19), dt.date(2024, 3, 21), dt.date(2025, 3, 20), dt.date(2025, 6, 1), None]
    texts = [f"کاوه نمونه وارد تهران شد {n}" for n in range(len(days))]
    told = [
        made(text, path=str(n), people=[_WHO], visits=[visit(text, "وارد تهران شد", _WHO, "IR", start=day, end=day)])
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    db = fill(*told).snapshot()
    summed: Counter[tuple[str, int | None]] = Counter()
    for row in visits.visits_by_country(db, visits.VisitFilter()):
        summed[row["country"], JalaliDate.to_jalali(row["day"]).year if row["day"] else None] += row["visits"]
    by_year = visits.visits_by_year(db, visits.VisitFilter())
    yearly = {(r["country"], JalaliDate.to_jalali(r["day"]).year if r["day"] else None): r["visits"] for r in by_year}
    assert yearly == dict(summed)
    assert {year for _, year in yearly} == {1402, 1403, 1404, None}
