"""Merges the store's visit mentions into visits (events.py has the rules) and keeps their ids over ingests."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa

from fanews.store.events import Event, disagreements, merge, sources, summary
from fanews.store.naming import body_words, office_words
from fanews.store.visitors import Told

# Who a mention's visitor is. An article's slip must not lend a visit to somebody else:
# - `trusted`: offices people are told to hold about as often as anybody else is;
# - `named`: who a name and a country usually stand for. A visitor of another country than the person the article took
#   the name for is that one;
# - a visitor called by an office alone is the office, unless the person the article took it for is trusted to hold it;
# - so is one called by the name of somebody of another country, who was taken for the holder;
# - an office without a state (`o`) is that of the visitor's state (`s`).
_TOLD = """
    WITH trusted AS (
        SELECT office_id, person_id FROM office_holders
        QUALIFY 2 * articles >= max(articles) OVER (PARTITION BY office_id)
    ), named AS (
        SELECT p.name_key, e.country, mode(p.entity_id ORDER BY p.entity_id) AS person_id
        FROM article_people p JOIN entities e USING (entity_id)
        WHERE e.kind = 'person' AND p.name_key IS NOT NULL GROUP BY ALL
    ), who AS (
        SELECT visit_mention_id, e.kind, coalesce(s.entity_id, v.office_id) AS office, t.office_id AS trusted_office,
            e.kind = 'person' AND v.office_id IS NOT NULL AND t.office_id IS NULL AND (visitor = visitor_role
                OR e.country <> v.visitor_country AND o.country = v.visitor_country AND n.person_id IS NULL
            ) AS by_office,
            CASE WHEN e.country <> v.visitor_country THEN n.person_id END AS namesake
        FROM visit_mentions v LEFT JOIN entities e ON e.entity_id = visitor_id
            LEFT JOIN entities o ON o.entity_id = v.office_id
            LEFT JOIN entities s ON o.country IS NULL AND s.entity_key = o.entity_key || v.visitor_country
            LEFT JOIN trusted t ON t.office_id = coalesce(s.entity_id, v.office_id) AND t.person_id = v.visitor_id
            LEFT JOIN article_people p ON p.article_id = v.article_id AND p.person = v.person
            LEFT JOIN named n ON n.name_key = p.name_key AND n.country = v.visitor_country
    )
    SELECT visit_mention_id, article_id, CASE WHEN by_office OR kind = 'office' THEN visitor_role ELSE visitor END,
        visitor_role, visitor_country, visitor_level,
        CASE WHEN by_office THEN NULL WHEN kind = 'person' THEN coalesce(namesake, visitor_id) ELSE holder_id END,
        CASE WHEN by_office OR kind = 'office' THEN office WHEN namesake IS NULL THEN trusted_office END,
        CASE WHEN by_office OR kind = 'office' THEN office ELSE coalesce(namesake, visitor_id) END, host_country,
        host_city, hosts, status, purpose, start_day, end_day, background, published, confidence, visit_id,
        page_key || '#' || start_char || '-' || end_char,
        CASE WHEN visitor_level <> 'other' THEN (SELECT list(person_id) FROM trusted t WHERE t.office_id = office) END
    FROM visit_mentions JOIN who USING (visit_mention_id) JOIN articles USING (article_id)
    ORDER BY visit_mention_id
"""

# Words for a time longer than a day that stand in the visit's words, shortly before them or right after, and the text
# between. Farther off they seldom belong to the visit.
_TIMES = """
    SELECT visit_mention_id, m.first_day, m.last_day, m.grain,
        text[m.end_char + 1 : v.start_char] || text[v.end_char + 1 : m.start_char] AS gap
    FROM visit_mentions v JOIN mentions m USING (article_id) JOIN articles USING (article_id)
    WHERE m.type = 'DATE' AND m.grain <> 'day' AND m.first_day IS NOT NULL AND m.last_day IS NOT NULL
        AND v.start_day IS NULL AND m.end_char >= v.start_char - 40 AND m.start_char <= v.end_char + 3
    ORDER BY visit_mention_id, length(gap), m.start_char
