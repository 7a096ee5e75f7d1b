"""Search and filtered lists on the large store, beside SQLite with FTS5 on the same rows in the same run.

    python benchmarks/search.py [--articles 1000000] [--queries 60]

Every question is asked of both, first all of fanews, for the newest (or the best) 100 and the number of all. fanews
also reads the texts and finds the places of the words in them; the peer hands out whole rows. Words are drawn from
sentences of the store: common ones come up often, as with readers. Totals are compared.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import _datasette
from _figures import HEADER, line, read_through, timed
from _views import Views
from build_store import bench_store

from fanews.store import Reader, Snapshot, search_articles, search_quotes
from fanews.store.queries import listing, quotes, visits
from fanews.store.search_fold import fold_words

QUERIES = 60
TOP = 100

type Ask = Callable[[], int]  # asks a question; how many rows match


def questions(db: Snapshot, peer: Any, count: int) -> dict[str, list[tuple[Ask, Ask]]]:
    """Pairs of the same question to fanews and to the peer, by kind."""
    views = Views(db, seed=3)
    found: dict[str, list[tuple[Ask, Ask]]] = {}
    for table, ask in (("articles", search_articles), ("quotes", search_quotes)):
        for name, words, is_phrase in (("one word", 1, False), ("two words", 2, False), ("phrase of 2", 2, True),
                                       ("phrase of 3", 3, True)):  # fmt: skip
            drawn = [" ".join(views.words(words)) for _ in range(count)]
            found[f"{table}: {name}"] = [_searched(db, peer, ask, table, text, is_phrase) for text in drawn]
        drawn = [" ".join(views.words(2)) for _ in range(count)]
        found[f"{table}: two words, best first"] = [_searched(db, peer, ask, table, t, False, True) for t in drawn]
    found["articles of an outlet"] = [_of_outlet(db, peer, views) for _ in range(count)]
    found["quotes of a speaker"] = [_of_speaker(db, peer, views) for _ in range(count)]
    found["visits to a country"] = [_to_country(db, peer, views) for _ in range(count)]
    return found


def _searched(
    db: Snapshot, peer: Any, ask: Any, table: str, text: str, is_phrase: bool, best: bool = False
) -> tuple[Ask, Ask]:
    words = fold_words(text).split()
    escaped = f'"{" ".join(words)}"' if is_phrase else " ".join(f'"{word}"' for word in words)
    order = "relevance" if best else "date"
    return (
        lambda: ask(db, text, phrase=is_phrase, order=order, limit=TOP).total,
        lambda: _datasette.search(peer, table, escaped, best)[1],
    )


def _of_outlet(db: Snapshot, peer: Any, views: Views) -> tuple[Ask, Ask]:
    wanted = listing.ArticleFilter(outlets=(views._ranked(views.outlets),))

    def ours() -> int:
        listing.articles(db, wanted, TOP)
        return listing.article_count(db, wanted)

    return ours, lambda: _datasette.page(peer, "articles", "published", outlet=wanted.outlets[0])[1]


def _of_speaker(db: Snapshot, peer: Any, views: Views) -> tuple[Ask, Ask]:
    wanted = quotes.QuoteFilter(speakers=(views._ranked(views.speakers),), repeats=True)

    def ours() -> int:
        quotes.quotes(db, wanted, TOP)
        return int(quotes.quote_counts(db, wanted)["places"])

    return ours, lambda: _datasette.page(peer, "quotes", "published", speaker_id=wanted.speakers[0])[1]


def _to_country(db: Snapshot, peer: Any, views: Views) -> tuple[Ask, Ask]:
    country = views._ranked(views.countries)
    wanted = visits.VisitFilter(countries=(country,), directions=("out",))

    def ours() -> int:
        visits.visits(db, wanted, TOP)
        return int(visits.visit_counts(db, wanted)["total"])

    if country == "IR":
        return ours, ours
    return ours, lambda: _datasette.page(peer, "visits", "start_day", host_country=country, visitor_country="IR")[1]


def measure(store: Path, count: int) -> None:
    """Ask everything of both and print the times side by side."""
    db, peer = Reader(store).snapshot(), _datasette.peer(store)
    for file in (*store.glob("news-*.duckdb"), _datasette.file_of(store)):
        read_through(file)
    asked = questions(db, peer, count)
    # One after the other: the peer reads gigabytes, which would push the other's pages out of the machine's memory.
    ours = {name: [timed(ask) for ask, _ in pairs] for name, pairs in asked.items()}
    theirs = {name: [timed(ask) for _, ask in pairs] for name, pairs in asked.items()}
    print(HEADER)
    for name in asked:
        print(line(name, [took for _, took in ours[name]]))
        print(line("  SQLite with FTS5", [took for _, took in theirs[name]]))
        totals = [(mine, other) for (mine, _), (other, _) in zip(ours[name], theirs[name], strict=True)]
        if more := sum(mine > other for mine, other in totals):
            print(f"    {more} times fanews finds more: words that are also written joined")
        if fewer := sum(mine < other for mine, other in totals):
            print(f'    {fewer} times fanews counts fewer: of phrases of three words and more it says "at least"')
    print(line("all searches of fanews", [took for name, found in ours.items() if ":" in name for _, took in found]))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int)
    arguments.add_argument("--queries", type=int, default=QUERIES)
    options = arguments.parse_args()
    measure(bench_store(options.articles), options.queries)
