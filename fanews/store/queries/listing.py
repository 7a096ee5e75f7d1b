"""What the list of articles asks: articles under a filter, latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from fanews.store.matching import UNDATED, match, within
from fanews.store.queries.rows import Row, Where, choices, with_counts
from fanews.store.reader import Snapshot
from fanews.store.search import Filters, Found, Order, search_articles


@dataclass(frozen=True)
class ArticleFilter:
    """What a reader picked. Empty means all; `dated` and `conflicting` are None when they do not matter.

    `words`: words of the article, however spelt, in quotation marks as a phrase.
    """

    words: str | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    dated: bool | None = None
    conflicting: bool | None = None


def _where(db: Snapshot, wanted: ArticleFilter) -> Where:
    where = Where().among("a.outlet", wanted.outlets).among("a.language", wanted.languages)
    if wanted.words:
        found = match(db, "article", wanted.words)
        days = UNDATED if wanted.dated is False else within(wanted.since, wanted.until)
        where.add(found.condition("a.article_id", days), *found.patterns) if found else where.add("false")
    if wanted.since:
        where.add("a.published >= ?", wanted.since)
    if wanted.until:
        where.add("a.published <= ?", wanted.until)
    if wanted.dated is not None:
        where.add(f"a.published IS {'NOT ' if wanted.dated else ''}NULL")
    if wanted.conflicting:
        where.add("a.article_id IN (SELECT article_id FROM conflicts)")
    return where


def articles(db: Snapshot, wanted: ArticleFilter, limit: int | None, offset: int = 0) -> list[Row]:
    """Articles under the filter, latest first, undated ones last, with how many quotes and visits each holds."""
    where = _where(db, wanted)
    sql = f"""SELECT article_id, title, path, url, outlet, via, published, language FROM articles a {where.sql}
              ORDER BY published DESC NULLS LAST, article_id DESC LIMIT ? OFFSET ?"""
    return with_counts(db, db.rows(sql, [*where.params, limit, offset]))


def article_count(db: Snapshot, wanted: ArticleFilter) -> int:
    """How many articles the filter leaves."""
    where = _where(db, wanted)
    found = db.one(f"SELECT count(*) AS n FROM articles a {where.sql}", where.params)
    return int(found["n"]) if found else 0


def undated_count(db: Snapshot, wanted: ArticleFilter) -> int:
    """Articles that a filter by day leaves out because nothing tells their day."""
    if not (wanted.since or wanted.until):
        return 0
    where = _where(db, replace(wanted, since=None, until=None, dated=False))
    found = db.one(f"SELECT count(*) AS n FROM articles a {where.sql}", where.params)
    return int(found["n"]) if found else 0


def outlets(db: Snapshot) -> list[Row]:
    """Every outlet (`outlet`, `articles`), most articles first."""
    return choices(db, "articles", "outlet", "articles")


def languages(db: Snapshot) -> list[Row]:
    """Every language (`language`, `articles`), most articles first."""
    return choices(db, "articles", "language", "articles")


def matching_quotes(db: Snapshot, words: str) -> int:
    """How many quotes have the words."""
    found = match(db, "quote", words)
    if found is None:
        return 0
    counted = db.one(f"SELECT count(*) AS n FROM {found.matches()}", found.patterns)
    return int(counted["n"]) if counted else 0


def search(db: Snapshot, wanted: ArticleFilter, order: Order, limit: int, offset: int = 0) -> Found:
    """The articles that have the words, each with a snippet and its hits; without `dated`, `conflicting`."""
    filters = Filters(wanted.outlets, wanted.languages, wanted.since, wanted.until)
    return search_articles(db, wanted.words or "", filters=filters, order=order, limit=limit, offset=offset)


def articles_table(db: Snapshot, wanted: ArticleFilter) -> Iterator[pa.RecordBatch]:
    """Every article under the filter, latest first, in batches."""
    where = _where(db, wanted)
    sql = f"""SELECT article_id, title, outlet, via, published, published_kind, language, path, origin, url
              FROM articles a {where.sql} ORDER BY published DESC NULLS LAST, article_id DESC"""
    return db.batches(sql, where.params)
