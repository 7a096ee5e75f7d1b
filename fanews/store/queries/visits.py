"""What the visits page asks: merged visits under a filter, one visit with its words and sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
from persiantools.jdatetime import JalaliDate

from fanews.store.queries.rows import HOME, Row, Where, choices
from fanews.store.reader import Snapshot

# The other side of a visit to or from home; between others, the host.
_PARTNER = f"CASE WHEN host_country = '{HOME}' THEN visitor_country ELSE host_country END"
_DIRECTION = (
    f"CASE WHEN host_country = '{HOME}' THEN 'in' WHEN visitor_country = '{HOME}' THEN 'out' "
    "WHEN visitor_country IS NULL THEN 'unknown' ELSE 'others' END"
)
_VISITS = f"(SELECT *, {_PARTNER} AS partner, {_DIRECTION} AS direction FROM visits)"
_ORDER = "coalesce(start_day, last_published) DESC NULLS LAST, visit_id DESC"
DIRECTIONS = ("in", "out", "others", "unknown")


@dataclass(frozen=True)
class VisitFilter:
    """What a reader picked. Empty means all.

    `since`/`until` hold for the visit's own days; a visit whose day is not known is judged by when
    its articles were published, and kept where that is not known either: never dropped in silence.
    `outlets`: visits that at least one article of these tells.
    """

    countries: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    visitors: tuple[int, ...] = ()
    outlets: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    with_background: bool = True


def _where(wanted: VisitFilter) -> Where:
    where = Where()
    if wanted.countries:
        marks = ", ".join("?" * len(wanted.countries))
        where.add(f"(host_country IN ({marks}) OR visitor_country IN ({marks}))", *wanted.countries, *wanted.countries)
    where.among("direction", wanted.directions).among("status", wanted.statuses).among("purpose", wanted.purposes)
    where.among("visitor_level", wanted.levels).among("visitor_id", wanted.visitors)
    if wanted.since:
        where.add("coalesce(end_day, start_day, last_published, DATE '9999-12-31') >= ?", wanted.since)
    if wanted.until:
        where.add("coalesce(start_day, end_day, first_published, DATE '0001-01-01') <= ?", wanted.until)
    if wanted.outlets:
        marks = ", ".join("?" * len(wanted.outlets))
        told = f"SELECT m.visit_id FROM visit_mentions m JOIN articles a USING (article_id) WHERE a.outlet IN ({marks})"
        where.add(f"visit_id IN ({told})", *wanted.outlets)
    if not wanted.with_background:
        where.add("NOT background")
    return where


def visits(db: Snapshot, wanted: VisitFilter, limit: int | None = None, offset: int = 0) -> list[Row]:
    """Merged visits, latest first, with `partner` and `direction` (in, out, others, unknown)."""
    where = _where(wanted)
    sql = f"SELECT * FROM {_VISITS} {where.sql} ORDER BY {_ORDER}"
    if limit is not None:
        return db.rows(f"{sql} LIMIT ? OFFSET ?", [*where.params, limit, offset])
    return db.rows(sql, where.params)


def visit_counts(db: Snapshot, wanted: VisitFilter) -> Row:
    """`total`, and `undated`: those among them without a known day."""
    where = _where(wanted)
    sql = f"SELECT count(*) AS total, count(*) FILTER (start_day IS NULL AND end_day IS NULL) AS undated FROM {_VISITS} {where.sql}"  # noqa: E501
    return db.one(sql, where.params) or {"total": 0, "undated": 0}


def visit_countries(db: Snapshot) -> list[Row]:
    """Every country that visits or is visited (`country`, `visits`), most visits first; home is among them."""
    return choices(db, "visits", "country", "visits")


def visit_outlets(db: Snapshot) -> list[Row]:
    """Outlets that tell of visits (`outlet`, `visits`), most first."""
    return choices(db, "visits", "outlet", "visits")


def visitors(db: Snapshot, limit: int) -> list[Row]:
    """Who travels most: `entity_id`, `name`, `visits`."""
    return db.rows(
        """SELECT * FROM (
             SELECT entity_id, name, visits FROM entities WHERE visits > 0 ORDER BY visits DESC, entity_id LIMIT ?)
           ORDER BY visits DESC, name COLLATE fa""",
        [limit],
    )


def visit(db: Snapshot, visit_id: int) -> Row | None:
    """One merged visit, or None."""
    return db.one(f"SELECT * FROM {_VISITS} WHERE visit_id = ?", [visit_id])


def visit_evidence(db: Snapshot, visit_id: int) -> list[Row]:
    """Its mentions, each with its words and its article, in order of publication."""
    return db.rows(
        """SELECT m.*, a.title, a.outlet, a.published FROM visit_mentions m JOIN articles a USING (article_id)
           WHERE m.visit_id = ? ORDER BY a.published NULLS LAST, m.article_id, m.start_char""",
        [visit_id],
    )


def visit_disagreements(db: Snapshot, visit_id: int) -> list[Row]:
    """What its articles say differently: `field`, `value`, `agrees`, and the articles that say so.

    Names and roles of one person differ in wording, and hosts add up: these are no disagreement.
    """
    return db.rows(
        """SELECT s.field, s.value, bool_or(s.agrees) AS agrees,
             list(DISTINCT m.article_id ORDER BY m.article_id) AS articles
           FROM visit_sources s JOIN visit_mentions m USING (visit_mention_id)
           WHERE s.visit_id = ? AND s.field IN (
             SELECT field FROM visit_sources
              WHERE visit_id = ? AND NOT agrees AND field NOT IN ('visitor', 'visitor_role', 'hosts'))
           GROUP BY s.field, s.value ORDER BY s.field, agrees DESC, s.value""",
        [visit_id, visit_id],
    )


def visit_exists(db: Snapshot, visit_id: int) -> bool:
    """Whether the store has that visit."""
    return db.one("SELECT 1 FROM visits WHERE visit_id = ?", [visit_id]) is not None


def dated_visits(db: Snapshot, wanted: VisitFilter, limit: int) -> list[Row]:
    """What a timeline needs of the visits under the filter that have a known day, latest first."""
    where = _where(wanted).add("coalesce(start_day, end_day) IS NOT NULL")
    columns = """visit_id, visitor, visitor_country, host_country, host_city, partner, direction, status,
        visitor_level, start_day, end_day, last_published"""
    sql = f"SELECT {columns} FROM {_VISITS} {where.sql} ORDER BY {_ORDER} LIMIT ?"
    return db.rows(sql, [*where.params, limit])


def visits_by_country(db: Snapshot, wanted: VisitFilter) -> list[Row]:
    """Visits under the filter by country that takes part and by day (`country`, `day` or None, `visits`).

    A visit counts for its host and for its visitor's country.
    """
    where = _where(wanted)
    sides = "unnest(list_distinct([host_country, visitor_country])) AS country"
    sql = f"SELECT {sides}, coalesce(start_day, end_day) AS day FROM {_VISITS} {where.sql}"
    return db.rows(f"SELECT country, day, count(*) AS visits FROM ({sql}) GROUP BY ALL ORDER BY ALL", where.params)


def visits_by_year(db: Snapshot, wanted: VisitFilter) -> list[Row]:
    """The same by Jalali year: `day` is the first day of that year on which there was one."""
    where = _where(wanted)
    # Counted by both countries at once first: a visit of 200,000 is touched once, and few rows leave the database.
    sql = f"""WITH counted AS (
                SELECT host_country, visitor_country, coalesce(start_day, end_day) AS day, count(*) AS n
                FROM {_VISITS} {where.sql} GROUP BY ALL),
              yearly AS (
                SELECT host_country, visitor_country, start, min(day) AS day, sum(n) AS n FROM counted
                ASOF LEFT JOIN (SELECT unnest(?::DATE[]) AS start) ON day >= start GROUP BY ALL)
              SELECT country, min(day) AS day, sum(n)::BIGINT AS visits FROM (
                SELECT host_country AS country, start, day, n FROM yearly
                UNION ALL SELECT visitor_country, start, day, n FROM yearly
                WHERE visitor_country <> host_country)
              GROUP BY country, start ORDER BY country, day"""
    return db.rows(sql, [*where.params, _new_years()])


@cache
def _new_years() -> list[dt.date]:
    """First days of Jalali years."""
    return [JalaliDate(year, 1, 1).to_gregorian() for year in range(1250, 1500)]


def undated_visits(db: Snapshot, wanted: VisitFilter, limit: int) -> list[Row]:
    """Visits under the filter without a known day, latest told first."""
    where = _where(wanted).add("start_day IS NULL").add("end_day IS NULL")
    sql = f"SELECT * FROM {_VISITS} {where.sql} ORDER BY {_ORDER} LIMIT ?"
    return db.rows(sql, [*where.params, limit])


def visitors_named(db: Snapshot, ids: tuple[int, ...]) -> list[Row]:
    """Those of `ids` that the store knows: `entity_id`, `name`."""
    if not ids:
        return []
    where = Where().among("entity_id", ids)
    return db.rows(f"SELECT entity_id, name FROM entities {where.sql}", where.params)


def visits_table(db: Snapshot, wanted: VisitFilter) -> Iterator[pa.RecordBatch]:
    """Every visit under the filter, latest first, in batches."""
    where = _where(wanted)
    return db.batches(f"SELECT * FROM {_VISITS} {where.sql} ORDER BY {_ORDER}", where.params)
