"""What is new: articles of a stretch of days, or taken in since a moment, with what they quote and tell."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fanews.store.queries.rows import Row, with_counts
from fanews.store.reader import Snapshot


@dataclass(frozen=True)
class Period:
    """Days of publication, both inclusive; or, with `taken_after` (UTC, naive), what was taken in after it."""

    first: dt.date | None = None
    last: dt.date | None = None
    taken_after: dt.datetime | None = None


def _fresh(period: Period) -> tuple[str, list[object]]:
    """The condition on an article."""
    if period.taken_after:
        runs = "SELECT run_id FROM runs WHERE finished_at > ?"
        return f"first_run_id IN ({runs})", [period.taken_after]
    return "published BETWEEN ? AND ?", [period.first, period.last]


def _quotes(period: Period) -> tuple[str, list[object]]:
    """Its quotes (`speaker_id`): of days straight from the narrow list, which has them sorted by day."""
    fresh, params = _fresh(period)
    if period.taken_after:
        found = f"SELECT article_id FROM articles WHERE {fresh}"
        return f"SELECT speaker_id FROM quotes WHERE article_id IN ({found})", params
    return f"SELECT speaker_id FROM quote_list WHERE {fresh}", params


def counts(db: Snapshot, period: Period) -> Row:
    """`articles`, `quotes` and `visits` (told again ones too) of the period."""
    fresh, params = _fresh(period)
    said, days = _quotes(period)
    sql = f"""WITH fresh AS (SELECT article_id FROM articles WHERE {fresh})
              SELECT (SELECT count(*) FROM fresh) AS articles,
                (SELECT count(*) FROM ({said})) AS quotes,
                (SELECT count(DISTINCT visit_id) FROM visit_mentions SEMI JOIN fresh USING (article_id)) AS visits"""
    return db.one(sql, [*params, *days]) or {}


def articles(db: Snapshot, period: Period, limit: int, offset: int = 0) -> list[Row]:
    """Its articles, latest first, with how many quotes and visits each holds."""
    fresh, params = _fresh(period)
    sql = f"""SELECT article_id, title, path, outlet, published FROM articles WHERE {fresh}
              ORDER BY published DESC NULLS LAST, article_id DESC LIMIT ? OFFSET ?"""
    return with_counts(db, db.rows(sql, [*params, limit, offset]))


def visits(db: Snapshot, period: Period, limit: int) -> list[Row]:
    """Visits its articles tell, those most of them tell first; `told`: by how many."""
    fresh, params = _fresh(period)
    sql = f"""WITH fresh AS (SELECT article_id FROM articles WHERE {fresh}),
                told AS (
                  SELECT visit_id, count(DISTINCT article_id) AS told FROM visit_mentions
                  SEMI JOIN fresh USING (article_id) WHERE visit_id IS NOT NULL GROUP BY visit_id)
              SELECT v.*, told.told FROM told JOIN visits v USING (visit_id)
              ORDER BY told.told DESC, v.visit_id DESC LIMIT ?"""
    return db.rows(sql, [*params, limit])


def speakers(db: Snapshot, period: Period, limit: int) -> list[Row]:
    """Who is quoted most in its articles: `entity_id`, `name`, `role`, `quotes`."""
    quoted, params = _quotes(period)
    sql = f"""WITH said AS (
                SELECT speaker_id AS entity_id, count(*) AS quotes FROM ({quoted})
                WHERE speaker_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?)
              SELECT e.entity_id, e.name, e.role, s.quotes FROM said s JOIN entities e USING (entity_id)
              ORDER BY s.quotes DESC, e.entity_id"""
    return db.rows(sql, [*params, limit])
