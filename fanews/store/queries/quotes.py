"""What the quotes page asks: speakers, and quotes under a filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from fanews.store.matching import UNDATED, match, within
from fanews.store.queries.rows import Row, Where, choices
from fanews.store.reader import Snapshot

_FROM = "FROM quotes q JOIN articles a USING (article_id)"
_LIST = "FROM quote_list l"  # all that quotes are picked and sorted by, in order
_OF_QUOTE = """article_id, start_char, end_char, surface, kind, cue, mention, speaker, speaker_role, speaker_country,
    speaker_id, group_id, rule, confidence"""
_OF_ARTICLE = "title, outlet, published"
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
    where = Where().among("l.speaker_id", wanted.speakers).among("l.kind", wanted.kinds)
    where.among("l.speaker_country", wanted.countries).among("l.outlet", wanted.outlets)
    if wanted.text:
        found = match(db, "quote", wanted.text)
        days = within(wanted.since, wanted.until) if with_days else UNDATED
        where.add(found.condition("l.quote_id", days), *found.patterns) if found else where.add("false")
    if with_days and wanted.since:
        where.add("l.published >= ?", wanted.since)
    if with_days and wanted.until:
        where.add("l.published <= ?", wanted.until)
    return where


def quotes(db: Snapshot, wanted: QuoteFilter, limit: int | None, offset: int = 0) -> list[Row]:
    """Quotes with speaker and article, latest first; `places` counts where each stands within the filter."""
    picked = _found(db, wanted, limit, offset).page
    found = db.by_id("quotes", _OF_QUOTE, "quote_id", (row["quote_id"] for row in picked))
    articles = db.by_id("articles", _OF_ARTICLE, "article_id", (row["article_id"] for row in found.values()))
    names = db.by_id("entities", "name AS speaker_name", "entity_id", (row["speaker_id"] for row in found.values()))
    return [_put_together(found[row["quote_id"]], articles, names) | {"places": row["places"]} for row in picked]


def _put_together(quote: Row, articles: dict[int, Row], names: dict[int, Row]) -> Row:
    named = names.get(quote["speaker_id"])
    return quote | articles[quote["article_id"]] | {"speaker_name": named and named["speaker_name"]}


class _Found(NamedTuple):
    """What is under a filter: `page` has `quote_id` and `places` of its quotes; the others as in `quote_counts`."""

    page: list[Row]
    places: int
    total: int
    by_day: dict[dt.date, int]


def _found(db: Snapshot, wanted: QuoteFilter, limit: int | None, offset: int) -> _Found:
    """Counts and a page in one walk through the list; the dashboard asks for the one, then for the other, so it is
    remembered, unless it is the whole list."""
    if limit is None:
        return _walk(db, wanted, limit, offset)
    return db.remembered(("quotes", wanted, limit, offset), lambda: _walk(db, wanted, limit, offset))


def _walk(db: Snapshot, wanted: QuoteFilter, limit: int | None, offset: int) -> _Found:
    where = _where(db, wanted)
    first = None if limit is None else limit + offset
    # Of a group, the first within the filter stands for it. Those that stand alone come from the head of the list.
    page = """(SELECT quote_id, 1 AS places, published AS latest FROM found WHERE group_id IS NULL
               ORDER BY place LIMIT ?)
              UNION ALL (SELECT * FROM grouped ORDER BY latest DESC NULLS LAST, quote_id LIMIT ?)
              ORDER BY latest DESC NULLS LAST, quote_id LIMIT ? OFFSET ?"""
    params = [first, first, limit, offset]
    if wanted.repeats:
        page = "SELECT quote_id, 1 AS places, published AS latest FROM found ORDER BY place LIMIT ? OFFSET ?"
        params = [limit, offset]
    sql = f"""WITH found AS MATERIALIZED (SELECT place, quote_id, group_id, published {_LIST} {where.sql}),
                grouped AS MATERIALIZED (
                  SELECT min(quote_id) AS quote_id, count(*) AS places, max(published) AS latest FROM found
                  WHERE group_id IS NOT NULL GROUP BY group_id),
                page AS ({page}),
                days AS (
                  SELECT published AS day, count(*) AS places, count(*) FILTER (group_id IS NULL) AS alone
                  FROM found GROUP BY 1)
              SELECT (SELECT list(page ORDER BY latest DESC NULLS LAST, quote_id) FROM page) AS page,
                (SELECT count(*) FROM grouped) AS groups, (SELECT list(days ORDER BY day) FROM days) AS days"""
    row = db.one(sql, [*where.params, *params]) or {"page": None, "groups": 0, "days": None}
    days = row["days"] or []
    places, alone = (sum(day[name] for day in days) for name in ("places", "alone"))
    by_day = {day["day"]: day["places"] for day in days if day["day"]}
    return _Found(row["page"] or [], places, alone + row["groups"], by_day)


def quote_counts(db: Snapshot, wanted: QuoteFilter, limit: int | None = 0, offset: int = 0) -> Row:
    """`places`, `total` (repeats counted once), `undated`: left out because their article has no day, and `by_day`:
    places by day of publication, those of undated articles left out.

    With the `limit` and `offset` that `quotes` will be asked with, that page is found on the way.
    """
    found = _found(db, wanted, limit, offset)
    undated = 0
    if wanted.since or wanted.until:
        bare = _where(db, wanted, with_days=False).add("l.published IS NULL")
        left = db.one(f"SELECT count(*) AS n {_LIST} {bare.sql}", bare.params)
        undated = left["n"] if left else 0
    return {"places": found.places, "total": found.total, "by_day": found.by_day, "undated": undated}


def quote_wordings(db: Snapshot, groups: tuple[int, ...], limit: int) -> list[Row]:
    """Where and how the quotes of these groups were told, earliest first, at most `limit` a group.

    `places`: how often each group was told in all. A quote that stands alone has no wordings to compare.
    """
    if not groups:
        return []
    sql = f"""SELECT quote_id, count(*) OVER (PARTITION BY group_id) AS places,
                row_number() OVER (PARTITION BY group_id ORDER BY published NULLS LAST, quote_id) AS number
              {_LIST} WHERE group_id IN (SELECT unnest(?::INTEGER[])) QUALIFY number <= ?"""
    picked = {row["quote_id"]: row for row in db.rows(sql, [groups, limit])}
    quotes = db.by_id("quotes", "group_id, article_id, surface", "quote_id", picked)
    articles = db.by_id("articles", _OF_ARTICLE, "article_id", (row["article_id"] for row in quotes.values()))
    found = [row | articles[row["article_id"]] | picked[row["quote_id"]] for row in quotes.values()]
    return sorted(found, key=lambda row: (row["group_id"], row["number"]))


def speakers(db: Snapshot, limit: int) -> list[Row]:
    """Who is quoted most: `entity_id`, `name`, `role`, `country`, `quotes`, `articles`."""
    return db.rows(
        """SELECT * FROM (
             SELECT entity_id, name, role, country, kind, quotes, articles FROM entities WHERE quotes > 0
             ORDER BY quotes DESC, entity_id LIMIT ?)
           ORDER BY quotes DESC, name COLLATE fa""",
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
    return choices(db, "quotes", "outlet", "quotes")


def quote_countries(db: Snapshot) -> list[Row]:
    """Countries of speakers (`country`, `quotes`), most first."""
    return choices(db, "quotes", "country", "quotes")


def quotes_table(db: Snapshot, wanted: QuoteFilter) -> Iterator[pa.RecordBatch]:
    """Every quote under the filter at every place it stands, latest first, in batches."""
    where = _where(db, wanted)
    sql = f"""SELECT {_COLUMNS}, a.path, a.url {_FROM} JOIN quote_list l USING (quote_id)
              LEFT JOIN entities e ON e.entity_id = q.speaker_id {where.sql} ORDER BY l.place"""
    return db.batches(sql, where.params)
