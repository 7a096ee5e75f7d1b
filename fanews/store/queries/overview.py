"""What the overview asks: how much there is, what is new, what is coming, and what is not known."""

from __future__ import annotations

import datetime as dt

from fanews.store.queries.rows import HOME, Row
from fanews.store.reader import Snapshot


def totals(db: Snapshot) -> Row:
    """Counts over the whole store, the range of days, and what is not known."""
    found = db.one(
        """SELECT count(*) AS articles, count(published) AS dated, count(*) - count(published) AS undated,
             count(DISTINCT outlet) AS outlets, min(published) AS first_day, max(published) AS last_day,
             (SELECT count(*) FROM quotes) AS quotes, (SELECT count(DISTINCT speaker_id) FROM quotes) AS speakers,
             (SELECT count(*) FROM visits) AS visits, (SELECT count(DISTINCT article_id) FROM conflicts) AS conflicting,
             (SELECT written_at FROM store_info) AS written_at
           FROM articles""",
    )
    return found or {}


def by_day(db: Snapshot, first: dt.date, outlets: int) -> list[Row]:
    """Articles a day and outlet from `first` on (`day`, `outlet`, `articles`); the smaller outlets as one, null."""
    return db.rows(
        """WITH largest AS (
             SELECT outlet FROM articles WHERE published >= $first AND outlet IS NOT NULL
             GROUP BY outlet ORDER BY count(*) DESC, outlet LIMIT $outlets)
           SELECT published AS day, CASE WHEN outlet IN (FROM largest) THEN outlet END AS outlet, count(*) AS articles
           FROM articles WHERE published >= $first GROUP BY ALL ORDER BY day, outlet NULLS LAST""",
        {"first": first, "outlets": outlets},
    )


def planned(db: Snapshot, since: dt.date | None, limit: int) -> list[Row]:
    """Visits still to come by the latest words, from `since` on; those without a day last."""
    return db.rows(
        """SELECT * FROM visits WHERE status = 'planned' AND purpose <> 'other'
             AND coalesce(end_day, start_day, last_published, DATE '9999-12-31') >= coalesce(?, DATE '0001-01-01')
           ORDER BY start_day NULLS LAST, last_published DESC NULLS LAST, visit_id LIMIT ?""",
        [since, limit],
    )


def partners(db: Snapshot, limit: int) -> list[Row]:
    """Countries with visits to and from home: `country`, `visits_in`, `visits_out`, most first."""
    return db.rows(
        """SELECT CASE WHEN host_country = $home THEN visitor_country ELSE host_country END AS country,
             count(*) FILTER (host_country = $home) AS visits_in,
             count(*) FILTER (visitor_country = $home) AS visits_out
           FROM visits WHERE (host_country = $home OR visitor_country = $home) AND visitor_country IS NOT NULL
           GROUP BY 1 ORDER BY count(*) DESC, country LIMIT $limit""",
        {"home": HOME, "limit": limit},
    )


def undated(db: Snapshot, limit: int) -> list[Row]:
    """Articles whose day of publication is not known, newest in the store first."""
    return db.rows(
        """SELECT article_id, title, path, outlet, published FROM articles WHERE published IS NULL
           ORDER BY article_id DESC LIMIT ?""",
        [limit],
    )


def conflicting(db: Snapshot, limit: int) -> list[Row]:
    """Statements that cannot both hold, with the words of each side and the article."""
    return db.rows(
        """WITH picked AS (SELECT * FROM conflicts ORDER BY article_id DESC, ordinal LIMIT ?)
           SELECT c.article_id, c.code, c.detail, a.title, a.path, a.outlet,
             (SELECT list(s.surface ORDER BY s.start_char) FROM conflict_spans s
              WHERE s.article_id = c.article_id AND s.conflict = c.ordinal) AS words
           FROM picked c JOIN articles a USING (article_id) ORDER BY c.article_id DESC, c.ordinal""",
        [limit],
    )


def outlets(db: Snapshot, limit: int) -> list[Row]:
    """Articles an outlet (`outlet`, `articles`, `dated`), most first."""
    return db.rows(
        """SELECT outlet, count(*) AS articles, count(published) AS dated FROM articles
           GROUP BY outlet ORDER BY articles DESC, outlet LIMIT ?""",
        [limit],
    )
