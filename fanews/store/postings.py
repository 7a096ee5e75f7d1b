"""Builds the search tables of a version: who has which word, which pair of words, and how joined words come apart.

Owns search_words, article_terms, article_pairs, quote_terms, quote_pairs, quote_search, term_parts, part_terms and
sorted_postings. Words are numbered, so that postings are numbers: they sort fast and take little room. Postings are
sorted by word (or pair), so a lookup reads few blocks; an ingest appends its own sorted run, and all is sorted anew
when the runs are a fifth of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fanews.store.search_fold import fold_words

UNSORTED_SHARE = 0.2
UNKNOWN_DAY = -1_000_000
PAIR_PLACE = 2**32  # a pair is one number: first word_id * 2**32 + second word_id
_BATCH = 20_000  # texts at a time; times the square of their distinct words it must stay under 2**63
_MOST_WEIGHT = 32_767
_SORTED_AT_ONCE = 8_000_000  # rows: sorting those of a million articles at once does not fit in an ingest's memory
_LOWEST, _HIGHEST = 0, 2**63 - 1  # words are numbered from 1
_DAY = f"coalesce(published - DATE '1970-01-01', {UNKNOWN_DAY})::INTEGER AS day"

type _Ints = np.ndarray[Any, np.dtype[np.int64]]


def build_postings(connection: duckdb.DuckDBPyConnection, run_id: int) -> None:
    """Bring the search tables up to date with the articles that run `run_id` wrote."""
    _forget(connection, run_id)
    _fold_quotes(connection)
    for kind, texts in (("article", "article_search"), ("quote", "quote_search JOIN quotes USING (quote_id)")):
        _stage(connection, kind, texts, run_id)
        for table, word in ((f"{kind}_terms", "word_id"), (f"{kind}_pairs", "pair")):
            _append(connection, table, f"{word}, {kind}_id")
    _learn_parts(connection)


def _forget(connection: duckdb.DuckDBPyConnection, run_id: int) -> None:
    """Take out what the run replaced."""
    replaced = "SELECT article_id FROM articles WHERE run_id = ? AND first_run_id <> run_id"
    for table in ("article_terms", "article_pairs"):
        connection.execute(f"DELETE FROM {table} WHERE article_id IN ({replaced})", [run_id])
    for table in ("quote_search", "quote_terms", "quote_pairs"):
        connection.execute(f"DELETE FROM {table} WHERE quote_id NOT IN (SELECT quote_id FROM quotes)")


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
        _insert(connection, "quote_search", folded)


def _stage(connection: duckdb.DuckDBPyConnection, kind: str, texts: str, run_id: int) -> None:
    """Fill temp tables new_<kind>_terms and new_<kind>_pairs with the postings of the run's articles."""
    for table in (f"{kind}_terms", f"{kind}_pairs"):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE new_{table} AS SELECT * FROM {table} LIMIT 0")
    for batch in _texts(connection, kind, texts, run_id):
        terms, pairs = _postings(connection, batch, f"{kind}_id")
        _insert(connection, f"new_{kind}_terms", terms)
        _insert(connection, f"new_{kind}_pairs", pairs)


def _texts(connection: duckdb.DuckDBPyConnection, kind: str, texts: str, run_id: int) -> Iterator[pa.RecordBatch]:
    """(id, day, folded) of what the run wrote and has words."""
    sql = f"""SELECT {kind}_id AS id, {_DAY}, trim(folded) AS folded FROM {texts} JOIN articles USING (article_id)
              WHERE folded <> '' AND run_id = ?"""
    reader: pa.RecordBatchReader = connection.cursor().sql(sql, params=[run_id]).to_arrow_reader(_BATCH)
    yield from reader


