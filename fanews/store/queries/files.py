"""The smaller tables of the pages as whole files: every row, in batches, in the order the page lists them.

The tables of the lists (visits, quotes, articles) stand beside their lists' other questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from fanews.store.queries.rows import HOME
from fanews.store.reader import Snapshot

# `$id`: the entity or the visit the table is about.
_SQL = {
    "speakers": """
        SELECT entity_id, name, kind, role, country, quotes, articles, first_day, last_day FROM entities
        WHERE quotes > 0 ORDER BY quotes DESC, name COLLATE fa, entity_id""",
    "partners": f"""
        SELECT CASE WHEN host_country = '{HOME}' THEN visitor_country ELSE host_country END AS country,
          count(*) FILTER (host_country = '{HOME}') AS visits_in,
          count(*) FILTER (visitor_country = '{HOME}') AS visits_out
        FROM visits WHERE (host_country = '{HOME}' OR visitor_country = '{HOME}') AND visitor_country IS NOT NULL
        GROUP BY 1 ORDER BY count(*) DESC, country""",
    "outlets": """
        SELECT outlet, count(*) AS articles, count(published) AS dated, min(published) AS first_day,
          max(published) AS last_day
        FROM articles GROUP BY outlet ORDER BY articles DESC, outlet""",
    "days": """
        SELECT published AS day, outlet, count(*) AS articles FROM articles GROUP BY ALL
        ORDER BY day NULLS LAST, outlet NULLS LAST""",
    "conflicts": """
        SELECT c.article_id, c.ordinal, c.code, c.detail,
          (SELECT string_agg(s.surface, ' ↔ ' ORDER BY s.start_char) FROM conflict_spans s
           WHERE s.article_id = c.article_id AND s.conflict = c.ordinal) AS words, a.title, a.outlet, a.path, a.url
        FROM conflicts c JOIN articles a USING (article_id) ORDER BY c.article_id DESC, c.ordinal""",
    "runs": "SELECT * FROM runs ORDER BY run_id DESC",
    "rejected": "SELECT * FROM rejected_inputs ORDER BY run_id DESC, path",
    "naming": """
        SELECT a.article_id, a.title, a.outlet, a.published, p.mentions, a.path, a.url
        FROM entity_articles p JOIN articles a USING (article_id) WHERE p.entity_id = $id
        ORDER BY a.published DESC NULLS LAST, a.article_id DESC""",
    "offices": """
        SELECT h.office_id, o.name AS office, h.person_id, p.name AS person, o.country, h.first_day, h.last_day,
          h.articles
        FROM office_holders h JOIN entities o ON o.entity_id = h.office_id JOIN entities p ON p.entity_id = h.person_id
        WHERE h.person_id = $id OR h.office_id = $id ORDER BY h.last_day DESC NULLS LAST, h.articles DESC""",
    "company": """
        WITH beside AS (
            SELECT entity_id, count(*) AS articles FROM entity_articles
            SEMI JOIN (SELECT article_id FROM entity_articles WHERE entity_id = $id) USING (article_id)
            WHERE entity_id <> $id GROUP BY entity_id)
        SELECT e.entity_id, e.name, e.kind, e.country, b.articles FROM beside b JOIN entities e USING (entity_id)
        ORDER BY b.articles DESC, e.name COLLATE fa""",
    "told": """
        SELECT m.visit_mention_id, m.visit_id, m.article_id, a.title, a.outlet, a.published, m.visitor, m.visitor_role,
          m.visitor_country, m.host_country, m.host_city, m.hosts, m.status, m.purpose, m.start_day, m.end_day,
          m.background, m.surface AS evidence, m.start_char, m.end_char, m.rule, m.confidence, a.path, a.url
        FROM visit_mentions m JOIN articles a USING (article_id) WHERE m.visit_id = $id
        ORDER BY a.published NULLS LAST, m.article_id, m.start_char""",
}
ABOUT_ONE = frozenset(name for name, sql in _SQL.items() if "$id" in sql)
WHOLE = frozenset(_SQL) - ABOUT_ONE


def whole_table(db: Snapshot, name: str, about: int | None = None) -> Iterator[pa.RecordBatch]:
    """Every row of the table `name`; `about`: the id of what it is about, for those in ABOUT_ONE."""
    params: Mapping[str, Any] = {"id": about} if name in ABOUT_ONE else {}
    return db.batches(_SQL[name], params)
