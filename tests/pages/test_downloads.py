"""CSV files: whole, in both calendars, guarded or plain, and never cut short in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from fanews.errors import StoreError
from fanews.store.queries.listing import ArticleFilter, articles_table
from fanews.store.queries.quotes import QuoteFilter, quotes_table
from fanews.store.queries.visits import VisitFilter, visits_table
from fanews.store.reader import Reader
from fanews.ui.downloads import TABLES, file_name, streamed
from fanews.ui.state import read_view


def rows_of(batches: Iterator[pa.RecordBatch], guarded: bool = False) -> list[dict[str, str]]:
    text = b"".join(streamed(batches, guarded)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_file_holds_every_row_and_not_a_page_of_them(made_store: Path) -> None:
    db = Reader(made_store).snapshot()
    assert len(rows_of(quotes_table(db, QuoteFilter()))) == 65
    assert len(rows_of(articles_table(db, ArticleFilter()))) == 64
    assert len(rows_of(visits_table(db, VisitFilter()))) == 3


def test_a_file_holds_what_the_filter_leaves_in_both_calendars(made_store: Path) -> None:
    db = Reader(made_store).snapshot()
    (visit,) = rows_of(visits_table(db, VisitFilter(countries=("AZ",))))
    assert (visit["start_day"], visit["start_day_jalali"]) == ("2024-05-06", "1403-02-17")
    assert visit["direction"] == "out"


def test_the_file_for_spreadsheets_starts_with_a_mark_and_guards_formulas() -> None:
    batch = pa.RecordBatch.from_pylist([{"name": "=cmd()", "text": "متن"}])
    guarded = b"".join(streamed(iter([batch]), True))
    assert guarded.startswith(b"\xef\xbb\xbf")
    assert b"'=cmd()" in guarded
    assert b"".join(streamed(iter([batch]), False)).startswith(b"name")


def test_a_file_that_breaks_off_is_not_passed_off_as_whole() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist([{"name": "a"}])
        raise StoreError("The store went away.")

    with pytest.raises(StoreError):
        list(streamed(batches(), False))


def test_a_reader_who_leaves_early_ends_the_writing() -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        while True:
            yield pa.RecordBatch.from_pylist([{"name": "x" * 1000}] * 100)

    pieces = streamed(batches(), False)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]


def test_a_file_is_named_after_the_view_and_its_filter() -> None:
    view = read_view("visits", TABLES["visits"].params, {"country": ["AZ"], "page": ["3"], "from": ["1403-01-01"]})
    assert file_name("visits", view, True).startswith("fanews-visits-country-AZ-from-1403-01-01-20")
    assert file_name("visits", view, False).endswith("-plain.csv")
    hostile = read_view("search", TABLES["articles"].params, {"q": ['../../x";\r\nSet-Cookie: a=b']})
    assert not set(file_name("articles", hostile, True)) & set('/\\";:\r\n ')
