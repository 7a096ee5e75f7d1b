"""The store as files: what each export holds. How a file is written is in tables.py."""

from __future__ import annotations

from typing import IO

from fanews.errors import StoreError
from fanews.store.data_files import data_rows
from fanews.store.reader import Reader
from fanews.store.tables import FORMATS, write_table

_VISITS = """
    SELECT visit_id, visitor, visitor_id, visitor_role, visitor_country, visitor_level, host_country, host_city, hosts,
        status, purpose, start_day, end_day, first_published, last_published, background, mentions, articles,
        disagreements, confidence
    FROM visits ORDER BY coalesce(start_day, first_published), visit_id
"""
_VISIT_MENTIONS = """
    SELECT visit_mention_id, visit_id, article_id, published, outlet, visitor, visitor_id, visitor_role,
        visitor_country, host_country, host_city, hosts, status, purpose, start_day, end_day, background,
        surface AS evidence, start_char, end_char, rule, confidence, path, url
    FROM visit_mentions JOIN articles USING (article_id) ORDER BY visit_id, visit_mention_id
"""
_QUOTES = """
    SELECT quote_id, group_id, article_id, published, outlet, speaker, speaker_id, e.name AS speaker_name,
        speaker_role, speaker_country, holder_id, q.kind, surface AS quote, cue, mention, start_char, end_char, rule,
        confidence, path, url
    FROM quotes q JOIN articles USING (article_id) LEFT JOIN entities e ON e.entity_id = speaker_id ORDER BY quote_id
"""
_ARTICLES = """
    SELECT article_id, path, origin, url, media_type, language, title, outlet, via, published, published_kind,
        coalesce(c.conflicts, 0) AS conflicts, coalesce(q.quotes, 0) AS quotes, coalesce(v.visits, 0) AS visits,
        content_hash, text
    FROM articles
        LEFT JOIN (SELECT article_id, count(*) AS conflicts FROM conflicts GROUP BY ALL) c USING (article_id)
        LEFT JOIN (SELECT article_id, count(*) AS quotes FROM quotes GROUP BY ALL) q USING (article_id)
        LEFT JOIN (SELECT article_id, count(*) AS visits FROM visit_mentions GROUP BY ALL) v USING (article_id)
    ORDER BY article_id
"""
_ENTITIES = """
    SELECT entity_id, kind, name, country, role, level, articles, mentions, quotes, visits, first_day, last_day,
        entity_key
    FROM entities ORDER BY entity_id
"""
# PLOVER: only what took place is an event; an unknown day stays empty, and first_published says about when.
_PLOVER = """
    SELECT 'fanews-visit-' || visit_id AS event_id, start_day AS date, first_published,
        coalesce(a.code, visitor_country) AS actor, CASE WHEN visitor_level = 'parliament' THEN 'LEG'
        WHEN visitor_level = 'military' THEN 'MIL' WHEN visitor_level <> 'other' THEN 'GOV' END AS actor_sector,
        visitor AS actor_name,        coalesce(r.code, host_country) AS recipient,
        'CONSULT' AS event, 'visit' AS mode, 'diplomatic' AS context,
        status, purpose, mentions, articles, confidence
    FROM visits LEFT JOIN alpha3 a ON a.iso = visitor_country LEFT JOIN alpha3 r ON r.iso = host_country
    WHERE status IN ('ongoing', 'completed') ORDER BY visit_id
"""
EXPORTS = {
    "visits": _VISITS,
    "quotes": _QUOTES,
    "articles": _ARTICLES,
    "entities": _ENTITIES,
    "visit_mentions": _VISIT_MENTIONS,
    "plover": _PLOVER,
}


def export(reader: Reader, what: str, format_: str, out: IO[bytes], guarded: bool = True) -> int:
    """Write all of `what` (a key of EXPORTS) as `format_` (one of FORMATS) to a binary stream; the number of rows.

    `guarded`: CSV for spreadsheets (see tables.py). `plover`: visits that took place as PLOVER events (CONSULT, mode
    visit), with ISO 3166-1 alpha-3 codes. Raises StoreError for an unknown `what` or `format_`.
    """
    if what not in EXPORTS:
        raise StoreError(f"There is no export named {what}.", f"Choose one of {', '.join(EXPORTS)}.")
    if format_ not in FORMATS:
        raise StoreError(f"There is no format named {format_}.", f"Choose one of {', '.join(FORMATS)}.")
    sql = EXPORTS[what].replace("alpha3", _alpha3()) if what == "plover" else EXPORTS[what]
    return write_table(reader.snapshot().batches(sql), format_, out, guarded)


def _alpha3() -> str:
    """A SQL table (iso, code) of the two- and three-letter codes of countries."""
    pairs = ", ".join(f"('{row['iso']}', '{row['code']}')" for row in data_rows("alpha3"))
    return f"(SELECT * FROM (VALUES {pairs}) t(iso, code))"
