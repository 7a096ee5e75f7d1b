"""Reading a store: one read-only connection a version, a new cursor a query, no query without an end.

Owns the connections of readers. It never writes, and never closes a connection another thread may be using: a
superseded one is dropped and goes when its last user does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from fanews.errors import StoreError
from fanews.store.directory import current_version, pointer_mark, version_path
from fanews.store.watchdog import watchdog

SCHEMA_VERSION = 4
QUERY_TIMEOUT_S = 20.0
_MOST_REMEMBERED = 100
_MEMORY_LIMIT = "600MB"  # of one server; its other parts need the rest of 1.2 GB

type Params = Sequence[Any] | Mapping[str, Any]


class Snapshot:
    """One version of the store. Safe to share between threads; results are complete copies."""

    def __init__(self, version: str, connection: duckdb.DuckDBPyConnection, timeout_s: float) -> None:
        self.version = version
        self._connection = connection
        self._timeout_s = timeout_s
        self._remembered: dict[Hashable, Any] = {}

    def remembered[T](self, key: Hashable, find: Callable[[], T]) -> T:
        """`find()`, or what it gave for the same key before: for small answers that one page asks for several times."""
        kept = self._remembered
        if len(kept) >= _MOST_REMEMBERED:
            self._remembered = kept = {}  # a new one: another thread may be reading the old
        if key not in kept:
            kept[key] = find()
        answer: T = kept[key]
        return answer

    def rows(self, sql: str, params: Params = ()) -> list[dict[str, Any]]:
        """The rows as dicts of plain Python values (days as datetime.date, nulls as None)."""

        def fetch(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
            cursor.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        return self._run(fetch)

    def one(self, sql: str, params: Params = ()) -> dict[str, Any] | None:
        """The first row, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None

    def by_id(self, table: str, columns: str, key: str, ids: Iterable[int | None]) -> dict[int, dict[str, Any]]:
        """Rows of `table` by its primary key.

        Ids given one by one are looked up in the key's index: 4 ms for 100 of 3 million rows that lie apart, where a
        join with the list of them, or with another table, takes 50 to 200.
        """
        wanted = list({number for number in ids if number is not None})
        sql = f"SELECT {key}, {columns} FROM {table} WHERE {key} IN ({', '.join('?' * len(wanted))})"
        return {row[key]: row for row in self.rows(sql, wanted)} if wanted else {}

    def frame(self, sql: str, params: Params = ()) -> pd.DataFrame:
        """The rows as a DataFrame: days as datetime.date objects, whole numbers stay whole beside nulls."""
        table: pa.Table = self._run(lambda cursor: cursor.sql(sql, params=params or None).to_arrow_table())
        return table.to_pandas(integer_object_nulls=True)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own, for code in this package that asks many questions without a time limit."""
        return self._connection.cursor()

    def batches(self, sql: str, params: Params = (), rows: int = 20_000) -> Iterator[pa.RecordBatch]:
        """The rows as Arrow batches, an empty one first, never all in memory. No time limit: for exports."""
        cursor = self._connection.cursor()
        try:
            batches: pa.RecordBatchReader = cursor.sql(sql, params=params or None).to_arrow_reader(rows)
            yield pa.RecordBatch.from_pylist([], schema=batches.schema)
            yield from batches
        except duckdb.Error as error:
            raise translated(error) from error

    def _run[T](self, fetch: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        cursor = self._connection.cursor()
        try:
            with watchdog.limit(cursor, self._timeout_s):
                return fetch(cursor)
        except duckdb.InterruptException as error:
            raise StoreError("The question took too long to answer.", "Ask for less: add a filter.") from error
        except duckdb.Error as error:
            raise translated(error) from error


class Reader:
    """A store as readers see it. Each call sees the version that is current then; `snapshot()` keeps to one.

    Make one a process and share it. Raises StoreError when `store_dir` holds no store this program can read.
    """

    def __init__(self, store_dir: Path | str, timeout_s: float = QUERY_TIMEOUT_S) -> None:
        self.store_dir = Path(store_dir)
        self._timeout_s = timeout_s
        self._guard = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._seen: tuple[int, int] | None = None
        self.snapshot()

    @property
    def version(self) -> str:
        """Name of the current version: changes when an ingest is published. The key for caches."""
        return self.snapshot().version

    def snapshot(self) -> Snapshot:
        """The current version, held open for as long as the caller keeps it."""
        seen = pointer_mark(self.store_dir)
        with self._guard:
            if self._snapshot is None or seen is None or seen != self._seen:
                version = current_version(self.store_dir)
                if self._snapshot is None or self._snapshot.version != version:
                    self._snapshot = self._open()
                self._seen = seen
            return self._snapshot

    def _open(self) -> Snapshot:
        """Open what `current` names; when it was switched and cleaned away meanwhile, what it names now."""
        for _ in range(5):
            version = current_version(self.store_dir)
            path = version_path(self.store_dir, version)
            if path.exists():
                return Snapshot(version, connect_version(path), self._timeout_s)
        raise StoreError(f"The file of version {version} is missing.", "Restore the store folder, or ingest anew.")

    def rows(self, sql: str, params: Params = ()) -> list[dict[str, Any]]:
        """See Snapshot.rows."""
        return self.snapshot().rows(sql, params)

    def one(self, sql: str, params: Params = ()) -> dict[str, Any] | None:
        """See Snapshot.one."""
        return self.snapshot().one(sql, params)

    def frame(self, sql: str, params: Params = ()) -> pd.DataFrame:
        """See Snapshot.frame."""
        return self.snapshot().frame(sql, params)


def connect_version(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a version's file read-only and see that its schema is one this program knows."""
    try:
        connection = duckdb.connect(str(path), read_only=True, config={"memory_limit": _MEMORY_LIMIT})
    except duckdb.Error as error:
        raise StoreError(f"{path} is not a database this program can read.", "Restore it, or ingest anew.") from error
    check_schema(connection, path)
    return connection


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise StoreError unless the file holds a store of this program's schema."""
    try:
        found = connection.execute("SELECT schema_version FROM store_info").fetchall()
    except duckdb.Error as error:
        raise StoreError(f"{path} is a database, but not a store.", "Name a store folder.") from error
    schema = found[0][0] if found else 0
    if schema > SCHEMA_VERSION:
        raise StoreError(f"The store was written by a newer fanews (schema {schema}).", "Update fanews.")
    if schema < SCHEMA_VERSION:
        raise StoreError(f"The store was written by an older fanews (schema {schema}).", "Ingest the pages anew.")


def translated(error: duckdb.Error) -> StoreError:
    """The one place where DuckDB's words become ours, for readers."""
    first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return StoreError(f"The store could not answer: {first_line}", "Run `fanews check`.")