"""
_SENTENCE_END = re.compile(r"[.!؟?؛\n]")
_LOOSE_DAYS = {"week": 3, "month": 3}  # «هفتهٔ گذشته» is said of days near it too


def merge_visits(connection: duckdb.DuckDBPyConnection, ids: dict[str, int]) -> None:
    """Work out all visits anew. `ids` holds the next free numbers."""
    times = _times(connection)
    told = [_told(row, times) for row in connection.execute(_TOLD).fetchall()]
    events = merge(told, *_corrections(connection))
    numbers = _numbers(events, ids)
    rows, found, members = _rows(events, numbers)
    connection.execute("DELETE FROM visits")
    connection.execute("DELETE FROM visit_sources")
    _insert(connection, "visits", rows)
    _insert(connection, "visit_sources", found)
    _point_mentions(connection, members)
    connection.execute(
        "UPDATE entities e SET visits = coalesce((SELECT count(*) FROM visits v WHERE v.visitor_id = e.entity_id), 0)"
        " WHERE e.visits <> 0 OR e.entity_id IN (SELECT visitor_id FROM visits)"
    )


def _times(connection: duckdb.DuckDBPyConnection) -> dict[int, tuple[dt.date, dt.date]]:
    """Visit mention → the time that the nearest words in its sentence give."""
    found: dict[int, tuple[dt.date, dt.date]] = {}
    for mention, first, last, grain, gap in connection.execute(_TIMES).fetchall():
        if mention not in found and not _SENTENCE_END.search(gap):
            slack = dt.timedelta(days=_LOOSE_DAYS.get(grain, 0))
            found[mention] = (first - slack, last + slack)
    return found


def _told(row: tuple[Any, ...], times: dict[int, tuple[dt.date, dt.date]]) -> Told:
    """A row of `_TOLD`; DuckDB gives lists where Told wants tuples."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row[:-1]]
    one = Told(*values)
    words = office_words(one.visitor_role, one.visitor_country) if one.office_id or not one.person_id else ()
    body = None if one.person_id else body_words(one.visitor, one.visitor_country)
    about, holders = times.get(one.mention_id), frozenset(row[-1] or ())
    return replace(one, office_words=words, body=body, about=about, holders=holders)


def _corrections(connection: duckdb.DuckDBPyConnection) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    rows = connection.execute("SELECT kind, subject, object FROM corrections ORDER BY correction_id").fetchall()
    same = [(subject, other) for kind, subject, other in rows if kind == "same_visit"]
    return same, [(subject, other) for kind, subject, other in rows if kind == "different_visit"]


def _numbers(events: list[Event], ids: dict[str, int]) -> list[int]:
    """A visit keeps the id most of its mentions had; one id goes to one visit, the largest first."""
    numbers = [0] * len(events)
    taken: set[int] = set()
    for place in sorted(range(len(events)), key=lambda n: (-len(events[n].told), events[n].told[0].mention_id)):
        had = Counter(t.visit_id for t in events[place].told if t.visit_id)
        kept = next((number for number, _ in had.most_common() if number not in taken), None)
        if kept is None:
            kept = ids.setdefault("visit_id", 1)
            ids["visit_id"] = kept + 1
        numbers[place] = kept
        taken.add(kept)
    return numbers


type _Rows = list[dict[str, Any]]


def _rows(events: list[Event], numbers: list[int]) -> tuple[_Rows, _Rows, dict[int, int]]:
    """Rows of visits and of visit_sources, and the visit of each mention."""
    rows: _Rows = []
    found: _Rows = []
    members: dict[int, int] = {}
    for number, event in sorted(zip(numbers, events, strict=True), key=lambda pair: pair[0]):
        row = summary(event)
        said = sources(event, row)
        rows.append(row | {"visit_id": number, "disagreements": disagreements(said)})
        found += [source | {"visit_id": number} for source in said]
        members |= {t.mention_id: number for t in event.told}
    return rows, found, members


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: _Rows) -> None:
    if rows:
        empty: pa.Table = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table()
        schema = pa.schema([f for f in empty.schema if f.name in rows[0]])
        connection.register("new_rows", pa.Table.from_pylist(rows, schema=schema))
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
        connection.unregister("new_rows")


def _point_mentions(connection: duckdb.DuckDBPyConnection, members: dict[int, int]) -> None:
    pairs = {"visit_mention_id": list(members), "visit_id": list(members.values())}
    connection.register("members", pa.table(pairs, schema=pa.schema({name: pa.int32() for name in pairs})))
    connection.execute(
        "UPDATE visit_mentions v SET visit_id = m.visit_id FROM members m WHERE m.visit_mention_id ="
        " v.visit_mention_id AND v.visit_id IS DISTINCT FROM m.visit_id"
    )
    connection.unregister("members")
