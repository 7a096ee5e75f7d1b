"""Builds what lists are read from: quotes narrowed to what they are picked and sorted by, who is named in which
article, and counts to pick from.

Owns quote_list, entity_articles and list_counts. They only repeat what other tables say; `fanews check` compares them.
"""

from __future__ import annotations

import duckdb

# list, field, the column's rows (value, id counted once), in the order they are offered
_COUNTED = (
    ("articles", "outlet", "SELECT outlet, count(*) FROM articles GROUP BY 1"),
    ("articles", "language", "SELECT language, count(*) FROM articles GROUP BY 1"),
    ("quotes", "outlet", "SELECT outlet, count(*) FROM quote_list GROUP BY 1"),
    ("quotes", "country", "SELECT speaker_country, count(*) FROM quote_list GROUP BY 1"),
    ("visits", "outlet", "SELECT outlet, count(DISTINCT visit_id) FROM visit_mentions JOIN articles USING (article_id)"
     " WHERE visit_id IS NOT NULL GROUP BY 1"),
    ("visits", "country", "SELECT country, count(*) FROM (SELECT unnest(list_distinct([host_country, visitor_country]))"
     " AS country FROM visits) GROUP BY 1"),
)  # fmt: skip


def build_lists(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all anew: some seconds for millions of quotes and mentions."""
    connection.execute("TRUNCATE quote_list")
    connection.execute(
        "INSERT INTO quote_list WITH shared AS (SELECT group_id FROM quotes GROUP BY 1 HAVING count(*) > 1)"
        " SELECT row_number() OVER (ORDER BY published DESC NULLS LAST, quote_id) AS place, quote_id, s.group_id,"
        " speaker_id, kind, speaker_country, outlet, published FROM quotes q JOIN articles USING (article_id)"
        " LEFT JOIN shared s ON s.group_id = q.group_id ORDER BY place"
    )
    connection.execute("TRUNCATE entity_articles")
    connection.execute(
        "INSERT INTO entity_articles SELECT entity_id, article_id, count(*) AS mentions, any_value(published)"
        " AS published FROM mentions JOIN articles USING (article_id) WHERE entity_id IS NOT NULL"
        " GROUP BY entity_id, article_id ORDER BY entity_id, published DESC NULLS LAST, article_id DESC"
    )
    connection.execute("TRUNCATE list_counts")
    for list_, field, sql in _COUNTED:
        connection.execute(
            f"INSERT INTO list_counts SELECT '{list_}', '{field}', * FROM ({sql}) t(value, counted)"
            " WHERE value IS NOT NULL ORDER BY counted DESC, value"
        )
