"""Writing a store: a copy of the current version grows in bulk, is finished, checked, and made current.

Owns the order of an ingest and its transactions. Nothing here touches a published file; a writer that dies
leaves only a `building-*` file, which the next one removes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version as release_of
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fanews.errors import StoreError
from fanews.model import Document, ParsedArticle
from fanews.store import directory
from fanews.store.check import check_connection
from fanews.store.finish import finish_version
from fanews.store.naming import content_hash, page_key
from fanews.store.reader import SCHEMA_VERSION, check_schema
from fanews.store.rows import Row, article_row, detail_rows, quote_row, visit_row
from fanews.store.search_fold import split_words

BATCH_ARTICLES = 500
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "700MB",
    "preserve_insertion_order": "false",
    # A checkpoint rewrites the last, partly filled blocks of every table: at each 16 MB (the default) most of the work.
    "wal_autocheckpoint": "400MB",
}
_TABLES_BELOW = (
    "date_evidence", "conflicts", "conflict_spans", "article_people", "mentions", "quotes", "visit_mentions",
    "article_search",
)  # fmt: skip

type Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What an ingest did. `version` is null when nothing was published."""

    run_id: int
    version: str | None
    added: int
    replaced: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article's row goes."""

    article_id: int
    page_key: str
    first_run_id: int


