"""What the quotes page asks: speakers, and quotes under a filter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fanews.store.matching import match
from fanews.store.queries.rows import Row, Where
from fanews.store.reader import Snapshot

_FROM = "FROM quotes q JOIN articles a USING (article_id) LEFT JOIN entities e ON e.entity_id = q.speaker_id"
_COLUMNS = """q.quote_id, q.article_id, q.start_char, q.end_char, q.surface, q.kind, q.cue, q.mention, q.speaker,
    q.speaker_role, q.speaker_country, q.speaker_id, q.group_id, q.rule, q.confidence, e.name AS speaker_name,
    a.title, a.outlet, a.published"""


@dataclass(frozen=True)
class QuoteFilter:
    """What a reader picked. Empty means all.

    `text`: words of the quote, however spelt, in quotation marks as a phrase. `since`/`until` hold for
    the day of publication; quotes of undated articles are then left out and counted. `repeats`: show
    every place a quote stands, not the first of them alone.
    """

    speakers: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    repeats: bool = False


def _where(db: Snapshot, wanted: QuoteFilter, with_days: bool = True) -> Where:
    where = Where().among("q.speaker_id", wanted.speakers).among("q.kind", wanted.kinds)
    where.among("q.speaker_country", wanted.countries).among("a.outlet", wanted.outlets)
    if wanted.text:
        found = match(db, "quote", wanted.text)
        where.add(found.exact_condition("q.quote_id"), *found.exact_params) if found else where.add("false")
    if with_days and wanted.since:
        where.add("a.published >= ?", wanted.since)
    if with_days and wanted.until:
        where.add("a.published <= ?", wanted.until)
    return where


def quotes(db: Snapshot, wanted: QuoteFilter, limit: int | None, offset: int = 0) -> list[Row]:
    """Quotes with speaker and article, latest first; `places` counts where each stands within the filter."""
    where = _where(db, wanted)
    key = "q.quote_id" if wanted.repeats else "coalesce(q.group_id, q.quote_id)"
    # The page of ids is picked before the articles' columns are fetched for them.
    sql = f"""
        WITH picked AS (
          SELECT min(q.quote_id) AS quote_id, count(*) AS places, max(a.published) AS latest
          {_FROM} {where.sql} GROUP BY {key}
          ORDER BY latest DESC NULLS LAST, quote_id LIMIT ? OFFSET ?)
        SELECT {_COLUMNS}, p.places FROM picked p JOIN quotes q USING (quote_id) JOIN articles a USING (article_id)
          LEFT JOIN entities e ON e.entity_id = q.speaker_id
        ORDER BY p.latest DESC NULLS LAST, q.quote_id"""
    return db.rows(sql, [*where.params, limit, offset])


def quote_counts(db: Snapshot, wanted: QuoteFilter) -> Row:
    """`places`, `total` (repeats counted once), and `undated`: left out because their article has no day."""
    where = _where(db, wanted)
    sql = f"""SELECT count(*) AS places, count(DISTINCT coalesce(q.group_id, q.quote_id)) AS total
              {_FROM} {where.sql}"""
    found = db.one(sql, where.params) or {"places": 0, "total": 0}
    found["undated"] = 0
    if wanted.since or wanted.until:
        bare = _where(db, wanted, with_days=False).add("a.published IS NULL")
        left = db.one(f"SELECT count(*) AS n {_FROM} {bare.sql}", bare.params)
        found["undated"] = left["n"] if left else 0
    return found


def speakers(db: Snapshot, limit: int) -> list[Row]:
    """Who is quoted most: `entity_id`, `name`, `role`, `country`, `quotes`, `articles`."""
    return db.rows(
        """SELECT entity_id, name, role, country, kind, quotes, articles FROM entities WHERE quotes > 0
           ORDER BY quotes DESC, name COLLATE fa LIMIT ?""",
        [limit],
    )


def speakers_named(db: Snapshot, ids: tuple[int, ...]) -> list[Row]:
    """The entities with these ids, in the shape of `speakers`."""
    where = Where().among("entity_id", ids)
    return (
        db.rows(
            f"SELECT entity_id, name, role, country, kind, quotes, articles FROM entities {where.sql}",
            where.params,
        )
        if ids
        else []
    )


def quote_outlets(db: Snapshot) -> list[Row]:
    """Outlets with quotes (`outlet`, `quotes`), most first."""
    return db.rows(
        """SELECT a.outlet, count(*) AS quotes FROM quotes q JOIN articles a USING (article_id)
           WHERE a.outlet IS NOT NULL GROUP BY a.outlet ORDER BY quotes DESC, a.outlet""",
    )


def quote_countries(db: Snapshot) -> list[Row]:
    """Countries of speakers (`country`, `quotes`), most first."""
    return db.rows(
        """SELECT speaker_country AS country, count(*) AS quotes FROM quotes WHERE speaker_country IS NOT NULL
           GROUP BY 1 ORDER BY quotes DESC, country""",
    )