def _postings(connection: duckdb.DuckDBPyConnection, batch: pa.RecordBatch, key: str) -> tuple[pa.Table, pa.Table]:
    """Words and pairs of neighbouring words of the batch's texts."""
    words = pc.split_pattern(batch["folded"], " ")
    row = np.repeat(np.arange(len(words)), pc.list_value_length(words).to_numpy())
    encoded = pc.dictionary_encode(words.flatten())
    word = encoded.indices.to_numpy().astype(np.int64)
    numbers = _number_words(connection, encoded.dictionary)
    seen, times = _distinct(word * _BATCH + row)
    length = pc.utf8_length(batch["folded"]).to_numpy()[seen % _BATCH]
    weight = np.minimum(np.rint(10_000 * times / np.sqrt(100 + length)), _MOST_WEIGHT).astype(np.int16)
    terms = _of(batch, seen % _BATCH, key) | {"word_id": numbers[seen // _BATCH], "weight": weight}
    beside = row[:-1] == row[1:]
    count = len(numbers)
    pairs, _ = _distinct(((word[:-1] * count + word[1:]) * _BATCH + row[:-1])[beside])
    first, second = numbers[pairs // _BATCH // count], numbers[pairs // _BATCH % count]
    return pa.table(terms), pa.table(_of(batch, pairs % _BATCH, key) | {"pair": first * PAIR_PLACE + second})


def _distinct(keys: _Ints) -> tuple[_Ints, _Ints]:
    """The distinct keys in order, and how often each comes. By sorting: np.unique takes twenty times as long."""
    ordered = np.sort(keys)
    first = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))
    return ordered[first], np.diff(first, append=len(ordered))


def _of(batch: pa.RecordBatch, place: _Ints, key: str) -> dict[str, Any]:
    taken = pa.array(place)
    return {key: batch["id"].take(taken), "day": batch["day"].take(taken)}


def _number_words(connection: duckdb.DuckDBPyConnection, words: pa.Array) -> _Ints:
    """The numbers of distinct words, new ones given as they come."""
    connection.register("met", pa.table({"place": np.arange(len(words)), "term": words}))
    connection.execute(
        "INSERT INTO search_words SELECT coalesce((SELECT max(word_id) FROM search_words), 0) + row_number() OVER"
        " (ORDER BY place), term FROM met ANTI JOIN search_words USING (term)"
    )
    found = connection.sql("SELECT word_id::BIGINT AS word_id FROM met JOIN search_words USING (term) ORDER BY place")
    numbers: _Ints = found.to_arrow_table()["word_id"].to_numpy()
    connection.unregister("met")
    return numbers


def _append(connection: duckdb.DuckDBPyConnection, table: str, order: str) -> None:
    """Add the staged rows as one sorted run, or sort all anew when the runs have become a large part."""
    _insert_sorted(connection, table, f"new_{table}", order)
    connection.execute(f"DROP TABLE new_{table}")
    rows = _number(connection, f"SELECT count(*) FROM {table}")
    in_order = _number(connection, f"SELECT max(sorted_rows) FROM sorted_postings WHERE name = '{table}'")
    if in_order == 0:
        _note(connection, table, rows)
    elif rows - in_order > UNSORTED_SHARE * rows:
        _sort(connection, table, order)
        _note(connection, table, rows)


def _sort(connection: duckdb.DuckDBPyConnection, table: str, order: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unsorted AS SELECT * FROM {table}")
    connection.execute(f"TRUNCATE {table}")
    _insert_sorted(connection, table, "unsorted", order)
    connection.execute("DROP TABLE unsorted")


def _insert_sorted(connection: duckdb.DuckDBPyConnection, table: str, source: str, order: str) -> None:
    """The rows of `source` into `table` in order, a range of words at a time where they are many."""
    key = order.partition(",")[0]
    rows = _number(connection, f"SELECT count(*) FROM {source}")
    shares = [n * _SORTED_AT_ONCE / rows for n in range(1, -(-rows // _SORTED_AT_ONCE))]
    bounds: list[int] = []
    if shares:
        ((bounds,),) = connection.execute(f"SELECT approx_quantile({key}, {shares}) FROM {source}").fetchall()
    for low, high in pairwise([_LOWEST, *sorted(set(bounds)), _HIGHEST]):
        within = f"{key} >= {low} AND {key} < {high}"
        connection.execute(f"INSERT INTO {table} SELECT * FROM {source} WHERE {within} ORDER BY {order}")


def _note(connection: duckdb.DuckDBPyConnection, table: str, rows: int) -> None:
    connection.execute("DELETE FROM sorted_postings WHERE name = ?", [table])
    connection.execute("INSERT INTO sorted_postings VALUES (?, ?)", [table, rows])


def _learn_parts(connection: duckdb.DuckDBPyConnection) -> None:
    """How the run's joined words come apart, from the temp table new_term_parts."""
    connection.execute(
        "INSERT INTO term_parts SELECT term, parts FROM (SELECT DISTINCT term, parts FROM new_term_parts)"
        " ANTI JOIN term_parts USING (term, parts) ORDER BY term"
    )
    connection.execute("TRUNCATE part_terms")
    connection.execute(
        "INSERT INTO part_terms SELECT DISTINCT unnest(string_split(parts, ' ')) AS part, term FROM term_parts"
        " ORDER BY part, term"
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("new_rows", rows)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
    connection.unregister("new_rows")


def _number(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    ((number,),) = connection.execute(sql).fetchall()
    return int(number or 0)