class Writer:
    """The open end of a store. Made by `open_writer`; not for use by several threads at once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, refresh: bool) -> None:
        self._connection = connection
        self._counts: Counter[str] = Counter()
        self._known = set() if refresh else _known_hashes(connection)
        self._claimed: set[int] = set()
        self._reserved: dict[str, str] = {}
        self._pending: dict[str, tuple[ParsedArticle, str]] = {}
        self._rejected: list[Row] = []
        self._ids = _next_ids(connection)
        self._version: str | None = None
        self.run_id = self._begin_run()

    def is_known(self, document: Document) -> bool:
        """True when the store has this very content: it is counted as unchanged and needs no `add`.

        Pages claim their keys in the order of these calls.
        """
        digest = content_hash(document)
        if digest in self._reserved:
            return False
        key = self._claim_key(document)
        if _short(digest) in self._known:
            self._counts["unchanged"] += 1
            return True
        self._reserved[digest] = key
        return False

    def add(self, article: ParsedArticle) -> None:
        """Take an article: new, or in place of the page's older rows. Written in bulk, later.

        A second page of this run under the same key and with other content gets a key of its own (`#2`).
        """
        if self.is_known(article.document):
            return
        digest = content_hash(article.document)
        key = self._reserved.pop(digest)
        if not _storable(article):
            self.reject(article.document.path, "The text is empty or holds characters that are none.")
            return
        self._pending[digest] = (_encodable(article), key)
        self._known.add(_short(digest))
        if len(self._pending) >= BATCH_ARTICLES:
            self.flush()

    def reject(self, path: str, reason: str, hint: str = "") -> None:
        """Record an input that could not be taken."""
        row = {"run_id": self.run_id, "path": path, "reason": reason or "Unknown reason.", "hint": hint}
        self._rejected.append({k: _clean(v) for k, v in row.items()})
        self._counts["rejected"] += 1

    def correct(self, kind: str, subject: str, other: str, *, author: str, note: str = "") -> None:
        """Record an analyst's decision (see table corrections); applied in this version and in every later one."""
        row = [self._take("correction_id"), _now(), author, kind, subject, other, note]
        with _translated():
            self._connection.execute("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._counts["corrected"] += 1

    def flush(self) -> None:
        """Write what is pending to the new version's file (nobody sees it before it is published)."""
        if not self._pending:
            return
        batch, self._pending = self._pending, {}
        with _translated():
            self._write(batch)

    def _write(self, batch: dict[str, tuple[ParsedArticle, str]]) -> None:
        tables: dict[str, list[Row]] = defaultdict(list)
        places = self._place(batch)
        for digest, (article, _) in batch.items():
            place = places[digest]
            row = article_row(article, place.article_id, place.page_key, digest)
            tables["articles"].append(row | {"run_id": self.run_id, "first_run_id": place.first_run_id})
            self._collect(tables, article, place.article_id)
        for table, rows in tables.items():
            self.insert(table, rows)

    def insert(self, table: str, rows: list[Row]) -> None:
        """Append rows in bulk; columns a row lacks are null."""
        self._append(table, pa.Table.from_pylist(rows, schema=_schema(self._connection, table, rows[0])))

    def append(self, tables: dict[str, pa.Table]) -> None:
        """Take the rows of new articles as tables, ids and all, without a look at what is known: for made-up stores."""
        with _translated():
            self._connection.begin()
            for table, rows in tables.items():
                self._append(table, rows)
            self._connection.commit()
        for table, name in (("articles", "article_id"), ("quotes", "quote_id"), ("visit_mentions", "visit_mention_id")):
            if table in tables and tables[table].num_rows:
                self._ids[name] = max(self._ids.get(name, 1), pc.max(tables[table][name]).as_py() + 1)
        self._counts["added"] += tables["articles"].num_rows

    def _append(self, table: str, rows: pa.Table) -> None:
        self._connection.register("batch", rows)
        self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")
        self._connection.unregister("batch")

    @property
    def summary(self) -> RunSummary:
        """What was done so far; complete after the `with` block."""
        counts = (self._counts[name] for name in ("added", "replaced", "unchanged", "rejected"))
        return RunSummary(self.run_id, self._version, *counts)

    def finish(self, version: str, progress: Progress) -> None:
        """Everything between the last article and the switch. Raises StoreError when the check finds anything."""
        self.flush()
        if self._rejected:
            self.insert("rejected_inputs", self._rejected)
        self._save_ids()
        if self._counts["added"] + self._counts["replaced"] + self._counts["corrected"] > 0:
            finish_version(self._connection, self._ids, self.run_id, progress)
            self._save_ids()
        self._end_run(version)
        progress("check")
        violations = check_connection(self._connection, self.run_id)
        if violations:
            raise StoreError(f"The new version does not hold together: {violations[0]}.", "The old version stays.")
        self._connection.execute("CHECKPOINT")
        self._version = version

    def _claim_key(self, document: Document) -> str:
        """The document's page key, numbered when this run has met it before."""
        plain: str = _clean(page_key(document))
        key = plain
        number = 1
        while hash(key) in self._claimed:
            number += 1
            key = f"{plain}#{number}"
        self._claimed.add(hash(key))
        return key

    def _place(self, batch: dict[str, tuple[ParsedArticle, str]]) -> dict[str, _Place]:
        """Where each article of the batch goes; older rows of the same pages are deleted.

        The older row is the one of the same content, else of the same key; never one this run wrote.
        """
        wanted = pa.table({"digest": list(batch), "page_key": [key for _, key in batch.values()]})
        found = self._query(
            "SELECT w.digest, a.article_id, a.first_run_id, a.page_key, a.content_hash = w.digest AS same, a.run_id"
            " FROM wanted w JOIN articles a ON a.page_key = w.page_key OR a.content_hash = w.digest"
            " ORDER BY NOT same, w.digest",
            wanted=wanted,
        )
        places: dict[str, _Place] = {}
        gone: set[int] = set()
        keys = {row[3] for row in found}
        for digest, article_id, first_run, key, _, run_id in found:
            if run_id != self.run_id and digest not in places and article_id not in gone:
                places[digest] = _Place(article_id, key, first_run)
                gone.add(article_id)
        self._delete(sorted(gone))
        self._counts["replaced"] += len(places)
        self._counts["added"] += len(batch) - len(places)
        for digest, (_, key) in batch.items():
            if digest not in places:
                free = key if key not in keys else f"{key}#{digest[:8]}"
                places[digest] = _Place(self._take("article_id"), free, self.run_id)
        return places

    def _delete(self, article_ids: list[int]) -> None:
        if not article_ids:
            return
        gone = pa.table({"article_id": article_ids})
        for table in (*_TABLES_BELOW, "articles"):
            self._query(f"DELETE FROM {table} WHERE article_id IN (SELECT article_id FROM gone)", gone=gone)

    def _collect(self, tables: dict[str, list[Row]], article: ParsedArticle, article_id: int) -> None:
        for table, row in detail_rows(article, article_id):
            tables[table].append(row)
        for quote in article.quotes:
            tables["quotes"].append(quote_row(quote, article_id, self._take("quote_id")))
        for visit in article.visits:
            tables["visit_mentions"].append(visit_row(visit, article_id, self._take("visit_mention_id")))
        parts = set(split_words(article.document.text))
        tables["new_term_parts"] += [{"term": term, "parts": words} for term, words in parts]
        if not tables["new_term_parts"]:
            del tables["new_term_parts"]

    def _take(self, name: str) -> int:
        number = self._ids.setdefault(name, 1)
        self._ids[name] = number + 1
        return number

    def _query(self, sql: str, **tables: pa.Table) -> list[tuple[Any, ...]]:
        for name, table in tables.items():
            self._connection.register(name, table)
        found = self._connection.execute(sql).fetchall()
        for name in tables:
            self._connection.unregister(name)
        return found

    def _begin_run(self) -> int:
        self._connection.execute("CREATE TEMP TABLE new_term_parts (term VARCHAR, parts VARCHAR)")
        run_id = self._take("run_id")
        row = [run_id, _now(), release_of("fanews")]
        self._connection.execute("INSERT INTO runs VALUES (?, ?, NULL, ?, 0, 0, 0, 0)", row)
        return run_id

    def _end_run(self, version: str) -> None:
        now, release = _now(), release_of("fanews")
        counts = [self._counts[name] for name in ("added", "replaced", "unchanged", "rejected")]
        self._connection.execute(
            "UPDATE runs SET finished_at = ?, added = ?, replaced = ?, unchanged = ?, rejected = ? WHERE run_id = ?",
            [now, *counts, self.run_id],
        )
        self._connection.execute("DELETE FROM store_info")
        self._connection.execute("INSERT INTO store_info VALUES (?, ?, ?, ?)", [SCHEMA_VERSION, version, release, now])

    def _save_ids(self) -> None:
        self._connection.execute("DELETE FROM next_ids")
        self._connection.executemany("INSERT INTO next_ids VALUES (?, ?)", list(self._ids.items()))


@contextlib.contextmanager
def open_writer(store_dir: Path | str, *, refresh: bool = False, progress: Progress | None = None) -> Iterator[Writer]:
    """The one way to write. Leaving the block publishes a new version; an exception leaves the old one in place.

    `refresh`: pages whose content is known are taken all the same (parsed by a newer fanews). `progress` hears
    the names of the steps after the last article. Raises StoreError: locked, not a store, not writable, check failed.
    """
    folder = Path(store_dir)
    directory.prepare(folder)
    with directory.writer_lock(folder):
        directory.remove_leftovers(folder)
        try:
            with _translated():
                version, building = directory.begin_version(folder)
                connection = _connect(building)
            with contextlib.closing(connection):
                with _translated():
                    writer = Writer(connection, refresh)
                yield writer
                with _translated():
                    writer.finish(version, progress or (lambda step: None))
            with _translated():
                directory.publish(folder, version, building)
        finally:
            directory.remove_leftovers(folder)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """The one place where DuckDB's and the system's words become ours, for writers."""
    try:
        yield
    except duckdb.Error as error:
        first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise StoreError(f"The new version could not be written: {first_line}", "The old version stays.") from error
    except OSError as error:
        raise StoreError(f"The new version could not be written: {error}.", "The old version stays.") from error


def _connect(building: Path) -> duckdb.DuckDBPyConnection:
    fresh = not building.exists()
    connection = duckdb.connect(str(building), config=_CONFIG)
    if fresh:
        connection.execute(files("fanews.store").joinpath("schema.sql").read_text("utf-8"))
    else:
        check_schema(connection, building)
    return connection


def _known_hashes(connection: duckdb.DuckDBPyConnection) -> set[int]:
    """The first 64 bits of each content hash: whole hashes of a million pages would take 100 MB."""
    known: set[int] = set()
    found = connection.sql("SELECT ('0x' || left(content_hash, 16))::UBIGINT FROM articles")
    batches: pa.RecordBatchReader = found.to_arrow_reader()
    for batch in batches:
        known.update(batch.column(0).to_pylist())
    return known


def _short(digest: str) -> int:
    return int(digest[:16], 16)


def _next_ids(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(connection.execute("SELECT name, next_id FROM next_ids").fetchall())


def _schema(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> pa.Schema:
    """Arrow types of the columns `row` has."""
    empty: pa.Table = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table()
    return pa.schema([f for f in empty.schema if f.name in row])


def _storable(article: ParsedArticle) -> bool:
    try:
        return bool(article.document.text.encode())
    except UnicodeEncodeError:
        return False


def _clean(value: Any) -> Any:
    """Paths and stated fields may hold what is no character (surrogates): kept readable, not lost."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _encodable(article: ParsedArticle) -> ParsedArticle:
    """The article with every stated field cleaned. The text is not touched; one that cannot be stored is rejected."""
    stated = ("path", "url", "title", "agency", "origin", "media_type")
    document = replace(article.document, **{name: _clean(getattr(article.document, name)) for name in stated})
    return replace(article, document=document, agency=_clean(article.agency), via=_clean(article.via))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
