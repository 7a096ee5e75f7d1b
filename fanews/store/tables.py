"""Writing rows out as CSV, JSONL or Parquet, a batch at a time: both calendars, and cells no spreadsheet will run.

Owns the form of every file that leaves the store. It asks the store nothing: it gets Arrow batches. A day column `x` is
followed by `x_jalali`. CSV for spreadsheets (`guarded`) starts with a UTF-8 byte order mark, and a cell that starts
with a character a spreadsheet takes for a formula gets an apostrophe before it; plain CSV has neither.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq
from persiantools.jdatetime import JalaliDate

FORMATS = ("csv", "jsonl", "parquet")
_BOM = "\ufeff"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LIST_SEPARATOR = "؛ "


def write_table(batches: Iterable[pa.RecordBatch], format_: str, out: IO[bytes], guarded: bool = True) -> int:
    """Write `batches` (of one schema, at least one even if empty) to the binary stream `out`; the number of rows."""
    writers: dict[str, Callable[[Iterator[pa.RecordBatch], IO[bytes], bool], int]] = {
        "csv": _write_csv,
        "jsonl": _write_jsonl,
        "parquet": _write_parquet,
    }
    return writers[format_]((with_jalali(batch) for batch in batches), out, guarded)


def guard(cell: str) -> str:
    """`cell` as text that no spreadsheet takes for a formula.

    >>> guard("=1+1"), guard("متن")
    ("'=1+1", 'متن')
    """
    return f"'{cell}" if cell.startswith(_RISKY) else cell


@lru_cache(maxsize=65536)
def jalali(day: date) -> str | None:
    """The day in the Jalali calendar, as 1403-12-14; null before its first year.

    >>> jalali(date(2025, 3, 4))
    '1403-12-14'
    """
    try:
        return str(JalaliDate(day).isoformat())
    except ValueError:
        return None


def with_jalali(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with a column `x_jalali` (text) after every day column `x`."""
    columns: dict[str, Any] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        columns[name] = column
        if pa.types.is_date(column.type):
            days = [jalali(day) if day else None for day in column.to_pylist()]
            columns[f"{name}_jalali"] = pa.array(days, pa.string())
    return pa.RecordBatch.from_pydict(columns)


def _write_csv(batches: Iterator[pa.RecordBatch], out: IO[bytes], guarded: bool) -> int:
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        return _write_csv_text(batches, text, guarded)
    finally:
        text.detach()


def _write_csv_text(batches: Iterator[pa.RecordBatch], text: io.TextIOWrapper, guarded: bool) -> int:
    text.write(_BOM if guarded else "")
    writer = csv.writer(text)
    rows = 0
    for number, batch in enumerate(batches):
        if number == 0:
            writer.writerow(batch.schema.names)
        columns = [column.to_pylist() for column in batch.columns]
        writer.writerows([_cell(value, guarded) for value in row] for row in zip(*columns, strict=True))
        rows += batch.num_rows
    return rows


def _cell(value: Any, guarded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = _LIST_SEPARATOR.join(str(item) for item in value)
    return guard(value) if guarded and isinstance(value, str) else str(value)


def _write_jsonl(batches: Iterator[pa.RecordBatch], out: IO[bytes], guarded: bool) -> int:
    rows = 0
    for batch in batches:
        lines = [json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in batch.to_pylist()]
        out.write("".join(lines).encode())
        rows += len(lines)
    return rows


def _write_parquet(batches: Iterator[pa.RecordBatch], out: IO[bytes], guarded: bool) -> int:
    """Through a temporary file: Parquet's writer must know where it is, and a pipe cannot say."""
    rows = 0
    writer: pq.ParquetWriter | None = None
    with tempfile.TemporaryFile() as file:
        for batch in batches:
            writer = writer or pq.ParquetWriter(file, batch.schema, compression="zstd")
            writer.write_batch(batch)
            rows += batch.num_rows
        if writer:
            writer.close()
        file.seek(0)
        shutil.copyfileobj(file, out)
    return rows
