"""Tables of articles: JSON Lines and CSV with the columns id, url, title, published, agency, text.

Owns the reading of rows. A broken row is refused and the rest goes on; a table is read row by row, so its
size does not matter.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fanews.errors import SourceError
from fanews.model import Document, EvidenceKind
from fanews.sources.blob import DAMAGED, TEXT_LIMIT, Blob, Outcome, Rejected, rejected
from fanews.sources.days import parse_day
from fanews.sources.decoding import encoding_of, require_persian

FIELDS = ("id", "url", "title", "published", "agency", "text")
_MOST_REPORTED = 1000  # broken rows named one by one; beyond that they are counted
_AGAIN = "Copy or download it again."
_TOO_LONG = "The row is larger than 10 MB."
_NO_DAY = "The row's `published` is no ISO date; the article was taken without it."
_ONE_OBJECT = "Give one JSON object a line, with the article in its `text`."

csv.field_size_limit(TEXT_LIMIT + 1)


@dataclass(frozen=True, slots=True)
class _Broken:
    """A row that cannot be read."""

    reason: str
    hint: str = ""


type _Line = tuple[int, str | None]
type _Row = tuple[int, dict[str, Any] | _Broken]
type _RowReader = Callable[[Iterator[_Line]], Iterator[_Row]]


def read_jsonl(blob: Blob) -> Iterator[Outcome]:
    """The rows of a JSON Lines file."""
    return _outcomes(blob, _json_rows)


def read_csv(blob: Blob) -> Iterator[Outcome]:
    """The rows of a CSV file with a header; the separator may be a comma, a semicolon or a tab."""
    return _outcomes(blob, _csv_rows)


def _outcomes(blob: Blob, read_rows: _RowReader) -> Iterator[Outcome]:
    broken = 0
    for outcome in _documents(blob, read_rows):
        if isinstance(outcome, Rejected):
            broken += 1
        if broken <= _MOST_REPORTED or isinstance(outcome, Document):
            yield outcome
    if broken > _MOST_REPORTED:
        yield Rejected(blob.path, f"{broken - _MOST_REPORTED} more rows cannot be read.")


def _documents(blob: Blob, read_rows: _RowReader) -> Iterator[Outcome]:
    any_row = False
    with blob.open() as stream:
        try:
            for number, row in read_rows(_lines(stream)):
                any_row = True
                yield from _outcome(blob.path, number, row)
        except (OSError, *DAMAGED):
            yield Rejected(blob.path, "The file is damaged or cut short; what could be read of it was.", _AGAIN)
            return
    if not any_row:
        raise SourceError("The table has no rows.")


def _lines(stream: io.BufferedReader) -> Iterator[_Line]:
    """Numbered lines, without their line break where it ends a row; None for one beyond the limit."""
    head = stream.peek(65_536)
    if not head.strip():
        raise SourceError("The file is empty.")
    encoding = _table_encoding(head)
    errors = "replace" if encoding.startswith("utf-16") else "surrogateescape"
    with io.TextIOWrapper(stream, encoding, errors=errors, newline="") as text:
        number = 0
        while line := text.readline(TEXT_LIMIT):
            number += 1
            whole = line.endswith("\n") or len(line) < TEXT_LIMIT
            yield number, line if whole else None
            while not whole and line and not line.endswith("\n"):
                line = text.readline(TEXT_LIMIT)


def _table_encoding(head: bytes) -> str:
    """One for the whole table; where none fits the beginning, a row is damaged, not the table."""
    try:
        return encoding_of(head, cut=True)
    except SourceError:
        if b"\x00" in head:
            raise
        return "utf-8"


def _json_rows(lines: Iterator[_Line]) -> Iterator[_Row]:
    for number, line in lines:
        if line is None:
            yield number, _Broken(_TOO_LONG)
        elif line.strip():
            yield number, _json_row(line)


def _json_row(line: str) -> dict[str, Any] | _Broken:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _Broken("The line is not JSON.", _ONE_OBJECT)
    return row if isinstance(row, dict) else _Broken("The line is not a JSON object.", _ONE_OBJECT)


def _csv_rows(lines: Iterator[_Line]) -> Iterator[_Row]:
    records = _CsvRecords(lines)
    for number, cells in records:
        if isinstance(cells, _Broken):
            yield number, cells
        elif len(cells) > len(records.header):
            yield number, _Broken(f"The row has {len(cells)} cells, the header {len(records.header)}.")
        elif any(cells):
            yield number, dict(zip(records.header, cells, strict=False))


class _CsvRecords:
    """Rows of cells, with the header's names in `header`. A quote that is never closed costs one line, not the rest."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._again: deque[_Line] = deque()
        first = next(lines, (1, ""))[1] or ""
        names = first.strip().strip("\ufeff")
        self._separator = max(",;\t", key=names.count)
        self.header = [name.strip().casefold() for name in next(csv.reader([names], delimiter=self._separator), [])]
        if "text" not in self.header:
            raise SourceError("The table has no column named `text`.", f"The columns are {', '.join(FIELDS)}.")

    def __iter__(self) -> Iterator[tuple[int, list[str] | _Broken]]:
        while (taken := self._next()) is not None:
            number, line = taken
            yield number, self._record(line) if line is not None else _Broken(_TOO_LONG)

    def _next(self) -> _Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _record(self, first: str) -> list[str] | _Broken:
        used: list[_Line] = []
        try:
            reader = csv.reader(self._feed(first, used), delimiter=self._separator, strict=True)
            return next(reader, [])
        except csv.Error:
            self._again.extendleft(reversed(used))
            return _Broken("The row's quotation marks do not match.", "Double every quotation mark inside a cell.")

    def _feed(self, first: str, used: list[_Line]) -> Iterator[str]:
        yield first
        size = len(first)
        while (taken := self._next()) is not None:
            used.append(taken)
            size += len(taken[1] or "")
            if taken[1] is None or size > TEXT_LIMIT:
                break
            yield taken[1]
        raise csv.Error("the row does not end")


def _outcome(path: str, number: int, row: dict[str, Any] | _Broken) -> Iterator[Outcome]:
    where = f"{path}:{number}"
    if isinstance(row, _Broken):
        yield Rejected(where, row.reason, row.hint)
        return
    try:
        document = _document(path, number, row)
    except SourceError as error:
        yield rejected(where, error)
        return
    stated = row.get("published")
    if stated and document.published is None:
        yield Rejected(where, _NO_DAY, "Write it as 2024-11-25.")
    yield document


def _document(path: str, number: int, row: dict[str, Any]) -> Document:
    text = _field(row, "text")
    if text is None:
        raise SourceError("The row has no `text`.")
    if len(text) > TEXT_LIMIT:
        raise SourceError(_TOO_LONG)
    require_persian(text)
    published = _field(row, "published")
    day = parse_day(published) if published else None
    return Document(
        path=_field(row, "id") or f"{path}:{number}",
        text=text.replace("\r\n", "\n"),
        url=_field(row, "url"),
        title=_field(row, "title"),
        agency=_field(row, "agency"),
        published=day,
        published_kind=EvidenceKind.FIELD if day else None,
        origin=path,
    )


def _field(row: dict[str, Any], name: str) -> str | None:
    """A field as text; None where it is missing, blank or no text at all. Raises SourceError where it is damaged."""
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"The row's `{name}` holds bytes that are no characters.", "Save it as UTF-8.") from error
    if "\ufffd" in value[:1] or "\x00" in value:
        raise SourceError(f"The row's `{name}` holds characters that are none.", "Save it as UTF-8.")
    return value if name == "text" else value.strip()
