"""The peer: the same rows in SQLite with FTS5, asked the way Datasette asks.

A table a noun with an index on what is filtered by, and an FTS5 table (unicode61) each over the folded words, so that
letter forms and lost ZWNJs match as in fanews. A page of Datasette is two questions: the rows, and how many there are.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from fanews.store import Reader

_COPIES = {
    "articles": "SELECT article_id, title, outlet, language, published::VARCHAR, text FROM articles",
    "quotes": "SELECT quote_id, article_id, speaker_id, speaker, speaker_country, kind, surface, group_id, outlet,"
    " published::VARCHAR FROM quotes JOIN articles USING (article_id)",
    "visits": "SELECT visit_id, visitor, visitor_id, visitor_country, host_country, status, purpose,"
    " start_day::VARCHAR, end_day::VARCHAR, last_published::VARCHAR FROM visits",
    "articles_fts": "SELECT article_id, folded FROM article_search",
    "quotes_fts": "SELECT quote_id, folded FROM quote_search",
}
_SCHEMA = """
    CREATE TABLE articles (article_id INTEGER PRIMARY KEY, title, outlet, language, published, text);
    CREATE TABLE quotes (quote_id INTEGER PRIMARY KEY, article_id, speaker_id, speaker, speaker_country, kind, surface,
                         group_id, outlet, published);
    CREATE TABLE visits (visit_id INTEGER PRIMARY KEY, visitor, visitor_id, visitor_country, host_country, status,
                         purpose, start_day, end_day, last_published);
    CREATE VIRTUAL TABLE articles_fts USING fts5(folded, content='');
    CREATE VIRTUAL TABLE quotes_fts USING fts5(folded, content='');
"""
_INDEXES = {
    "articles": ("outlet", "language", "published"),
    "quotes": ("article_id", "speaker_id", "speaker_country", "kind", "outlet", "published"),
    "visits": ("visitor_id", "visitor_country", "host_country", "status", "start_day"),
}
PAGE = 101  # Datasette asks for one row more than the page shows


def peer(store: Path) -> sqlite3.Connection:
    """The peer's database beside the store, built when it is not there yet."""
    file = file_of(store)
    if not file.exists():
        _build(store, file.with_suffix(".part"))
        file.with_suffix(".part").rename(file)
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -600000")  # KB: as much as fanews' reader may take
    return connection


def file_of(store: Path) -> Path:
    """Where the peer's database of a store is."""
    return store.with_name(f"{store.name}.sqlite")


def _build(store: Path, file: Path) -> None:
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(file)
    connection.executescript(
        "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA cache_size = -400000;" + _SCHEMA
    )
    db = Reader(store).snapshot()
    for table, sql in _COPIES.items():
        print(f"peer: {table}", file=sys.stderr, flush=True)
        columns = "(rowid, folded)" if table.endswith("_fts") else ""
        for batch in db.batches(sql):
            marks = ", ".join("?" * batch.num_columns)
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            connection.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", rows)
    for table, columns in _INDEXES.items():
        for column in columns:
            connection.execute(f"CREATE INDEX {table}_{column} ON {table}({column})")
    connection.executescript("ANALYZE;")
    connection.commit()
    connection.close()


def search(peer: sqlite3.Connection, table: str, words: str, by_rank: bool = False) -> tuple[list[Any], int]:
    """A page of `table` that matches `words` (FTS5 syntax), newest first or by bm25, and how many match."""
    key = f"{table[:-1]}_id"
    picked = f"{key} IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
    if by_rank:
        sql = f"""SELECT t.* FROM {table}_fts f JOIN {table} t ON t.{key} = f.rowid WHERE {table}_fts MATCH ?
                  ORDER BY f.rank LIMIT {PAGE}"""
    else:
        sql = f"SELECT * FROM {table} WHERE {picked} ORDER BY published DESC LIMIT {PAGE}"
    rows = peer.execute(sql, [words]).fetchall()
    ((total,),) = peer.execute(f"SELECT count(*) FROM (SELECT * FROM {table} WHERE {picked})", [words]).fetchall()
    return rows, total


def page(peer: sqlite3.Connection, table: str, order: str, **where: Any) -> tuple[list[Any], int]:
    """A page of `table` under `column=value` filters (`column__gte=...` for at least), and the count."""
    tests = [f"{name.removesuffix('__gte')} {'>=' if name.endswith('__gte') else '='} :{name}" for name in where]
    clause = f"WHERE {' AND '.join(tests)}" if tests else ""
    rows = peer.execute(f"SELECT * FROM {table} {clause} ORDER BY {order} DESC LIMIT {PAGE}", where).fetchall()
    ((total,),) = peer.execute(f"SELECT count(*) FROM (SELECT * FROM {table} {clause})", where).fetchall()
    return rows, total
