"""Builds the search tables of a version: postings of articles and quotes, and how joined words come apart.

Owns article_terms, quote_terms, quote_search, term_parts, part_terms and sorted_postings. Postings are sorted by term,
so a lookup reads few blocks; an ingest appends its own sorted run, and all is sorted anew when the runs are a fifth of
it.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from fanews.store.search_fold import fold_words

UNSORTED_SHARE = 0.2
UNKNOWN_DAY = -1_000_000
_BATCH = 20_000


def build_postings(connection: duckdb.DuckDBPyConnection, run_id: int) -> None:
    """Bring the search tables up to date with the articles that run `run_id` wrote."""
    connection.execute(
        "DELETE FROM article_terms WHERE article_id IN"
        " (SELECT article_id FROM articles WHERE run_id = ? AND first_run_id <> run_id)",
        [run_id],
    )
    connection.execute("DELETE FROM quote_search WHERE quote_id NOT IN (SELECT quote_id FROM quotes)")
    connection.execute("DELETE FROM quote_terms WHERE quote_id NOT IN (SELECT quote_id FROM quotes)")
    _fold_quotes(connection)
    _append(connection, "article_terms", "article_search", "article_id", run_id)
    _append(connection, "quote_terms", "quote_search JOIN quotes USING (quote_id)", "quote_id", run_id)
    connection.execute(
        "INSERT INTO term_parts SELECT term, parts FROM (SELECT DISTINCT term, parts FROM new_term_parts)"
        " ANTI JOIN term_parts USING (term, parts) ORDER BY term"
    )
    connection.execute("TRUNCATE part_terms")
    connection.execute(
        "INSERT INTO part_terms SELECT DISTINCT unnest(string_split(parts, ' ')) AS part, term FROM term_parts"
        " ORDER BY part, term"
    )


def _fold_quotes(connection: duckdb.DuckDBPyConnection) -> None:
    """Quotes that are not folded yet, a batch at a time."""
    cursor = connection.cursor()
    found = cursor.execute(
        "SELECT quote_id, surface FROM quotes ANTI JOIN quote_search USING (quote_id) ORDER BY quote_id"
    )
    while rows := found.fetchmany(_BATCH):
        folded = pa.table(
            {"quote_id": pa.array([row[0] for row in rows], pa.int32()), "folded": [fold_words(row[1]) for row in rows]}
        )
        connection.register("folded_rows", folded)
        connection.execute("INSERT INTO quote_search BY NAME SELECT * FROM folded_rows")
        connection.unregister("folded_rows")


def _append(connection: duckdb.DuckDBPyConnection, terms: str, texts: str, key: str, run_id: int) -> None:
    """Postings of the rows of `texts` that belong to articles run `run_id` wrote."""
    day = f"coalesce(published - DATE '1970-01-01', {UNKNOWN_DAY})::INTEGER AS day"
    connection.execute(
        f"INSERT INTO {terms} BY NAME SELECT DISTINCT unnest(string_split(trim(folded), ' ')) AS term, {key}, {day}"
        f" FROM {texts} JOIN articles USING (article_id) WHERE folded <> '' AND run_id = ? ORDER BY term, {key}",
        [run_id],
    )
    rows = _number(connection, f"SELECT count(*) FROM {terms}")
    in_order = _number(connection, f"SELECT max(sorted_rows) FROM sorted_postings WHERE name = '{terms}'")
    if in_order == 0:
        _note(connection, terms, rows)
    elif rows - in_order > UNSORTED_SHARE * rows:
        _sort(connection, terms, key)
        _note(connection, terms, rows)


def _sort(connection: duckdb.DuckDBPyConnection, terms: str, key: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unsorted AS SELECT * FROM {terms}")
    connection.execute(f"TRUNCATE {terms}")
    connection.execute(f"INSERT INTO {terms} SELECT * FROM unsorted ORDER BY term, {key}")
    connection.execute("DROP TABLE unsorted")


def _note(connection: duckdb.DuckDBPyConnection, terms: str, rows: int) -> None:
    connection.execute("DELETE FROM sorted_postings WHERE name = ?", [terms])
    connection.execute("INSERT INTO sorted_postings VALUES (?, ?)", [terms, rows])


def _number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    ((number,),) = connection.execute(sql).fetchall()
    return int(number or 0)
