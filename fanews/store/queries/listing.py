"""What the list of articles asks: articles under a filter, latest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from fanews.store.queries.rows import Row, Where
from fanews.store.reader import Snapshot
from fanews.store.search_fold import fold_words


@dataclass(frozen=True)
class ArticleFilter:
    """What a reader picked. Empty means all; `dated` and `conflicting` are None when they do not matter.

    `words`: words that stand in the article one after another, however spelt.
    """

    words: str | None = None
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    dated: bool | None = None
    conflicting: bool | None = None


def _where(wanted: ArticleFilter) -> Where:
    where = Where().among("a.outlet", wanted.outlets).among("a.language", wanted.languages)
    if wanted.words:
        where.add(
            "a.article_id IN (SELECT article_id FROM article_search WHERE contains(folded, ?))", _typed(wanted.words)
        )
    if wanted.since:
        where.add("a.published >= ?", wanted.since)
    if wanted.until:
        where.add("a.published <= ?", wanted.until)
    if wanted.dated is not None:
        where.add(f"a.published IS {'NOT ' if wanted.dated else ''}NULL")
    if wanted.conflicting:
        where.add("a.article_id IN (SELECT article_id FROM conflicts)")
    return where


def _typed(words: str) -> str:
    """Words folded as the store folds them, to be found from the start of a word on."""
    return f" {fold_words(words).strip()}"


def articles(db: Snapshot, wanted: ArticleFilter, limit: int | None, offset: int = 0) -> list[Row]:
    """Articles under the filter, latest first, undated ones last, with how many quotes and visits each holds."""
    where = _where(wanted)
    sql = f"""
        WITH picked AS (
          SELECT article_id, title, path, url, outlet, via, published, language FROM articles a {where.sql}
          ORDER BY published DESC NULLS LAST, article_id DESC LIMIT ? OFFSET ?)
        SELECT p.*, (SELECT count(*) FROM quotes q WHERE q.article_id = p.article_id) AS quotes,
          (SELECT count(*) FROM visit_mentions v WHERE v.article_id = p.article_id) AS visits
        FROM picked p ORDER BY published DESC NULLS LAST, article_id DESC"""  # noqa: S608 - values are parameters
    return db.rows(sql, [*where.params, limit, offset])


def article_count(db: Snapshot, wanted: ArticleFilter) -> int:
    """How many articles the filter leaves."""
    where = _where(wanted)
    found = db.one(f"SELECT count(*) AS n FROM articles a {where.sql}", where.params)  # noqa: S608
    return int(found["n"]) if found else 0


def undated_count(db: Snapshot, wanted: ArticleFilter) -> int:
    """Articles that a filter by day leaves out because nothing tells their day."""
    if not (wanted.since or wanted.until):
        return 0
    where = _where(replace(wanted, since=None, until=None, dated=False))
    found = db.one(f"SELECT count(*) AS n FROM articles a {where.sql}", where.params)  # noqa: S608
    return int(found["n"]) if found else 0


def outlets(db: Snapshot) -> list[Row]:
    """Every outlet (`outlet`, `articles`), most articles first."""
    return db.rows(
        """SELECT outlet, count(*) AS articles FROM articles WHERE outlet IS NOT NULL
           GROUP BY outlet ORDER BY articles DESC, outlet"""
    )


def languages(db: Snapshot) -> list[Row]:
    """Every language (`language`, `articles`), most articles first."""
    return db.rows(
        "SELECT language, count(*) AS articles FROM articles GROUP BY language ORDER BY articles DESC, language"
    )
